// Uncertain quantities that every way of giving shares: the product, the skin and what the skin
// does with vesicles.
#pragma once

#include "vesikin/delivery/field.hpp"

namespace vesikin::delivery {

/// One draw for one person in one world. Thickness ratios multiply the site's median thickness.
struct SharedParameters {
    double true_count_frac = 1.0;     ///< intact vesicles per labelled particle; may exceed 1
    double handling_loss_frac = 0.0;  ///< sticks to vial, bag, line or syringe
    double film_loss_per_day = 0.0;   ///< breakdown of vesicles in the film on the skin
    double vesicle_diameter_cm = 1e-5;
    double uptake_per_day = 0.0;     ///< by cells of epidermis and dermis
    double breakdown_per_day = 0.0;  ///< of free vesicles between cells
    double lymph_per_day = 0.0;      ///< drainage from dermis, before the multiplier
    double lymph_multiplier = 1.0;   ///< softness and inflammation; dimensionless
    double dermis_diffusivity_cm2_per_day = 0.0;
    double softness_ratio = 1.0;  ///< multiplies the diffusivity in dermis
    double epidermis_diffusivity_cm2_per_day = 0.0;
    double junction_diffusivity_cm2_per_day = 0.0;
    double corneum_diffusivity_cm2_per_day = 0.0;
    double accessible_frac = 0.1;            ///< share of tissue volume that vesicles can enter
    double intact_crossing_frac = 0.0;       ///< of a film, through intact corneum in 24 h
    double lesion_crossing_ratio = 1.0;      ///< corneum of a lesion over healthy corneum
    double uninvolved_crossing_ratio = 1.0;  ///< corneum of uninvolved AD skin over healthy
    double corneum_thickness_ratio = 1.0;
    double epidermis_thickness_ratio = 1.0;
    double lesion_epidermis_ratio = 1.0;  ///< thickening of living epidermis in a lesion
    double dermis_thickness_ratio = 1.0;
    double fibril_frac = 0.0;  ///< of dermis, collagen fibrils
    double fibril_radius_cm = 1.0;
    double chain_frac = 0.0;  ///< of dermis, proteoglycan and hyaluronan chains
    double chain_radius_cm = 1.0;
    double reference_diameter_cm = 1.0;  ///< of the particle that the diffusivities are for
    double reference_film_cm = 0.0;      ///< thickness of the film behind `intact_crossing_frac`
    double reference_contact_day = 1.0;  ///< and how long it lay
};

inline constexpr std::array<Field<SharedParameters>, 28> shared_parameter_fields{{
    {"true_count", "1", 0.0, unbounded,
     "intact vesicles per labelled particle at the moment of use",
     &SharedParameters::true_count_frac},
    {"handling_loss", "1", 0.0, 1.0, "share left in vial, bag, line or syringe",
     &SharedParameters::handling_loss_frac},
    {"film_loss", "1/day", 0.0, unbounded, "breakdown of vesicles in the film on the skin",
     &SharedParameters::film_loss_per_day},
    {"vesicle_diameter", "cm", 1e-6, 1e-4, "diameter of a vesicle",
     &SharedParameters::vesicle_diameter_cm},
    {"uptake", "1/day", 0.0, unbounded, "uptake of free vesicles by local cells",
     &SharedParameters::uptake_per_day},
    {"breakdown", "1/day", 0.0, unbounded, "loss of intact free vesicles between cells",
     &SharedParameters::breakdown_per_day},
    {"lymph_drainage", "1/day", 0.0, unbounded, "drainage of free vesicles from dermis",
     &SharedParameters::lymph_per_day},
    {"lymph_multiplier", "1", 0.0, unbounded, "softness and inflammation on drainage",
     &SharedParameters::lymph_multiplier},
    {"dermis_diffusivity", "cm2/day", 0.0, unbounded,
     "diffusivity of the reference particle in dermis",
     &SharedParameters::dermis_diffusivity_cm2_per_day},
    {"softness", "1", 0.0, unbounded, "how much faster a soft vesicle moves in dermis",
     &SharedParameters::softness_ratio},
    {"epidermis_diffusivity", "cm2/day", 0.0, unbounded, "diffusivity in living epidermis",
     &SharedParameters::epidermis_diffusivity_cm2_per_day},
    {"junction_diffusivity", "cm2/day", 0.0, unbounded, "diffusivity across the junction",
     &SharedParameters::junction_diffusivity_cm2_per_day},
    {"corneum_diffusivity", "cm2/day", 0.0, unbounded, "diffusivity within the corneum",
     &SharedParameters::corneum_diffusivity_cm2_per_day},
    {"accessible_share", "1", 1e-3, 1.0, "share of tissue volume open to a vesicle",
     &SharedParameters::accessible_frac},
    {"intact_crossing", "1", 0.0, 1.0, "share of a film through intact corneum in 24 h",
     &SharedParameters::intact_crossing_frac},
    {"lesion_crossing", "1", 0.0, unbounded, "crossing of lesional over healthy corneum",
     &SharedParameters::lesion_crossing_ratio},
    {"uninvolved_crossing", "1", 0.0, unbounded, "crossing of uninvolved AD over healthy corneum",
     &SharedParameters::uninvolved_crossing_ratio},
    {"corneum_thickness", "1", 0.0, unbounded, "person's corneum over the site's median",
     &SharedParameters::corneum_thickness_ratio},
    {"epidermis_thickness", "1", 0.0, unbounded, "person's living epidermis over the site's median",
     &SharedParameters::epidermis_thickness_ratio},
    {"lesion_epidermis", "1", 0.0, unbounded, "thickening of living epidermis in a lesion",
     &SharedParameters::lesion_epidermis_ratio},
    {"dermis_thickness", "1", 0.0, unbounded, "person's dermis over the site's median",
     &SharedParameters::dermis_thickness_ratio},
    {"fibril_share", "1", 0.0, 1.0, "share of dermis that is collagen fibrils",
     &SharedParameters::fibril_frac},
    {"fibril_radius", "cm", 1e-8, 1e-3, "radius of a collagen fibril",
     &SharedParameters::fibril_radius_cm},
    {"chain_share", "1", 0.0, 1.0, "share of dermis that is proteoglycan and hyaluronan chains",
     &SharedParameters::chain_frac},
    {"chain_radius", "cm", 1e-9, 1e-4, "radius of a chain", &SharedParameters::chain_radius_cm},
    {"reference_diameter", "cm", 1e-6, 1e-4, "diameter that the diffusivities in tissue are for",
     &SharedParameters::reference_diameter_cm},
    {"reference_film", "cm", 1e-5, 1.0, "thickness of the film that intact_crossing is for",
     &SharedParameters::reference_film_cm},
    {"reference_contact", "day", 1e-3, 100.0, "time of contact that intact_crossing is for",
     &SharedParameters::reference_contact_day},
}};

}  // namespace vesikin::delivery
