#include "vesikin/format/data/texts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"
#include "vesikin/format/data/text_keys.hpp"

namespace vesikin::format {

namespace {

constexpr std::string_view default_language = "en";
constexpr std::string_view text_folder = "texts";

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

std::vector<std::string> text_languages(const DataSource& data) {
    if (!data.has(text_folder)) {
        return {};
    }
    std::vector<std::string> languages = data.names_in(text_folder);
    // A folder each; a file beside them is none.
    std::erase_if(languages,
                  [&](const std::string& name) { return name.find('.') != std::string::npos; });
    std::ranges::sort(languages, [](const std::string& a, const std::string& b) {
        return std::pair(a != default_language, a) < std::pair(b != default_language, b);
    });
    return languages;
}

namespace {

using KeyedTexts = std::map<std::string, std::string, std::less<>>;

/// The texts of one file; what is no text is noted.
KeyedTexts read_texts(const DataSource& data, const std::string& path,
                      base::ProblemList& problems) {
    const std::shared_ptr<const DataNode> file = data.tree(path);
    const std::string name = data.shown_name(path);
    const DataNode* found = file->table()->find(text_folder);
    const DataTable* table = found != nullptr ? found->table() : nullptr;
    if (table == nullptr) {
        throw base::InputError(base::as_written(name), base::message("no [texts]"),
                               base::message("a table of texts"));
    }
    KeyedTexts texts;
    for (std::size_t i = 0; i < table->keys().size(); ++i) {
        const std::string& key = table->keys()[i];
        const DataNode& value = table->values()[i];
        const std::string* text = value.text();
        const auto note = [&](base::Message given, base::Message allowed) {
            problems.add(base::as_written(fmt::format("{}:{}: {}", name, value.line, key)),
                         std::move(given), std::move(allowed));
        };
        if (text == nullptr || text->empty()) {
            note(text == nullptr ? base::message("not a string") : base::message("an empty text"),
                 base::message("a text in quotes, not empty"));
        }
        if (key == money_unit_key && text != nullptr &&
            !(base::decimal_number(*text).value_or(0.0) > 0.0)) {
            note(base::as_written(*text),
                 base::message("a number above 0, in quotes: money is counted by it"));
        }
        texts.emplace(key, text != nullptr ? *text : std::string());
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
        const bool is_free = key.starts_with(number_text_prefix) || name == app_texts;
        if (!is_required(key) && (!is_free || original == first.end())) {
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
std::vector<TextFile> read_file(const DataSource& data, std::string_view name) {
    base::ProblemList problems;
    std::vector<TextFile> files;
    for (const std::string& language : text_languages(data)) {
        const std::string path = text_path(language, name);
        files.push_back({language, data.shown_name(path), read_texts(data, path, problems)});
        check_texts(files.back(), files.front().texts, name, problems);
    }
    problems.throw_if_any();
    return files;
}

}  // namespace

std::string text_path(std::string_view language, std::string_view name) {
    return fmt::format("{}/{}/{}.toml", text_folder, language, name);
}

std::string translated(const Texts& texts, std::string_view prefix, std::string_view name,
                       std::string_view english) {
    return texts.or_else(text_key(prefix, name), english);
}

void require_language(const DataSource& data, std::string_view language) {
    const auto languages = text_languages(data);
    if (languages.empty()) {
        throw base::InputError(base::as_written(data.shown_name(text_folder)),
                               base::message("no such folder"),
                               base::message("a folder for each language"));
    }
    if (std::ranges::find(languages, language) == languages.end()) {
        throw base::InputError(base::field("lang"), base::quoted(language),
                               base::message("one of {}", base::listed(languages)));
    }
}

Texts load_texts(const DataSource& data, std::string_view language,
                 const std::vector<std::string_view>& names) {
    require_language(data, language);
    const std::vector<Texts> all = load_all_texts(data, names);
    return *std::ranges::find(all, language, &Texts::language);
}

std::vector<Texts> load_all_texts(const DataSource& data,
                                  const std::vector<std::string_view>& names) {
    std::map<std::string, KeyedTexts> joined;
    for (const std::string_view name : names) {
        for (TextFile& file : read_file(data, name)) {
            joined[file.language].merge(file.texts);  // what is there already stays
        }
    }
    std::vector<Texts> all;
    for (const std::string& language : text_languages(data)) {
        all.emplace_back(language, std::move(joined[language]));
    }
    return all;
}

}  // namespace vesikin::format
