#include "vesikin/format/run_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vesikin/format/data/text_keys.hpp"

namespace vesikin::format {

namespace {

/// The fixed words by key: those that all pages share, and those of this one.
Json fixed_words(const Texts& texts, std::string_view name) {
    Json words = Json::object();
    for (const std::string_view file : {page_texts, name}) {
        for (const std::string& key : required_text_keys(file)) {
            words[key] = texts(key);
        }
    }
    return words;
}

}  // namespace

void NamedThings::add(std::string_view kind, std::string_view name, const std::string& label) {
    by_kind_[std::string(kind)][std::string(name)] = label;
}

void NamedThings::add_called(const Texts& texts, std::string_view kind, std::string_view name,
                             std::string_view english) {
    add(kind, name, translated(texts, fmt::format("{}_", kind), name, english));
}

std::string spaced(std::string_view name) {
    std::string words(name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::vector<std::string> in_language(const std::vector<catalogue::Label>& labels,
                                     std::string_view language) {
    std::vector<std::string> texts;
    for (const catalogue::Label& label : labels) {
        texts.push_back(label.in(language));
    }
    return texts;
}

void add_outcome(NamedThings& labels, const Texts& texts, const NamedOutcome& outcome) {
    labels.add_called(texts, "outcome", outcome.name, outcome.label);
    labels.add_called(texts, "meaning", outcome.name, outcome.meaning);
    labels.add_called(texts, "unit", outcome.unit, outcome.unit);
}

std::string run_page(const Json& answer, const PageParts& parts, std::string_view texts,
                     const std::function<RunWords(const Texts&)>& words_in) {
    Json languages = Json::object();
    for (const Texts& language : parts.languages) {
        const RunWords words = words_in(language);
        languages[language.language()] = {{"texts", fixed_words(language, texts)},
                                          {"title", words.title},
                                          {"description", words.description},
                                          {"limitations", words.limitations},
                                          {"labels", words.labels.json()}};
    }
    return fill_report_page(parts.page, {{"schema", 1},
                                         {"kind", answer.at("kind")},
                                         {"language", parts.language},
                                         {"answer", answer},
                                         {"languages", std::move(languages)}});
}

}  // namespace vesikin::format
