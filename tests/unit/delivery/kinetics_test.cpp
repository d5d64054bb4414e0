// Rates of drug and vesicle amounts restated with a number of its own for everything.
#include <gtest/gtest.h>

#include <cmath>

#include "vesikin/delivery/drug_kinetics.hpp"
#include "vesikin/delivery/vesicle_kinetics.hpp"

namespace vesikin::delivery {
namespace {

constexpr double close = 1e-12;

TEST(DrugRatesTest, FollowAbsorptionDistributionAndBothEliminations) {
    const DrugKinetics<double> k{.transit_per_day = 1.1,
                                 .absorption_per_day = 0.3,
                                 .elimination_per_day = 0.07,
                                 .to_peripheral_per_day = 0.21,
                                 .to_central_per_day = 0.31,
                                 .central_volume_l = 2.5,
                                 .saturable_mg_per_l_day = 1.3,
                                 .half_saturation_mg_per_l = 0.9};
    const DrugAmounts<double> x{.depot = 100.0,
                                .transit1 = 80.0,
                                .transit2 = 60.0,
                                .absorption = 40.0,
                                .central = 20.0,
                                .peripheral = 10.0};
    DrugAmounts<double> rate{};
    drug_rates(x, k, rate);
    EXPECT_DOUBLE_EQ(drug_concentration(x, k), 8.0);  // 20 mg in 2.5 l
    EXPECT_NEAR(rate.depot, -110.0, close);
    EXPECT_NEAR(rate.transit1, 1.1 * 20.0, close);
    EXPECT_NEAR(rate.transit2, 1.1 * 20.0, close);
    EXPECT_NEAR(rate.absorption, 1.1 * 60.0 - 0.3 * 40.0, close);
    EXPECT_NEAR(rate.central,
                0.3 * 40.0 - 0.07 * 20.0 - 20.0 * 1.3 / (0.9 + 8.0) - 0.21 * 20.0 + 0.31 * 10.0,
                close);
    EXPECT_NEAR(rate.peripheral, 0.21 * 20.0 - 0.31 * 10.0, close);
}

VesicleKinetics<double> distinct_kinetics() {
    return {.inflow_per_day = 6.0,
            .uptake_per_day = 2.4,
            .loss_per_day = 0.7,
            .release_frac = 0.05,
            .effect_loss_per_day = 0.23,
            .surface_frac = 0.3,
            .elimination_per_day = 20.0,
            .to_peripheral_per_day = 70.0,
            .to_central_per_day = 41.0,
            .skin_per_share = 0.02,
            .immune_per_share = 0.5,
            .drained_share_per_cell = 0.1,
            .half_saturation_share = 0.4,
            .is_saturable = 0.0,
            .is_treated = 1.0};
}

constexpr VesicleAmounts<double> amounts{.reservoir = 3.0,
                                         .free = 2.0,
                                         .cargo = 0.5,
                                         .central = 0.8,
                                         .peripheral = 0.6,
                                         .systemic_cargo = 0.11};

void expect_rates(const VesicleKinetics<double>& k, double leaving) {
    VesicleAmounts<double> rate{};
    vesicle_rates(amounts, k, rate);
    EXPECT_NEAR(rate.reservoir, -18.0, close);
    EXPECT_NEAR(rate.free, 18.0 + 0.02 * leaving - 3.1 * 2.0, close);
    EXPECT_NEAR(rate.cargo, 2.4 * 0.05 * 2.0 - 0.23 * 0.5, close);
    EXPECT_NEAR(rate.central, 41.0 * 0.6 - 70.0 * 0.8 - leaving + 0.1 * 0.7 * 2.0, close);
    EXPECT_NEAR(rate.peripheral, 70.0 * 0.8 - 41.0 * 0.6, close);
    EXPECT_NEAR(rate.systemic_cargo, 0.5 * 0.05 * leaving - 0.23 * 0.11, close);
}

TEST(VesicleRatesTest, FollowSkinBloodAndBothKindsOfCells) {
    expect_rates(distinct_kinetics(), 16.0);  // 0.8 x 20
}

TEST(VesicleRatesTest, SaturableUptakeFallsWithWhatIsInBlood) {
    VesicleKinetics<double> k = distinct_kinetics();
    k.is_saturable = 1.0;
    expect_rates(k, 16.0 / 3.0);  // over 1 + 0.8 / 0.4
}

TEST(VesicleRatesTest, CargoActsFromInsideAndAShareFromOutside) {
    VesicleKinetics<double> k = distinct_kinetics();
    EXPECT_NEAR(acting_cargo(amounts, k), 0.7 * 0.5 + 0.3 * 0.05 * 2.0, close);
    k.is_treated = 0.0;
    EXPECT_EQ(acting_cargo(amounts, k), 0.0);
}

}  // namespace
}  // namespace vesikin::delivery
