// One step of a Rosenbrock method, as straight-line code over any number type: plain numbers, or
// SIMD lanes that each have their own time and step size.
//
// A `System` gives `size`, the sparsity of its Jacobian, whether it depends on time, and
//   rates(t, x, rate)                          rate of change of every state
//   linearise(t, x, rate, time_slope, matrix)  the same, its partial derivative by time, and
//   matrix.set<i, j>(J_ij)
// for the entries (i, j) of the sparsity.
#pragma once

#include <array>
#include <cstddef>

#include "vesikin/ode/number.hpp"
#include "vesikin/ode/rosenbrock_tableau.hpp"
#include "vesikin/ode/sparse_lu.hpp"
#include "vesikin/ode/sparsity.hpp"

namespace vesikin::ode {

/// Work space and results of one step. `Method` holds a RosenbrockTableau.
template <class Method, class System, class V>
class RosenbrockStep {
  public:
    static constexpr std::size_t size = System::size;
    static constexpr const auto& tableau = Method::tableau;
    static constexpr std::size_t stages = tableau.stages;
    using State = std::array<V, size>;

    /// Steps from `y` at time `t` by `h`; `inverse_h` = 1 / h. With `inverse_h` = 0 and any h,
    /// `newton_step()` is a step of Newton's method towards rest.
    void take(const System& system, const V& t, const State& y, const V& h, const V& inverse_h) {
        prepare(system, t, y, inverse_h);
        solve_first(h);
        for_each_index<stages - 1>(
            [&]<std::size_t i>(Index<i>) { solve_stage<i + 1>(system, t, y, h, inverse_h); });
        for_each_index<size>(
            [&]<std::size_t n>(Index<n>) { end_[n] = argument_[n] + increment_[stages - 1][n]; });
    }

    /// The state at the end of the step.
    [[nodiscard]] const State& end() const { return end_; }

    /// Estimate of the error of the step.
    [[nodiscard]] const State& error() const { return increment_[stages - 1]; }

    /// The rates at the start of the step.
    [[nodiscard]] const State& rate() const { return rate_; }

    /// Solution of (1/(h gamma) I - J) u = rates.
    [[nodiscard]] const State& newton_step() const { return increment_[0]; }

    /// Whether the linear solutions can be trusted without pivoting: every pivot is a fair share of
    /// 1 / (h gamma).
    [[nodiscard]] auto is_trusted(const V& inverse_h) const {
        constexpr double fair_share = 1e-3 / tableau.gamma;
        return matrix_.smallest_pivot() > inverse_h * V(fair_share);
    }

    /// The state inside the step, `theta` of the way, from its start `y`.
    void interpolate(const State& y, const V& theta, State& inside) const {
        const V rest = V(1.0) - theta;
        for_each_index<size>([&]<std::size_t n>(Index<n>) {
            V bend = dense_term<tableau.dense_count - 1, n>();
            for_each_index<tableau.dense_count - 1>([&]<std::size_t m>(Index<m>) {
                bend = dense_term<tableau.dense_count - 2 - m, n>() + theta * bend;
            });
            inside[n] = rest * y[n] + theta * (end_[n] + rest * bend);
        });
    }

  private:
    using Matrix = SparseLu<V, size, System::sparsity>;

    /// Takes Jacobian entries J_ij and keeps those of c I - J.
    struct ShiftedMatrix {
        Matrix& matrix;
        const V& shift;

        template <std::size_t Row, std::size_t Column>
        void set(const V& entry) {
            if constexpr (Row == Column) {
                matrix.template set<Row, Column>(shift - entry);
            } else {
                matrix.template set<Row, Column>(-entry);
            }
        }
    };

    void prepare(const System& system, const V& t, const State& y, const V& inverse_h) {
        const V shift = inverse_h * V(1.0 / tableau.gamma);
        matrix_.clear_fill();
        ShiftedMatrix target{matrix_, shift};
        for_each_index<size>([&]<std::size_t n>(Index<n>) {
            if constexpr (!has_entry(System::sparsity[n], n)) {
                matrix_.template set<n, n>(shift);
            }
        });
        system.linearise(t, y, rate_, time_slope_, target);
        matrix_.factor();
    }

    void solve_first(const V& h) {
        for_each_index<size>([&]<std::size_t n>(Index<n>) {
            increment_[0][n] = rate_[n];
            add_time_slope<0, n>(h);
        });
        matrix_.solve(increment_[0]);
    }

    template <std::size_t i>
    void solve_stage(const System& system, const V& t, const State& y, const V& h,
                     const V& inverse_h) {
        for_each_index<size>([&]<std::size_t n>(Index<n>) {
            if constexpr (is_continued<i>()) {
                argument_[n] = argument_[n] + increment_[i - 1][n];
            } else {
                argument_[n] = y[n] + combination<i, n>();
            }
        });
        system.rates(t + V(tableau.alpha[i]) * h, argument_, increment_[i]);
        for_each_index<size>([&]<std::size_t n>(Index<n>) {
            increment_[i][n] = increment_[i][n] + inverse_h * history<i, n>();
            add_time_slope<i, n>(h);
        });
        matrix_.solve(increment_[i]);
    }

    /// Whether stage i starts from the argument of the stage before plus its increment.
    template <std::size_t i>
    static constexpr bool is_continued() {
        if (i < 2 || tableau.a[i][i - 1] != 1.0) {
            return false;
        }
        for (std::size_t j = 0; j + 1 < i; ++j) {
            if (tableau.a[i][j] != tableau.a[i - 1][j]) {
                return false;
            }
        }
        return true;
    }

    template <std::size_t i, std::size_t n>
    void add_time_slope(const V& h) {
        if constexpr (!System::is_autonomous && tableau.gamma_sum[i] != 0.0) {
            increment_[i][n] = increment_[i][n] + V(tableau.gamma_sum[i]) * h * time_slope_[n];
        }
    }

    template <std::size_t i, std::size_t n>
    [[nodiscard]] V combination() const {
        V sum = V(tableau.a[i][0]) * increment_[0][n];
        for_each_index<i - 1>([&]<std::size_t j>(Index<j>) {
            if constexpr (tableau.a[i][j + 1] != 0.0) {
                sum = sum + V(tableau.a[i][j + 1]) * increment_[j + 1][n];
            }
        });
        return sum;
    }

    template <std::size_t i, std::size_t n>
    [[nodiscard]] V history() const {
        V sum = V(tableau.c[i][0]) * increment_[0][n];
        for_each_index<i - 1>([&]<std::size_t j>(Index<j>) {
            sum = sum + V(tableau.c[i][j + 1]) * increment_[j + 1][n];
        });
        return sum;
    }

    template <std::size_t m, std::size_t n>
    [[nodiscard]] V dense_term() const {
        V sum = V(tableau.dense[m][0]) * increment_[0][n];
        for_each_index<stages - 1>([&]<std::size_t j>(Index<j>) {
            if constexpr (tableau.dense[m][j + 1] != 0.0) {
                sum = sum + V(tableau.dense[m][j + 1]) * increment_[j + 1][n];
            }
        });
        return sum;
    }

    Matrix matrix_;
    State rate_;
    State time_slope_;
    State argument_;
    State end_;
    std::array<State, stages> increment_;
};

}  // namespace vesikin::ode
