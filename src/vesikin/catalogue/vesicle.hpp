// What vesicles do, as known and as not known: distributions of every number of their action and of
// the link from delivery to the cells, one value of each per world.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/disease/response_fields.hpp"

namespace vesikin::catalogue {

/// Between what delivery finds and what acts, and what a session does to skin beside vesicles.
struct VesicleLink {
    double no_effect_probability = 0.0;
    double translation = 1.0;  ///< multiplies every gain
    double release_frac = 1.0;
    double effect_half_life_day = 1.0;
    double surface_frac = 0.0;
    double immune_cells = 1.0;
    double immune_frac = 0.0;
    double drained_elimination_per_day = 1.0;
    double drained_to_peripheral_per_day = 0.0;
    double drained_to_central_per_day = 1.0;
    double barrier_drop_per_open_area = 0.0;
    double reference_open_area_frac = 1.0;
    double wound_rise_day = 1.0;  ///< half-lives of the healing pulse
    double wound_decay_day = 1.0;
    double barrier_drop_limit = 0.0;  ///< of the barrier that a session takes, at most
};

inline constexpr std::size_t vesicle_link_count = 15;
inline constexpr std::array<disease::Field<VesicleLink>, vesicle_link_count> vesicle_link_fields{{
    {"no_effect", "p0", "1", 0.0, 1.0, &VesicleLink::no_effect_probability},
    {"translation", "f_tr", "1", 0.0, 1.0, &VesicleLink::translation},
    {"release_share", "f_rel", "1", 0.0, 1.0, &VesicleLink::release_frac},
    {"effect_half_life", "t_eff", "day", 1e-3, 1000.0, &VesicleLink::effect_half_life_day},
    {"surface_share", "f_surf", "1", 0.0, 1.0, &VesicleLink::surface_frac},
    {"immune_cells", "n_imm", "1", 1.0, 1e14, &VesicleLink::immune_cells},
    {"immune_share", "f_imm", "1", 0.0, 1.0, &VesicleLink::immune_frac},
    {"drained_elimination", "k10", "1/day", 0.0, 1e4, &VesicleLink::drained_elimination_per_day},
    {"drained_to_peripheral", "k12", "1/day", 0.0, 1e4,
     &VesicleLink::drained_to_peripheral_per_day},
    {"drained_to_central", "k21", "1/day", 0.0, 1e4, &VesicleLink::drained_to_central_per_day},
    {"barrier_drop_per_open_area", "eps", "1", 0.0, 20.0, &VesicleLink::barrier_drop_per_open_area},
    {"reference_open_area", "A_ref", "1", 1e-4, 1.0, &VesicleLink::reference_open_area_frac},
    {"wound_rise", "t_G1", "day", 1e-2, 100.0, &VesicleLink::wound_rise_day},
    {"wound_decay", "t_G2", "day", 1e-2, 100.0, &VesicleLink::wound_decay_day},
    {"barrier_drop_limit", "eps_max", "1", 0.0, 1.0, &VesicleLink::barrier_drop_limit},
}};

inline constexpr std::size_t vesicle_unknown_count =
    disease::vesicle_action_count + vesicle_link_count;

/// Everything about vesicles in one world.
struct VesicleWorld {
    disease::VesicleAction<double> action;
    VesicleLink link;
    bool has_effect = true;  ///< false where the world was drawn to have none
};

/// A distribution of what nobody knows, in our units.
struct WorldSpread {
    enum class Kind : unsigned char { fixed, log_normal, uniform, triangular };

    Kind kind = Kind::fixed;
    double low = 0.0;     ///< of uniform and triangular
    double middle = 0.0;  ///< value, median, or mode
    double high = 0.0;
    double gsd = 1.0;
    double upper = disease::unbounded;  ///< cuts a log-normal

    /// The value at a standard normal deviate z, monotone in z: the quantile at Phi(z).
    [[nodiscard]] double at_normal(double z) const;

    /// The value at z = 0.
    [[nodiscard]] double median() const { return at_normal(0.0); }
};

inline constexpr std::array<std::string_view, 4> world_spread_names{"fixed", "log_normal",
                                                                    "uniform", "triangular"};

struct VesicleUnknown {
    std::string name;
    std::string unit;  ///< as written
    double inside_per_given = 1.0;
    WorldSpread spread;
    std::string meaning;
    std::vector<std::string> records;  ///< ids of the evidence base
    Provenance provenance;
};

/// One fixed number of the clinical read-outs.
struct ClinicalNumber {
    std::string name;
    std::string unit;
    std::string meaning;
    Provenance provenance;
};

/// Unknowns in the order of `vesicle_action_fields`, then `vesicle_link_fields`.
struct VesicleCatalogue {
    std::array<VesicleUnknown, vesicle_unknown_count> unknowns;
    disease::ClinicalParameters<double> clinical;
    std::array<ClinicalNumber, disease::clinical_parameter_count> clinical_numbers;
    double itch_error = 0.0;  ///< points, standard deviation of the regression

    /// The world in which every unknown has its median, and vesicles have an effect.
    [[nodiscard]] VesicleWorld median_world() const;
};

/// A world from one value per unknown; gains are already multiplied by `translation`. Without
/// effect every gain is zero.
[[nodiscard]] VesicleWorld make_world(const std::array<double, vesicle_unknown_count>& values,
                                      bool has_effect);

/// The action in a person who is given no vesicles: every gain zero.
[[nodiscard]] disease::VesicleAction<double> neutral_action();

/// The three claims and the needle, as switches.
struct ClaimSwitches {
    bool anti_inflammatory = true;  ///< B1
    bool immune = true;             ///< B2
    bool repair = true;             ///< B3
};

/// The same action with the gains of claims that are off set to zero.
[[nodiscard]] disease::VesicleAction<double> with_claims(disease::VesicleAction<double> action,
                                                         const ClaimSwitches& claims);

}  // namespace vesikin::catalogue
