// Markers of a treated person: scores, itch, water loss, mediators and blood, most of them relative
// to the person's own untreated level.
#pragma once

#include <span>
#include <string_view>

#include "vesikin/disease/response.hpp"
#include "vesikin/disease/scores.hpp"
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
    double core_easi = 0.0;  ///< of the untreated core
    double own_easi = 0.0;   ///< untreated, as scored
    disease::SignsScale scale;

    /// EASI as scored over the person's own, when the lagging signs of the core stand at `signs`.
    [[nodiscard]] double seen_share(double signs) const {
        return core_easi > 0.0 ? disease::seen_share(signs / core_easi, own_easi, scale) : 1.0;
    }
};

/// Makes `response.signs`, the lagging signs of the core, EASI as scored.
void look(simulation::Snapshot& snapshot, const Sight& sight);

inline constexpr std::size_t easi_marker = 0;
inline constexpr std::size_t itch_marker = 1;

/// The untreated person at rest, as a snapshot.
[[nodiscard]] simulation::Snapshot resting_snapshot(
    const disease::State<double>& baseline, const disease::ClinicalParameters<double>& clinical);

}  // namespace vesikin::outcome
