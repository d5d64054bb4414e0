// What a run says of itself, and what it keeps while it goes on: inputs with their digests, the
// manifest, finished pieces of work.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "vesikin/format/manifest.hpp"
#include "vesikin/format/work_log.hpp"
#include "vesikin/service/knowledge.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::service {

/// A file that was named, as the manifest lists it.
[[nodiscard]] format::InputFile input_file(const std::filesystem::path& path);

/// The manifest of a run that starts now.
[[nodiscard]] format::Manifest start_manifest(std::string command,
                                              std::vector<std::string> command_words,
                                              std::uint64_t seed, const study::RunControl& control,
                                              std::vector<format::InputFile> inputs);

/// The manifest of an answer that is looked up in the data: nothing is simulated.
[[nodiscard]] format::Manifest look_up_manifest(std::string command,
                                                std::vector<std::string> command_words,
                                                const Knowledge& knowledge);

/// What must be equal for a run to go on where another one stopped: the manifest but for time,
/// threads and outputs, and `question`, everything else that was asked.
[[nodiscard]] std::string identity_of(const format::Manifest& manifest,
                                      const std::string& question);

/// The results of a run made of pieces, which are kept in a log until the results are written.
/// Stays where it was made.
class PieceResults {
  public:
    /// Takes over what the log holds where the manifest says that the run is resumed; `question` is
    /// as for `identity_of`. Throws what `ResultStore` and `WorkLog` throw.
    PieceResults(format::ResultStore& store, format::ResultNames names, std::string log_name,
                 const format::Manifest& manifest, const std::string& question);

    /// Where the study keeps its pieces.
    [[nodiscard]] study::FinishedWork& work() noexcept { return work_; }

    /// Pieces of a stopped run that were taken over.
    [[nodiscard]] std::size_t taken_over() const noexcept { return log_.taken_over(); }

    /// Where the pieces are kept, for whoever stops here.
    [[nodiscard]] std::string log_name() const { return results_->shown_name(log_name_); }

    [[nodiscard]] format::ResultSet& results() noexcept { return *results_; }

    /// Exchanges the staged files for those of an earlier run, vouched for by the manifest; once
    /// the run is complete, the log has done its work.
    void commit(const format::Manifest& manifest);

  private:
    std::unique_ptr<format::ResultSet> results_;
    std::string log_name_;
    study::FinishedWork work_;
    format::WorkLog log_;
};

/// Throws InputError when a run is to go on that left nothing anywhere.
void require_results_to_resume(const format::ResultStore* results, bool resumes);

}  // namespace vesikin::service
