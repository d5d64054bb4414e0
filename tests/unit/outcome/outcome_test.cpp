#include "vesikin/outcome/outcome.hpp"

#include <gtest/gtest.h>

#include <set>

#include "support/model_fixture.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::outcome {
namespace {

/// A person of this EASI in the published model.
Observation seen(double easi, double itch = 0.0) {
    static const disease::State<double> state{};
    return {.state = state, .model = &tests::shipped_catalogue(), .easi = easi, .itch = itch};
}

// Scores are sums and products of a few numbers.
constexpr double rounding = 1e-12;

TEST(OutcomeTest, EasiIsReadAtTheVisit) {
    EXPECT_NEAR(easi().sampled(seen(40.0), seen(9.0)), 9.0, rounding);
    EXPECT_NEAR(easi().sampled(seen(9.0), seen(54.0)), 54.0, rounding);
    EXPECT_EQ(easi().kind, OutcomeKind::continuous);
}

TEST(OutcomeTest, PercentChangeIsNegativeForImprovement) {
    const Outcome outcome = easi_percent_change();
    EXPECT_NEAR(outcome.sampled(seen(36.0), seen(9.0)), -75.0, 1e-10);
    EXPECT_NEAR(outcome.sampled(seen(9.0), seen(18.0)), 100.0, 1e-10);
    EXPECT_EQ(outcome.sampled(seen(18.0), seen(18.0)), 0.0);
}

TEST(OutcomeTest, PatientWithoutEasiAtBaselineHasNoImprovement) {
    EXPECT_EQ(easi_improvement_frac(0.0, 9.0), 0.0);
    EXPECT_EQ(easi_percent_change().sampled(seen(0.0), seen(9.0)), 0.0);
    EXPECT_EQ(easi_response(75).sampled(seen(0.0), seen(0.0)), 0.0);
}

TEST(OutcomeTest, ResponseNeedsMoreThanItsThreshold) {
    const Observation before = seen(32.0);
    const Outcome half = easi_response(50);
    EXPECT_EQ(half.sampled(before, seen(17.0)), 0.0);
    EXPECT_EQ(half.sampled(before, before), 0.0);
    EXPECT_EQ(half.sampled(before, seen(15.0)), 1.0);
    EXPECT_EQ(half.sampled(before, seen(40.0)), 0.0);

    const Outcome three_quarters = easi_response(75);
    EXPECT_EQ(three_quarters.sampled(before, seen(8.5)), 0.0);
    EXPECT_EQ(three_quarters.sampled(before, seen(7.5)), 1.0);

    const Outcome nine_tenths = easi_response(90);
    EXPECT_EQ(nine_tenths.sampled(before, seen(3.3)), 0.0);
    EXPECT_EQ(nine_tenths.sampled(before, seen(3.1)), 1.0);
}

TEST(OutcomeTest, ResponseAtExactlyTheThresholdIsNone) {
    EXPECT_EQ(easi_response(50).sampled(seen(36.0), seen(18.0)), 0.0);  // half, without rounding
    EXPECT_EQ(easi_response(75).sampled(seen(36.0), seen(9.0)), 0.0);
}

TEST(OutcomeTest, IgaIsReadFromTheStrata) {
    const Outcome outcome = iga_clear_or_almost_clear();
    EXPECT_EQ(outcome.kind, OutcomeKind::proportion);
    EXPECT_EQ(outcome.sampled(seen(30.0), seen(0.0)), 1.0);
    EXPECT_EQ(outcome.sampled(seen(30.0), seen(0.9)), 1.0);
    EXPECT_EQ(outcome.sampled(seen(30.0), seen(1.1)), 0.0);
    EXPECT_EQ(outcome.sampled(seen(0.5), seen(30.0)), 0.0);
}

TEST(OutcomeTest, StateLevelReadsItsOwnStateAtTheVisit) {
    const auto& states = tests::shipped_catalogue().model.states;
    for (std::size_t i = 0; i < disease::state_count; ++i) {
        disease::State<double> x{};
        x.*disease::state_fields[i].member = 7.5;
        const Outcome outcome = state_level(states[i], i);
        EXPECT_EQ(outcome.name, disease::state_fields[i].name);
        const disease::State<double> zero{};
        EXPECT_EQ(outcome.sampled({.state = zero}, {.state = x}), 7.5) << outcome.name;
        EXPECT_EQ(outcome.sampled({.state = x}, {.state = zero}), 0.0) << outcome.name;
    }
}

TEST(OutcomeListTest, HasEveryScoreAndEveryStateOnce) {
    const std::vector<Outcome> list = all_outcomes(tests::shipped_catalogue());
    std::set<std::string> names;
    for (const Outcome& outcome : list) {
        EXPECT_TRUE(names.insert(outcome.name).second) << outcome.name << " twice";
        EXPECT_FALSE(outcome.label.empty()) << outcome.name;
        EXPECT_FALSE(outcome.meaning.empty()) << outcome.name;
        EXPECT_TRUE(outcome.sampled) << outcome.name;
        if (outcome.kind == OutcomeKind::proportion) {
            EXPECT_EQ(outcome.unit, "%") << outcome.name;
        } else {
            EXPECT_GT(outcome.binning.bins, 1U) << outcome.name;
            EXPECT_LT(outcome.binning.lower, outcome.binning.upper) << outcome.name;
        }
    }
    for (const char* name : {"easi", "easi_change", "easi_percent_change", "easi_50", "easi_75",
                             "easi_90", "iga_0_1"}) {
        EXPECT_TRUE(names.contains(name)) << name;
    }
    for (const auto& field : disease::state_fields) {
        EXPECT_TRUE(names.contains(std::string(field.name))) << field.name;
    }
    EXPECT_EQ(list.size(), 7 + disease::state_count);
}

TEST(OutcomeListTest, ReadingIsPure) {
    for (const Outcome& outcome : all_outcomes(tests::shipped_catalogue())) {
        const double first = outcome.sampled(seen(40.0), seen(10.0));
        EXPECT_EQ(outcome.sampled(seen(40.0), seen(10.0)), first) << outcome.name;
    }
}

}  // namespace
}  // namespace vesikin::outcome
