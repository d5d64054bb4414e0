#include "vesikin/simulation/rest_state.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "support/model_fixture.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/right_hand_side.hpp"

namespace vesikin::simulation {
namespace {

const SolverSettings& tight() {
    static const SolverSettings settings = tests::settings(1e-9, 1e-11);
    return settings;
}

disease::Parameters<double> median_patient() {
    return tests::shipped_catalogue().model.median_patient();
}

/// The rest state of the median patient, by a long run.
disease::State<double> rest_state() {
    SolverSettings settings = tight();
    settings.baseline = BaselineMethod::long_run;
    const auto solver = make_solver("cvode", settings);
    const disease::Parameters<double> k = median_patient();
    const RestState rest = solver->find_rest({&k, 1}).front();
    EXPECT_EQ(rest.stop_reason, StopReason::finished);
    return rest.state;
}

double largest_relative_rate(const disease::State<double>& x) {
    disease::State<double> rate{};
    disease::right_hand_side(x, median_patient(), disease::Effects<double>{}, rate);
    double largest = 0.0;
    for (const auto& field : disease::state_fields) {
        largest = std::max(largest, std::abs(rate.*field.member) / (x.*field.member));
    }
    return largest;
}

TEST(CheckStateTest, AcceptsTheBoundsThemselves) {
    disease::State<double> x{};
    EXPECT_EQ(check_state(x, tight()), StopReason::finished);
    x.barrier_integrity = 1.0;
    x.pathogens = 1.0;
    x.il4 = 1e300;
    EXPECT_EQ(check_state(x, tight()), StopReason::finished);
}

TEST(CheckStateTest, RefusesEveryEntryThatIsNotFinite) {
    for (const auto& field : disease::state_fields) {
        for (const double bad : {std::nan(""), disease::unbounded, -disease::unbounded}) {
            disease::State<double> x{};
            x.*field.member = bad;
            EXPECT_EQ(check_state(x, tight()), StopReason::non_finite) << field.name;
        }
    }
}

TEST(CheckStateTest, RefusesEveryEntryOutsideItsBounds) {
    for (const auto& field : disease::state_fields) {
        disease::State<double> x{};
        x.*field.member = -1e-3;
        EXPECT_EQ(check_state(x, tight()), StopReason::not_physical) << field.name;
        x.*field.member = 1.001;
        EXPECT_EQ(check_state(x, tight()),
                  field.upper == 1.0 ? StopReason::not_physical : StopReason::finished)
            << field.name;
    }
}

TEST(CheckStateTest, ForgivesWhatTheToleranceAllows) {
    const SolverSettings settings = tests::settings(1e-3, 1e-4);
    disease::State<double> x{};
    x.th2 = -1e-4;  // one absolute tolerance
    EXPECT_EQ(check_state(x, settings), StopReason::finished);
    x.th2 = -2e-3;  // twenty
    EXPECT_EQ(check_state(x, settings), StopReason::not_physical);
}

TEST(PolishRestStateTest, LeavesNothingMoving) {
    disease::State<double> x = rest_state();
    const disease::State<double> before = x;
    ASSERT_TRUE(polish_rest_state(median_patient(), x));

    // Newton converges to rounding: rates are 1e-12 of their state per day at most.
    EXPECT_LT(largest_relative_rate(x), 1e-12);
    for (const auto& field : disease::state_fields) {
        EXPECT_NEAR(x.*field.member, before.*field.member, 1e-5 * before.*field.member + 1e-9)
            << field.name;
    }
}

TEST(PolishRestStateTest, AcceptsWhatIsWithinOnePartInAHundredThousand) {
    disease::State<double> rest = rest_state();
    ASSERT_TRUE(polish_rest_state(median_patient(), rest));
    for (const auto& field : disease::state_fields) {
        disease::State<double> x = rest;
        x.*field.member *= 1.0 + 4e-6;
        ASSERT_TRUE(polish_rest_state(median_patient(), x)) << field.name;
        for (const auto& each : disease::state_fields) {
            EXPECT_NEAR(x.*each.member, rest.*each.member, 1e-10 * rest.*each.member + 1e-12)
                << each.name;
        }
    }
}

TEST(PolishRestStateTest, RefusesWhatIsFurtherAwayAndLeavesItAlone) {
    disease::State<double> rest = rest_state();
    ASSERT_TRUE(polish_rest_state(median_patient(), rest));
    for (const auto& field : disease::state_fields) {
        disease::State<double> x = rest;
        x.*field.member *= 1.001;
        const disease::State<double> before = x;
        EXPECT_FALSE(polish_rest_state(median_patient(), x)) << field.name;
        for (const auto& each : disease::state_fields) {
            EXPECT_EQ(x.*each.member, before.*each.member);
        }
    }
}

TEST(PolishRestStateTest, RefusesTheSeed) {
    disease::State<double> x = tests::shipped_catalogue().model.seed();
    EXPECT_FALSE(polish_rest_state(median_patient(), x));
}

TEST(PolishRestStateTest, RefusesWhatHasNoRestState) {
    disease::State<double> x = rest_state();
    disease::Parameters<double> k = median_patient();
    k.d10 = 0.0;  // IL-4 is never lost
    EXPECT_FALSE(polish_rest_state(k, x));
    k = median_patient();
    k.b3 = std::nan("");
    EXPECT_FALSE(polish_rest_state(k, x));
}

}  // namespace
}  // namespace vesikin::simulation
