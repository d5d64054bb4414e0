// Markers of a treated person: scores, itch, water loss, mediators and blood, most of them relative
// to the person's own untreated level.
#pragma once

#include <span>
#include <string_view>

#include "vesikin/care/sight.hpp"
#include "vesikin/simulation/plan.hpp"

namespace vesikin::outcome {

/// Water loss of the skin: base + by_damage (1 - s), g/m2/h. A regression on one point.
struct WaterLoss {
    double base_g_per_m2_h = 0.0;
    double by_damage_g_per_m2_h = 0.0;
};

/// A person at one time: what is seen, and state and response under it.
struct MarkerView {
    const care::SeenVisit& seen;
    const simulation::Snapshot& rest;  ///< untreated, before anything
    const simulation::Snapshot& now;
    const WaterLoss& water_loss;
};

/// One marker. Texts in the languages of the page are in data/texts under `name`.
struct Marker {
    std::string_view name;
    std::string_view unit;  ///< "1" for levels relative to the person's own
    double (*read)(const MarkerView& person);
};

/// All markers, scores first. `easi` and `itch` come first and second.
[[nodiscard]] std::span<const Marker> all_markers();

inline constexpr std::size_t easi_marker = 0;
inline constexpr std::size_t itch_marker = 1;

}  // namespace vesikin::outcome
