// Adaptive step size: a proportional-integral controller on the logarithm of the error, without
// calls to `pow`, so that SIMD lanes pay a few multiplications.
#pragma once

namespace vesikin::ode {

/// The step is multiplied by 2^(safety_log2 - exponent e + memory e_before), e = log2 of the error
/// in tolerances. Source: section IV.2 of [HairerWanner1996].
struct StepControl {
    double exponent;  ///< of the present error
    double memory;    ///< of the error of the step before
    double safety_log2;
    double smallest_log2;  ///< least change of the step in one go
    double largest_log2;   ///< greatest
};

constexpr StepControl step_control_for(int error_order) {
    const double order = error_order + 1;
    return {.exponent = 0.7 / order,
            .memory = 0.3 / order,
            .safety_log2 = -0.15,
            .smallest_log2 = -2.3,
            .largest_log2 = 3.0};
}

}  // namespace vesikin::ode
