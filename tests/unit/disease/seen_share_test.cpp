// What a physician sees of the core's state, by hand.
#include <gtest/gtest.h>

#include "vesikin/disease/scores.hpp"

namespace vesikin::disease {
namespace {

TEST(SeenShareTest, FallsWithAPowerAndLightDiseaseIsGradedClear) {
    const SignsScale scale{.power = 2.0, .clear_share = 0.04};
    EXPECT_NEAR(seen_share(1.0, 30.0, scale), 1.0, 1e-15);
    EXPECT_NEAR(seen_share(0.5, 30.0, scale), (0.25 - 0.04) / 0.96, 1e-15);
    EXPECT_NEAR(seen_share(0.2, 30.0, scale), 0.0, 1e-15);  // 0.04: just clear
    EXPECT_EQ(seen_share(0.1, 30.0, scale), 0.0);           // below it
    EXPECT_EQ(seen_share(-0.1, 30.0, scale), 0.0);          // rounding below zero
}

TEST(SeenShareTest, TheScaleEndsAt72) {
    // Twice the signs of a person of EASI 60 would be 120 or more.
    EXPECT_NEAR(seen_share(2.0, 60.0, {.power = 1.0, .clear_share = 0.0}), 72.0 / 60.0, 1e-15);
    EXPECT_NEAR(seen_share(1.1, 60.0, {.power = 1.0, .clear_share = 0.0}), 1.1, 1e-15);
}

}  // namespace
}  // namespace vesikin::disease
