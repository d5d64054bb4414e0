#include "vesikin/format/data/texts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/text_file.hpp"

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

using KeyedTexts = std::map<std::string, std::string, std::less<>>;

/// The texts of one file; what is no text is noted.
KeyedTexts read_texts(const std::filesystem::path& path, base::ProblemList& problems) {
    toml::table file;
    try {
        file = toml::parse(read_text_file(path), path.string());
    } catch (const toml::parse_error& error) {
        throw base::InputError(
            base::as_written(fmt::format("{}:{}", path.string(), error.source().begin.line)),
            base::as_written(error.description()), base::message("a TOML file"));
    }
    const toml::table* table = file["texts"].as_table();
    if (table == nullptr) {
        throw base::InputError(base::as_written(path.string()), base::message("no [texts]"),
                               base::message("a table of texts"));
    }
    KeyedTexts texts;
    for (const auto& [key, value] : *table) {
        const auto text = value.value<std::string>();
        if (!text || text->empty()) {
            problems.add(base::as_written(fmt::format("{}:{}: {}", path.string(),
                                                      value.source().begin.line, key.str())),
                         text ? base::message("an empty text") : base::message("not a string"),
                         base::message("a text in quotes, not empty"));
        }
        if (key.str() == money_unit_key &&
            !(base::decimal_number(text.value_or("")).value_or(0.0) > 0.0)) {
            problems.add(base::as_written(fmt::format("{}:{}: {}", path.string(),
                                                      value.source().begin.line, key.str())),
                         text ? base::as_written(*text) : base::message("not a string"),
                         base::message("a number above 0, in quotes: money is counted by it"));
        }
        texts.emplace(std::string(key.str()), text.value_or(""));
    }
    return texts;
}

/// The names in braces that a text has, each once.
std::set<std::string> braces_of(std::string_view text) {
    std::set<std::string> found;
    for (std::size_t open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1)) {
        found.emplace(text.substr(open, text.find('}', open) - open + 1));
    }
    return found;
}

/// A text file of one language.
struct TextFile {
    std::string language;
    std::string path;
    KeyedTexts texts;
};

/// Notes keys that are missing or that nobody asks for, beside the first language, and braces that
/// differ from it.
void check_texts(const TextFile& file, const KeyedTexts& first, std::string_view name,
                 base::ProblemList& problems) {
    const KeyedTexts& texts = file.texts;
    const std::vector<std::string> required = required_text_keys(name);
    const auto is_required = [&](const std::string& key) {
        return std::ranges::binary_search(required, key);
    };
    const auto place_of = [&](const std::string& key) {
        return base::as_written(fmt::format("{}: {}", file.path, key));
    };
    for (const std::string& key : required) {
        if (!texts.contains(key)) {
            problems.add(place_of(key), base::message("nothing"),
                         base::message("a text in quotes"));
        }
    }
    for (const auto& [key, text] : first) {
        if (!texts.contains(key) && !is_required(key)) {
            problems.add(place_of(key), base::message("nothing"),
                         base::message("a text in quotes, as in the first language"));
        }
    }
    for (const auto& [key, text] : texts) {
        const auto original = first.find(key);
        if (file.language != default_language && is_translation(name, key)) {
            continue;  // English has it from the program
        }
        if (!is_required(key) &&
            (!key.starts_with(number_text_prefix) || original == first.end())) {
            problems.add(place_of(key), base::message("an unknown key"),
                         base::message("keys of the first language"));
        } else if (original != first.end() && braces_of(text) != braces_of(original->second)) {
            problems.add(
                place_of(key),
                base::message("the braces {}", fmt::format("{}", fmt::join(braces_of(text), " "))),
                base::as_written(fmt::format("{}", fmt::join(braces_of(original->second), " "))));
        }
    }
}

/// One file in every language, English first: a gap is found by who made it, not by who reads it.
std::vector<TextFile> read_file(const std::filesystem::path& data_folder, std::string_view name) {
    base::ProblemList problems;
    std::vector<TextFile> files;
    for (const std::string& language : text_languages(data_folder)) {
        const std::filesystem::path path =
            data_folder / "texts" / language / fmt::format("{}.toml", name);
        files.push_back({language, path.string(), read_texts(path, problems)});
        check_texts(files.back(), files.front().texts, name, problems);
    }
    problems.throw_if_any();
    return files;
}

}  // namespace

std::string translated(const Texts& texts, std::string_view prefix, std::string_view name,
                       std::string_view english) {
    return texts.or_else(text_key(prefix, name), english);
}

void require_language(const std::filesystem::path& data_folder, std::string_view language) {
    const auto languages = text_languages(data_folder);
    if (languages.empty()) {
        throw base::InputError(base::as_written((data_folder / "texts").string()),
                               base::message("no such folder"),
                               base::message("a folder for each language"));
    }
    if (std::ranges::find(languages, language) == languages.end()) {
        throw base::InputError(base::field("lang"), base::quoted(language),
                               base::message("one of {}", base::listed(languages)));
    }
}

Texts load_texts(const std::filesystem::path& data_folder, std::string_view language,
                 const std::vector<std::string_view>& names) {
    require_language(data_folder, language);
    const std::vector<Texts> all = load_all_texts(data_folder, names);
    return *std::ranges::find(all, language, &Texts::language);
}

std::vector<Texts> load_all_texts(const std::filesystem::path& data_folder,
                                  const std::vector<std::string_view>& names) {
    std::map<std::string, KeyedTexts> joined;
    for (const std::string_view name : names) {
        for (TextFile& file : read_file(data_folder, name)) {
            joined[file.language].merge(file.texts);  // what is there already stays
        }
    }
    std::vector<Texts> all;
    for (const std::string& language : text_languages(data_folder)) {
        all.emplace_back(language, std::move(joined[language]));
    }
    return all;
}

}  // namespace vesikin::format
