#include "vesikin/ode/number.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vesikin::ode {
namespace {

TEST(FastLogarithm, IsExactAtPowersOfTwo) {
    EXPECT_DOUBLE_EQ(fast_log2(1.0), 0.0);
    EXPECT_DOUBLE_EQ(fast_log2(8.0), 3.0);
    EXPECT_DOUBLE_EQ(fast_log2(0.25), -2.0);
}

TEST(FastLogarithm, IsAtMostNineHundredthsTooSmall) {
    for (double a = 1e-9; a < 1e9; a *= 1.37) {
        const double error = std::log2(a) - fast_log2(a);
        EXPECT_GE(error, -1e-12);
        EXPECT_LE(error, 0.0861);
    }
}

TEST(FastLogarithm, IsUndoneByFastExp2) {
    for (double a = 1e-9; a < 1e9; a *= 1.37) {
        EXPECT_NEAR(fast_exp2(fast_log2(a)) / a, 1.0, 1e-12);
    }
}

}  // namespace
}  // namespace vesikin::ode
