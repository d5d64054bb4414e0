// What a physician sees of the state of skin.
#include <gtest/gtest.h>

#include "vesikin/disease/scores.hpp"

namespace vesikin::disease {
namespace {

TEST(SeenShareTest, IsOneUntreatedAndZeroWhereSkinIsTooLightToGrade) {
    const SignsScale scale{.power = 1.5, .clear_share = 0.1};
    EXPECT_NEAR(seen_share(1.0, 30.0, scale), 1.0, 1e-15);
    EXPECT_EQ(seen_share(0.0, 30.0, scale), 0.0);
    EXPECT_EQ(seen_share(-1e-9, 30.0, scale), 0.0);
    // 0.2154 ^ 1.5 = 0.1: the lightest that is graded.
    EXPECT_EQ(seen_share(0.215, 30.0, scale), 0.0);
    EXPECT_GT(seen_share(0.216, 30.0, scale), 0.0);
    // (0.5 ^ 1.5 - 0.1) / 0.9
    EXPECT_NEAR(seen_share(0.5, 30.0, scale), 0.281726, 1e-6);
}

TEST(SeenShareTest, EndsAtTheTopOfTheScale) {
    EXPECT_EQ(seen_share(4.0, 36.0, {.power = 1.5, .clear_share = 0.0}), 2.0);
    EXPECT_NEAR(seen_share(1.2, 36.0, {.power = 1.0, .clear_share = 0.0}), 1.2, 1e-15);
}

}  // namespace
}  // namespace vesikin::disease
