// Injection of small volumes: by hand, point by point, or with a stamp of several needles.
#pragma once

#include <string_view>

#include "vesikin/delivery/placement.hpp"

namespace vesikin::delivery {

struct DepotSettings {
    double needle_depth_cm = 0.0;
    double points = 0.0;  ///< punctures by hand, or stamps
    double needles_per_point = 1.0;
    double needle_width_cm = 0.0;
    double depth_adapts =
        0.0;  ///< 1: the hand aims at a share of the local skin, needle_depth is the longest
    double aimed_depth_frac = 0.0;  ///< that share
};

struct DepotParameters {
    double leak_frac = 0.0;             ///< flows back to the surface
    double penetration_ratio = 1.0;     ///< real over set depth
    double depth_spread_cm = 0.0;       ///< between punctures (standard deviation)
    double depot_half_height_cm = 0.0;  ///< of the fluid around a tip (standard deviation)
    double fluid_frac = 1.0;            ///< of the depot that is injected fluid
    double closing_per_day = 0.0;
    double occluded_closing_per_day = 0.0;
};

struct Depot {
    static constexpr std::string_view name = "depot";
    using Settings = DepotSettings;
    using Parameters = DepotParameters;

    static constexpr std::array<Field<Settings>, 6> setting_fields{{
        {"needle_depth", "cm", 0.01, 1.3, "set depth of the needle", &Settings::needle_depth_cm},
        {"points", "1", 1.0, 5000.0, "punctures by hand, or stamps", &Settings::points},
        {"needles_per_point", "1", 1.0, 100.0, "needles of a stamp", &Settings::needles_per_point},
        {"needle_width", "cm", 0.005, 0.2, "outer width of a needle", &Settings::needle_width_cm},
        {"depth_adapts", "1", 0.0, 1.0, "1: a hand that aims at a share of the local skin",
         &Settings::depth_adapts},
        {"aimed_depth", "1", 0.0, 1.0, "share of the local skin aimed at",
         &Settings::aimed_depth_frac},
    }};
    static constexpr std::array<Field<Parameters>, 7> parameter_fields{{
        {"leak", "1", 0.0, 1.0, "share that flows back to the surface", &Parameters::leak_frac},
        {"penetration", "1", 0.0, unbounded, "real over set depth", &Parameters::penetration_ratio},
        {"depth_spread", "cm", 1e-4, unbounded, "spread of depth between punctures",
         &Parameters::depth_spread_cm},
        {"depot_half_height", "cm", 1e-4, unbounded, "vertical spread of fluid around a tip",
         &Parameters::depot_half_height_cm},
        {"fluid_share", "1", 0.01, 1.0, "share of a depot that is injected fluid",
         &Parameters::fluid_frac},
        {"closing", "1/day", 0.0, unbounded, "closing of openings in open air",
         &Parameters::closing_per_day},
        {"occluded_closing", "1/day", 0.0, unbounded, "closing of openings under a dressing",
         &Parameters::occluded_closing_per_day},
    }};

    [[nodiscard]] static Placement place(const Session& session, const Settings& settings,
                                         const Parameters& parameters, const Skin& skin);
};

/// Where fluid from needles goes when its depth is Normal(mean, spread): above the living skin (it
/// runs back to the surface), within, or below the dermis.
struct DepthSplit {
    double above_frac = 0.0;
    double within_frac = 0.0;
    double below_frac = 0.0;
};

[[nodiscard]] DepthSplit depth_split(double mean_depth_cm, double spread_cm, const Skin& skin);

/// Radius of a disc of fluid of a given height in skin: sqrt(V / (pi h phi)).
[[nodiscard]] double disc_radius_cm(double volume_ml, double height_cm, double fluid_frac);

/// Radius of a sphere of fluid in skin: (3 V / (4 pi phi))^(1/3).
[[nodiscard]] double sphere_radius_cm(double volume_ml, double fluid_frac);

/// Spread of a point depot in the plane, with loss [ClearanceDiffusion2022]:
///   N(r, t) = exp(-k t) / (2 pi s2) exp(-r2 / (2 s2)), s2 = s0^2 + 2 D t; per area, for one unit.
struct LateralDepot {
    double initial_spread_cm = 0.0;
    double diffusivity_cm2_per_day = 0.0;
    double loss_per_day = 0.0;

    [[nodiscard]] double per_cm2(double radius_cm, double time_day) const;
};

}  // namespace vesikin::delivery
