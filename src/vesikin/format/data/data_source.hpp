// Where the data come from: a folder of files, or one bundle made of it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/data/data_node.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

/// A file that went into a result, and what was in it.
struct InputFile {
    std::string path;  ///< relative to the data where it belongs to them
    std::string sha256;
};

/// Files of the data by their path in it ("drugs/dupilumab.toml"). Its functions may run
/// concurrently; what they say never changes.
class DataSource {
  public:
    DataSource() = default;
    DataSource(const DataSource&) = delete;
    DataSource& operator=(const DataSource&) = delete;
    virtual ~DataSource() = default;

    /// A TOML file, to be read key by key. The source outlives it. Throws InputError when it is
    /// missing or not TOML, EnvironmentError when it cannot be read.
    [[nodiscard]] DataFile open(std::string_view path) const;

    [[nodiscard]] virtual bool has(std::string_view path) const = 0;

    /// Names of the files and folders in a folder, sorted. Throws InputError when it is missing.
    [[nodiscard]] virtual std::vector<std::string> names_in(std::string_view folder) const = 0;

    /// What a TOML file says, read when first asked for. Throws as `open` does.
    [[nodiscard]] std::shared_ptr<const DataNode> tree(std::string_view path) const;

    /// A file of any other kind, whole. Throws as `open` does.
    [[nodiscard]] virtual std::string text(std::string_view path) const = 0;

    /// A file as messages name it.
    [[nodiscard]] virtual std::string shown_name(std::string_view path) const = 0;

    /// Throws as `open` does.
    [[nodiscard]] virtual InputFile input(std::string_view path) const = 0;

    /// Every file, sorted by path.
    [[nodiscard]] virtual std::vector<InputFile> files() const = 0;

    /// Units of the files.
    [[nodiscard]] virtual const Units& units() const = 0;

  private:
    [[nodiscard]] virtual DataNode read_tree(std::string_view path) const = 0;

    mutable std::mutex trees_mutex_;
    mutable std::map<std::string, std::shared_ptr<const DataNode>, std::less<>> trees_;
};

/// Names of the TOML files in a folder of the data, without their ending, sorted.
[[nodiscard]] std::vector<std::string> toml_names_in(const DataSource& data,
                                                     std::string_view folder);

/// A folder of data files, read when asked for.
class FolderSource final : public DataSource {
  public:
    explicit FolderSource(std::filesystem::path folder);

    [[nodiscard]] bool has(std::string_view path) const override;
    [[nodiscard]] std::vector<std::string> names_in(std::string_view folder) const override;
    [[nodiscard]] std::string text(std::string_view path) const override;
    [[nodiscard]] std::string shown_name(std::string_view path) const override;
    [[nodiscard]] InputFile input(std::string_view path) const override;
    [[nodiscard]] std::vector<InputFile> files() const override;

    [[nodiscard]] const UnitSystem& units() const override { return units_; }

  private:
    [[nodiscard]] DataNode read_tree(std::string_view path) const override;

    [[nodiscard]] std::filesystem::path path_of(std::string_view path) const {
        return folder_ / path;
    }

    /// The text of a file, whose digest is kept: a result names what was read, whatever became of
    /// the file since.
    [[nodiscard]] std::string read(std::string_view path) const;

    std::filesystem::path folder_;
    UnitSystem units_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::string, std::less<>> digests_;  ///< of files read so far
};

}  // namespace vesikin::format
