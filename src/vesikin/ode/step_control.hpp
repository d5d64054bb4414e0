// Adaptive step size: a proportional-integral controller on the logarithm of the error, without calls to `pow`, so that
// SIMD lanes pay a few multiplications.
#pragma once

#include "vesikin/ode/number.hpp"

namespace vesikin::ode {

/// Weights of the controller in powers of two. Source: section IV.2 of [HairerWanner1996].
struct StepControl {
    double exponent;           ///< of the present error, already divided by the order
    double memory;             ///< of the error of the step before
    double safety_log2;
    double smallest_log2;      ///< least change of the step in one go
    double largest_log2;
};

constexpr StepControl step_control_for(int error_order) {
    const double order = error_order + 1;
    return {.exponent = 0.7 / order,
            .memory = 0.3 / order,
            .safety_log2 = -0.15,
            .smallest_log2 = -2.3,
            .largest_log2 = 2.6};
}

}  // namespace vesikin::ode
