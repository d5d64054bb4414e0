// The comparison as the page of results reads it: numbers once, words in every language. For the
// .cpp files of this layer and its tests only, because it shows the JSON library.
#pragma once

#include <vector>

#include "vesikin/format/comparison_files.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

/// Everything of the answer that is the same in every language.
[[nodiscard]] Json comparison_numbers(const ComparisonRecord& record);

/// Numbers, and the words of each language; the page opens in the language of the record.
[[nodiscard]] Json comparison_page_data(const ComparisonRecord& record,
                                        const std::vector<Texts>& languages);

}  // namespace vesikin::format
