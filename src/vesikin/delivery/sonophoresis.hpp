// Ultrasound: cavitation opens wide pores in parts of the corneum for hours; only pores wider than
// a vesicle carry it.
#pragma once

#include <string_view>

#include "vesikin/delivery/placement.hpp"

namespace vesikin::delivery {

struct SonophoresisSettings {
    double frequency_per_day = 0.0;
    double intensity_w_per_cm2 = 0.0;
    double duty_frac = 1.0;
    double sonication_day = 0.0;  ///< time on each spot
};

struct SonophoresisParameters {
    double opening_cm2_per_w_per_day = 0.0;  ///< rate of opening per intensity
    double recovery_half_life_day = 0.0;
    double occluded_recovery_half_life_day = 0.0;
    double region_frac = 0.0;     ///< of the skin: local transport regions
    double pore_area_frac = 0.0;  ///< of a region
    double tortuosity = 1.0;
    double pore_radius_cm = 0.0;        ///< median, by area, in a region
    double pore_gsd = 1.0;              ///< spread of radii within one skin
    double high_frequency_ratio = 1.0;  ///< crossing in the high band over the low one
    double high_band_per_day = 0.0;     ///< where the high band of frequencies begins
    double damage_frac = 0.0;           ///< vesicles broken by cavitation
};

struct Sonophoresis {
    static constexpr std::string_view name = "sonophoresis";
    using Settings = SonophoresisSettings;
    using Parameters = SonophoresisParameters;

    static constexpr std::array<Field<Settings>, 4> setting_fields{{
        {"frequency", "1/day", 1.0, unbounded, "frequency of the sound",
         &Settings::frequency_per_day},
        {"intensity", "W/cm2", 0.0, 10.0, "intensity at the skin", &Settings::intensity_w_per_cm2},
        {"duty", "1", 0.0, 1.0, "share of the time that sound is on", &Settings::duty_frac},
        {"sonication_time", "day", 1e-5, 0.1, "time on each spot", &Settings::sonication_day},
    }};
    static constexpr std::array<Field<Parameters>, 11> parameter_fields{{
        {"opening_rate", "cm2/W/day", 0.0, unbounded, "opening of the corneum per intensity",
         &Parameters::opening_cm2_per_w_per_day},
        {"recovery_half_life", "day", 1e-3, unbounded, "closing of pores in open air",
         &Parameters::recovery_half_life_day},
        {"occluded_recovery_half_life", "day", 1e-3, unbounded, "closing of pores when covered",
         &Parameters::occluded_recovery_half_life_day},
        {"transport_region", "1", 0.0, 1.0, "share of the skin in local transport regions",
         &Parameters::region_frac},
        {"pore_area", "1", 0.0, 1.0, "area share of pores in a region",
         &Parameters::pore_area_frac},
        {"tortuosity", "1", 1.0, unbounded, "length of a pore over thickness of the corneum",
         &Parameters::tortuosity},
        {"pore_radius", "cm", 1e-8, 1e-3, "median pore radius in a region",
         &Parameters::pore_radius_cm},
        {"pore_spread", "1", 1.01, 10.0, "geometric standard deviation of pore radii",
         &Parameters::pore_gsd},
        {"high_frequency", "1", 0.0, unbounded, "crossing at MHz over kHz",
         &Parameters::high_frequency_ratio},
        {"high_band", "1/day", 1.0, unbounded, "lowest frequency of the high band",
         &Parameters::high_band_per_day},
        {"cavitation_damage", "1", 0.0, 1.0, "share of vesicles broken by cavitation",
         &Parameters::damage_frac},
    }};

    /// When the session ends: a kink in time.
    [[nodiscard]] static double session_day(const Settings& settings) {
        return settings.sonication_day;
    }

    [[nodiscard]] static Placement place(const Session& session, const Settings& settings,
                                         const Parameters& parameters, const Skin& skin);
};

/// The porous pathway: P = (region pore_area / tortuosity) D0 H / L, H =
/// `pore_population_hindrance`.
[[nodiscard]] double pore_permeability_cm_per_day(const SonophoresisParameters& parameters,
                                                  double particle_diameter_cm, double temperature_k,
                                                  double corneum_cm);

}  // namespace vesikin::delivery
