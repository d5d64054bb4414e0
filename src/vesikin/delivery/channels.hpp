// A needling pen: strikes make channels, some of the film is pumped in at once, the rest permeates
// while they close.
#pragma once

#include <string_view>

#include "vesikin/delivery/placement.hpp"

namespace vesikin::delivery {

struct ChannelSettings {
    double needle_depth_cm = 0.0;
    double needles = 0.0;
    double needle_width_cm = 0.0;
    double strikes_per_day = 0.0;  ///< of the whole needle head
    double needling_day = 0.0;     ///< time with the pen on the skin
};

struct ChannelParameters {
    double piercing_frac = 0.0;      ///< strikes of a needle that pierce
    double penetration_ratio = 1.0;  ///< real over set depth
    double channel_width_cm = 0.0;   ///< after recoil
    double fill_frac = 0.0;          ///< of the channels' volume, pumped in by strikes
    double kept_frac = 1.0;          ///< not washed out with serum and blood
    double channel_diffusivity_cm2_per_day = 0.0;
    double taper = 1.0;  ///< width ~ (1 - z / depth)^taper
    double closing_per_day = 0.0;
    double occluded_closing_per_day = 0.0;
    double occlusion_gain_ratio = 1.0;  ///< more is kept and pumped in under a dressing
};

struct Channels {
    static constexpr std::string_view name = "channels";
    using Settings = ChannelSettings;
    using Parameters = ChannelParameters;

    static constexpr std::array<Field<Settings>, 5> setting_fields{{
        {"needle_depth", "cm", 0.01, 0.3, "set depth of the needles", &Settings::needle_depth_cm},
        {"needles", "1", 1.0, 100.0, "needles of the head", &Settings::needles},
        {"needle_width", "cm", 0.005, 0.1, "width of a needle", &Settings::needle_width_cm},
        {"strike_rate", "1/day", 1.0, 5e7, "strikes of the head", &Settings::strikes_per_day},
        {"needling_time", "day", 1e-5, 0.2, "time with the pen on the skin",
         &Settings::needling_day},
    }};
    static constexpr std::array<Field<Parameters>, 10> parameter_fields{{
        {"piercing", "1", 0.0, 1.0, "share of needle strikes that pierce",
         &Parameters::piercing_frac},
        {"penetration", "1", 0.0, unbounded, "real over set depth", &Parameters::penetration_ratio},
        {"channel_width", "cm", 1e-4, unbounded, "width of a channel after recoil",
         &Parameters::channel_width_cm},
        {"channel_fill", "1", 0.0, 1.0, "share of the channels' volume filled by strikes",
         &Parameters::fill_frac},
        {"kept", "1", 0.0, 1.0, "share not washed out with serum and blood",
         &Parameters::kept_frac},
        {"channel_diffusivity", "cm2/day", 0.0, unbounded, "diffusivity in a channel",
         &Parameters::channel_diffusivity_cm2_per_day},
        {"channel_taper", "1", 0.0, 5.0, "width falls as (1 - z / depth)^taper",
         &Parameters::taper},
        {"closing", "1/day", 0.0, unbounded, "closing of channels in open air",
         &Parameters::closing_per_day},
        {"occluded_closing", "1/day", 0.0, unbounded, "closing of channels under a dressing",
         &Parameters::occluded_closing_per_day},
        {"occlusion_gain", "1", 1.0, unbounded, "entry under a dressing over open air",
         &Parameters::occlusion_gain_ratio},
    }};

    [[nodiscard]] static Placement place(const Session& session, const Settings& settings,
                                         const Parameters& parameters, const Skin& skin);
};

/// Distinct channels per area after overlapping strikes: (1 - exp(-strikes piercing a)) / a, a =
/// footprint of a needle.
[[nodiscard]] double channel_density_per_cm2(const ChannelSettings& settings, double piercing_frac,
                                             double area_cm2);

}  // namespace vesikin::delivery
