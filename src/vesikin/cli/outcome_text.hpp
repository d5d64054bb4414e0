// Names and meanings of outcomes in the language of a command.
#pragma once

#include <string>
#include <string_view>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::cli {

/// The `outcome` (its label) or `meaning` of an outcome as texts have it; states are called as the
/// model calls them, which has no other language.
[[nodiscard]] std::string outcome_text(const format::Texts& outcomes, std::string_view kind,
                                       const outcome::Outcome& outcome,
                                       const catalogue::Catalogue& catalogue);

}  // namespace vesikin::cli
