#include "vesikin/ode/sparse_dual.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <type_traits>

#include "vesikin/ode/dependence.hpp"

namespace vesikin::ode {
namespace {

template <int Bit>
using Input = SparseDual<double, (std::uint64_t{1} << Bit)>;

template <int Bit>
constexpr Input<Bit> input(double value) {
    return {value, {1.0}};
}

// Two roundings of one operation each.
constexpr double rounding = 4e-16;

void expect_close(double found, double expected) {
    EXPECT_NEAR(found, expected, rounding + rounding * std::abs(expected));
}

TEST(SlotTest, CountsTheSetBitsBelow) {
    constexpr std::uint64_t mask = 0b1011'0100;  // bits 2, 4, 5, 7
    EXPECT_EQ(slot_of(mask, 2), 0U);
    EXPECT_EQ(slot_of(mask, 4), 1U);
    EXPECT_EQ(slot_of(mask, 5), 2U);
    EXPECT_EQ(slot_of(mask, 7), 3U);
    EXPECT_EQ(input_of(mask, 0), 2);
    EXPECT_EQ(input_of(mask, 1), 4);
    EXPECT_EQ(input_of(mask, 2), 5);
    EXPECT_EQ(input_of(mask, 3), 7);
}

TEST(SlotTest, ReachesTheHighestBit) {
    constexpr std::uint64_t mask = (std::uint64_t{1} << 63U) | 1U;
    EXPECT_EQ(slot_of(mask, 63), 1U);
    EXPECT_EQ(input_of(mask, 1), 63);
}

TEST(SparseDualTest, CarriesTheUnionOfItsOperandsMasks) {
    const auto x = input<0>(2.0);
    const auto y = input<5>(3.0);
    static_assert(decltype(x + y)::mask == 0b100001);
    static_assert(decltype(x * y)::count == 2);
    static_assert(decltype(x / x)::mask == 0b1);
    static_assert(decltype(-y)::mask == 0b100000);
    static_assert(decltype(1.0 - y)::mask == 0b100000);
}

// x = 2 (input 1), y = 5 (input 3); a = x y depends on both, b = y only.
TEST(SparseDualTest, DifferentiatesEachOperatorBetweenDuals) {
    const auto x = input<1>(2.0);
    const auto y = input<3>(5.0);

    const auto sum = x + y;
    expect_close(sum.value, 7.0);
    expect_close(sum.derivative<1>(), 1.0);
    expect_close(sum.derivative<3>(), 1.0);

    const auto difference = x - y;
    expect_close(difference.value, -3.0);
    expect_close(difference.derivative<1>(), 1.0);
    expect_close(difference.derivative<3>(), -1.0);

    const auto product = x * y;
    expect_close(product.value, 10.0);
    expect_close(product.derivative<1>(), 5.0);  // y
    expect_close(product.derivative<3>(), 2.0);  // x

    const auto quotient = x / y;
    expect_close(quotient.value, 0.4);
    expect_close(quotient.derivative<1>(), 0.2);    // 1 / y
    expect_close(quotient.derivative<3>(), -0.08);  // -x / y^2

    const auto negative = -product;
    expect_close(negative.value, -10.0);
    expect_close(negative.derivative<1>(), -5.0);
    expect_close(negative.derivative<3>(), -2.0);
}

TEST(SparseDualTest, DifferentiatesWhereBothOperandsDependOnTheSameInput) {
    const auto x = input<1>(2.0);
    const auto y = input<3>(5.0);
    const auto product = x * y;

    const auto sum = product + x;  // d/dx = y + 1
    expect_close(sum.derivative<1>(), 6.0);
    const auto difference = product - x;  // d/dx = y - 1
    expect_close(difference.derivative<1>(), 4.0);
    expect_close(difference.derivative<3>(), 2.0);
    const auto square = product * product;  // d/dx = 2 x y^2, d/dy = 2 x^2 y
    expect_close(square.derivative<1>(), 100.0);
    expect_close(square.derivative<3>(), 40.0);
    const auto quotient = product / (x * x);  // y / x: -y / x^2, 1 / x
    expect_close(quotient.value, 2.5);
    expect_close(quotient.derivative<1>(), -1.25);
    expect_close(quotient.derivative<3>(), 0.5);
}

TEST(SparseDualTest, DifferentiatesBesideConstantsOnBothSides) {
    const auto x = input<2>(4.0);

    expect_close((x + 3.0).value, 7.0);
    expect_close((x + 3.0).derivative<2>(), 1.0);
    expect_close((3.0 + x).value, 7.0);
    expect_close((3.0 + x).derivative<2>(), 1.0);
    expect_close((x - 3.0).value, 1.0);
    expect_close((x - 3.0).derivative<2>(), 1.0);
    expect_close((3.0 - x).value, -1.0);
    expect_close((3.0 - x).derivative<2>(), -1.0);
    expect_close((x * 3.0).value, 12.0);
    expect_close((x * 3.0).derivative<2>(), 3.0);
    expect_close((3.0 * x).value, 12.0);
    expect_close((3.0 * x).derivative<2>(), 3.0);
    expect_close((x / 8.0).value, 0.5);
    expect_close((x / 8.0).derivative<2>(), 0.125);
    expect_close((8.0 / x).value, 2.0);
    expect_close((8.0 / x).derivative<2>(), -0.5);  // -8 / x^2
}

TEST(SparseDualTest, TakesWholeNumbersAsConstants) {
    const auto x = input<0>(4.0);
    expect_close((2 * x).derivative<0>(), 2.0);
    expect_close((1 / x).derivative<0>(), -0.0625);
}

template <class X, class Y, class Z>
auto composite(const X& x, const Y& y, const Z& z) {
    return (1.0 - x) * (2.0 + 3.0 * y) / ((1.0 + y * z) * (1.0 + 0.5 * x)) - z * (x - y / 4.0) +
           2.0 / (z + x);
}

TEST(SparseDualTest, AgreesWithFiniteDifferencesOnACompositeExpression) {
    constexpr double x = 0.3;
    constexpr double y = 1.7;
    constexpr double z = 0.9;
    // Central differences: truncation of order step^2, rounding of order 1e-16 / step.
    constexpr double step = 1e-5;
    constexpr double tolerance = 1e-9;

    const auto dual = composite(input<0>(x), input<1>(y), input<2>(z));

    EXPECT_NEAR(dual.value, composite(x, y, z), tolerance);
    EXPECT_NEAR(dual.derivative<0>(),
                (composite(x + step, y, z) - composite(x - step, y, z)) / (2.0 * step), tolerance);
    EXPECT_NEAR(dual.derivative<1>(),
                (composite(x, y + step, z) - composite(x, y - step, z)) / (2.0 * step), tolerance);
    EXPECT_NEAR(dual.derivative<2>(),
                (composite(x, y, z + step) - composite(x, y, z - step)) / (2.0 * step), tolerance);
}

TEST(SparseDualTest, RefusesADualAsConstant) {
    static_assert(ConstantBeside<double, double>);
    static_assert(ConstantBeside<int, double>);
    static_assert(!ConstantBeside<Input<0>, double>);
}

TEST(DependenceTest, JoinsInputsAndForgetsConstants) {
    constexpr Dependence x{std::uint64_t{0b001}};
    constexpr Dependence y{std::uint64_t{0b100}};
    static_assert((x + y).inputs == 0b101);
    static_assert((x - y).inputs == 0b101);
    static_assert((x * y).inputs == 0b101);
    static_assert((x / y).inputs == 0b101);
    static_assert((-y).inputs == 0b100);
    static_assert((1.0 + x).inputs == 0b001);
    static_assert((x / 2.0).inputs == 0b001);
    static_assert(Dependence{}.inputs == 0);
    static_assert(Dependence{3.0}.inputs == 0);
    SUCCEED() << "all at compile time";
}

}  // namespace
}  // namespace vesikin::ode
