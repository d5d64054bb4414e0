#include "vesikin/format/data/bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/json_tree.hpp"
#include "vesikin/format/sealed_json.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

using nlohmann::json;

constexpr const char* kind = "vesikin data";
constexpr int schema = 1;
constexpr int deepest = 64;  // no data file is deep, and reading recurses

bool is_tree(std::string_view path) {
    return path.ends_with(".toml");
}

}  // namespace

std::string bundle_of(const DataSource& data) {
    json files = json::object();
    for (const InputFile& file : data.files()) {
        std::string content = is_tree(file.path) ? std::string() : data.text(file.path);
        if (is_tree(file.path)) {
            json::to_msgpack(json_of(*data.tree(file.path)), content);
        }
        const json::binary_t bytes(std::vector<std::uint8_t>(content.begin(), content.end()));
        files[file.path] = {{"sha256", file.sha256}, {"content", json::binary(bytes)}};
    }
    json units = json::array();
    for (const auto& [pair, ratio] : data.units().known()) {
        units.push_back({pair.first, pair.second, ratio});
    }
    return sealed({{"kind", kind}, {"schema", schema}, {"files", files}, {"units", units}});
}

BundleSource::BundleSource(std::string_view bytes, std::string name) : name_(std::move(name)) {
    const auto refuse = [&](base::Message given) {
        throw base::InputError(base::as_written(name_), std::move(given),
                               base::message("a bundle of data made by this program"));
    };
    const std::optional<json> bundle = unsealed(bytes, deepest);
    if (!bundle) {
        refuse(base::message("no bundle, or a damaged one"));
    }
    try {
        if (bundle->at("kind") != kind || bundle->at("schema") != schema) {
            refuse(base::message("a file of another kind or version"));
        }
        for (const auto& [path, file] : bundle->at("files").items()) {
            const json::binary_t& content = file.at("content").get_binary();
            files_.emplace(path, File{file.at("sha256").get<std::string>(),
                                      std::string(content.begin(), content.end())});
        }
        UnitRatios ratios;
        for (const json& unit : bundle->at("units")) {
            ratios.emplace(std::pair(unit.at(0).get<std::string>(), unit.at(1).get<std::string>()),
                           unit.at(2).get<double>());
        }
        units_ = std::make_unique<ListedUnits>(std::move(ratios));
    } catch (const json::exception&) {
        refuse(base::message("no bundle, or a damaged one"));
    }
}

const BundleSource::File& BundleSource::find(std::string_view path) const {
    const auto found = files_.find(path);
    if (found == files_.end()) {
        throw base::InputError(base::as_written(shown_name(path)), base::message("no such file"),
                               base::message("an existing file"));
    }
    return found->second;
}

bool BundleSource::has(std::string_view path) const {
    const auto next = files_.lower_bound(path);
    return next != files_.end() &&
           (next->first == path || next->first.starts_with(fmt::format("{}/", path)));
}

std::vector<std::string> BundleSource::names_in(std::string_view folder) const {
    const std::string prefix = fmt::format("{}/", folder);
    std::vector<std::string> names;
    for (auto file = files_.lower_bound(prefix);
         file != files_.end() && file->first.starts_with(prefix); ++file) {
        std::string name = file->first.substr(prefix.size());
        name = name.substr(0, name.find('/'));
        if (names.empty() || names.back() != name) {
            names.push_back(std::move(name));
        }
    }
    if (names.empty()) {
        throw base::InputError(base::as_written(shown_name(folder)),
                               base::message("no such folder"),
                               base::message("a readable folder of data files"));
    }
    std::ranges::sort(names);
    return names;
}

DataNode BundleSource::read_tree(std::string_view path) const {
    const File& file = find(path);
    try {
        if (const auto value = read_message_pack(file.content, deepest); value && is_tree(path)) {
            return node_of(*value);
        }
    } catch (const json::exception&) {  // a value that no data file has
    }
    throw base::InputError(base::as_written(shown_name(path)), base::message("a damaged file"),
                           base::message("a bundle of data made by this program"));
}

std::string BundleSource::text(std::string_view path) const {
    return find(path).content;
}

std::string BundleSource::shown_name(std::string_view path) const {
    return fmt::format("{}/{}", name_, path);
}

InputFile BundleSource::input(std::string_view path) const {
    return {std::string(path), find(path).sha256};
}

std::vector<InputFile> BundleSource::files() const {
    std::vector<InputFile> files;
    for (const auto& [path, file] : files_) {
        files.push_back({path, file.sha256});
    }
    return files;
}

std::unique_ptr<DataSource> open_data(const std::filesystem::path& path) {
    if (std::filesystem::is_regular_file(path)) {
        return std::make_unique<BundleSource>(read_text_file(path), path.string());
    }
    return std::make_unique<FolderSource>(path);
}

}  // namespace vesikin::format
