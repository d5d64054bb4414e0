#include "vesikin/outcome/outcome.hpp"

#include <gtest/gtest.h>

#include <set>

#include "support/model_fixture.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::outcome {
namespace {

/// A state of this EASI: 72 (2 p + 2 (1 - s)) / 4 with s = 1 gives 36 p.
disease::State<double> state_of(double easi) {
    disease::State<double> x{};
    x.barrier_integrity = easi > 36.0 ? 1.0 - (easi - 36.0) / 36.0 : 1.0;
    x.pathogens = easi > 36.0 ? 1.0 : easi / 36.0;
    return x;
}

// Scores are sums and products of a few numbers.
constexpr double rounding = 1e-12;

TEST(OutcomeTest, EasiIsReadAtTheVisit) {
    EXPECT_NEAR(easi().read(state_of(40.0), state_of(9.0)), 9.0, rounding);
    EXPECT_NEAR(easi().read(state_of(9.0), state_of(54.0)), 54.0, rounding);
    EXPECT_EQ(easi().kind, OutcomeKind::continuous);
}

TEST(OutcomeTest, PercentChangeIsNegativeForImprovement) {
    const Outcome outcome = easi_percent_change();
    EXPECT_NEAR(outcome.read(state_of(36.0), state_of(9.0)), -75.0, 1e-10);
    EXPECT_NEAR(outcome.read(state_of(9.0), state_of(18.0)), 100.0, 1e-10);
    EXPECT_EQ(outcome.read(state_of(18.0), state_of(18.0)), 0.0);
}

TEST(OutcomeTest, PatientWithoutEasiAtBaselineHasNoImprovement) {
    EXPECT_EQ(easi_improvement_frac(state_of(0.0), state_of(9.0)), 0.0);
    EXPECT_EQ(easi_percent_change().read(state_of(0.0), state_of(9.0)), 0.0);
    EXPECT_EQ(easi_response(75).read(state_of(0.0), state_of(0.0)), 0.0);
}

TEST(OutcomeTest, ResponseNeedsMoreThanItsThreshold) {
    const disease::State<double> before = state_of(32.0);  // exact in binary
    const Outcome half = easi_response(50);
    EXPECT_EQ(half.read(before, state_of(17.0)), 0.0);
    EXPECT_EQ(half.read(before, before), 0.0);
    EXPECT_EQ(half.read(before, state_of(15.0)), 1.0);
    EXPECT_EQ(half.read(before, state_of(40.0)), 0.0);

    const Outcome three_quarters = easi_response(75);
    EXPECT_EQ(three_quarters.read(before, state_of(8.5)), 0.0);
    EXPECT_EQ(three_quarters.read(before, state_of(7.5)), 1.0);

    const Outcome nine_tenths = easi_response(90);
    EXPECT_EQ(nine_tenths.read(before, state_of(3.3)), 0.0);
    EXPECT_EQ(nine_tenths.read(before, state_of(3.1)), 1.0);
}

TEST(OutcomeTest, ResponseAtExactlyTheThresholdIsNone) {
    disease::State<double> before{};
    disease::State<double> after{};
    before.barrier_integrity = after.barrier_integrity = 1.0;
    before.pathogens = 1.0;  // EASI 36
    after.pathogens = 0.5;   // EASI 18: half, without rounding
    EXPECT_EQ(easi_response(50).read(before, after), 0.0);
    after.pathogens = 0.25;
    EXPECT_EQ(easi_response(75).read(before, after), 0.0);
}

TEST(OutcomeTest, IgaIsReadFromTheStrata) {
    const Outcome outcome = iga_clear_or_almost_clear(tests::shipped_catalogue().easi_bands);
    EXPECT_EQ(outcome.kind, OutcomeKind::proportion);
    EXPECT_EQ(outcome.read(state_of(30.0), state_of(0.0)), 1.0);
    EXPECT_EQ(outcome.read(state_of(30.0), state_of(0.9)), 1.0);
    EXPECT_EQ(outcome.read(state_of(30.0), state_of(1.1)), 0.0);
    EXPECT_EQ(outcome.read(state_of(0.5), state_of(30.0)), 0.0);
}

TEST(OutcomeTest, StateLevelReadsItsOwnStateAtTheVisit) {
    const auto& states = tests::shipped_catalogue().model.states;
    for (std::size_t i = 0; i < disease::state_count; ++i) {
        disease::State<double> x{};
        x.*disease::state_fields[i].member = 7.5;
        const Outcome outcome = state_level(states[i], i);
        EXPECT_EQ(outcome.name, disease::state_fields[i].name);
        EXPECT_EQ(outcome.read(disease::State<double>{}, x), 7.5) << outcome.name;
        EXPECT_EQ(outcome.read(x, disease::State<double>{}), 0.0) << outcome.name;
    }
}

TEST(OutcomeListTest, HasEveryScoreAndEveryStateOnce) {
    const std::vector<Outcome> list = all_outcomes(tests::shipped_catalogue());
    std::set<std::string> names;
    for (const Outcome& outcome : list) {
        EXPECT_TRUE(names.insert(outcome.name).second) << outcome.name << " twice";
        EXPECT_FALSE(outcome.label.empty()) << outcome.name;
        EXPECT_FALSE(outcome.meaning.empty()) << outcome.name;
        EXPECT_TRUE(outcome.read) << outcome.name;
        if (outcome.kind == OutcomeKind::proportion) {
            EXPECT_EQ(outcome.unit, "%") << outcome.name;
        } else {
            EXPECT_GT(outcome.binning.bins, 1U) << outcome.name;
            EXPECT_LT(outcome.binning.lower, outcome.binning.upper) << outcome.name;
        }
    }
    for (const char* name :
         {"easi", "easi_percent_change", "easi_50", "easi_75", "easi_90", "iga_0_1"}) {
        EXPECT_TRUE(names.contains(name)) << name;
    }
    for (const auto& field : disease::state_fields) {
        EXPECT_TRUE(names.contains(std::string(field.name))) << field.name;
    }
    EXPECT_EQ(list.size(), 6 + disease::state_count);
}

TEST(OutcomeListTest, ReadingIsPure) {
    for (const Outcome& outcome : all_outcomes(tests::shipped_catalogue())) {
        const double first = outcome.read(state_of(40.0), state_of(10.0));
        EXPECT_EQ(outcome.read(state_of(40.0), state_of(10.0)), first) << outcome.name;
    }
}

}  // namespace
}  // namespace vesikin::outcome
