// SIMD numbers for the batched kernel: `Lanes`, one double per patient, and `LaneSlots`, the same
// in memory where single lanes can be read and written. Included by kernel.cpp only, which is
// compiled once per instruction set.
#pragma once

#include <hwy/highway.h>
// Needs highway.h before it.
#include <hwy/contrib/math/math-inl.h>

#include <cstddef>
#include <cstdint>

#include "vesikin/base/number.hpp"

namespace vesikin::simulation::VESIKIN_KERNEL {

namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::ScalableTag<double>;
using Vector = hn::Vec<Tag>;
using VectorMask = hn::Mask<Tag>;

inline constexpr std::size_t lane_count = HWY_LANES(double);

/// A truth per lane.
struct LaneMask {
    VectorMask raw;

    [[nodiscard]] unsigned bits() const {
        std::uint8_t bytes[8] = {};
        hn::StoreMaskBits(Tag(), raw, bytes);
        return bytes[0];
    }
};

/// A number per lane.
struct Lanes {
    Vector raw;

    Lanes() = default;

    explicit Lanes(Vector vector) : raw(vector) {}

    // Constants of equations stand beside lanes as plain numbers.
    Lanes(double value) : raw(hn::Set(Tag(), value)) {}  // NOLINT(google-explicit-constructor)
};

inline Lanes operator+(Lanes a, Lanes b) {
    return Lanes(hn::Add(a.raw, b.raw));
}

inline Lanes operator-(Lanes a, Lanes b) {
    return Lanes(hn::Sub(a.raw, b.raw));
}

inline Lanes operator*(Lanes a, Lanes b) {
    return Lanes(hn::Mul(a.raw, b.raw));
}

inline Lanes operator-(Lanes a) {
    return Lanes(hn::Neg(a.raw));
}

#if HWY_TARGET == HWY_AVX3
/// 1 / a to 14 bits.
inline Vector rough_inverse(Vector a) {
    return Vector{_mm512_rcp14_pd(a.raw)};
}

/// 1 / a to 28 bits: one step of Newton's method.
inline Lanes approximate_inverse(Lanes a) {
    const Vector rough = rough_inverse(a.raw);
    return Lanes(hn::MulAdd(hn::NegMulAdd(a.raw, rough, hn::Set(Tag(), 1.0)), rough, rough));
}

/// a / b by multiplication, with one correction: within one unit in the last place, and many times
/// the throughput of a vector division. Zero and infinite divisors give NaN, which the integrator
/// answers like any other failure.
inline Lanes operator/(Lanes a, Lanes b) {
    const Vector inverse = approximate_inverse(b).raw;
    const Vector quotient = hn::Mul(a.raw, inverse);
    return Lanes(hn::MulAdd(hn::NegMulAdd(b.raw, quotient, a.raw), inverse, quotient));
}
#else
inline Lanes operator/(Lanes a, Lanes b) {
    return Lanes(hn::Div(a.raw, b.raw));
}

inline Lanes approximate_inverse(Lanes a) {
    return Lanes(1.0) / a;
}
#endif

inline Lanes operator/(Lanes a, double b) {
    return a * Lanes(1.0 / b);
}

inline LaneMask operator<(Lanes a, Lanes b) {
    return {hn::Lt(a.raw, b.raw)};
}

inline LaneMask operator<=(Lanes a, Lanes b) {
    return {hn::Le(a.raw, b.raw)};
}

inline LaneMask operator>(Lanes a, Lanes b) {
    return {hn::Gt(a.raw, b.raw)};
}

inline LaneMask operator>=(Lanes a, Lanes b) {
    return {hn::Ge(a.raw, b.raw)};
}

inline LaneMask operator==(Lanes a, Lanes b) {
    return {hn::Eq(a.raw, b.raw)};
}

inline LaneMask operator&(LaneMask a, LaneMask b) {
    return {hn::And(a.raw, b.raw)};
}

inline LaneMask operator|(LaneMask a, LaneMask b) {
    return {hn::Or(a.raw, b.raw)};
}

inline LaneMask operator!(LaneMask a) {
    return {hn::Not(a.raw)};
}

// A second number that is NaN comes through everywhere, as x86 has it: the integrator must see that
// a lane has failed. Elsewhere Highway's own minimum would hide it.
#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
inline Lanes minimum(Lanes a, Lanes b) {
    return Lanes(hn::Min(a.raw, b.raw));
}

inline Lanes maximum(Lanes a, Lanes b) {
    return Lanes(hn::Max(a.raw, b.raw));
}
#else
inline Lanes minimum(Lanes a, Lanes b) {
    return Lanes(hn::IfThenElse(hn::Lt(a.raw, b.raw), a.raw, b.raw));
}

inline Lanes maximum(Lanes a, Lanes b) {
    return Lanes(hn::IfThenElse(hn::Gt(a.raw, b.raw), a.raw, b.raw));
}
#endif

inline Lanes absolute(Lanes a) {
    return Lanes(hn::Abs(a.raw));
}

inline Lanes select(LaneMask condition, Lanes yes, Lanes no) {
    return Lanes(hn::IfThenElse(condition.raw, yes.raw, no.raw));
}

inline Lanes exponential(Lanes a) {
    return Lanes(hn::Exp(Tag(), a.raw));
}

/// See `base::positive_power`.
inline Lanes positive_power(Lanes x, Lanes a) {
    const Lanes least(base::smallest_base);
    const Lanes power = exponential(a * Lanes(hn::Log(Tag(), maximum(x, least).raw)));
    return select(x > least, power, Lanes(0.0));
}

/// See `ode::fast_log2`, which this repeats bit for bit.
inline Lanes fast_log2(Lanes a) {
    const hn::RebindToSigned<Tag> integers;
    const Vector bits = hn::ConvertTo(Tag(), hn::BitCast(integers, a.raw));
    return Lanes(bits) * Lanes(1.0 / 4503599627370496.0) - Lanes(1023.0);
}

inline Lanes fast_exp2(Lanes a) {
    const hn::RebindToSigned<Tag> integers;
    const Lanes bits = (a + Lanes(1023.0)) * Lanes(4503599627370496.0);
    return Lanes(hn::BitCast(Tag(), hn::ConvertTo(integers, bits.raw)));
}

/// A number per lane in memory.
struct LaneSlots {
    alignas(64) double at[lane_count];

    // Stands for its lanes in every expression.
    operator Lanes() const {  // NOLINT(google-explicit-constructor)
        return Lanes(hn::Load(Tag(), at));
    }

    LaneSlots() = default;

    explicit LaneSlots(Lanes value) { *this = value; }

    LaneSlots& operator=(Lanes value) {
        hn::Store(value.raw, Tag(), at);
        return *this;
    }
};

}  // namespace vesikin::simulation::VESIKIN_KERNEL
