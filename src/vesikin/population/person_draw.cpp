#include "vesikin/population/person_draw.hpp"

#include <algorithm>
#include <cmath>

#include "vesikin/base/random.hpp"
#include "vesikin/disease/scores.hpp"

namespace vesikin::population {

namespace {

using catalogue::KineticNumber;

/// Steps of absorption between depot and blood that have the transit rate.
constexpr double transit_steps = 4.0;

/// Places of the deviates in a person's stream.
enum Deviate : std::uint32_t { volume, loss, absorption, saturable, transit, deviate_count };

PersonKinetics kinetics_at(const catalogue::DrugKineticsDescription& drug, double weight_kg,
                           const std::array<double, deviate_count>& z) {
    const auto value = [&](const KineticNumber& number, double deviate) {
        return number.typical *
               std::pow(weight_kg / drug.reference_weight_kg, number.weight_exponent) *
               std::exp(number.between_people_sd_log * deviate);
    };
    PersonKinetics person;
    auto& k = person.kinetics;
    k.central_volume_l = value(drug.central_volume_l, z[volume]);
    k.elimination_per_day = drug.clearance_l_per_day.typical > 0.0
                                ? value(drug.clearance_l_per_day, z[loss]) / k.central_volume_l
                                : value(drug.elimination_per_day, z[loss]);
    if (drug.distribution_l_per_day.typical > 0.0) {
        const double flow = value(drug.distribution_l_per_day, 0.0);
        k.to_peripheral_per_day = flow / k.central_volume_l;
        k.to_central_per_day = flow / value(drug.peripheral_volume_l, 0.0);
    } else {
        k.to_peripheral_per_day = value(drug.to_peripheral_per_day, 0.0);
        k.to_central_per_day = value(drug.to_central_per_day, 0.0);
    }
    k.absorption_per_day = value(drug.absorption_per_day, z[absorption]);
    k.saturable_mg_per_l_day = value(drug.saturable_mg_per_l_day, z[saturable]);
    if (drug.half_saturation_mg_per_l.typical > 0.0) {
        k.half_saturation_mg_per_l = drug.half_saturation_mg_per_l.typical;
    }
    person.has_transit = drug.transit_time_day.typical > 0.0;
    if (person.has_transit) {
        k.transit_per_day = transit_steps / value(drug.transit_time_day, z[transit]);
    }
    person.bioavailability_frac = drug.bioavailability_frac;
    person.is_infused = drug.is_infused;
    return person;
}

/// Places of the deviates of a person's body.
enum BodyDeviate : std::uint32_t { body_weight, signs, extent };

double draw_deviate(PersonKey key, base::StreamPurpose purpose, std::uint32_t place) {
    return key.is_typical
               ? 0.0
               : base::RandomStream(key.seed, key.person, purpose).standard_normal(place);
}

}  // namespace

double draw_weight_kg(const catalogue::BodyWeight& weight, PersonKey key) {
    return weight.median_kg *
           std::exp(weight.sd_log * draw_deviate(key, base::StreamPurpose::body, body_weight));
}

double draw_signs_deviate(PersonKey key) {
    return draw_deviate(key, base::StreamPurpose::body, signs);
}

double draw_own_easi(double core_easi, double extent_sd, PersonKey key) {
    const double deviate = draw_deviate(key, base::StreamPurpose::body, extent);
    return std::min(core_easi * std::exp(extent_sd * deviate), disease::easi_maximum);
}

PersonKinetics typical_kinetics(const catalogue::DrugKineticsDescription& drug, double weight_kg) {
    return kinetics_at(drug, weight_kg, {});
}

PersonKinetics draw_kinetics(const catalogue::DrugKineticsDescription& drug, double weight_kg,
                             PersonKey key) {
    std::array<double, deviate_count> z{};
    for (std::uint32_t i = 0; i < deviate_count; ++i) {
        z[i] = draw_deviate(key, base::StreamPurpose::drug_kinetics, i);
    }
    const double rho = drug.volume_loss_correlation;
    z[loss] = rho * z[volume] + std::sqrt(1.0 - rho * rho) * z[loss];
    return kinetics_at(drug, weight_kg, z);
}

}  // namespace vesikin::population
