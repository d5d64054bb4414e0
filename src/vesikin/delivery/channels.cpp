#include "vesikin/delivery/channels.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vesikin::delivery {

namespace {

double circle_cm2(double width_cm) {
    return 0.25 * std::numbers::pi * width_cm * width_cm;
}

/// Share of a channel's volume above depth z, when its width falls as (1 - z / depth)^taper.
double volume_above(double z_cm, double depth_cm, double taper) {
    const double left = std::clamp(1.0 - z_cm / depth_cm, 0.0, 1.0);
    return 1.0 - std::pow(left, 2.0 * taper + 1.0);
}

/// How the content of a channel is spread over the cells below the corneum, and what comes out
/// below the dermis.
struct ChannelSplit {
    std::array<double, cell_count> cells{};
    double below = 0.0;
};

ChannelSplit channel_split(double depth_cm, double taper, const Skin& skin) {
    const Edges edges = cell_edges(skin);
    const std::size_t living = first_cell(Layer::epidermis);
    const double above_cm = edges[living];
    ChannelSplit split;
    if (depth_cm <= above_cm) {
        split.cells[living] =
            1.0;  // a channel that only reaches the corneum ends on the living cells
        return split;
    }
    const double hidden = volume_above(above_cm, depth_cm, taper);
    double sum = 0.0;
    for (std::size_t i = living; i < cell_count; ++i) {
        split.cells[i] = (volume_above(edges[i + 1], depth_cm, taper) -
                          volume_above(edges[i], depth_cm, taper)) /
                         (1.0 - hidden);
        sum += split.cells[i];
    }
    split.below = std::max(0.0, 1.0 - sum);
    return split;
}

}  // namespace

double channel_density_per_cm2(const ChannelSettings& settings, double piercing_frac,
                               double area_cm2) {
    const double strikes_per_cm2 =
        settings.needles * settings.strikes_per_day * settings.needling_day / area_cm2;
    const double footprint_cm2 = circle_cm2(settings.needle_width_cm);
    return -std::expm1(-strikes_per_cm2 * piercing_frac * footprint_cm2) / footprint_cm2;
}

Placement Channels::place(const Session& session, const Settings& settings, const Parameters& p,
                          const Skin& skin) {
    Placement placement;
    const double occluded = session.occluded_frac;
    const double gain = 1.0 + occluded * (p.occlusion_gain_ratio - 1.0);
    // 1. The channels.
    const double density = channel_density_per_cm2(settings, p.piercing_frac, session.area_cm2);
    const double depth_cm = settings.needle_depth_cm * p.penetration_ratio;
    const double area_frac = std::min(1.0, density * circle_cm2(p.channel_width_cm));
    const ChannelSplit split = channel_split(depth_cm, p.taper, skin);

    // 2. Filling while the pen works: N = fill V_channels / film, at most the film.
    placement.film_thickness_cm = session.volume_ml / session.area_cm2;
    const double filled =
        std::min(1.0, p.fill_frac * gain * area_frac * depth_cm / placement.film_thickness_cm);
    placement.film_frac = 1.0 - filled;
    placement.washed_out_frac = filled * (1.0 - p.kept_frac);
    placement.subcutis_frac = filled * p.kept_frac * split.below;
    double placed = 0.0;
    for (std::size_t i = 0; i < cell_count; ++i) {
        placement.placed_frac[i] = filled * p.kept_frac * split.cells[i];
        placed += placement.placed_frac[i];
    }
    placement.washed_out_frac +=
        filled - placement.washed_out_frac - placement.subcutis_frac - placed;

    // 3. Permeation afterwards: P = open area D / depth, falling as the channels close.
    Opening& opening = placement.opening;
    opening.permeability_cm_per_day = area_frac * p.channel_diffusivity_cm2_per_day / depth_cm;
    opening.course.close_per_day =
        (1.0 - occluded) * p.closing_per_day + occluded * p.occluded_closing_per_day;
    opening.kept_frac = 0.0;
    for (std::size_t i = 0; i < cell_count; ++i) {
        // Channels that go through the dermis also drain below it; that share counts as washed out.
        opening.share[i] = p.kept_frac * split.cells[i];
        opening.kept_frac += opening.share[i];
    }
    placement.open_area_frac = area_frac;
    placement.covered_area_frac = area_frac;
    placement.puncture_per_cm2 = density;
    placement.tip_depth_cm = depth_cm;
    return placement;
}

}  // namespace vesikin::delivery
