// Plasma against its closed forms.
#include "vesikin/delivery/plasma.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "vesikin/delivery/infusion.hpp"

namespace vesikin::delivery {
namespace {

constexpr double hour = 1.0 / 24.0;
constexpr PlasmaMeasures typical{.central_volume_ml = 3500.0,
                                 .clearance_ml_per_day = 72000.0,
                                 .fast_half_life_day = 8.0 / 1440.0,
                                 .slow_half_life_day = 2.5 / 24.0};

TEST(PlasmaTest, RatesGiveBackTheHalfLivesAndTheClearance) {
    const PlasmaRates r = plasma_rates(typical);
    // k10 = 3 L/h / 3.5 L = 0.857/h; k12 = 2.94/h, k21 = 1.68/h by the formulas of the header.
    EXPECT_NEAR(r.elimination_per_day * hour, 0.857, 0.001);
    EXPECT_NEAR(r.to_peripheral_per_day * hour, 2.94, 0.01);
    EXPECT_NEAR(r.to_central_per_day * hour, 1.68, 0.01);
    EXPECT_NEAR((r.elimination_per_day + r.to_peripheral_per_day + r.to_central_per_day) * hour,
                std::numbers::ln2 * (60.0 / 8.0 + 1.0 / 2.5), 1e-9);
}

TEST(PlasmaTest, ImpossibleHalfLivesStillGivePositiveRates) {
    PlasmaMeasures odd = typical;
    odd.clearance_ml_per_day *= 30.0;
    const PlasmaRates r = plasma_rates(odd);
    EXPECT_GT(r.to_peripheral_per_day, 0.0);
    EXPECT_GT(r.to_central_per_day, 0.0);
}

TEST(PlasmaTest, IntegrationWithoutSaturationIsTheClosedForm) {
    const PlasmaRates r = plasma_rates(typical);
    const std::array times{0.1 * hour, 0.5 * hour, 1.0 * hour, 6.0 * hour, 24.0 * hour};
    const auto integrated = saturable_plasma_shares(r, {1e12}, 0.75 * hour, times);
    for (std::size_t i = 0; i < times.size(); ++i) {
        const PlasmaShares exact = plasma_shares(r, 0.75 * hour, times[i]);
        EXPECT_NEAR(integrated[i].central, exact.central, 1e-9);
        EXPECT_NEAR(integrated[i].peripheral, exact.peripheral, 1e-9);
        EXPECT_NEAR(integrated[i].eliminated, exact.eliminated, 1e-9);
    }
}

TEST(PlasmaTest, ExposureSoFarIsTheIntegralOfTheCourse) {
    const PlasmaRates r = plasma_rates(typical);
    const std::array times{0.5 * hour, 2.0 * hour, 48.0 * hour};
    const auto integrated = saturable_plasma_shares(r, {1e12}, hour, times);
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_NEAR(integrated[i].exposure_day / plasma_shares(r, hour, times[i]).exposure_day, 1.0,
                    1e-7);
    }
    EXPECT_NEAR(integrated.back().exposure_day * r.elimination_per_day, 1.0, 1e-4);
}

TEST(PlasmaTest, SaturableUptakeGivesTheExposureOfMichaelisAndMenten) {
    // One compartment, instant dose D: dA/dt = -k K A / (K + A), so the integral of A over all time
    // is D/k (1 + D / (2 K)). With D = 1 and K = 0.25: 3 / k.
    const PlasmaRates one{
        .elimination_per_day = 10.0, .to_peripheral_per_day = 0.0, .to_central_per_day = 0.1};
    const std::array times{20.0};
    const double exposure = saturable_plasma_shares(one, {0.25}, 1e-6, times)[0].exposure_day;
    EXPECT_NEAR(exposure * one.elimination_per_day, 3.0, 1e-3);
}

TEST(PlasmaTest, APushStaysInBloodLongerThanADripOnlyWhenUptakeSaturates) {
    const PlasmaRates r = plasma_rates(typical);
    const std::array times{72.0 * hour};
    const auto ratio = [&](double half_amount) {
        return saturable_plasma_shares(r, {half_amount}, 0.1 * hour, times)[0].exposure_day /
               saturable_plasma_shares(r, {half_amount}, 2.0 * hour, times)[0].exposure_day;
    };
    EXPECT_NEAR(ratio(1e12), 1.0, 1e-6);
    EXPECT_GT(ratio(0.1), 1.05);
}

TEST(PlasmaTest, SaturationKeepsVesiclesInBloodLonger) {
    const PlasmaRates r = plasma_rates(typical);
    const std::array times{4.0 * hour};
    const double linear = saturable_plasma_shares(r, {1e12}, 0.1 * hour, times)[0].central;
    const double full = saturable_plasma_shares(r, {0.1}, 0.1 * hour, times)[0].central;
    EXPECT_GT(full, 1.2 * linear);
}

TEST(PlasmaTest, PushAndDripHaveEqualExposureAndThePeakRatioOfTheClosedForm) {
    const PlasmaRates r = plasma_rates(typical);
    const auto exposure = [&](double infusion) {
        double sum = 0.0;
        constexpr double step = 1e-4;
        for (double t = 0.5 * step; t < 4.0; t += step) {
            sum += step * plasma_shares(r, infusion, t).central;
        }
        return sum;
    };
    const double push = 0.001 * hour;
    EXPECT_NEAR(exposure(1.0 * hour) / exposure(push), 1.0, 1e-3);
    EXPECT_NEAR(exposure(1.0 * hour) * r.elimination_per_day, 1.0, 1e-3);
    // Fast phase only: 0.36 after 30 min, 0.19 after 60 min.
    EXPECT_NEAR(fast_phase_peak_ratio(typical.fast_half_life_day, 0.5 * hour), 0.36, 0.005);
    EXPECT_NEAR(fast_phase_peak_ratio(typical.fast_half_life_day, 1.0 * hour), 0.19, 0.005);
    // Both phases: the mean of the push's course over the infusion.
    const double alpha = std::numbers::ln2 / typical.fast_half_life_day;
    const double beta = std::numbers::ln2 / typical.slow_half_life_day;
    const double a = (alpha - r.to_central_per_day) / (alpha - beta);
    const double mean = a * fast_phase_peak_ratio(typical.fast_half_life_day, hour) +
                        (1.0 - a) * fast_phase_peak_ratio(typical.slow_half_life_day, hour);
    EXPECT_NEAR(plasma_shares(r, hour, hour).central, mean, 1e-12);
}

TEST(PlasmaTest, RepeatsClearFasterAndOrganSharesAddUp) {
    InfusionParameters p;
    p.central_volume_ml = 3500.0;
    p.clearance_ml_per_day = 72000.0;
    p.fast_half_life_day = 8.0 / 1440.0;
    p.slow_half_life_day = 2.5 / 24.0;
    p.repeat_clearance_ratio = 3.0;
    p.repeat_gain_per_session = 0.4;
    const double first = infusion_rates({.infusion_day = 0.01}, p).elimination_per_day;
    const double tenth =
        infusion_rates({.infusion_day = 0.01, .dose_number = 10.0}, p).elimination_per_day;
    EXPECT_NEAR(tenth / first, 1.0 + 2.0 * (1.0 - std::exp(-3.6)), 1e-9);
    p.liver_frac = 0.8;
    p.spleen_frac = 0.3;
    p.skin_frac = 0.01;
    const OrganShares shares = organ_shares(p, 0.2);
    EXPECT_NEAR(shares.liver + shares.spleen + shares.lung + shares.skin + shares.rest, 1.0, 1e-12);
    EXPECT_GE(shares.rest, -1e-15);
}

}  // namespace
}  // namespace vesikin::delivery
