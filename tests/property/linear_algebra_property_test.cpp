// Sparse factors planned by the compiler against dense elimination with pivoting, on random
// matrices.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <utility>

#include "vesikin/base/random.hpp"
#include "vesikin/ode/sparse_lu.hpp"
#include "vesikin/simulation/ad_model.hpp"

namespace vesikin::ode {
namespace {

template <std::size_t N>
using Dense = std::array<std::array<double, N>, N>;

template <std::size_t N>
std::array<double, N> solve_dense(Dense<N> a, std::array<double, N> b) {
    for (std::size_t k = 0; k < N; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k; i < N; ++i) {
            pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
        }
        std::swap(a[k], a[pivot]);
        std::swap(b[k], b[pivot]);
        for (std::size_t i = k + 1; i < N; ++i) {
            const double factor = a[i][k] / a[k][k];
            for (std::size_t j = k; j < N; ++j) {
                a[i][j] -= factor * a[k][j];
            }
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t i = N; i-- > 0;) {
        for (std::size_t j = i + 1; j < N; ++j) {
            b[i] -= a[i][j] * b[j];
        }
        b[i] /= a[i][i];
    }
    return b;
}

/// Diagonally dominant, as c I - J is for small steps: unpivoted elimination is then stable.
template <std::size_t N, Sparsity<N> Pattern>
void check_against_dense(std::uint64_t seed) {
    const base::RandomStream stream(seed, N, base::StreamPurpose::test);
    Dense<N> dense{};
    std::array<double, N> b{};
    SparseLu<double, N, Pattern> lu;
    lu.clear_fill();
    for_each_index<N>([&]<std::size_t i>(Index<i>) {
        b[i] = stream.standard_normal(static_cast<std::uint32_t>(N * N + i));
        double others = 0.0;
        for_each_index<N>([&]<std::size_t j>(Index<j>) {
            if constexpr (i != j && has_entry(Pattern[i], j)) {
                dense[i][j] = stream.standard_normal(static_cast<std::uint32_t>(N * i + j));
                others += std::abs(dense[i][j]);
                lu.template set<i, j>(dense[i][j]);
            }
        });
        dense[i][i] = others + stream.uniform(static_cast<std::uint32_t>(N * i + i));
        lu.template set<i, i>(dense[i][i]);
    });
    lu.factor();
    std::array<double, N> x = b;
    lu.solve(x);
    const std::array<double, N> expected = solve_dense<N>(dense, b);
    for (std::size_t i = 0; i < N; ++i) {
        // Rounding, times the condition of a matrix that may be barely dominant.
        RC_ASSERT(std::abs(x[i] - expected[i]) <= 1e-9 * (1.0 + std::abs(expected[i])));
    }
}

RC_GTEST_PROP(SparseLuProperty, AgreesWithDenseEliminationOnTheModel, (std::uint64_t seed)) {
    check_against_dense<disease::state_count, simulation::rate_dependence()>(seed);
}

RC_GTEST_PROP(SparseLuProperty, AgreesWithDenseEliminationOnAFullMatrix, (std::uint64_t seed)) {
    check_against_dense<5, Sparsity<5>{31, 31, 31, 31, 31}>(seed);
}

RC_GTEST_PROP(SparseLuProperty, AgreesWithDenseEliminationOnARing, (std::uint64_t seed)) {
    check_against_dense<6, Sparsity<6>{0b100010, 0b000101, 0b001010, 0b010100, 0b101000, 0b010001}>(
        seed);
}

}  // namespace
}  // namespace vesikin::ode
