#include <cmath>

#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

Outcome iga_clear_or_almost_clear(const catalogue::EasiBands& bands) {
    return {.name = "iga_0_1",
            .label = "IGA 0/1 (by EASI)",
            .unit = "%",
            .meaning = "share of patients clear or almost clear, read from EASI severity strata",
            .kind = OutcomeKind::proportion,
            .binning = {},
            .read = [bands](const auto&, const auto& at_visit) {
                return bands.iga_of(at_visit.easi) <= 1 ? 1.0 : 0.0;
            }};
}

Outcome iga_clear_by_raters(const catalogue::TrialLayer& layer) {
    return {.name = "iga_0_1",
            .label = "IGA 0/1",
            .unit = "%",
            .meaning =
                "share of patients whom a physician calls clear or almost clear; raters "
                "differ in the EASI at which they do",
            .kind = OutcomeKind::proportion,
            .binning = {},
            .read = [layer](const auto& baseline, const auto& at_visit) {
                const double limit = catalogue::clear_easi(layer, baseline.easi) *
                                     std::exp(layer.iga_spread * at_visit.rater_z);
                return at_visit.easi < limit ? 1.0 : 0.0;
            }};
}

}  // namespace vesikin::outcome
