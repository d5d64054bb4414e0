// A number that only remembers which inputs it was made from. Run a right-hand side over it at
// compile time and the sparsity of its Jacobian falls out, so no index is ever copied by hand.
#pragma once

#include <array>
#include <cstdint>
#include <tuple>

namespace vesikin::ode {

/// Bit i is set when the value depends on input i. Plain constants depend on nothing.
struct Dependence {
    std::uint64_t inputs = 0;

    constexpr Dependence() = default;

    constexpr explicit Dependence(std::uint64_t bits) : inputs(bits) {}

    // Constants of the equations turn into "depends on nothing".
    constexpr Dependence(double /*constant*/) {}  // NOLINT(google-explicit-constructor): literals

    friend constexpr Dependence operator+(Dependence a, Dependence b) { return join(a, b); }

    friend constexpr Dependence operator-(Dependence a, Dependence b) { return join(a, b); }

    friend constexpr Dependence operator*(Dependence a, Dependence b) { return join(a, b); }

    friend constexpr Dependence operator/(Dependence a, Dependence b) { return join(a, b); }

    friend constexpr Dependence operator-(Dependence a) { return a; }

    friend constexpr Dependence positive_power(Dependence x, Dependence a) { return join(x, a); }

  private:
    static constexpr Dependence join(Dependence a, Dependence b) {
        return Dependence{a.inputs | b.inputs};
    }
};

/// Makes entry i of a state input i.
template <class... Entries>
constexpr void number_inputs(const std::tuple<Entries&...>& entries) {
    std::uint64_t bit = 1;
    std::apply([&](auto&... entry) { ((entry = Dependence{bit}, bit <<= 1U), ...); }, entries);
}

/// For every rate, the inputs that it was made from.
template <class... Entries>
constexpr std::array<std::uint64_t, sizeof...(Entries)> inputs_of(
    const std::tuple<Entries&...>& rates) {
    return std::apply([](const auto&... rate) { return std::array{rate.inputs...}; }, rates);
}

}  // namespace vesikin::ode
