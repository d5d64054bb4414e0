// Figures of one delivered way, as SVG text.
#pragma once

#include <string>
#include <vector>

#include "vesikin/format/delivery_files.hpp"

namespace vesikin::format {

/// The same for all ways of a page, so that pictures can be compared.
struct FigureScale {
    double depth_cm = 0.13;            ///< shown, from the surface
    double lowest_log10_per_ml = 3.0;  ///< no shade
    double highest_log10_per_ml = 11.0;
};

/// Width of the small figures, in pixels.
inline constexpr double figure_card_width = 330.0;

[[nodiscard]] FigureScale common_scale(const std::vector<DeliveredWay>& ways);

/// A cross-section of the treated skin of the typical person, to scale in depth and width: layers,
/// the path of the way, free vesicles as shade at one output.
[[nodiscard]] std::string skin_section_svg(const DeliveredWay& way, const FigureScale& scale,
                                           std::size_t output);

/// Free vesicles by depth (down) and time (across): median of all people and worlds.
[[nodiscard]] std::string depth_time_svg(const DeliveredWay& way, const FigureScale& scale);

/// Plasma over time, median and 5-95 %, on logarithmic axes.
[[nodiscard]] std::string plasma_svg(const DeliveredWay& way);

/// The largest variance shares as bars.
[[nodiscard]] std::string variance_svg(const DeliveredWay& way);

/// The shades of a scale with their numbers.
[[nodiscard]] std::string shade_key_svg(const FigureScale& scale);

/// Darkness 0..1 of a concentration.
[[nodiscard]] double shade_of(double particles_per_ml, const FigureScale& scale);

}  // namespace vesikin::format
