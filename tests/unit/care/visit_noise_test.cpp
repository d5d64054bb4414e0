// Single visits about a course: means by an independent integral, probabilities by the formula.
#include "vesikin/care/visit_noise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "support/by_hand.hpp"

namespace vesikin::care {
namespace {

constexpr double sigma = 0.5;

VisitNoise noise() {
    catalogue::TrialLayer layer;
    layer.fluctuation_sd = sigma;
    layer.iga_spread = 1.2;
    layer.itch_fluctuation_sd = 1.5;
    return VisitNoise(layer);
}

/// The mean over a standard normal deviate, by the trapezoidal rule.
template <class Function>
double normal_mean(Function value) {
    constexpr double step = 1e-3;
    double sum = 0.0;
    for (double z = -9.0; z <= 9.0; z += step) {
        sum += step * value(z) * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    }
    return sum;
}

TEST(VisitNoiseTest, TheMeanOfVisitsIsTheCourseAlsoNearTheCeiling) {
    const VisitNoise visits = noise();
    for (const double easi : {0.5, 8.0, 30.0, 45.0, 60.0, 66.0, 70.0, 71.5}) {
        const double shift = visits.ceiling_shift(easi);
        const double mean =
            normal_mean([&](double z) { return visits.draw_easi(easi, shift, {.easi = z}); });
        EXPECT_NEAR(mean, easi, 2e-4 * easi) << easi;
    }
    // Far from the ceiling nothing is shifted; without a shift visits near it would average less.
    EXPECT_EQ(visits.ceiling_shift(5.0), 0.0);
    EXPECT_GT(visits.ceiling_shift(60.0), 0.1);
    EXPECT_EQ(visits.ceiling_shift(0.0), 0.0);
}

TEST(VisitNoiseTest, TheMeanOfVisitsItchIsTheCourseAlsoAtTheEndsOfTheScale) {
    const VisitNoise visits = noise();
    for (const double itch : {0.1, 0.5, 2.0, 5.0, 7.7, 9.0, 9.6, 9.9}) {
        const double mean =
            normal_mean([&](double z) { return visits.draw_itch(itch, {.itch = z}); });
        EXPECT_NEAR(mean, itch, 3e-3) << itch;
    }
    EXPECT_NEAR(visits.itch_middle(5.0), 5.0, 1e-4);
    EXPECT_GT(visits.itch_middle(9.0), 9.3);
    EXPECT_LT(visits.itch_middle(1.0), 0.7);
    // At the end of the scale hardly a visit is anywhere else.
    EXPECT_LT(visits.itch_at_most(9.99, 10.0), 1e-4);
}

TEST(VisitNoiseTest, AVisitIsLogNormalAndCutAtTheCeiling) {
    const VisitNoise visits = noise();
    // 20 exp(0.5 x 0.8 - 0.125 + 0.2)
    EXPECT_NEAR(visits.draw_easi(20.0, 0.2, {.easi = 0.8, .rater = 9.0, .itch = 9.0}),
                20.0 * std::exp(0.475), 1e-12);
    EXPECT_EQ(visits.draw_easi(60.0, 0.0, {.easi = 3.0}), 72.0);
    // 5 + 1.5 x 0.4: in the middle of the scale nothing is cut.
    EXPECT_NEAR(visits.draw_itch(5.0, {.easi = 9.0, .rater = 9.0, .itch = 0.4}), 5.6, 1e-4);
    EXPECT_EQ(visits.draw_itch(9.0, {.itch = 2.0}), 10.0);
    EXPECT_EQ(visits.draw_itch(1.0, {.itch = -2.0}), 0.0);
}

TEST(VisitNoiseTest, ProbabilitiesFollowTheSameDistribution) {
    const VisitNoise visits = noise();
    // log 10 against a middle of log 20 - 0.125 + 0.3.
    const double distance = std::log(10.0) - (std::log(20.0) + 0.175);
    EXPECT_NEAR(visits.easi_below(10.0, 20.0, 0.3), tests::normal_below(distance / 0.5), 1e-12);
    // Raters add their own spread: 0.5^2 + 1.2^2 = 1.3^2.
    EXPECT_NEAR(visits.clear_below(10.0, 20.0, 0.3), tests::normal_below(distance / 1.3), 1e-12);
    EXPECT_NEAR(visits.itch_at_most(6.0, 5.0), tests::normal_below(1.0 / 1.5), 1e-4);
    EXPECT_NEAR(visits.itch_at_most(3.0, 5.0), tests::normal_below(-2.0 / 1.5), 1e-4);
    EXPECT_NEAR(visits.itch_at_most(0.0, 1.0), tests::normal_below(-visits.itch_middle(1.0) / 1.5),
                1e-12);
    EXPECT_GT(visits.itch_at_most(0.0, 1.0), 0.2);
    EXPECT_EQ(visits.itch_at_most(-0.1, 0.0), 0.0);  // nothing is below the scale
    EXPECT_EQ(visits.itch_at_most(10.0, 10.0), 1.0);
}

TEST(VisitNoiseTest, WithoutNoiseThereIsOnlyTheCourse) {
    const VisitNoise none;
    EXPECT_EQ(none.ceiling_shift(70.0), 0.0);
    EXPECT_EQ(none.draw_easi(33.0, 0.0, {.easi = 2.0}), 33.0);
    EXPECT_EQ(none.draw_itch(3.0, {.itch = 2.0}), 3.0);
    EXPECT_EQ(none.easi_below(10.0, 9.9, 0.0), 1.0);
    EXPECT_EQ(none.easi_below(10.0, 10.0, 0.0), 0.0);
    EXPECT_EQ(none.clear_below(1.0, 0.9, 0.0), 1.0);
    EXPECT_EQ(none.clear_below(1.0, 1.0, 0.0), 0.0);
    EXPECT_EQ(none.itch_middle(9.0), 9.0);
    EXPECT_EQ(none.itch_at_most(4.0, 4.0), 1.0);
    EXPECT_EQ(none.itch_at_most(4.0, 4.1), 0.0);
}

}  // namespace
}  // namespace vesikin::care
