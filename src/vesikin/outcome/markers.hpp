// Markers of a treated person: scores, itch, water loss, mediators and blood, most of them relative
// to the person's own untreated level.
#pragma once

#include <span>
#include <string_view>

#include "vesikin/disease/response.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::outcome {

/// Water loss of the skin: base + by_damage (1 - s), g/m2/h. A regression on one point.
struct WaterLoss {
    double base_g_per_m2_h = 0.0;
    double by_damage_g_per_m2_h = 0.0;
};

/// One marker. Texts in the languages of the page are in data/texts under `name`.
struct Marker {
    std::string_view name;
    std::string_view unit;  ///< "1" for levels relative to the person's own
    double (*read)(const simulation::Snapshot& baseline, const simulation::Snapshot& now,
                   const WaterLoss& water_loss);
};

/// All markers, scores first. `easi` and `itch` come first and second.
[[nodiscard]] std::span<const Marker> all_markers();

/// How what is seen of a person's skin follows the core.
struct Sight {
    bool has_layer = false;  ///< false: as published, EASI is the core's own at once
    double power = 1.0;      ///< of the lagging signs over the person's own
};

/// Makes `response.signs` what is seen: the core's own EASI, or own x (signs / own)^power.
void look(simulation::Snapshot& snapshot, double own_easi, const Sight& sight);

inline constexpr std::size_t easi_marker = 0;
inline constexpr std::size_t itch_marker = 1;

/// The untreated person at rest, as a snapshot.
[[nodiscard]] simulation::Snapshot resting_snapshot(
    const disease::State<double>& baseline, const disease::ClinicalParameters<double>& clinical);

}  // namespace vesikin::outcome
