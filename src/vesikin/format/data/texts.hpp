// Texts that a person reads, in the languages of data/texts.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// By how many JPY a language counts money: thousands, or ten thousands. Loading asks for a number.
inline constexpr std::string_view money_unit_key = "glance_cost_unit";

/// Names in braces of a text, and what stands for them.
using TextValues = std::vector<std::pair<std::string_view, std::string>>;

/// The texts of one language, by key.
class Texts {
  public:
    Texts() = default;

    Texts(std::string language, std::map<std::string, std::string, std::less<>> texts)
        : language_(std::move(language)), texts_(std::move(texts)) {}

    [[nodiscard]] const std::string& language() const noexcept { return language_; }

    /// The text of a key, one of `required_text_keys`.
    [[nodiscard]] const std::string& operator()(std::string_view key) const;

    /// The text with `{name}` replaced by its value.
    [[nodiscard]] std::string fill(std::string_view key, const TextValues& values) const;

    /// The text of a key, or the fallback where there is none.
    [[nodiscard]] std::string or_else(std::string_view key, std::string_view fallback) const;

    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const noexcept {
        return texts_;
    }

  private:
    std::string language_;
    std::map<std::string, std::string, std::less<>> texts_;
};

/// What the program calls `english` in the language of the texts: the text of `prefix` and name.
[[nodiscard]] std::string translated(const Texts& texts, std::string_view prefix,
                                     std::string_view name, std::string_view english);

/// Where in the data a file of texts lies.
[[nodiscard]] std::string text_path(std::string_view language, std::string_view name);

/// Languages with texts, the folders of `texts`: English first, which is the default, then sorted.
[[nodiscard]] std::vector<std::string> text_languages(const DataSource& data);

/// Throws InputError for a language without texts.
void require_language(const DataSource& data, std::string_view language);

/// Loads `texts/<language>/<name>.toml` of all names as one, and checks those files of every
/// language; of a key in two of them, the text of the file named first stays. Throws InputError for
/// an unknown language, and with file and key for a missing file, a key that is missing, unknown or
/// no text, and braces that differ between languages.
[[nodiscard]] Texts load_texts(const DataSource& data, std::string_view language,
                               const std::vector<std::string_view>& names);

/// The same of every language, in the order of `text_languages`.
[[nodiscard]] std::vector<Texts> load_all_texts(const DataSource& data,
                                                const std::vector<std::string_view>& names);

}  // namespace vesikin::format
