// All data in one file: what the files say, their digests, and the ratios of their units. It was
// checked when it was made, and is read without TOML or UDUNITS-2.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// The bundle of all files of `data`, with the ratios of units that are known by then: so load what
/// is to be read from it before.
[[nodiscard]] std::string bundle_of(const DataSource& data);

/// Data of a bundle.
class BundleSource final : public DataSource {
  public:
    /// Throws InputError with `name` for bytes that are no bundle, a damaged one, or one of another
    /// version of the format.
    BundleSource(std::string_view bytes, std::string name);

    [[nodiscard]] bool has(std::string_view path) const override;
    [[nodiscard]] std::vector<std::string> names_in(std::string_view folder) const override;
    [[nodiscard]] std::string text(std::string_view path) const override;
    [[nodiscard]] std::string shown_name(std::string_view path) const override;
    [[nodiscard]] InputFile input(std::string_view path) const override;
    [[nodiscard]] std::vector<InputFile> files() const override;

    [[nodiscard]] const Units& units() const override { return *units_; }

  private:
    [[nodiscard]] DataNode read_tree(std::string_view path) const override;

    struct File {
        std::string sha256;
        std::string content;  ///< a text, or a tree as MessagePack
    };

    /// Throws InputError where there is none.
    [[nodiscard]] const File& find(std::string_view path) const;

    std::string name_;
    std::map<std::string, File, std::less<>> files_;
    std::unique_ptr<ListedUnits> units_;
};

/// A folder of data files or a bundle, whichever lies at the path. Throws InputError when neither
/// does.
[[nodiscard]] std::unique_ptr<DataSource> open_data(const std::filesystem::path& path);

}  // namespace vesikin::format
