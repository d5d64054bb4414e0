#include "vesikin/delivery/hindered_diffusion.hpp"

#include <cmath>
#include <numbers>

namespace vesikin::delivery {

namespace {

constexpr double boltzmann_j_per_k = 1.380649e-23;
constexpr double seconds_per_day = 86400.0;
constexpr double cm2_per_m2 = 1e4;

}  // namespace

double free_diffusivity_cm2_per_day(double diameter_cm, double temperature_k,
                                    double viscosity_mpa_s) {
    const double metres = diameter_cm * 1e-2;
    const double viscosity_pa_s = viscosity_mpa_s * 1e-3;
    return boltzmann_j_per_k * temperature_k / (3.0 * std::numbers::pi * viscosity_pa_s * metres) *
           cm2_per_m2 * seconds_per_day;
}

double water_viscosity_mpa_s(double temperature_k) {
    return 0.02939 * std::exp(507.88 / (temperature_k - 149.3));
}

double renkin_hindrance(double l) {
    if (!(l < 1.0)) {
        return 0.0;
    }
    const double l3 = l * l * l;
    return (1.0 - l) * (1.0 - l) * (1.0 - 2.104 * l + 2.09 * l3 - 0.95 * l3 * l * l);
}

double fibre_hindrance(double fibre_volume_frac, double particle_radius_cm,
                       double fibre_radius_cm) {
    return std::exp(-std::sqrt(fibre_volume_frac) * (particle_radius_cm + fibre_radius_cm) /
                    fibre_radius_cm);
}

double dermal_hindrance(const FibreMesh& mesh, double particle_radius_cm) {
    return fibre_hindrance(mesh.fibril_volume_frac, particle_radius_cm, mesh.fibril_radius_cm) *
           fibre_hindrance(mesh.chain_volume_frac, particle_radius_cm, mesh.chain_radius_cm);
}

double pore_population_hindrance(double particle_radius_cm, double median_pore_radius_cm,
                                 double pore_gsd) {
    // Only pores wider than the particle pass it: integrate the tail in z = ln(r / median) /
    // ln(gsd).
    const double log_gsd = std::log(pore_gsd);
    constexpr double tail = 7.0;  // standard deviations; the rest of a normal is below 1e-11
    const double first =
        std::fmax(std::log(particle_radius_cm / median_pore_radius_cm) / log_gsd, -tail);
    const double last = std::fmax(first, 0.0) + tail;
    constexpr int intervals = 64;  // Simpson; error below 1e-6 of the result
    const double step = (last - first) / intervals;
    double sum = 0.0;
    for (int i = 0; i <= intervals; ++i) {
        const double z = first + step * i;
        const double radius_cm = median_pore_radius_cm * std::exp(log_gsd * z);
        const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
        const double weight = i == 0 || i == intervals ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
        sum += weight * density * renkin_hindrance(particle_radius_cm / radius_cm);
    }
    return sum * step / 3.0;
}

}  // namespace vesikin::delivery
