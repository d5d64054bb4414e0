#include "vesikin/simulation/ad_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/model_fixture.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/population/patient_source.hpp"

namespace vesikin::simulation {
namespace {

using disease::state_count;

constexpr std::uint64_t seed = 99;
constexpr std::uint64_t patients = 40;

struct Case {
    disease::State<double> x{};
    disease::Parameters<double> k{};
    disease::Effects<double> u{};
};

/// Patients as drawn, states within their bounds, effects of every kind.
std::vector<Case> random_cases() {
    const auto source =
        population::sample_population(tests::shipped_catalogue().model, seed, patients);
    std::vector<disease::Parameters<double>> drawn(patients);
    source->draw(0, drawn);
    std::vector<Case> cases(patients);
    for (std::size_t i = 0; i < patients; ++i) {
        const base::RandomStream stream(seed, i, base::StreamPurpose::test);
        std::uint32_t index = 0;
        cases[i].k = drawn[i];
        for (const auto& field : disease::state_fields) {
            const double share = stream.uniform(index++);
            cases[i].x.*field.member = field.upper == 1.0 ? share : 10.0 * share;
        }
        for (const auto& field : disease::effect_fields) {
            cases[i].u.*field.member = stream.uniform(index++);
        }
    }
    return cases;
}

disease::State<double> rates(const Case& c, const disease::State<double>& x) {
    disease::State<double> rate{};
    disease::right_hand_side(x, c.k, c.u, rate);
    return rate;
}

TEST(AdModelTest, JacobianAgreesWithCentralDifferencesForRandomPatients) {
    // Central differences err by order step^2 in truncation and by 1e-16 / step times the size of
    // the terms in rounding; both are far below these for a step of 1e-5.
    constexpr double step = 1e-5;
    constexpr double relative_tolerance = 1e-6;
    constexpr double absolute_tolerance_of_largest = 1e-8;

    for (const Case& c : random_cases()) {
        disease::State<double> rate{};
        DenseJacobian jacobian{};
        rates_and_jacobian(c.x, c.k, c.u, rate, jacobian);
        const disease::State<double> plain = rates(c, c.x);

        for (std::size_t row = 0; row < state_count; ++row) {
            const auto member = disease::state_fields[row].member;
            double largest = std::abs(plain.*member);
            for (const double entry : jacobian[row]) {
                largest = std::max(largest, std::abs(entry));
            }
            // A quotient is differentiated as a product with the inverse: one rounding more.
            EXPECT_NEAR(rate.*member, plain.*member, 1e-13 * largest + 1e-15);
            for (std::size_t column = 0; column < state_count; ++column) {
                const auto by = disease::state_fields[column].member;
                disease::State<double> above = c.x;
                disease::State<double> below = c.x;
                above.*by += step;
                below.*by -= step;
                const double difference =
                    (rates(c, above).*member - rates(c, below).*member) / (2.0 * step);
                EXPECT_NEAR(jacobian[row][column], difference,
                            relative_tolerance * std::abs(difference) +
                                absolute_tolerance_of_largest * largest + 1e-12)
                    << disease::state_fields[row].name << " by "
                    << disease::state_fields[column].name;
            }
        }
    }
}

TEST(AdModelTest, DependenceIsThePatternOfTheJacobian) {
    constexpr auto dependence = rate_dependence();
    const std::vector<Case> cases = random_cases();
    for (std::size_t row = 0; row < state_count; ++row) {
        for (std::size_t column = 0; column < state_count; ++column) {
            bool is_nonzero = false;
            for (const Case& c : cases) {
                disease::State<double> rate{};
                DenseJacobian jacobian{};
                rates_and_jacobian(c.x, c.k, c.u, rate, jacobian);
                is_nonzero = is_nonzero || jacobian[row][column] != 0.0;
            }
            const bool depends = ((dependence[row] >> column) & 1U) != 0U;
            EXPECT_EQ(depends, is_nonzero)
                << disease::state_fields[row].name << " by " << disease::state_fields[column].name;
        }
    }
}

TEST(AdModelTest, DependenceOfTslpIsPathogensAndItself) {
    constexpr auto dependence = rate_dependence();
    static_assert(dependence[12] == ((1U << 1U) | (1U << 12U)));   // k23 p + k24 - d16 TSLP
    static_assert(dependence[13] == ((1U << 12U) | (1U << 13U)));  // k25 TSLP + k26 - d17 OX40L
    SUCCEED() << "at compile time";
}

TEST(AdModelTest, OverwritesAnOldJacobian) {
    const Case c = random_cases().front();
    disease::State<double> rate{};
    DenseJacobian fresh{};
    DenseJacobian used{};
    for (auto& row : used) {
        row.fill(1e9);
    }
    rates_and_jacobian(c.x, c.k, c.u, rate, fresh);
    rates_and_jacobian(c.x, c.k, c.u, rate, used);
    EXPECT_EQ(fresh, used);
}

}  // namespace
}  // namespace vesikin::simulation
