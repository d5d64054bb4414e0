#include "vesikin/format/data/data_source.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/toml_tree.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace fs = std::filesystem;

DataFile DataSource::open(std::string_view path) const {
    return {shown_name(path), tree(path), units()};
}

std::shared_ptr<const DataNode> DataSource::tree(std::string_view path) const {
    const std::scoped_lock lock(trees_mutex_);
    auto found = trees_.find(path);
    if (found == trees_.end()) {
        found = trees_.emplace(std::string(path), std::make_shared<const DataNode>(read_tree(path)))
                    .first;
    }
    return found->second;
}

std::vector<std::string> toml_names_in(const DataSource& data, std::string_view folder) {
    constexpr std::string_view ending = ".toml";
    std::vector<std::string> names;
    for (const std::string& name : data.names_in(folder)) {
        if (name.ends_with(ending)) {
            names.push_back(name.substr(0, name.size() - ending.size()));
        }
    }
    return names;
}

FolderSource::FolderSource(fs::path folder) : folder_(std::move(folder)) {}

bool FolderSource::has(std::string_view path) const {
    std::error_code unreadable;  // is as good as missing: what reads it says why
    return fs::exists(path_of(path), unreadable);
}

std::vector<std::string> FolderSource::names_in(std::string_view folder) const {
    const fs::path path = path_of(folder);
    std::error_code error;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path, error)) {
        names.push_back(entry.path().filename().string());
    }
    if (error) {
        throw base::InputError(base::as_written(path.string()), base::as_written(error.message()),
                               base::message("a readable folder of data files"));
    }
    std::ranges::sort(names);
    return names;
}

std::string FolderSource::read(std::string_view path) const {
    std::string text = read_text_file(path_of(path));
    std::string digest = sha256(text);
    const std::scoped_lock lock(mutex_);
    digests_.insert_or_assign(std::string(path), std::move(digest));
    return text;
}

DataNode FolderSource::read_tree(std::string_view path) const {
    return parse_toml(read(path), shown_name(path));
}

std::string FolderSource::text(std::string_view path) const {
    return read(path);
}

std::string FolderSource::shown_name(std::string_view path) const {
    return path_of(path).string();
}

InputFile FolderSource::input(std::string_view path) const {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto known = digests_.find(path); known != digests_.end()) {
            return {std::string(path), known->second};
        }
    }
    return {std::string(path), sha256(read_text_file(path_of(path)))};
}

std::vector<InputFile> FolderSource::files() const {
    std::vector<InputFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
        if (entry.is_regular_file()) {
            files.push_back(input(entry.path().lexically_relative(folder_).generic_string()));
        }
    }
    std::ranges::sort(files, {}, &InputFile::path);
    return files;
}

}  // namespace vesikin::format
