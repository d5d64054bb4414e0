// Into a vein: a push or a drip.
#pragma once

#include <string_view>

#include "vesikin/delivery/placement.hpp"
#include "vesikin/delivery/plasma.hpp"

namespace vesikin::delivery {

struct InfusionSettings {
    double infusion_day = 0.0;
    double dose_number = 1.0;   ///< which dose of the course this is
    double is_saturable = 0.0;  ///< 1 lets uptake by liver and spleen saturate
};

struct InfusionParameters {
    double central_volume_ml = 1.0;
    double clearance_ml_per_day = 1.0;
    double fast_half_life_day = 1.0;
    double slow_half_life_day = 1.0;
    double repeat_clearance_ratio = 1.0;
    double half_saturation_particles = 1.0;
    double liver_frac = 0.0;
    double spleen_frac = 0.0;
    double lung_frac = 0.0;
    double skin_frac = 0.0;           ///< whole calm skin
    double inflammation_ratio = 1.0;  ///< inflamed over calm skin, per area
    double repeat_gain_per_session = 0.0;
};

/// Where what leaves the blood goes; adds up to 1.
struct OrganShares {
    double liver = 0.0;
    double spleen = 0.0;
    double lung = 0.0;
    double skin = 0.0;
    double rest = 0.0;
};

struct Infusion {
    static constexpr std::string_view name = "infusion";
    using Settings = InfusionSettings;
    using Parameters = InfusionParameters;

    static constexpr std::array<Field<Settings>, 3> setting_fields{{
        {"infusion_time", "day", 1e-4, 1.0, "length of the infusion", &Settings::infusion_day},
        {"dose_number", "1", 1.0, 100.0, "which dose of the course", &Settings::dose_number},
        {"saturable_uptake", "1", 0.0, 1.0, "1 lets uptake saturate", &Settings::is_saturable},
    }};
    static constexpr std::array<Field<Parameters>, 12> parameter_fields{{
        {"central_volume", "ml", 1.0, unbounded, "volume of the central compartment",
         &Parameters::central_volume_ml},
        {"clearance", "ml/day", 0.0, unbounded, "clearance of intact vesicles from blood",
         &Parameters::clearance_ml_per_day},
        {"fast_half_life", "day", 1e-6, unbounded, "half-life of distribution",
         &Parameters::fast_half_life_day},
        {"slow_half_life", "day", 1e-6, unbounded, "half-life of elimination",
         &Parameters::slow_half_life_day},
        {"repeat_clearance", "1", 0.05, unbounded, "clearance after many doses over the first",
         &Parameters::repeat_clearance_ratio},
        {"half_saturation", "particles", 1.0, unbounded, "central amount at half uptake capacity",
         &Parameters::half_saturation_particles},
        {"liver_share", "1", 0.0, 1.0, "share of the dose to liver", &Parameters::liver_frac},
        {"spleen_share", "1", 0.0, 1.0, "share of the dose to spleen", &Parameters::spleen_frac},
        {"lung_share", "1", 0.0, 1.0, "share of the dose to lung", &Parameters::lung_frac},
        {"skin_share", "1", 0.0, 1.0, "share of the dose to the whole skin, not inflamed",
         &Parameters::skin_frac},
        {"inflammation", "1", 0.0, unbounded, "uptake of inflamed over calm skin, per area",
         &Parameters::inflammation_ratio},
        {"repeat_gain", "1", 0.0, 10.0, "how fast clearance nears its later value, per session",
         &Parameters::repeat_gain_per_session},
    }};

    /// When the session ends: a kink in time.
    [[nodiscard]] static double session_day(const Settings& settings) {
        return settings.infusion_day;
    }

    /// Nothing is put into the skin; all that is not lost goes to the blood.
    [[nodiscard]] static Placement place(const Session& session, const Settings& settings,
                                         const Parameters& parameters, const Skin& skin);
};

/// Of the dose of that number, the first is 1; clearance as `repeat_clearance` has it.
[[nodiscard]] PlasmaRates infusion_rates(const InfusionSettings& settings,
                                         const InfusionParameters& parameters);

/// Shares at full elimination, scaled down together when they exceed 1. `inflamed_frac` of the
/// whole skin is inflamed.
[[nodiscard]] OrganShares organ_shares(const InfusionParameters& parameters, double inflamed_frac);

}  // namespace vesikin::delivery
