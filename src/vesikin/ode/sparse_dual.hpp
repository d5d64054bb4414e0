// Forward-mode derivatives that know at compile time which of them are zero. `SparseDual<V, mask>`
// carries a value and one derivative per set bit of the mask; an operation yields the union of its
// operands' masks and does only the work that those need. V is a plain number or a SIMD vector.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "vesikin/base/number.hpp"
#include "vesikin/ode/number.hpp"

namespace vesikin::ode {

/// Where input `bit` sits among the set bits of `mask`.
constexpr std::size_t slot_of(std::uint64_t mask, int bit) {
    return static_cast<std::size_t>(std::popcount(mask & ((std::uint64_t{1} << bit) - 1U)));
}

/// The input that sits at `slot` among the set bits of `mask`.
constexpr int input_of(std::uint64_t mask, std::size_t slot) {
    for (std::size_t i = 0; i < slot; ++i) {
        mask &= mask - 1U;
    }
    return std::countr_zero(mask);
}

/// A value and its derivatives by the inputs in `Mask`.
template <class V, std::uint64_t Mask>
struct SparseDual {
    static constexpr std::uint64_t mask = Mask;
    static constexpr std::size_t count = static_cast<std::size_t>(std::popcount(Mask));

    V value;
    std::array<V, count> by;

    /// The derivative by input `Bit`, which must be in the mask.
    template <int Bit>
    [[nodiscard]] constexpr const V& derivative() const {
        static_assert(((Mask >> Bit) & 1U) != 0U, "the value does not depend on this input");
        return by[slot_of(Mask, Bit)];
    }
};

namespace detail {

template <class T>
inline constexpr bool is_dual = false;
template <class V, std::uint64_t M>
inline constexpr bool is_dual<SparseDual<V, M>> = true;

/// Derivatives of a combination: `both`, `left`, `right` give the derivative where the input is in
/// both masks, only in the left, only in the right.
template <class V, std::uint64_t A, std::uint64_t B, class Both, class Left, class Right>
constexpr std::array<V, static_cast<std::size_t>(std::popcount(A | B))> merge(
    const std::array<V, static_cast<std::size_t>(std::popcount(A))>& a,
    const std::array<V, static_cast<std::size_t>(std::popcount(B))>& b, Both both, Left left,
    Right right) {
    constexpr std::uint64_t joint = A | B;
    return [&]<std::size_t... Slot>(std::index_sequence<Slot...>) {
        const auto entry = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) -> V {
            constexpr int bit = input_of(joint, I);
            constexpr bool in_a = ((A >> bit) & 1U) != 0U;
            constexpr bool in_b = ((B >> bit) & 1U) != 0U;
            if constexpr (in_a && in_b) {
                return both(a[slot_of(A, bit)], b[slot_of(B, bit)]);
            } else if constexpr (in_a) {
                return left(a[slot_of(A, bit)]);
            } else {
                return right(b[slot_of(B, bit)]);
            }
        };
        return std::array<V, sizeof...(Slot)>{
            entry(std::integral_constant<std::size_t, Slot>{})...};
    }
    (std::make_index_sequence<static_cast<std::size_t>(std::popcount(joint))>{});
}

/// Derivatives each passed through `f`.
template <class V, std::size_t N, class F>
constexpr std::array<V, N> map(const std::array<V, N>& a, F f) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<V, N>{f(a[I])...};
    }
    (std::make_index_sequence<N>{});
}

}  // namespace detail

/// A constant beside a dual: a number or a vector, not itself a dual.
template <class C, class V>
concept ConstantBeside = std::is_convertible_v<C, V> && !detail::is_dual<C>;

template <class V, std::uint64_t A, std::uint64_t B>
constexpr SparseDual<V, (A | B)> operator+(const SparseDual<V, A>& a, const SparseDual<V, B>& b) {
    return {a.value + b.value, detail::merge<V, A, B>(
                                   a.by, b.by, [](const V& x, const V& y) { return x + y; },
                                   [](const V& x) { return x; }, [](const V& y) { return y; })};
}

template <class V, std::uint64_t A, std::uint64_t B>
constexpr SparseDual<V, (A | B)> operator-(const SparseDual<V, A>& a, const SparseDual<V, B>& b) {
    return {a.value - b.value, detail::merge<V, A, B>(
                                   a.by, b.by, [](const V& x, const V& y) { return x - y; },
                                   [](const V& x) { return x; }, [](const V& y) { return -y; })};
}

template <class V, std::uint64_t A, std::uint64_t B>
constexpr SparseDual<V, (A | B)> operator*(const SparseDual<V, A>& a, const SparseDual<V, B>& b) {
    return {a.value * b.value,
            detail::merge<V, A, B>(
                a.by, b.by, [&](const V& x, const V& y) { return x * b.value + a.value * y; },
                [&](const V& x) { return x * b.value; }, [&](const V& y) { return a.value * y; })};
}

template <class V, std::uint64_t A, std::uint64_t B>
constexpr SparseDual<V, (A | B)> operator/(const SparseDual<V, A>& a, const SparseDual<V, B>& b) {
    const V inverse = V(1.0) / b.value;
    const V quotient = a.value * inverse;
    return {quotient,
            detail::merge<V, A, B>(
                a.by, b.by, [&](const V& x, const V& y) { return (x - quotient * y) * inverse; },
                [&](const V& x) { return x * inverse; },
                [&](const V& y) { return -(quotient * y) * inverse; })};
}

template <class V, std::uint64_t A>
constexpr SparseDual<V, A> operator-(const SparseDual<V, A>& a) {
    return {-a.value, detail::map(a.by, [](const V& x) { return -x; })};
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator+(const SparseDual<V, A>& a, const C& c) {
    return {a.value + V(c), a.by};
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator+(const C& c, const SparseDual<V, A>& a) {
    return a + c;
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator-(const SparseDual<V, A>& a, const C& c) {
    return {a.value - V(c), a.by};
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator-(const C& c, const SparseDual<V, A>& a) {
    return {V(c) - a.value, detail::map(a.by, [](const V& x) { return -x; })};
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator*(const SparseDual<V, A>& a, const C& c) {
    const V factor(c);
    return {a.value * factor, detail::map(a.by, [&](const V& x) { return x * factor; })};
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator*(const C& c, const SparseDual<V, A>& a) {
    return a * c;
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator/(const SparseDual<V, A>& a, const C& c) {
    return a * (V(1.0) / V(c));
}

template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> operator/(const C& c, const SparseDual<V, A>& a) {
    const V inverse = V(1.0) / a.value;
    const V quotient = V(c) * inverse;
    const V slope = -(quotient * inverse);
    return {quotient, detail::map(a.by, [&](const V& x) { return slope * x; })};
}

/// x^a for x above zero, 0 with zero slope below; see `base::positive_power`.
template <class V, std::uint64_t A, ConstantBeside<V> C>
constexpr SparseDual<V, A> positive_power(const SparseDual<V, A>& x, const C& a) {
    using base::positive_power;
    const V exponent(a);
    const V power = positive_power(x.value, exponent);
    const V slope = exponent * power / maximum(x.value, V(base::smallest_base));
    return {power, detail::map(x.by, [&](const V& d) { return slope * d; })};
}

}  // namespace vesikin::ode
