#include <fmt/format.h>

#include "vesikin/disease/scores.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

namespace {

using disease::itch_maximum;

double variance_of_visits(const Expectation& person) {
    return person.fluctuation().itch_sd() * person.fluctuation().itch_sd();
}

}  // namespace

Outcome itch() {
    return {.name = "itch",
            .label = "Peak itch",
            .unit = "points",
            .meaning = "worst itch of the day, 0 to 10",
            .kind = OutcomeKind::continuous,
            .binning = {Binning::Scale::linear, 0.0, itch_maximum, 1000},
            .lowest = 0.0,
            .highest = itch_maximum,
            .needs_layer = true,
            .sampled = [](const auto&, const auto& at_visit) { return at_visit.itch; },
            .expected = [](const Expectation& person) { return person.now.itch; },
            .visit_variance = variance_of_visits};
}

Outcome itch_change() {
    Outcome change = itch();
    change.name = "itch_change";
    change.label = "Change in peak itch";
    change.meaning = "peak itch less that at baseline; negative is improvement";
    change.binning = {Binning::Scale::linear, -itch_maximum, itch_maximum, 2000};
    change.lowest = -itch_maximum;
    change.sampled = [](const auto& baseline, const auto& at_visit) {
        return at_visit.itch - baseline.itch;
    };
    change.expected = [](const Expectation& person) {
        return person.now.itch - person.baseline.itch;
    };
    return change;
}

Outcome itch_response(int points) {
    return {
        .name = fmt::format("itch_{}", points),
        .label = fmt::format("Itch lower by {}", points),
        .unit = "%",
        .meaning = fmt::format(
            "share of patients whose peak itch fell by {} points or more since baseline", points),
        .kind = OutcomeKind::proportion,
        .binning = {},
        .needs_layer = true,
        .sampled =
            [points](const auto& baseline, const auto& at_visit) {
                return baseline.itch - at_visit.itch >= points ? 1.0 : 0.0;
            },
        .expected =
            [points](const Expectation& person) {
                return person.fluctuation().itch_at_most(person.baseline.itch - points,
                                                         person.now.itch);
            },
        .visit_variance = {}};
}

}  // namespace vesikin::outcome
