// A plain adaptive integrator for one system: the readable counterpart of the batched kernel, built
// on the same RosenbrockStep. Tests measure the fast one against it; `integrate_fixed` shows the
// order of a method.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "vesikin/ode/rosenbrock.hpp"
#include "vesikin/ode/step_control.hpp"

namespace vesikin::ode {

template <std::size_t N>
struct IntegrationResult {
    std::array<double, N> state;
    bool is_finished;
    std::size_t steps;
};

/// Takes `count` equal steps from `begin` to `end`.
template <class Method, class System>
std::array<double, System::size> integrate_fixed(const System& system,
                                                 std::array<double, System::size> state,
                                                 double begin, double end, std::size_t count) {
    RosenbrockStep<Method, System, double> step;
    const double h = (end - begin) / static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        step.take(system, begin + static_cast<double>(i) * h, state, h, 1.0 / h);
        state = step.end();
    }
    return state;
}

/// Tolerances, and how much work is allowed.
struct IntegrationSettings {
    double relative_tolerance;
    double absolute_tolerance;
    double first_step;
    std::size_t step_limit = 100000;
};

/// What a step that nobody looks at does.
struct NoLook {
    template <class State, class Step>
    void operator()(double /*begin*/, double /*length*/, const State& /*from*/,
                    const Step& /*step*/) const {}
};

/// Integrates from `begin` to `end` with the error of each step, root mean square over the states
/// in units of the tolerance, kept below one. `look(begin, length, from, step)` is called for every
/// accepted step, which can be interpolated.
template <class Method, class System, class Look = NoLook>
IntegrationResult<System::size> integrate(const System& system,
                                          std::array<double, System::size> state, double begin,
                                          double end, const IntegrationSettings& settings,
                                          Look look = {}) {
    constexpr StepControl control = step_control_for(Method::tableau.error_order);
    RosenbrockStep<Method, System, double> step;
    double t = begin;
    double h = settings.first_step;
    double last_log2 = 0.0;
    for (std::size_t taken = 0; taken < settings.step_limit; ++taken) {
        const bool is_last = h >= end - t;
        h = is_last ? end - t : h;
        step.take(system, t, state, h, 1.0 / h);
        double sum = 0.0;
        for (std::size_t i = 0; i < System::size; ++i) {
            const double size = std::max(std::abs(state[i]), std::abs(step.end()[i]));
            const double part = step.error()[i] /
                                (settings.absolute_tolerance + settings.relative_tolerance * size);
            sum += part * part;
        }
        const double error = std::sqrt(sum / static_cast<double>(System::size));
        const bool is_accepted = error <= 1.0 && step.is_trusted(1.0 / h);
        const double error_log2 = std::isfinite(error) ? std::log2(std::max(error, 1e-10)) : 30.0;
        double change = control.safety_log2 - control.exponent * error_log2;
        if (is_accepted) {
            look(t, h, state, step);
            state = step.end();
            t += h;
            change += control.memory * last_log2;
            last_log2 = error_log2;
            if (is_last) {
                return {state, true, taken + 1};
            }
        } else {
            change = std::min(change, -0.5);
        }
        h *= std::exp2(std::clamp(change, control.smallest_log2, control.largest_log2));
        if (h < 1e-14 * (std::abs(t) + 1.0)) {
            return {state, false, taken};
        }
    }
    return {state, false, settings.step_limit};
}

}  // namespace vesikin::ode
