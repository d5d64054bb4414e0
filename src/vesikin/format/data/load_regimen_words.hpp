// The words of dosing texts, from validation/regimen_words.toml.
#pragma once

#include <filesystem>

#include "vesikin/analysis/texts/regimen_words.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

/// Throws InputError with all problems of the file.
[[nodiscard]] analysis::RegimenWords load_regimen_words(const std::filesystem::path& data_folder,
                                                        const UnitSystem& units);

}  // namespace vesikin::format
