#include <fmt/format.h>

#include "vesikin/base/units.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

Outcome easi_response(int percent) {
    const double threshold_frac = percent / base::percent_per_one;
    return {.name = fmt::format("easi_{}", percent),
            .label = fmt::format("EASI-{}", percent),
            .unit = "%",
            .meaning = fmt::format(
                "share of patients whose EASI fell by more than {} % since baseline", percent),
            .kind = OutcomeKind::proportion,
            .binning = {},
            .sampled =
                [threshold_frac](const auto& baseline, const auto& at_visit) {
                    return easi_improvement_frac(baseline.easi, at_visit.easi) > threshold_frac
                               ? 1.0
                               : 0.0;
                },
            .expected =
                [threshold_frac](const Expectation& person) {
                    const double limit = (1.0 - threshold_frac) * person.baseline.easi;
                    return person.fluctuation().easi_below(limit, person.now.easi,
                                                           person.now.ceiling_shift);
                },
            .visit_variance = {}};
}

}  // namespace vesikin::outcome
