#include "vesikin/delivery/sonophoresis.hpp"

#include <numbers>

#include "vesikin/delivery/hindered_diffusion.hpp"

namespace vesikin::delivery {

double pore_permeability_cm_per_day(const SonophoresisParameters& p, double particle_diameter_cm,
                                    double temperature_k, double corneum_cm) {
    const double free = free_diffusivity_cm2_per_day(particle_diameter_cm, temperature_k,
                                                     water_viscosity_mpa_s(temperature_k));
    const double hindrance =
        pore_population_hindrance(0.5 * particle_diameter_cm, p.pore_radius_cm, p.pore_gsd);
    return p.region_frac * p.pore_area_frac / p.tortuosity * free * hindrance / corneum_cm;
}

Placement Sonophoresis::place(const Session& session, const Settings& settings, const Parameters& p,
                              const Skin& skin) {
    Placement placement;
    placement.film_thickness_cm = session.volume_ml / session.area_cm2;
    placement.washed_out_frac = p.damage_frac;
    placement.film_frac = 1.0 - p.damage_frac;

    constexpr double rounding = 1e-12;  // of a conversion of units
    Opening& opening = placement.opening;
    opening.permeability_cm_per_day =
        skin.crossing_ratio * pore_permeability_cm_per_day(p, skin.vesicle_diameter_cm,
                                                           session.skin_temperature_k,
                                                           skin.layer(Layer::corneum).thickness_cm);
    if (settings.frequency_per_day > p.high_band_per_day * (1.0 - rounding)) {
        opening.permeability_cm_per_day *= p.high_frequency_ratio;
    }
    opening.share[first_cell(Layer::epidermis)] = 1.0;
    const double half_life_day = (1.0 - session.occluded_frac) * p.recovery_half_life_day +
                                 session.occluded_frac * p.occluded_recovery_half_life_day;
    opening.course = {.session_day = settings.sonication_day,
                      .open_per_day = p.opening_cm2_per_w_per_day * settings.intensity_w_per_cm2 *
                                      settings.duty_frac,
                      .close_per_day = std::numbers::ln2 / half_life_day,
                      .is_instant = false};
    placement.open_area_frac = p.region_frac * p.pore_area_frac;
    placement.covered_area_frac = 1.0;
    return placement;
}

}  // namespace vesikin::delivery
