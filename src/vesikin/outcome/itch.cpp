#include <fmt/format.h>

#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

Outcome itch() {
    return {.name = "itch",
            .label = "Peak itch",
            .unit = "points",
            .meaning = "worst itch of the day, 0 to 10",
            .kind = OutcomeKind::continuous,
            .binning = {Binning::Scale::linear, 0.0, 10.0, 1000},
            .read = [](const auto&, const auto& at_visit) { return at_visit.itch; }};
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
        .read = [points](const auto& baseline, const auto& at_visit) {
            return baseline.itch - at_visit.itch >= points ? 1.0 : 0.0;
        }};
}

}  // namespace vesikin::outcome
