// How fast a particle moves in fluid, in a pore and in a mesh of fibres.
#pragma once

namespace vesikin::delivery {

/// Diffusivity in free water-like fluid: D = k_B T / (3 pi eta d). Viscosity in mPa s, temperature
/// in kelvin.
[[nodiscard]] double free_diffusivity_cm2_per_day(double diameter_cm, double temperature_k,
                                                  double viscosity_mpa_s);

/// Viscosity of water, 273..373 K (Vogel's equation).
[[nodiscard]] double water_viscosity_mpa_s(double temperature_k);

/// Partition and drag in a cylindrical pore (Renkin's equation):
///   H = (1 - l)^2 (1 - 2.104 l + 2.09 l^3 - 0.95 l^5), l = particle radius / pore radius; 0 for l
///   >= 1.
[[nodiscard]] double renkin_hindrance(double radius_ratio);

/// A mesh of straight fibres (Ogston): D/D0 = exp(-sqrt(phi) (r_s + r_f) / r_f).
[[nodiscard]] double fibre_hindrance(double fibre_volume_frac, double particle_radius_cm,
                                     double fibre_radius_cm);

/// The fibres of dermis: collagen fibrils, and chains of proteoglycan and hyaluronan between them.
struct FibreMesh {
    double fibril_volume_frac = 0.0;
    double fibril_radius_cm = 0.0;
    double chain_volume_frac = 0.0;
    double chain_radius_cm = 0.0;
};

/// Both meshes at once: the product of their hindrances.
[[nodiscard]] double dermal_hindrance(const FibreMesh& mesh, double particle_radius_cm);

/// The area-weighted mean of `renkin_hindrance` over pores whose radius is log-normal by area.
[[nodiscard]] double pore_population_hindrance(double particle_radius_cm,
                                               double median_pore_radius_cm, double pore_gsd);

}  // namespace vesikin::delivery
