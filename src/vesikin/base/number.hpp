// Functions of a number that equations need beside arithmetic, for plain numbers. SIMD lanes and
// derivatives bring their own overloads, found through their namespaces.
#pragma once

#include <cmath>

namespace vesikin::base {

/// Below this, `positive_power` takes its argument for zero.
inline constexpr double smallest_base = 1e-12;

/// max(x, 0)^a, and 0 for x up to `smallest_base`, whatever a: rounding may push an amount below
/// zero, and no amount has no effect.
inline double positive_power(double x, double a) {
    return x > smallest_base ? std::exp(a * std::log(x)) : 0.0;
}

}  // namespace vesikin::base
