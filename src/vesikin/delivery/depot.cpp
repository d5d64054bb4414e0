#include "vesikin/delivery/depot.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vesikin::delivery {

namespace {

double normal_cdf(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double closing_rate(const Session& session, double open_air, double occluded) {
    return (1.0 - session.occluded_frac) * open_air + session.occluded_frac * occluded;
}

/// Depth of the tips: a hand stops at its share of the local skin, a machine does not know it.
double tip_depth_cm(const DepotSettings& settings, const DepotParameters& parameters,
                    const Skin& skin) {
    const double set_cm = settings.needle_depth_cm * parameters.penetration_ratio;
    if (settings.depth_adapts < 0.5) {
        return set_cm;
    }
    const double aimed_cm = settings.aimed_depth_frac * skin.total_cm();
    return std::min(set_cm, aimed_cm);
}

}  // namespace

DepthSplit depth_split(double mean_depth_cm, double spread_cm, const Skin& skin) {
    const double surface_cm = skin.top_cm(Layer::epidermis);
    const double above = normal_cdf((surface_cm - mean_depth_cm) / spread_cm);
    const double below = normal_cdf((mean_depth_cm - skin.total_cm()) / spread_cm);
    return {above, 1.0 - above - below, below};
}

double disc_radius_cm(double volume_ml, double height_cm, double fluid_frac) {
    return std::sqrt(volume_ml / (std::numbers::pi * height_cm * fluid_frac));
}

double sphere_radius_cm(double volume_ml, double fluid_frac) {
    return std::cbrt(3.0 * volume_ml / (4.0 * std::numbers::pi * fluid_frac));
}

double LateralDepot::per_cm2(double radius_cm, double time_day) const {
    const double variance =
        initial_spread_cm * initial_spread_cm + 2.0 * diffusivity_cm2_per_day * time_day;
    return std::exp(-loss_per_day * time_day - radius_cm * radius_cm / (2.0 * variance)) /
           (2.0 * std::numbers::pi * variance);
}

Placement Depot::place(const Session& session, const Settings& settings,
                       const Parameters& parameters, const Skin& skin) {
    Placement placement;
    // 1. Depth: each puncture differs, and fluid spreads up and down from the tip.
    const double mean_cm = tip_depth_cm(settings, parameters, skin);
    const double spread_cm =
        std::hypot(parameters.depth_spread_cm, parameters.depot_half_height_cm);
    const DepthSplit split = depth_split(mean_cm, spread_cm, skin);
    const double injected = 1.0 - parameters.leak_frac;
    placement.film_frac = parameters.leak_frac + injected * split.above_frac;
    placement.subcutis_frac = injected * split.below_frac;
    const Edges edges = cell_edges(skin);
    const std::size_t living = first_cell(Layer::epidermis);
    double placed = 0.0;
    for (std::size_t i = living; i < cell_count; ++i) {
        placement.placed_frac[i] = injected * (normal_cdf((edges[i + 1] - mean_cm) / spread_cm) -
                                               normal_cdf((edges[i] - mean_cm) / spread_cm));
        placed += placement.placed_frac[i];
    }
    // Differences of the distribution function round; the balance must not.
    placement.placed_frac[cell_count - 1] +=
        1.0 - placement.film_frac - placement.subcutis_frac - placed;

    // 2. Geometry in the plane.
    const double punctures = settings.points * settings.needles_per_point;
    const double per_puncture_ml = session.volume_ml * injected / punctures;
    const double sphere_cm = sphere_radius_cm(per_puncture_ml, parameters.fluid_frac);
    const double height_cm = std::min(2.0 * sphere_cm, skin.total_cm());
    const double radius_cm =
        std::min(sphere_cm, disc_radius_cm(per_puncture_ml, height_cm, parameters.fluid_frac));
    placement.puncture_per_cm2 = punctures / session.area_cm2;
    placement.covered_area_frac =
        -std::expm1(-placement.puncture_per_cm2 * std::numbers::pi * radius_cm * radius_cm);
    placement.tip_depth_cm = mean_cm;

    // 3. The surface: what leaked is a film, over punctures that close.
    const double leaked_ml = session.volume_ml * placement.film_frac;
    placement.film_thickness_cm = std::max(1e-5, leaked_ml / session.area_cm2);
    placement.open_area_frac =
        std::min(1.0, placement.puncture_per_cm2 * 0.25 * std::numbers::pi *
                          settings.needle_width_cm * settings.needle_width_cm);
    placement.opening.course.close_per_day =
        closing_rate(session, parameters.closing_per_day, parameters.occluded_closing_per_day);
    return placement;
}

}  // namespace vesikin::delivery
