#include "vesikin/simulation/rest_state.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "vesikin/base/slots.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/simulation/ad_model.hpp"

namespace vesikin::simulation {

namespace {

using disease::state_count;
using Vector = std::array<double, state_count>;

/// Solves A x = b by Gaussian elimination with row pivoting, in place. False when A is singular.
bool solve_dense(DenseJacobian& a, Vector& b) noexcept {
    for (std::size_t column = 0; column < state_count; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < state_count; ++row) {
            if (std::abs(a[row][column]) > std::abs(a[pivot][column])) {
                pivot = row;
            }
        }
        if (!(std::abs(a[pivot][column]) > 0.0)) {
            return false;
        }
        std::swap(a[pivot], a[column]);
        std::swap(b[pivot], b[column]);
        for (std::size_t row = column + 1; row < state_count; ++row) {
            const double factor = a[row][column] / a[column][column];
            for (std::size_t next = column; next < state_count; ++next) {
                a[row][next] -= factor * a[column][next];
            }
            b[row] -= factor * b[column];
        }
    }
    for (std::size_t row = state_count; row-- > 0;) {
        for (std::size_t next = row + 1; next < state_count; ++next) {
            b[row] -= a[row][next] * b[next];
        }
        b[row] /= a[row][row];
    }
    return true;
}

/// Takes one Newton step towards rest; returns its largest relative size, or infinity when it
/// cannot be taken.
double newton_step(const disease::Parameters<double>& k, disease::State<double>& x) noexcept {
    disease::State<double> rate{};
    DenseJacobian jacobian{};
    rates_and_jacobian(x, k, disease::Effects<double>{}, rate, jacobian);
    Vector step = base::array_of(disease::state_entries(rate));
    if (!solve_dense(jacobian, step)) {
        return HUGE_VAL;
    }
    double largest = 0.0;
    std::size_t i = 0;
    std::apply(
        [&](auto&... entry) {
            ((largest = std::max(largest, std::abs(step[i]) / (std::abs(entry) + 1e-6)),
              entry -= step[i], ++i),
             ...);
        },
        disease::state_entries(x));
    return std::isfinite(largest) ? largest : HUGE_VAL;
}

}  // namespace

StopReason check_state(const disease::State<double>& x, const SolverSettings& settings) noexcept {
    for (const auto& field : disease::state_fields) {
        const double value = x.*field.member;
        if (!std::isfinite(value)) {
            return StopReason::non_finite;
        }
        // Ten tolerances: local errors may add up over steps without the state being wrong in kind.
        const double slack =
            10.0 * (settings.absolute_tolerance + settings.relative_tolerance * std::abs(value));
        if (value < field.lower - slack || value > field.upper + slack) {
            return StopReason::not_physical;
        }
    }
    return StopReason::finished;
}

bool polish_rest_state(const disease::Parameters<double>& k, disease::State<double>& x) noexcept {
    constexpr double close_enough = 1e-5;
    constexpr double converged = 1e-13;
    constexpr int step_limit = 8;
    disease::State<double> rest = x;
    double size = newton_step(k, rest);
    if (!(size < close_enough)) {
        return false;
    }
    for (int step = 0; step < step_limit && size > converged; ++step) {
        const double next = newton_step(k, rest);
        if (!(next <= size)) {
            break;  // rounding level reached
        }
        size = next;
    }
    if (!(size < 1e-10)) {
        return false;
    }
    x = rest;
    return true;
}

}  // namespace vesikin::simulation
