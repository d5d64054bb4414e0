// Which entries of a square matrix can be nonzero, known at compile time, and the order in which to
// eliminate its rows so that little fills in.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace vesikin::ode {

/// Bit j of row i is set when entry (i, j) may be nonzero.
template <std::size_t N>
using Sparsity = std::array<std::uint64_t, N>;

constexpr bool has_entry(std::uint64_t row, std::size_t column) {
    return ((row >> column) & 1U) != 0U;
}

/// The pattern with its whole diagonal present.
template <std::size_t N>
constexpr Sparsity<N> with_diagonal(Sparsity<N> pattern) {
    for (std::size_t i = 0; i < N; ++i) {
        pattern[i] |= std::uint64_t{1} << i;
    }
    return pattern;
}

/// An elimination order with the pattern of both factors, fill-in included.
template <std::size_t N>
struct Elimination {
    std::array<std::size_t, N> order;  ///< the k-th pivot is the diagonal entry `order[k]`
    Sparsity<N> filled;
};

/// Diagonal pivots by the rule of [Markowitz1957]: each takes the least product of other entries
/// left in its row and column.
template <std::size_t N>
constexpr Elimination<N> markowitz_elimination(const Sparsity<N>& pattern) {
    Elimination<N> plan{{}, with_diagonal(pattern)};
    std::uint64_t left = (N == 64) ? ~std::uint64_t{0} : (std::uint64_t{1} << N) - 1U;
    for (std::size_t k = 0; k < N; ++k) {
        std::size_t best = N;
        int best_cost = 0;
        for (std::size_t p = 0; p < N; ++p) {
            if (!has_entry(left, p)) {
                continue;
            }
            int column_count = 0;
            for (std::size_t i = 0; i < N; ++i) {
                column_count += has_entry(left, i) && has_entry(plan.filled[i], p) ? 1 : 0;
            }
            const int cost = (std::popcount(plan.filled[p] & left) - 1) * (column_count - 1);
            if (best == N || cost < best_cost) {
                best = p;
                best_cost = cost;
            }
        }
        plan.order[k] = best;
        left &= ~(std::uint64_t{1} << best);
        for (std::size_t i = 0; i < N; ++i) {
            if (has_entry(left, i) && has_entry(plan.filled[i], best)) {
                plan.filled[i] |= plan.filled[best] & left;
            }
        }
    }
    return plan;
}

}  // namespace vesikin::ode
