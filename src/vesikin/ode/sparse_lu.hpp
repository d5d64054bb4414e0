// LU factors of a matrix whose sparsity is known at compile time: the elimination is planned by the
// compiler into a straight line of multiplications, without a loop, an index or a zero. There is no
// pivoting; `smallest_pivot` tells, lane by lane, whether the factors can be trusted.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "vesikin/ode/number.hpp"
#include "vesikin/ode/sparsity.hpp"

namespace vesikin::ode {

namespace detail {

/// One operation on numbered matrix entries or on entries of a right-hand side.
struct EliminationStep {
    enum class Kind : unsigned char { invert, scale, update } kind;
    std::size_t target;
    std::size_t left;
    std::size_t right;
};

/// A fixed list that is filled at compile time.
template <class Item, std::size_t Capacity>
struct FixedList {
    std::array<Item, Capacity> items{};
    std::size_t count = 0;

    constexpr void add(const Item& item) { items[count++] = item; }
};

}  // namespace detail

/// The planned elimination of one pattern. Entries of the filled pattern are numbered row by row.
template <std::size_t N, Sparsity<N> Pattern>
struct LuPlan {
    static constexpr Elimination<N> elimination = markowitz_elimination<N>(Pattern);
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    static constexpr auto number = [] {
        std::array<std::array<std::size_t, N>, N> numbers{};
        std::size_t next = 0;
        for (std::size_t i = 0; i < N; ++i) {
            for (std::size_t j = 0; j < N; ++j) {
                numbers[i][j] = has_entry(elimination.filled[i], j) ? next++ : none;
            }
        }
        return numbers;
    }();

    static constexpr std::size_t entry_count = [] {
        std::size_t count = 0;
        for (std::size_t i = 0; i < N; ++i) {
            count += static_cast<std::size_t>(std::popcount(elimination.filled[i]));
        }
        return count;
    }();

    /// The pivot of step k is row `order[k]`; rows eliminated later follow it.
    template <class Visit>
    static constexpr void for_each_below(std::size_t k, Visit visit) {
        for (std::size_t later = k + 1; later < N; ++later) {
            const std::size_t row = elimination.order[later];
            if (number[row][elimination.order[k]] != none) {
                visit(row);
            }
        }
    }

    template <class Visit>
    static constexpr void for_each_right(std::size_t k, Visit visit) {
        for (std::size_t later = k + 1; later < N; ++later) {
            const std::size_t column = elimination.order[later];
            if (number[elimination.order[k]][column] != none) {
                visit(column);
            }
        }
    }

    using Step = detail::EliminationStep;

    static constexpr auto factor_steps = [] {
        detail::FixedList<Step, N * N * N> list;
        for (std::size_t k = 0; k < N; ++k) {
            const std::size_t p = elimination.order[k];
            list.add({Step::Kind::invert, p, number[p][p], 0});
            for_each_below(k, [&](std::size_t row) {
                list.add({Step::Kind::scale, number[row][p], p, 0});
                for_each_right(k, [&](std::size_t column) {
                    list.add({Step::Kind::update, number[row][column], number[row][p],
                              number[p][column]});
                });
            });
        }
        return list;
    }();

    static constexpr auto solve_steps = [] {
        detail::FixedList<Step, 2 * N * N + N> list;
        for (std::size_t k = 0; k < N; ++k) {
            const std::size_t p = elimination.order[k];
            for_each_below(k, [&](std::size_t row) {
                list.add({Step::Kind::update, row, number[row][p], p});
            });
        }
        for (std::size_t k = N; k-- > 0;) {
            const std::size_t p = elimination.order[k];
            for_each_right(k, [&](std::size_t column) {
                list.add({Step::Kind::update, p, number[p][column], column});
            });
            list.add({Step::Kind::scale, p, p, 0});
        }
        return list;
    }();
};

/// The factors of one matrix per lane. Set every entry of the pattern, then `factor`, then `solve`
/// as often as needed.
template <class V, std::size_t N, Sparsity<N> Pattern>
class SparseLu {
  public:
    using Plan = LuPlan<N, Pattern>;

    /// Clears the entries that only fill-in will reach; call before setting the others.
    void clear_fill() {
        for_each_index<Plan::entry_count>([&]<std::size_t e>(Index<e>) {
            if constexpr (!is_original(e)) {
                entry_[e] = V(0.0);
            }
        });
    }

    template <std::size_t Row, std::size_t Column>
    void set(const V& value) {
        static_assert(Plan::number[Row][Column] != Plan::none, "the pattern has no such entry");
        entry_[Plan::number[Row][Column]] = value;
    }

    template <std::size_t Row, std::size_t Column>
    [[nodiscard]] const V& get() const {
        return entry_[Plan::number[Row][Column]];
    }

    void factor() {
        constexpr const auto& steps = Plan::factor_steps;
        for_each_index<steps.count>([&]<std::size_t s>(Index<s>) {
            constexpr detail::EliminationStep step = Plan::factor_steps.items[s];
            if constexpr (step.kind == detail::EliminationStep::Kind::invert) {
                const V& pivot = entry_[step.left];
                smallest_pivot_ = s == 0 ? pivot : minimum(smallest_pivot_, pivot);
                inverse_pivot_[step.target] = V(1.0) / pivot;
            } else if constexpr (step.kind == detail::EliminationStep::Kind::scale) {
                entry_[step.target] = entry_[step.target] * inverse_pivot_[step.left];
            } else {
                entry_[step.target] = entry_[step.target] - entry_[step.left] * entry_[step.right];
            }
        });
    }

    /// Replaces `b` by the solution.
    void solve(std::array<V, N>& b) const {
        constexpr const auto& steps = Plan::solve_steps;
        for_each_index<steps.count>([&]<std::size_t s>(Index<s>) {
            constexpr detail::EliminationStep step = Plan::solve_steps.items[s];
            if constexpr (step.kind == detail::EliminationStep::Kind::scale) {
                b[step.target] = b[step.target] * inverse_pivot_[step.left];
            } else {
                b[step.target] = b[step.target] - entry_[step.left] * b[step.right];
            }
        });
    }

    /// The least pivot met. A matrix c I - J of a dissipative system keeps it near c; far below,
    /// the factors are not to be trusted without pivoting.
    [[nodiscard]] const V& smallest_pivot() const { return smallest_pivot_; }

  private:
    static constexpr bool is_original(std::size_t e) {
        for (std::size_t i = 0; i < N; ++i) {
            for (std::size_t j = 0; j < N; ++j) {
                if (Plan::number[i][j] == e) {
                    return i == j || has_entry(Pattern[i], j);
                }
            }
        }
        return false;
    }

    std::array<V, Plan::entry_count> entry_;
    std::array<V, N> inverse_pivot_;
    V smallest_pivot_;
};

}  // namespace vesikin::ode
