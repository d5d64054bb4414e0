// The words of dosing texts, from validation/regimen_words.toml.
#pragma once

#include "vesikin/analysis/texts/regimen_words.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// Throws InputError with all problems of the file.
[[nodiscard]] analysis::RegimenWords load_regimen_words(const DataSource& data);

}  // namespace vesikin::format
