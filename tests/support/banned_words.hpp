// Finds words that no text shown to a person may hold (data/texts/banned.toml).
#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "support/shipped_data.hpp"
#include "vesikin/format/data/provenance_reader.hpp"

namespace vesikin::tests {

/// Banned words in a text: English ones as whole words in any case, Japanese ones anywhere.
inline std::vector<std::string> banned_words_in(std::string text) {
    const format::DataFile file = shipped_data().open("texts/banned.toml");
    format::TableReader root = file.root();
    format::check_schema(root);
    const std::vector<std::string> japanese = root.texts("ja");
    const std::vector<std::string> english = root.texts("en");
    root.refuse_unknown_keys();
    file.throw_if_any();
    std::vector<std::string> found;
    std::ranges::copy_if(japanese, std::back_inserter(found), [&](const std::string& word) {
        return text.find(word) != std::string::npos;
    });
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    const auto is_letter = [&](std::size_t at) {
        return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
    };
    for (const std::string& word : english) {
        for (std::size_t at = text.find(word); at != std::string::npos;
             at = text.find(word, at + 1)) {
            if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + word.size())) {
                found.push_back(word);
                break;
            }
        }
    }
    return found;
}

}  // namespace vesikin::tests
