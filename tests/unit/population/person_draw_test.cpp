// What differs between people: kinetics by weight and by their own deviates, against the published
// numbers.
#include "vesikin/population/person_draw.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vesikin::population {
namespace {

/// Two compartments by clearances, every number with an exponent and a spread of its own.
catalogue::DrugKineticsDescription by_clearance() {
    catalogue::DrugKineticsDescription drug;
    drug.reference_weight_kg = 75.0;
    drug.central_volume_l = {2.7, 0.4, 0.8};
    drug.clearance_l_per_day = {0.15, 0.3, 0.9};
    drug.peripheral_volume_l = {1.4, 0.0, 0.7};
    drug.distribution_l_per_day = {0.16, 0.0, 0.5};
    drug.absorption_per_day = {0.2, 0.25, -0.1};
    drug.bioavailability_frac = 0.76;
    drug.volume_loss_correlation = 0.6;
    return drug;
}

TEST(PersonDrawTest, KineticsFollowWeightByTheirExponents) {
    for (const double weight : {40.0, 75.0, 110.0}) {
        const auto at = [&](double typical, double exponent) {
            return typical * std::pow(weight / 75.0, exponent);
        };
        const PersonKinetics found = typical_kinetics(by_clearance(), weight);
        const double volume = at(2.7, 0.8);
        EXPECT_NEAR(found.kinetics.central_volume_l, volume, 1e-12);
        EXPECT_NEAR(found.kinetics.elimination_per_day, at(0.15, 0.9) / volume, 1e-12);
        EXPECT_NEAR(found.kinetics.to_peripheral_per_day, at(0.16, 0.5) / volume, 1e-12);
        EXPECT_NEAR(found.kinetics.to_central_per_day, at(0.16, 0.5) / at(1.4, 0.7), 1e-12);
        EXPECT_NEAR(found.kinetics.absorption_per_day, at(0.2, -0.1), 1e-12);
        EXPECT_EQ(found.kinetics.saturable_mg_per_l_day, 0.0);
        EXPECT_EQ(found.bioavailability_frac, 0.76);
        EXPECT_FALSE(found.has_transit);
        EXPECT_FALSE(found.is_infused);
    }
}

TEST(PersonDrawTest, RatesTransitAndSaturableLossAreTakenAsPublished) {
    catalogue::DrugKineticsDescription drug;
    drug.reference_weight_kg = 70.0;
    drug.central_volume_l = {3.0, 0.0, 1.0};
    drug.elimination_per_day = {0.05, 0.0, -0.2};
    drug.to_peripheral_per_day = {0.2, 0.0, 0.0};
    drug.to_central_per_day = {0.3, 0.0, 0.0};
    drug.absorption_per_day = {0.3, 0.0, 0.0};
    drug.transit_time_day = {0.1, 0.0, 0.0};
    drug.saturable_mg_per_l_day = {1.1, 0.0, 0.0};
    drug.half_saturation_mg_per_l = {0.01, 0.0, 0.0};
    drug.is_infused = true;
    const PersonKinetics found = typical_kinetics(drug, 35.0);
    EXPECT_NEAR(found.kinetics.central_volume_l, 1.5, 1e-12);
    EXPECT_NEAR(found.kinetics.elimination_per_day, 0.05 * std::pow(0.5, -0.2), 1e-12);
    EXPECT_EQ(found.kinetics.to_peripheral_per_day, 0.2);
    EXPECT_EQ(found.kinetics.to_central_per_day, 0.3);
    EXPECT_NEAR(found.kinetics.transit_per_day, 40.0, 1e-9);  // four steps in a tenth of a day
    EXPECT_EQ(found.kinetics.saturable_mg_per_l_day, 1.1);
    EXPECT_EQ(found.kinetics.half_saturation_mg_per_l, 0.01);
    EXPECT_TRUE(found.has_transit);
    EXPECT_TRUE(found.is_infused);
}

TEST(PersonDrawTest, PeopleSpreadAsPublishedAndVolumeGoesWithLoss) {
    const auto drug = by_clearance();
    constexpr std::uint64_t people = 20000;
    double volume2 = 0.0;
    double loss2 = 0.0;
    double both = 0.0;
    double absorption2 = 0.0;
    double mixed = 0.0;
    for (std::uint64_t i = 0; i < people; ++i) {
        const auto k = draw_kinetics(drug, 75.0, {.seed = 4, .person = i}).kinetics;
        const double v = std::log(k.central_volume_l / 2.7) / 0.4;
        const double c = std::log(k.elimination_per_day * k.central_volume_l / 0.15) / 0.3;
        const double a = std::log(k.absorption_per_day / 0.2) / 0.25;
        volume2 += v * v / people;
        loss2 += c * c / people;
        absorption2 += a * a / people;
        both += v * c / people;
        mixed += v * a / people;
    }
    // Four standard errors of a variance are 0.04, of a correlation less than 0.03.
    EXPECT_NEAR(volume2, 1.0, 0.04);
    EXPECT_NEAR(loss2, 1.0, 0.04);
    EXPECT_NEAR(absorption2, 1.0, 0.04);
    EXPECT_NEAR(both, 0.6, 0.03);
    EXPECT_NEAR(mixed, 0.0, 0.03);
    EXPECT_EQ(draw_kinetics(drug, 75.0, {.is_typical = true}).kinetics.central_volume_l,
              typical_kinetics(drug, 75.0).kinetics.central_volume_l);
}

TEST(PersonDrawTest, WeightSignsAndExtentSpreadOnTheirOwn) {
    const catalogue::BodyWeight weight{.median_kg = 60.0, .sd_log = 0.25};
    constexpr std::uint64_t people = 20000;
    double kg2 = 0.0;
    double signs2 = 0.0;
    double extent2 = 0.0;
    double mixed = 0.0;
    for (std::uint64_t i = 0; i < people; ++i) {
        const PersonKey key{.seed = 5, .person = i};
        const double w = std::log(draw_weight_kg(weight, key) / 60.0) / 0.25;
        const double s = draw_signs_deviate(key);
        const double e = std::log(draw_own_easi(5.0, 0.2, key) / 5.0) / 0.2;
        kg2 += w * w / people;
        signs2 += s * s / people;
        extent2 += e * e / people;
        mixed += (w * s + s * e + e * w) / people;
    }
    EXPECT_NEAR(kg2, 1.0, 0.04);
    EXPECT_NEAR(signs2, 1.0, 0.04);
    EXPECT_NEAR(extent2, 1.0, 0.04);
    EXPECT_NEAR(mixed, 0.0, 0.05);
    EXPECT_EQ(draw_weight_kg(weight, {.is_typical = true}), 60.0);
    // The scale of EASI ends at 72.
    EXPECT_EQ(draw_own_easi(72.0, 0.2, {.seed = 5, .person = 1}) <= 72.0, true);
    EXPECT_EQ(draw_own_easi(100.0, 0.2, {.is_typical = true}), 72.0);
}

}  // namespace
}  // namespace vesikin::population
