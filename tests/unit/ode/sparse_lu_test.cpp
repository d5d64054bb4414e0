#include "vesikin/ode/sparse_lu.hpp"

#include <gtest/gtest.h>

#include <array>

namespace vesikin::ode {
namespace {

// An arrow: the last row and column are full. Eliminating the tip first would fill everything.
constexpr Sparsity<4> arrow{0b1001, 0b1010, 0b1100, 0b1111};

TEST(SparseLu, TakesTheTipOfAnArrowLastAndFillsNothing) {
    constexpr auto plan = markowitz_elimination<4>(arrow);
    static_assert(plan.order[3] == 3 || plan.filled == arrow);
    EXPECT_EQ(plan.filled, arrow);
}

TEST(SparseLu, AddsTheDiagonalWhereThePatternLacksIt) {
    constexpr auto plan = markowitz_elimination<2>(Sparsity<2>{0b10, 0b01});
    EXPECT_EQ(plan.filled, (Sparsity<2>{0b11, 0b11}));
}

TEST(SparseLu, SolvesAnArrowByHand) {
    // Rows: 2x + w = 3, 4y + w = 5, 5z + w = 6, x + y + z + 10w = 13; solution is all ones.
    SparseLu<double, 4, arrow> lu;
    lu.clear_fill();
    lu.set<0, 0>(2.0);
    lu.set<1, 1>(4.0);
    lu.set<2, 2>(5.0);
    lu.set<0, 3>(1.0);
    lu.set<1, 3>(1.0);
    lu.set<2, 3>(1.0);
    lu.set<3, 0>(1.0);
    lu.set<3, 1>(1.0);
    lu.set<3, 2>(1.0);
    lu.set<3, 3>(10.0);
    lu.factor();
    std::array<double, 4> b{3.0, 5.0, 6.0, 13.0};
    lu.solve(b);
    for (const double x : b) {
        EXPECT_NEAR(x, 1.0, 1e-15);
    }
    EXPECT_DOUBLE_EQ(lu.smallest_pivot(), 2.0);
}

TEST(SparseLu, ReportsAPivotThatCannotBeTrusted) {
    SparseLu<double, 2, Sparsity<2>{0b11, 0b11}> lu;
    lu.clear_fill();
    lu.set<0, 0>(1.0);
    lu.set<0, 1>(2.0);
    lu.set<1, 0>(2.0);
    lu.set<1, 1>(1.0);
    lu.factor();
    EXPECT_DOUBLE_EQ(lu.smallest_pivot(), -3.0);
}

}  // namespace
}  // namespace vesikin::ode
