// What a page of results is made of beside its answer: the page itself and the words of every
// language.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/data/texts.hpp"

namespace vesikin::format {

struct PageParts {
    std::string page;              ///< made from web/
    std::string language;          ///< in which it opens
    std::vector<Texts> languages;  ///< English first
};

/// Reads the page, its texts, those that all pages share, and the names of things. Throws
/// InputError for a language that has none.
[[nodiscard]] PageParts load_page_parts(const std::filesystem::path& page, const DataSource& data,
                                        const std::string& language,
                                        std::vector<std::string_view> texts);

}  // namespace vesikin::format
