// The page of one run: its answer once, and its words in every language. For the .cpp files of this
// layer only, because it shows the JSON library.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/page_parts.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

/// What an answer names, as one language calls it: by kind of thing and by name.
class NamedThings {
  public:
    void add(std::string_view kind, std::string_view name, const std::string& label);

    /// As the texts call it, `<kind>_<name>`, or as the program does in English.
    void add_called(const Texts& texts, std::string_view kind, std::string_view name,
                    std::string_view english);

    [[nodiscard]] const Json& json() const noexcept { return by_kind_; }

  private:
    Json by_kind_ = Json::object();
};

/// What one language says beside the fixed words of the page.
struct RunWords {
    std::string title;
    std::string description{};
    std::vector<std::string> limitations{};
    NamedThings labels{};
};

/// "broken_down": "broken down".
[[nodiscard]] std::string spaced(std::string_view name);

[[nodiscard]] std::vector<std::string> in_language(const std::vector<catalogue::Label>& labels,
                                                   std::string_view language);

/// An outcome or a state of an answer, as the program has it in English.
struct NamedOutcome {
    std::string_view name;
    std::string_view label;
    std::string_view meaning;
    std::string_view unit;
};

void add_outcome(NamedThings& labels, const Texts& texts, const NamedOutcome& outcome);

/// The page with the answer put in; its fixed words are those of the file `texts` and of all pages.
[[nodiscard]] std::string run_page(const Json& answer, const PageParts& parts,
                                   std::string_view texts,
                                   const std::function<RunWords(const Texts&)>& words_in);

}  // namespace vesikin::format
