// What differs between people beside the disease: body weight, what their body makes of a drug, and
// how strongly the signs that a physician sees follow the skin's state.
#pragma once

#include <cstdint>

#include "vesikin/catalogue/body_weight.hpp"
#include "vesikin/catalogue/drug.hpp"
#include "vesikin/delivery/drug_kinetics.hpp"

namespace vesikin::population {

/// Person i of a seed, always the same one; or the typical person, whose deviates are all zero.
struct PersonKey {
    std::uint64_t seed = 0;
    std::uint64_t person = 0;
    bool is_typical = false;
};

[[nodiscard]] double draw_weight_kg(const catalogue::BodyWeight& weight, PersonKey key);

/// A standard normal deviate of the person's power between skin and visible signs.
[[nodiscard]] double draw_signs_deviate(PersonKey key);

/// EASI as a physician scores it, of a person whose core at rest stands at `core_easi`: how much of
/// the body is affected differs between people by a log-normal factor.
[[nodiscard]] double draw_own_easi(double core_easi, double extent_sd, PersonKey key);

/// One person's kinetics of a drug.
struct PersonKinetics {
    delivery::DrugKinetics<double> kinetics;
    double bioavailability_frac = 1.0;
    bool has_transit = false;
    bool is_infused = false;
};

/// Typical kinetics at that weight.
[[nodiscard]] PersonKinetics typical_kinetics(const catalogue::DrugKineticsDescription& drug,
                                              double weight_kg);

/// Kinetics with the person's own deviations, log-normal about the typical ones.
[[nodiscard]] PersonKinetics draw_kinetics(const catalogue::DrugKineticsDescription& drug,
                                           double weight_kg, PersonKey key);

}  // namespace vesikin::population
