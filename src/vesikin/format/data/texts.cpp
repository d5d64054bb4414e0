#include "vesikin/format/data/texts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

constexpr std::string_view default_language = "en";

}  // namespace

const std::string& Texts::operator()(std::string_view key) const {
    const auto found = texts_.find(key);
    VESIKIN_CHECK(found != texts_.end(), "data/texts has every key that is asked for");
    return found->second;
}

std::string Texts::fill(std::string_view key, const TextValues& values) const {
    std::string text = (*this)(key);
    for (const auto& [name, value] : values) {
        const std::string mark = fmt::format("{{{}}}", name);
        for (std::size_t at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + value.size())) {
            text.replace(at, mark.size(), value);
        }
    }
    return text;
}

std::string Texts::or_else(std::string_view key, std::string_view fallback) const {
    const auto found = texts_.find(key);
    return found == texts_.end() ? std::string(fallback) : found->second;
}

std::vector<std::string> text_languages(const std::filesystem::path& data_folder) {
    std::vector<std::string> languages;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder / "texts", missing)) {
        if (entry.is_directory()) {
            languages.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(languages, [](const std::string& a, const std::string& b) {
        return std::pair(a != default_language, a) < std::pair(b != default_language, b);
    });
    return languages;
}

namespace {

std::map<std::string, std::string, std::less<>> read_texts(const std::filesystem::path& path) {
    std::map<std::string, std::string, std::less<>> texts;
    try {
        const toml::table file = toml::parse_file(path.string());
        const toml::table* table = file["texts"].as_table();
        if (table == nullptr) {
            throw base::InputError(path.string(), "no [texts]", "a table of texts");
        }
        for (const auto& [key, value] : *table) {
            const auto text = value.value<std::string>();
            if (!text) {
                throw base::InputError(
                    fmt::format("{}:{}: {}", path.string(), value.source().begin.line, key.str()),
                    "not a string", "a text in quotes");
            }
            texts.emplace(std::string(key.str()), *text);
        }
    } catch (const toml::parse_error& error) {
        throw base::InputError(fmt::format("{}:{}", path.string(), error.source().begin.line),
                               std::string(error.description()), "a TOML file");
    }
    return texts;
}

}  // namespace

Texts load_texts(const std::filesystem::path& data_folder, std::string_view language,
                 std::string_view name) {
    const auto languages = text_languages(data_folder);
    if (std::ranges::find(languages, language) == languages.end()) {
        throw base::InputError("language", fmt::format("\"{}\"", language),
                               fmt::format("one of {}", fmt::join(languages, ", ")));
    }
    const std::filesystem::path folder = data_folder / "texts";
    const std::string file = fmt::format("{}.toml", name);
    std::map<std::string, std::string, std::less<>> texts = read_texts(folder / language / file);
    std::vector<std::string> borrowed;
    if (language != default_language) {
        for (auto& [key, text] : read_texts(folder / default_language / file)) {
            if (texts.try_emplace(key, text).second) {
                borrowed.push_back(key);
            }
        }
    }
    return {std::string(language), std::move(texts), std::move(borrowed)};
}

}  // namespace vesikin::format
