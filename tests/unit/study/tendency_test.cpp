// What a sentence may say of a way: rules for every case, worked out by hand.
#include "vesikin/study/tendency.hpp"

#include <gtest/gtest.h>

namespace vesikin::study {
namespace {

TEST(TendencyTest, MoreThanHalfOfTheWorldsMakeATendency) {
    EXPECT_EQ(tendency_of({.lighter = 0.51, .same = 0.49, .heavier = 0.0}), Tendency::lighter);
    EXPECT_EQ(tendency_of({.lighter = 0.08, .same = 0.0, .heavier = 0.92}), Tendency::heavier);
    EXPECT_EQ(tendency_of({.lighter = 0.12, .same = 0.88, .heavier = 0.0}), Tendency::same);
    EXPECT_EQ(tendency_of({.lighter = 0.5, .same = 0.5, .heavier = 0.0}), Tendency::open);
    EXPECT_EQ(tendency_of({.lighter = 0.4, .same = 0.3, .heavier = 0.3}), Tendency::open);
}

/// An arm with EASI at day 0, 7 and 14.
ArmAnswer arm_with(double first, double second, double third, WorldShares shares = {}) {
    ArmAnswer arm;
    arm.shares_at_clock = shares;
    for (const double easi : {first, second, third}) {
        ArmVisit visit;
        visit.markers.assign(outcome::all_markers().size(), {});
        visit.markers[outcome::easi_marker] = {easi, easi, easi};
        arm.visits.push_back(visit);
    }
    return arm;
}

TEST(TendencyTest, WaysAreSortedAndTheLightestStandardIsThatAtTheClock) {
    ComparisonDesign design;
    design.visit_day = {7.0, 14.0};
    design.clock_day = 7.0;
    design.standards = {{.drug = "a"}, {.drug = "b"}};
    ComparisonAnswer answer;
    answer.arms = {arm_with(20.0, 20.0, 20.0),
                   arm_with(20.0, 18.0, 16.0),
                   arm_with(20.0, 10.0, 2.0),
                   arm_with(20.0, 9.0, 8.0),
                   arm_with(20.0, 1.0, 1.0, {.lighter = 0.9, .same = 0.1}),
                   arm_with(20.0, 19.0, 19.0, {.same = 0.2, .heavier = 0.8}),
                   arm_with(20.0, 18.0, 18.0, {.same = 1.0}),
                   arm_with(20.0, 18.0, 18.0, {.same = 0.6, .heavier = 0.4})};
    EXPECT_EQ(design.first_way(), 4U);
    EXPECT_EQ(lightest_standard(design, answer), 3U);
    const auto arms = arms_by_tendency(answer, design.first_way());
    using Places = std::vector<std::size_t>;
    EXPECT_EQ(arms[static_cast<std::size_t>(Tendency::lighter)], Places{4});
    EXPECT_EQ(arms[static_cast<std::size_t>(Tendency::heavier)], Places{5});
    EXPECT_EQ(arms[static_cast<std::size_t>(Tendency::same)], (Places{6, 7}));
    EXPECT_TRUE(arms[static_cast<std::size_t>(Tendency::open)].empty());

    design.clock_day = 14.0;
    EXPECT_EQ(lightest_standard(design, answer), 2U);
    answer.arms[2] = answer.arms[3] = arm_with(20.0, 19.0, 19.0);
    EXPECT_EQ(lightest_standard(design, answer), 1U);  // none below the dummy treatment
}

}  // namespace
}  // namespace vesikin::study
