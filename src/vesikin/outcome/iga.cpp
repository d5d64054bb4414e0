#include <cmath>

#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

namespace {

/// By severity strata of EASI.
double is_clear_by_strata(double easi, const catalogue::Catalogue& model) {
    return model.easi_bands.iga_of(easi) <= 1 ? 1.0 : 0.0;
}

}  // namespace

double clear_probability(const Expectation& person) {
    const catalogue::TrialLayer* layer = layer_of(person.model);
    if (layer == nullptr) {
        return is_clear_by_strata(person.now.easi, *person.model);
    }
    return person.fluctuation().clear_below(catalogue::clear_easi(*layer, person.baseline.easi),
                                            person.now.easi, person.now.ceiling_shift);
}

Outcome iga_clear_or_almost_clear() {
    return {.name = "iga_0_1",
            .label = "IGA 0/1",
            .unit = "%",
            .meaning =
                "share of patients whom a physician calls clear or almost clear; raters "
                "differ in the EASI at which they do",
            .kind = OutcomeKind::proportion,
            .binning = {},
            .sampled =
                [](const Observation& baseline, const Observation& at_visit) {
                    const catalogue::TrialLayer* layer = layer_of(at_visit.model);
                    if (layer == nullptr) {
                        return is_clear_by_strata(at_visit.easi, *at_visit.model);
                    }
                    const double limit = catalogue::clear_easi(*layer, baseline.easi) *
                                         std::exp(layer->iga_spread * at_visit.rater_z);
                    return at_visit.easi < limit ? 1.0 : 0.0;
                },
            .expected = clear_probability,
            .visit_variance = {}};
}

}  // namespace vesikin::outcome
