// The list of outcomes: what trials, predictions and comparisons read off people.
#pragma once

#include <string_view>
#include <vector>

#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

/// Outcomes of a person as seen, scores first. A new one is a line here.
[[nodiscard]] const std::vector<Outcome>& seen_outcomes();

/// The one of that name. Asking for one that there is not is a bug of ours.
[[nodiscard]] const Outcome& seen_outcome(std::string_view name);

/// Every outcome that a model has: those of a person as seen (itch needs a trial layer), then the
/// states of the core.
[[nodiscard]] std::vector<Outcome> all_outcomes(const catalogue::Catalogue& catalogue);

}  // namespace vesikin::outcome
