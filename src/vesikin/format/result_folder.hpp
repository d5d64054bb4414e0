// The folder in which a run leaves its results: files that belong together, vouched for by the
// manifest beside them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

/// A file of a set of results, and what is in it.
struct OutputFile {
    std::string name;
    std::string sha256;
};

/// Whether a file that grew under another name will grow further.
enum class Growth : unsigned char { ended, goes_on };

/// The names of the files that a command may leave; which of them a run has depends on the run.
struct ResultNames {
    std::string manifest;
    std::vector<std::string> files;
};

/// Takes a folder for one run. The set of an earlier run stays whole until the new one is written;
/// then the old manifest goes, the files are exchanged, and the new manifest comes last. So where a
/// manifest lies, the files are those that it names.
class ResultFolder {
  public:
    /// Makes the folder and clears what a killed run left half-written. Throws EnvironmentError
    /// when it cannot be made or written to, and when another run is writing to it.
    ResultFolder(std::filesystem::path folder, ResultNames names);
    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;
    ~ResultFolder();

    [[nodiscard]] std::filesystem::path path(std::string_view name) const { return folder_ / name; }

    /// Puts a file of the new set on the disk, beside its place.
    void stage(const std::string& name, std::string_view text);

    /// The same for a file of this folder that grew under another name, which it keeps.
    void stage_grown(const std::string& name, const std::filesystem::path& grown, Growth growth);

    /// The staged files, for the manifest.
    [[nodiscard]] std::vector<OutputFile> outputs() const;

    /// Exchanges the sets. Files of an earlier run of the command that the new set has not go.
    void commit(std::string_view manifest);

    /// Files of the new set, the manifest last.
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const noexcept {
        return files_;
    }

    /// Names of files of an earlier run that went.
    [[nodiscard]] const std::vector<std::string>& removed() const noexcept { return removed_; }

  private:
    struct Staged {
        std::string name;
        std::filesystem::path written;
    };

    void clear_leftovers() const;

    std::filesystem::path folder_;
    ResultNames names_;
    int lock_ = -1;
    std::vector<Staged> staged_;
    std::vector<std::filesystem::path> files_;
    std::vector<std::string> removed_;
};

}  // namespace vesikin::format
