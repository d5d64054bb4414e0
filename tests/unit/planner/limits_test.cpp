// Which limits an option passes, and what would let it in: cases worked out by hand.
#include "vesikin/planner/limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/planner_fixture.hpp"

namespace vesikin::planner {
namespace {

/// A way of 4 sessions, 2 in the fullest month.
Option way_of(Money session, double downtime_day, double pain) {
    Option option;
    option.kind = OptionKind::way;
    option.self_pay = session.times(4.0);
    option.month = session.times(2.0);
    option.visits = 4.0;
    option.visits_month = 2.0;
    option.downtime_day = downtime_day;
    option.pain = pain;
    return option;
}

const Option cheap = way_of({20'000, 25'000, 30'000}, 0.0, 1.0);   // 40,000-60,000 a month
const Option stamp = way_of({40'000, 45'000, 50'000}, 2.5, 4.0);   // 80,000-100,000 a month
const Option drip = way_of({50'000, 100'000, 150'000}, 0.0, 2.0);  // 100,000-300,000 a month

TEST(LimitsTest, WhatIsNotNamedIsNoLimit) {
    EXPECT_FALSE(is_beyond(fit_of(drip, tests::person_of(""))));
}

TEST(LimitsTest, PricesFitWhateverTheyAreOrAtTheLowEndOnly) {
    const auto month = [](double budget) {
        return fit_of(stamp, tests::person_of("budget_month_jpy = " + std::to_string(budget)))[0];
    };
    EXPECT_EQ(month(79'999), Fit::beyond);
    EXPECT_EQ(month(80'000), Fit::tight);
    EXPECT_EQ(month(99'999), Fit::tight);
    EXPECT_EQ(month(100'000), Fit::within);
}

TEST(LimitsTest, EachLimitIsHeldAgainstItsOwnNeed) {
    const auto failed = [](const char* text) {
        std::vector<std::string_view> names;
        const auto fit = fit_of(stamp, tests::person_of(text));
        for (std::size_t i = 0; i < limit_count; ++i) {
            if (fit[i] == Fit::beyond) {
                names.push_back(limit_names[i]);
            }
        }
        return names;
    };
    using testing::ElementsAre;
    EXPECT_THAT(failed("budget_all_jpy = 159999"), ElementsAre("budget_all"));
    EXPECT_THAT(failed("visits_per_month = 1"), ElementsAre("visits"));
    EXPECT_THAT(failed("downtime_days = 2"), ElementsAre("downtime"));
    EXPECT_THAT(failed("pain_at_most = 3"), ElementsAre("pain"));
    EXPECT_THAT(failed("pain_at_most = 3\nvisits_per_month = 1"), ElementsAre("visits", "pain"));
    EXPECT_THAT(failed("visits_per_month = 2\ndowntime_days = 3\npain_at_most = 4"),
                testing::IsEmpty());
}

TEST(LimitsTest, InsuredAndSelfPayCountTogether) {
    Option both = cheap;
    both.insured = Money{10'000, 10'000, 10'000};
    // 80,000 to 120,000 of sessions and 10,000 of drugs.
    EXPECT_EQ(fit_of(both, tests::person_of("budget_all_jpy = 89999"))[1], Fit::beyond);
    EXPECT_EQ(fit_of(both, tests::person_of("budget_all_jpy = 130000"))[1], Fit::within);
    both.insured.reset();
    EXPECT_EQ(fit_of(both, tests::person_of("budget_all_jpy = 0"))[1], Fit::within)
        << "what is not known is held against nobody";
}

TEST(LimitsTest, RelaxingTheBindingLimitLetsIn) {
    const Person person =
        tests::person_of("budget_month_jpy = 30000\ndowntime_days = 1\npain_at_most = 9");
    const std::vector<Relaxation> found = relaxations({&stamp, &cheap, &drip}, person);
    // The stamp fails two limits; the cheapest of the others needs 40,000.
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].limit, Limit::budget_month);
    EXPECT_EQ(found[0].from, 30'000.0);
    EXPECT_EQ(found[0].to, 40'000.0);
    EXPECT_THAT(found[0].options, testing::ElementsAre(1));
}

TEST(LimitsTest, NoSingleLimitHelpsWhoFailsTwo) {
    const Person person = tests::person_of("budget_month_jpy = 1000\npain_at_most = 0");
    EXPECT_THAT(relaxations({&stamp, &cheap, &drip}, person), testing::IsEmpty());
}

}  // namespace
}  // namespace vesikin::planner
