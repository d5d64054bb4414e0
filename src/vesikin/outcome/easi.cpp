#include "vesikin/base/units.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

double easi_improvement_frac(const Observation& baseline, const Observation& at_visit) {
    return baseline.easi > 0.0 ? (baseline.easi - at_visit.easi) / baseline.easi : 0.0;
}

Outcome easi() {
    return {.name = "easi",
            .label = "EASI",
            .unit = "points",
            .meaning = "Eczema Area and Severity Index, 0 to 72",
            .kind = OutcomeKind::continuous,
            .binning = {Binning::Scale::linear, 0.0, disease::easi_maximum, 1440},
            .read = [](const auto&, const auto& at_visit) { return at_visit.easi; }};
}

Outcome easi_percent_change() {
    return {.name = "easi_percent_change",
            .label = "Change in EASI",
            .unit = "%",
            .meaning = "change in EASI from baseline; negative is improvement",
            .kind = OutcomeKind::continuous,
            .binning = {Binning::Scale::linear, -100.0, 200.0, 6000},
            .read = [](const auto& baseline, const auto& at_visit) {
                return -base::percent_per_one * easi_improvement_frac(baseline, at_visit);
            }};
}

}  // namespace vesikin::outcome
