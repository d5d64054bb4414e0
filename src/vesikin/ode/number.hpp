// The few operations that integrators ask of a number besides arithmetic. They are given here for
// `double`; a SIMD vector brings its own overloads, found through its namespace. Also loops
// unrolled at compile time.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace vesikin::ode {

template <std::size_t i>
using Index = std::integral_constant<std::size_t, i>;

/// Calls `body(Index<0>{})` ... `body(Index<count - 1>{})` as straight-line code.
template <std::size_t count, class Body>
constexpr void for_each_index(Body&& body) {
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (body(Index<i>{}), ...);
    }
    (std::make_index_sequence<count>{});
}

inline double minimum(double a, double b) {
    return a < b ? a : b;
}

inline double maximum(double a, double b) {
    return a > b ? a : b;
}

inline double absolute(double a) {
    return a < 0.0 ? -a : a;
}

inline double exponential(double a) {
    return std::exp(a);
}

inline double select(bool condition, double yes, double no) {
    return condition ? yes : no;
}

/// 1 / a, for weights: a few parts in 1e8 may be wrong.
inline double approximate_inverse(double a) {
    return 1.0 / a;
}

/// Base-2 logarithm of a positive number read off its bits, linear between powers of two: at most
/// 0.09 too small. `fast_exp2` is its exact inverse.
inline double fast_log2(double a) {
    constexpr double per_octave = 4503599627370496.0;  // 2^52 steps of the mantissa
    constexpr double exponent_bias = 1023.0;
    return static_cast<double>(std::bit_cast<std::int64_t>(a)) * (1.0 / per_octave) - exponent_bias;
}

inline double fast_exp2(double a) {
    constexpr double per_octave = 4503599627370496.0;
    constexpr double exponent_bias = 1023.0;
    return std::bit_cast<double>(static_cast<std::int64_t>((a + exponent_bias) * per_octave));
}

}  // namespace vesikin::ode
