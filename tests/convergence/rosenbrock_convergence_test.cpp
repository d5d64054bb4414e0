// Measured order of every Rosenbrock method, of its error estimate and of its dense output.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "vesikin/ode/rosenbrock_integrator.hpp"

namespace vesikin::ode {
namespace {

/// x' = -x y, y' = -y + x^2 cos t: nonlinear, coupled and driven, so that no order condition goes
/// unused.
struct DrivenPair {
    static constexpr std::size_t size = 2;
    static constexpr Sparsity<2> sparsity{0b11, 0b11};
    static constexpr bool is_autonomous = false;
    using State = std::array<double, 2>;

    void rates(double t, const State& x, State& rate) const {
        rate = {-x[0] * x[1], -x[1] + x[0] * x[0] * std::cos(t)};
    }

    template <class Matrix>
    void linearise(double t, const State& x, State& rate, State& slope, Matrix& matrix) const {
        rates(t, x, rate);
        slope = {0.0, -x[0] * x[0] * std::sin(t)};
        matrix.template set<0, 0>(-x[1]);
        matrix.template set<0, 1>(-x[0]);
        matrix.template set<1, 0>(2.0 * x[0] * std::cos(t));
        matrix.template set<1, 1>(-1.0);
    }
};

constexpr std::array<double, 2> start{1.0, 0.5};

template <class Method>
class RosenbrockConvergence : public testing::Test {
  protected:
    static std::array<double, 2> reference(double end) {
        return integrate_fixed<Rodas5P>(DrivenPair{}, start, 0.0, end, 4000);
    }

    static double distance(const std::array<double, 2>& a, const std::array<double, 2>& b) {
        return std::hypot(a[0] - b[0], a[1] - b[1]);
    }
};

using Methods = testing::Types<Rodas4, Rodas4P, Rodas5P>;
TYPED_TEST_SUITE(RosenbrockConvergence, Methods);

TYPED_TEST(RosenbrockConvergence, ErrorFallsWithTheOrderOfTheMethod) {
    const auto exact = this->reference(2.0);
    const double coarse =
        this->distance(integrate_fixed<TypeParam>(DrivenPair{}, start, 0.0, 2.0, 20), exact);
    const double fine =
        this->distance(integrate_fixed<TypeParam>(DrivenPair{}, start, 0.0, 2.0, 40), exact);
    // Halving the step divides the error by 2^order; 0.35 allows for terms of the next order.
    EXPECT_NEAR(std::log2(coarse / fine), TypeParam::tableau.order, 0.35);
}

TYPED_TEST(RosenbrockConvergence, ErrorEstimateHasTheOrderOfTheEmbeddedSolution) {
    const auto estimate = [](double h) {
        RosenbrockStep<TypeParam, DrivenPair, double> step;
        step.take(DrivenPair{}, 0.3, start, h, 1.0 / h);
        return std::hypot(step.error()[0], step.error()[1]);
    };
    EXPECT_NEAR(std::log2(estimate(0.1) / estimate(0.05)), TypeParam::tableau.error_order + 1, 0.5);
}

TYPED_TEST(RosenbrockConvergence, DenseOutputIsAtMostOneOrderBehind) {
    const auto error_inside = [&](double h) {
        RosenbrockStep<TypeParam, DrivenPair, double> step;
        step.take(DrivenPair{}, 0.0, start, h, 1.0 / h);
        double worst = 0.0;
        for (const double theta : {0.2, 0.5, 0.8}) {
            std::array<double, 2> inside{};
            step.interpolate(start, theta, inside);
            worst = std::max(worst, this->distance(inside, this->reference(theta * h)));
        }
        return worst;
    };
    // A local error, hence one power more than the order of the dense output.
    EXPECT_GT(std::log2(error_inside(0.2) / error_inside(0.1)), TypeParam::tableau.order - 0.4);
}

TYPED_TEST(RosenbrockConvergence, TighterToleranceGivesSmallerError) {
    const auto exact = this->reference(2.0);
    double before = 1.0;
    for (const double tolerance : {1e-3, 1e-5, 1e-7, 1e-9}) {
        const auto result = integrate<TypeParam>(
            DrivenPair{}, start, 0.0, 2.0,
            {.relative_tolerance = tolerance, .absolute_tolerance = tolerance, .first_step = 0.01});
        ASSERT_TRUE(result.is_finished);
        const double error = this->distance(result.state, exact);
        EXPECT_LT(error, before);
        EXPECT_LT(error, 10.0 * tolerance);
        before = error;
    }
}

}  // namespace
}  // namespace vesikin::ode
