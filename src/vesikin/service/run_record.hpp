// What a run says of itself, and what it keeps while it goes on: inputs with their digests, the
// manifest, finished pieces of work.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/manifest.hpp"
#include "vesikin/format/work_log.hpp"
#include "vesikin/service/installation.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::service {

/// A file that was named, as the manifest lists it.
[[nodiscard]] format::InputFile input_file(const std::filesystem::path& path);

/// Every file of the data folder, sorted.
[[nodiscard]] std::vector<format::InputFile> data_files(const std::filesystem::path& data_folder);

/// The manifest of a run that starts now.
[[nodiscard]] format::Manifest start_manifest(std::string command, const Installation& installation,
                                              std::uint64_t seed, const study::RunControl& control,
                                              std::vector<format::InputFile> inputs);

/// The manifest of an answer that is looked up in the data folder: nothing is simulated.
[[nodiscard]] format::Manifest look_up_manifest(std::string command,
                                                const Installation& installation);

/// What must be equal for a run to go on where another one stopped: the manifest but for time,
/// threads and outputs, and `question`, everything else that was asked.
[[nodiscard]] std::string identity_of(const format::Manifest& manifest,
                                      const std::string& question);

/// The out folder of a run made of pieces: they are kept in a log until the results are written.
/// Stays where it was made.
class PieceFolder {
  public:
    /// Takes over what the log holds where the manifest says that the run is resumed; `question` is
    /// as for `identity_of`. Throws what `ResultFolder` and `WorkLog` throw.
    PieceFolder(const std::filesystem::path& folder, format::ResultNames names,
                std::string_view log_name, const format::Manifest& manifest,
                const std::string& question);

    /// Where the study keeps its pieces.
    [[nodiscard]] study::FinishedWork& work() noexcept { return work_; }

    [[nodiscard]] const format::WorkLog& log() const noexcept { return log_; }

    [[nodiscard]] format::ResultFolder& results() noexcept { return results_; }

    /// Exchanges the staged files for those of an earlier run, vouched for by the manifest; once
    /// the run is complete, the log has done its work.
    void commit(const format::Manifest& manifest);

  private:
    format::ResultFolder results_;
    study::FinishedWork work_;
    format::WorkLog log_;
};

/// Throws InputError when a run is to go on that left nothing anywhere.
void require_folder_to_resume(const std::optional<std::filesystem::path>& folder, bool resumes);

}  // namespace vesikin::service
