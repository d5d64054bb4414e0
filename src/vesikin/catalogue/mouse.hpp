// Studies of vesicles in mice, as far as they are known: what was given, and what is needed of a
// mouse to follow it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/disease/fields.hpp"

namespace vesikin::catalogue {

/// Kinetics of one mouse.
struct MouseBody {
    double central_volume_ml = 1.0;
    double clearance_ml_per_day = 0.0;
    double fast_half_life_day = 1.0;
    double slow_half_life_day = 1.0;
    double skin_share_frac = 0.0;  ///< of what leaves the blood
    double skin_area_cm2 = 1.0;
    double cells_per_cm2 = 1.0;
    double depot_share_frac = 0.0;  ///< of a dose under the skin, into living skin of the lesion
    double lesion_area_cm2 = 1.0;
    double depot_half_life_day = 1.0;
    double uptake_per_day = 0.0;
    double loss_per_day = 0.0;
    double mass_ratio = 1.0;  ///< of a person to a mouse
};

inline constexpr std::array<disease::Field<MouseBody>, 13> mouse_body_fields{{
    {"central_volume", "V1", "ml", 0.1, 100.0, &MouseBody::central_volume_ml},
    {"clearance", "CL", "ml/day", 0.01, 1e5, &MouseBody::clearance_ml_per_day},
    {"fast_half_life", "t_a", "day", 1e-4, 10.0, &MouseBody::fast_half_life_day},
    {"slow_half_life", "t_b", "day", 1e-4, 100.0, &MouseBody::slow_half_life_day},
    {"skin_share", "f_skin", "1", 0.0, 1.0, &MouseBody::skin_share_frac},
    {"skin_area", "A", "cm2", 1.0, 1000.0, &MouseBody::skin_area_cm2},
    {"cells_per_area", "rho", "1/cm2", 1e3, 1e9, &MouseBody::cells_per_cm2},
    {"depot_share", "f_dep", "1", 0.0, 1.0, &MouseBody::depot_share_frac},
    {"lesion_area", "A_les", "cm2", 0.1, 1000.0, &MouseBody::lesion_area_cm2},
    {"depot_half_life", "t_dep", "day", 1e-3, 100.0, &MouseBody::depot_half_life_day},
    {"uptake", "k_up", "1/day", 0.0, 1e4, &MouseBody::uptake_per_day},
    {"loss", "k_loss", "1/day", 0.0, 1e4, &MouseBody::loss_per_day},
    {"mass_ratio", "m", "1", 1.0, 1e6, &MouseBody::mass_ratio},
}};

enum class MouseRoute : unsigned char { iv, sc };
inline constexpr std::array<std::string_view, 2> mouse_route_names{"iv", "sc"};

struct MouseStudy {
    std::string name;
    std::string label;
    std::vector<std::string> records;  ///< of the evidence base: what was reported
    std::vector<MouseRoute> routes;
    std::vector<double> doses_particles;  ///< rising
    std::string dose_meaning;
    std::size_t sessions = 1;
    double interval_day = 1.0;
    double read_day = 1.0;
    Provenance provenance;
};

/// A name of the evidence base and the marker that stands for it.
struct MouseAnalyte {
    std::string name;
    std::string marker;
};

struct MouseCatalogue {
    MouseBody body;
    std::vector<MouseStudy> studies;
    std::vector<MouseAnalyte> analytes;
};

}  // namespace vesikin::catalogue
