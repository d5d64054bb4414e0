#include "vesikin/format/data/translations.hpp"

#include <algorithm>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/base/shown_text.hpp"
#include "vesikin/format/data/texts.hpp"

namespace vesikin::format {

namespace {

/// Texts for a terminal, line by line, whoever wrote them.
std::string printable_lines(const std::string& text) {
    std::string lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines += (begin == 0 ? "" : "\n") +
                 base::printable_paragraph(std::string_view(text).substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

}  // namespace

Translations load_translations(const DataSource& data, std::string_view language,
                               std::string_view name) {
    Translations translations;
    // A language is one folder of texts, never a way out of it.
    if (language.empty() || language.find_first_of("./\\") != std::string_view::npos) {
        return translations;
    }
    try {
        const std::shared_ptr<const DataNode> file = data.tree(text_path(language, name));
        const DataNode* texts = file->table()->find("texts");
        if (const DataTable* table = texts != nullptr ? texts->table() : nullptr) {
            for (std::size_t i = 0; i < table->keys().size(); ++i) {
                const std::string* text = table->values()[i].text();
                if (text != nullptr && !text->empty()) {
                    translations.emplace(table->keys()[i], printable_lines(*text));
                }
            }
        }
    } catch (const base::InputError&) {
        translations.clear();
    } catch (const base::EnvironmentError&) {
        translations.clear();
    }
    return translations;
}

std::string translated(const Translations& translations, std::string_view english) {
    const auto found = translations.find(english);
    return found == translations.end() ? std::string(english) : found->second;
}

base::Wording wording_of(Translations messages) {
    return {.pattern = [messages = std::move(messages)](
                           std::string_view english) { return translated(messages, english); },
            .field = {}};
}

}  // namespace vesikin::format
