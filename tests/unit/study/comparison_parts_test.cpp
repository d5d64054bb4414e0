// Pieces of the comparison that can be checked by hand.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <numeric>

#include "vesikin/study/comparison_summary.hpp"
#include "vesikin/study/mouse_study.hpp"
#include "vesikin/study/ranks.hpp"

namespace vesikin::study {
namespace {

TEST(ShapleyTest, AddsUpAndSharesWhatPlayersDoTogether) {
    // What each player brings alone, and 8 more when the first two are both in.
    const std::array<double, 4> alone{-1.0, 0.5, 0.0, 4.0};
    std::array<double, 16> coalition{};
    for (unsigned mask = 0; mask < 16; ++mask) {
        for (unsigned player = 0; player < 4; ++player) {
            coalition[mask] += (mask >> player & 1U) != 0U ? alone[player] : 0.0;
        }
        coalition[mask] += (mask & 3U) == 3U ? 8.0 : 0.0;
    }
    const std::array<double, 4> values = shapley_values(coalition);
    EXPECT_NEAR(values[0], alone[0] + 4.0, 1e-12);
    EXPECT_NEAR(values[1], alone[1] + 4.0, 1e-12);
    EXPECT_NEAR(values[2], 0.0, 1e-12);
    EXPECT_NEAR(values[3], 4.0, 1e-12);
    EXPECT_NEAR(values[0] + values[1] + values[2] + values[3], coalition[15] - coalition[0], 1e-12);
}

TEST(ShapleyTest, TheGloveGameHasItsTextbookValues) {
    // One left glove (player 0) and two right ones: a pair is worth 1. Shapley: 2/3, 1/6, 1/6.
    std::array<double, 16> coalition{};
    for (unsigned mask = 0; mask < 16; ++mask) {
        coalition[mask] = (mask & 1U) != 0U && (mask & 6U) != 0U ? 1.0 : 0.0;
    }
    const std::array<double, 4> values = shapley_values(coalition);
    EXPECT_NEAR(values[0], 2.0 / 3.0, 1e-12);
    EXPECT_NEAR(values[1], 1.0 / 6.0, 1e-12);
    EXPECT_NEAR(values[2], 1.0 / 6.0, 1e-12);
    EXPECT_NEAR(values[3], 0.0, 1e-12);
}

TEST(RanksTest, RanksCorrelationAndQuantiles) {
    EXPECT_EQ(ranks_of({3.0, 1.0, 2.0}), (std::vector<double>{2.0, 0.0, 1.0}));
    EXPECT_EQ(ranks_of({5.0, 5.0, 1.0}), (std::vector<double>{1.0, 2.0, 0.0}));
    EXPECT_NEAR(correlation({0, 1, 2, 3}, {1, 3, 5, 7}), 1.0, 1e-12);
    EXPECT_NEAR(correlation({0, 1, 2, 3}, {3, 2, 1, 0}), -1.0, 1e-12);
    EXPECT_NEAR(correlation({0, 1, 2, 3}, {1, -1, -1, 1}), 0.0, 1e-12);
    EXPECT_EQ(correlation({1, 1, 1}, {1, 2, 3}), 0.0);
    std::vector<double> values{4.0, 1.0, 3.0, 2.0};
    EXPECT_EQ(quantile_of(values, 0.0), 1.0);
    EXPECT_EQ(quantile_of(values, 0.5), 2.5);
    EXPECT_EQ(quantile_of(values, 1.0), 4.0);
}

TEST(ComparisonDesignTest, AWayIsJudgedAtTheFirstVisitAfterItsCourse) {
    ComparisonDesign design;
    design.visit_day = {1.0, 28.0, 49.0, 56.0, 168.0};
    design.after_course_day = 7.0;
    const auto end = [&](std::size_t sessions, double interval) {
        return design.course_end({.sessions = {.count = sessions, .interval_day = interval}});
    };
    EXPECT_EQ(end(4, 14.0), 3U);    // last session on day 42, judged on day 49
    EXPECT_EQ(end(1, 14.0), 2U);    // day 7: the next visit is day 28
    EXPECT_EQ(end(100, 14.0), 5U);  // beyond the last visit
}

TEST(KeptWorldTest, EveryNumberComesBackToItsPlace) {
    // Two arms at two times of three numbers; 11, 12, ... as they are added.
    WorldResult world({ArmSums(2, 3)}, 1, 2, 3);
    double next = 11.0;
    for (ArmSums& arm : world.arms) {
        for (int person = 0; person < 2; ++person) {
            std::vector<PersonNumbers> course(2, PersonNumbers(3));
            for (PersonNumbers& numbers : course) {
                for (double& number : numbers) {
                    number = next++;
                }
            }
            arm.add(course);
        }
        arm.close();
    }
    world.unknowns = {1.0, 2.0};
    world.has_effect = false;
    world.delivery_unknowns = {{3.0}, {4.0, 5.0}};
    world.cargo = {6.0};
    world.immune_cargo = {7.0};
    world.reached_label_frac = {0.25};
    std::iota(world.coalitions[0].begin(), world.coalitions[0].end(), 100.0);
    world.has_coalitions = true;
    world.failed_items = 9;

    const WorldResult kept = world_of(numbers_of(world));
    ASSERT_EQ(kept.arms.size(), 2U);
    // The mean of 11 and 17 (six numbers a person), and of 23 + 5 and 29 + 5.
    EXPECT_EQ(kept.arms[0].mean(0, 0), 14.0);
    EXPECT_EQ(kept.arms[1].mean(1, 2), 31.0);
    for (std::size_t arm = 0; arm < 2; ++arm) {
        for (std::size_t time = 0; time < 2; ++time) {
            EXPECT_EQ(kept.arms[arm].person_p10(time), world.arms[arm].person_p10(time));
            EXPECT_EQ(kept.arms[arm].person_p90(time), world.arms[arm].person_p90(time));
            EXPECT_LT(kept.arms[arm].person_p10(time), kept.arms[arm].person_p90(time));
        }
    }
    EXPECT_EQ(kept.unknowns, (std::vector<double>{1.0, 2.0}));
    EXPECT_FALSE(kept.has_effect);
    EXPECT_EQ(kept.delivery_unknowns, (std::vector<std::vector<double>>{{3.0}, {4.0, 5.0}}));
    EXPECT_EQ(kept.cargo, std::vector<double>{6.0});
    EXPECT_EQ(kept.immune_cargo, std::vector<double>{7.0});
    EXPECT_EQ(kept.reached_label_frac, std::vector<double>{0.25});
    ASSERT_EQ(kept.coalitions.size(), 1U);
    EXPECT_EQ(kept.coalitions[0][0], 100.0);
    EXPECT_EQ(kept.coalitions[0][15], 115.0);
    EXPECT_TRUE(kept.has_coalitions);
    EXPECT_EQ(kept.failed_items, 9U);
}

TEST(ComparisonDesignTest, AFlareIsModerateAboveDummyAndOutlastsTheWound) {
    ReadingRules rules;
    rules.flare_easi_rise = 2.0;
    rules.flare_easi_above = 7.0;
    rules.flare_after_day = 3.0;
    EXPECT_TRUE(rules.is_flare(12.0, 9.0, 3.0));
    EXPECT_FALSE(rules.is_flare(12.0, 9.0, 1.0));   // the wound itself
    EXPECT_FALSE(rules.is_flare(10.5, 9.0, 10.0));  // too little
    EXPECT_FALSE(rules.is_flare(6.9, 2.0, 10.0));   // still mild
    const ComparedWay way{.sessions = {.count = 3, .interval_day = 14.0}};
    EXPECT_EQ(way.since_session_day(0.0), 0.0);
    EXPECT_EQ(way.since_session_day(13.0), 13.0);
    EXPECT_EQ(way.since_session_day(15.0), 1.0);
    EXPECT_EQ(way.since_session_day(60.0), 32.0);  // the last of three was on day 28
}

TEST(MouseStudyTest, VerdictsGoByTheHighestDose) {
    MouseRow row;
    row.reported = catalogue::Direction::down;
    EXPECT_EQ(verdict_of(row), MouseVerdict::not_in_model);
    row.is_modelled = true;
    row.change_percent = {{5.0, 0.0, 9.0}, {-5.0, -9.0, 0.0}};
    EXPECT_EQ(verdict_of(row), MouseVerdict::agrees);
    row.reported = catalogue::Direction::up;
    EXPECT_EQ(verdict_of(row), MouseVerdict::opposite);
    row.change_percent.back().median = 0.01;
    EXPECT_EQ(verdict_of(row), MouseVerdict::no_change);
}

}  // namespace
}  // namespace vesikin::study
