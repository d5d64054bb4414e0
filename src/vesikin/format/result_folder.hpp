// The folder in which a run leaves its results: files that belong together, vouched for by the
// manifest beside them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vesikin/format/result_store.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

/// Takes a folder for one run. The set of an earlier run stays whole until the new one is written;
/// then the old manifest goes, the files are exchanged, and the new manifest comes last. So where a
/// manifest lies, the files are those that it names.
class ResultFolder final : public ResultSet {
  public:
    /// Makes the folder and clears what a killed run left half-written. Throws EnvironmentError
    /// when it cannot be made or written to, and when another run is writing to it.
    ResultFolder(std::filesystem::path folder, ResultNames names);
    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;
    ~ResultFolder() override;

    /// Puts a file of the new set on the disk, beside its place.
    void stage(const std::string& name, std::string_view text) override;

    void stage_grown(const std::string& name, const std::string& grown, Growth growth) override;

    [[nodiscard]] std::vector<OutputFile> outputs() const override;

    void commit(std::string_view manifest) override;

    [[nodiscard]] const std::vector<std::filesystem::path>& files() const noexcept override {
        return files_;
    }

    [[nodiscard]] const std::vector<std::string>& removed() const noexcept override {
        return removed_;
    }

    [[nodiscard]] std::string kept(std::string_view name) const override;
    void keep(std::string_view name, std::string_view text) override;
    [[nodiscard]] std::unique_ptr<GrowingText> grow(std::string_view name,
                                                    std::uintmax_t size) override;
    void forget(std::string_view beginning) override;
    [[nodiscard]] std::string shown_name(std::string_view name) const override;

  private:
    struct Staged {
        std::string name;
        std::filesystem::path written;
    };

    [[nodiscard]] std::filesystem::path path(std::string_view name) const { return folder_ / name; }

    void clear_leftovers() const;

    std::filesystem::path folder_;
    ResultNames names_;
    int lock_ = -1;
    std::vector<Staged> staged_;
    std::vector<std::filesystem::path> files_;
    std::vector<std::string> removed_;
};

/// A folder, made when the first run takes it.
class FolderStore final : public ResultStore {
  public:
    explicit FolderStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] std::unique_ptr<ResultSet> take(ResultNames names) override {
        return std::make_unique<ResultFolder>(folder_, std::move(names));
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace vesikin::format
