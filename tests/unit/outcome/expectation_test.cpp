// What is expected of a visit is the mean of what visits show: both readings of every outcome of
// the list, and the numbers that they rest on by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "support/by_hand.hpp"
#include "vesikin/outcome/arm_course.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::outcome {
namespace {

using tests::normal_below;

const catalogue::Catalogue& model() {
    static const catalogue::Catalogue made = [] {
        catalogue::TrialLayer layer;
        layer.fluctuation_sd = 0.5;
        layer.iga_easi = 2.0;
        layer.iga_spread = 1.2;
        layer.iga_by_own = 0.5;
        layer.participation_reference_easi = 29.0;
        layer.itch_fluctuation_sd = 1.5;
        return tests::model_with(layer);
    }();
    return made;
}

/// Mean and variance of an outcome over visits and raters, by a grid of normal deviates.
struct OverVisits {
    double mean = 0.0;
    double variance = 0.0;
};

OverVisits over_visits(const Outcome& outcome, const care::SeenVisit& baseline,
                       const care::SeenVisit& now, const care::VisitNoise& noise) {
    static const disease::State<double> state{};
    const Observation before{
        .state = state, .model = &model(), .easi = baseline.easi, .itch = baseline.itch};
    constexpr int points = 900;
    constexpr double step = 12.0 / points;
    double sum = 0.0;
    double squares = 0.0;
    double all = 0.0;
    for (int i = 0; i < points; ++i) {
        const double a = -6.0 + (i + 0.5) * step;
        for (int j = 0; j < points; ++j) {
            const double b = -6.0 + (j + 0.5) * step;
            // An outcome follows EASI and the rater, or itch; never all three.
            const care::VisitDeviates z{.easi = a, .rater = b, .itch = b};
            const Observation seen{.state = state,
                                   .model = &model(),
                                   .easi = noise.draw_easi(now.easi, now.ceiling_shift, z),
                                   .itch = noise.draw_itch(now.itch, z),
                                   .rater_z = z.rater};
            const double weight = std::exp(-0.5 * (a * a + b * b));
            const double value = outcome.sampled(before, seen);
            all += weight;
            sum += weight * value;
            squares += weight * value * value;
        }
    }
    const double mean = sum / all;
    return {mean, squares / all - mean * mean};
}

TEST(ExpectationTest, WhatIsExpectedIsTheMeanOfWhatVisitsShow) {
    const care::VisitNoise noise(model().layer->layer);
    for (const double share : {0.08, 0.3, 0.7}) {
        const care::SeenVisit baseline{.easi = 24.0, .itch = 8.5};
        const care::SeenVisit now{
            .easi = 24.0 * share, .easi_share = share, .fluctuates = true, .itch = 4.6};
        const Expectation person{baseline, now, noise, &model()};
        for (const Outcome& outcome : seen_outcomes()) {
            const OverVisits shown = over_visits(outcome, baseline, now, noise);
            // A step of 0.013 sigma; the scale of itch ends three sigmas away.
            const double scale = outcome.is_proportion() ? 1.0 : outcome.highest;
            EXPECT_NEAR(outcome.expected(person), shown.mean, 0.004 * scale)
                << outcome.name << " at " << share;
            if (outcome.visit_variance) {
                EXPECT_NEAR(outcome.visit_variance(person), shown.variance, 0.03 * shown.variance)
                    << outcome.name << " at " << share;
            }
        }
    }
}

TEST(ExpectationTest, ClearIsWhatRatersCallItByTheOwnEasi) {
    const care::VisitNoise noise(model().layer->layer);
    const care::SeenVisit baseline{.easi = 7.25, .itch = 0.0};
    const care::SeenVisit now{.easi = 1.5, .easi_share = 1.5 / 7.25, .fluctuates = true};
    // The limit of a person at a quarter of 29 is 2 x sqrt(1/4) = 1; sd = hypot(0.5, 1.2) = 1.3.
    EXPECT_NEAR(clear_probability({baseline, now, noise, &model()}),
                normal_below((std::log(1.0) - (std::log(1.5) - 0.125)) / 1.3), 1e-12);
    static const disease::State<double> state{};
    const Observation before{.state = state, .model = &model(), .easi = 7.25};
    const auto called_clear = [&](double easi, double rater_z) {
        return iga_clear_or_almost_clear().sampled(
            before,
            {.state = state, .model = &model(), .easi = easi, .itch = 0.0, .rater_z = rater_z});
    };
    EXPECT_EQ(called_clear(0.99, 0.0), 1.0);
    EXPECT_EQ(called_clear(1.01, 0.0), 0.0);
    EXPECT_EQ(called_clear(0.99 * std::exp(1.2), 1.0), 1.0);  // a lenient one
    EXPECT_EQ(called_clear(1.01 * std::exp(-1.2), -1.0), 0.0);
}

TEST(ExpectationTest, ABaselineDoesNotFluctuate) {
    const care::VisitNoise noise(model().layer->layer);
    const care::SeenVisit baseline{.easi = 24.0, .itch = 8.5};
    const Expectation person{baseline, baseline, noise, &model()};
    EXPECT_EQ(seen_outcome("easi").visit_variance(person), 0.0);
    EXPECT_EQ(seen_outcome("itch").visit_variance(person), 0.0);
    EXPECT_EQ(seen_outcome("easi_50").expected(person), 0.0);
    EXPECT_EQ(seen_outcome("itch_4").expected(person), 0.0);
    EXPECT_EQ(seen_outcome("easi").expected(person), 24.0);
}

/// The mean EASI over own of visits that a rater does not call clear, by integration over visits.
double share_of_those_not_clear(double easi, double own, double limit) {
    double above = 0.0;
    double all = 0.0;
    for (double z = -8.0; z <= 8.0; z += 1e-3) {
        const double visit = easi * std::exp(0.5 * z - 0.125);
        const double weight =
            std::exp(-0.5 * z * z) * (1.0 - normal_below(std::log(limit / visit) / 1.2));
        all += weight;
        above += weight * visit / own;
    }
    return above / all;
}

TEST(ExpectationTest, ThoseNotClearAreExpectedOverTheirVisitsAlone) {
    const care::VisitNoise noise(model().layer->layer);
    const care::SeenVisit baseline{.easi = 29.0};
    const care::SeenVisit now{.easi = 5.8, .easi_share = 0.2, .fluctuates = true};
    const Expectation person{baseline, now, noise, &model(), Subset::not_clear};
    EXPECT_NEAR(expected_easi_share(person), share_of_those_not_clear(5.8, 29.0, 2.0), 1e-5);
    EXPECT_GT(expected_easi_share(person), 0.2);
}

/// One person seen at day 0 and once more.
ArmCourse one_person(double share, double stays) {
    ArmCourse course;
    course.visit_day = {0.0, 112.0};
    course.weight = {1.0};
    course.visits = {{.easi = 29.0, .itch = 8.0},
                     {.easi = 29.0 * share,
                      .easi_share = share,
                      .fluctuates = true,
                      .itch = 3.0,
                      .stays_frac = stays}};
    course.model = &model();
    course.noise = care::VisitNoise(model().layer->layer);
    return course;
}

TEST(ExpectationTest, RespondersAmongThoseNotClearAreThoseWhoRespondAndAreNotClear) {
    const ArmCourse course = one_person(0.2, 0.9);
    const double responds = normal_below((std::log(0.25) - (std::log(0.2) - 0.125)) / 0.5);
    const double clear = normal_below((std::log(2.0) - (std::log(5.8) - 0.125)) / 1.3);
    ASSERT_GT(responds, clear);
    EXPECT_NEAR(at_visit(seen_outcome("easi_75"),
                         {.course = course, .visit = 1, .subset = Subset::not_clear})
                    .mean,
                100.0 * 0.9 * (responds - clear) / (1.0 - clear), 1e-9);
}

TEST(ExpectationTest, SpreadIsThatOfPeopleAndOfTheirVisits) {
    ArmCourse course = one_person(0.5, 1.0);
    // 29 x 0.5 x sqrt(exp(0.25) - 1)
    EXPECT_NEAR(at_visit(seen_outcome("easi"), {.course = course, .visit = 1}).person_sd,
                14.5 * std::sqrt(std::exp(0.25) - 1.0), 1e-9);
    course.weight = {0.5, 0.5};
    course.visits.push_back({.easi = 29.0, .itch = 8.0});
    course.visits.push_back({.easi = 29.0, .easi_share = 1.0, .fluctuates = true, .itch = 5.0});
    const EndpointValue itch = at_visit(seen_outcome("itch"), {.course = course, .visit = 1});
    EXPECT_NEAR(itch.mean, 4.0, 1e-12);
    EXPECT_NEAR(itch.person_sd, std::sqrt(1.0 + 2.25), 1e-12);
    EXPECT_NEAR(itch.mean_error, std::sqrt(2.0 * 0.25), 1e-12);
}

}  // namespace
}  // namespace vesikin::outcome
