// The drug of a row and its doses, as an arm of care: from the texts of the row, and the drug's
// usual regimen where they say nothing.
#pragma once

#include "vesikin/analysis/arm_reading.hpp"

namespace vesikin::analysis {

/// Fills the arm's drug and doses and adds what was assumed to the reading, or gives the reason why
/// there is nothing to simulate. Day, first day, age and weight are read already.
void treat_as_the_row_says(const TrialRow& row, const TrialRules& rules,
                           const catalogue::Catalogue& catalogue, RowReading& reading);

}  // namespace vesikin::analysis
