// The list of outcomes that a trial can ask for.
#pragma once

#include <vector>

#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

/// Every outcome there is for this catalogue: scores first, then the states.
[[nodiscard]] std::vector<Outcome> all_outcomes(const catalogue::Catalogue& catalogue);

}  // namespace vesikin::outcome
