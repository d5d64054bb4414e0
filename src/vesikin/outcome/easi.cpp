#include <algorithm>
#include <cmath>

#include "vesikin/base/units.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

namespace {

using base::percent_per_one;
using disease::easi_maximum;

/// Standard deviation of EASI at a visit as a share of the course.
double visit_share_sd(const Expectation& person) {
    const double sigma = person.fluctuation().easi_sd_log();
    return person.now.easi_share * std::sqrt(std::expm1(sigma * sigma));
}

}  // namespace

double easi_improvement_frac(double baseline_easi, double easi) {
    return baseline_easi > 0.0 ? (baseline_easi - easi) / baseline_easi : 0.0;
}

double expected_easi_share(const Expectation& person) {
    const double own = person.baseline.easi;
    const double share =
        own > 0.0 ? std::min(person.now.easi_share, easi_maximum / own) : person.now.easi_share;
    const catalogue::TrialLayer* layer = layer_of(person.model);
    if (person.subset == Subset::everyone || layer == nullptr) {
        return share;
    }
    // Partial expectation of a log-normal above the rater's limit.
    const double sigma = person.fluctuation().easi_sd_log();
    const double sd = std::hypot(sigma, person.fluctuation().iga_sd_log());
    const double middle =
        std::log(std::max(person.now.easi, 1e-6)) - 0.5 * sigma * sigma + person.now.ceiling_shift;
    const double z = (middle - std::log(catalogue::clear_easi(*layer, own))) / sd;
    const double part = sigma * sigma / sd;
    return share * care::normal_below(z + part) / std::max(care::normal_below(z), 1e-9);
}

Outcome easi() {
    return {.name = "easi",
            .label = "EASI",
            .unit = "points",
            .meaning = "Eczema Area and Severity Index, 0 to 72",
            .kind = OutcomeKind::continuous,
            .binning = {Binning::Scale::linear, 0.0, easi_maximum, 1440},
            .lowest = 0.0,
            .highest = easi_maximum,
            .sampled = [](const auto&, const auto& at_visit) { return at_visit.easi; },
            .expected =
                [](const Expectation& person) {
                    return person.baseline.easi * expected_easi_share(person);
                },
            .visit_variance =
                [](const Expectation& person) {
                    return std::pow(person.baseline.easi * visit_share_sd(person), 2);
                }};
}

Outcome easi_change() {
    Outcome change = easi();
    change.name = "easi_change";
    change.label = "Change in EASI, points";
    change.meaning = "EASI less that at baseline; negative is improvement";
    change.binning = {Binning::Scale::linear, -easi_maximum, easi_maximum, 2880};
    change.lowest = -easi_maximum;
    change.sampled = [](const auto& baseline, const auto& at_visit) {
        return at_visit.easi - baseline.easi;
    };
    change.expected = [](const Expectation& person) {
        return person.baseline.easi * (expected_easi_share(person) - 1.0);
    };
    return change;
}

Outcome easi_percent_change() {
    return {.name = "easi_percent_change",
            .label = "Change in EASI",
            .unit = "%",
            .meaning = "change in EASI from baseline; negative is improvement",
            .kind = OutcomeKind::continuous,
            // Someone who was nearly clear can get worse ten-thousandfold: beyond +200 % a bin is
            // one percent of the value wide.
            .binning = {Binning::Scale::linear, -100.0, 200.0, 6000, 1e7, 1088},
            .lowest = -percent_per_one,
            .highest = 1000.0,
            .sampled =
                [](const auto& baseline, const auto& at_visit) {
                    return -percent_per_one * easi_improvement_frac(baseline.easi, at_visit.easi);
                },
            .expected =
                [](const Expectation& person) {
                    return percent_per_one * (expected_easi_share(person) - 1.0);
                },
            .visit_variance =
                [](const Expectation& person) {
                    return std::pow(percent_per_one * visit_share_sd(person), 2);
                }};
}

}  // namespace vesikin::outcome
