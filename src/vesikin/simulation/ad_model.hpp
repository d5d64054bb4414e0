// Binds the AD model to the number types of `ode`: which rate depends on which state, the dense
// Jacobian, and plain evaluation. Solvers see the model only through this file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "vesikin/disease/right_hand_side.hpp"
#include "vesikin/ode/dependence.hpp"
#include "vesikin/ode/sparse_dual.hpp"
#include "vesikin/simulation/rate_sink.hpp"

namespace vesikin::simulation {

namespace detail {

template <class V>
constexpr disease::StateOf<SeededSlots<V>> seed_state(const disease::State<V>& x) {
    disease::StateOf<SeededSlots<V>> seeded{};
    const auto from = disease::state_entries(x);
    auto to = disease::state_entries(seeded);
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        ((std::get<i>(to) = {std::get<i>(from), {V(1.0)}}), ...);
    }
    (std::make_index_sequence<disease::state_count>{});
    return seeded;
}

}  // namespace detail

/// For every state, the states that its rate depends on, as a bit mask.
constexpr std::array<std::uint64_t, disease::state_count> rate_dependence() {
    disease::State<ode::Dependence> x{};
    disease::State<ode::Dependence> rate{};
    ode::number_inputs(disease::state_entries(x));
    disease::right_hand_side(x, disease::Parameters<ode::Dependence>{},
                             disease::Effects<ode::Dependence>{}, rate);
    return ode::inputs_of(disease::state_entries(rate));
}

/// A Jacobian: entry [row][column] is the derivative of rate `row` by state `column`, per day.
using DenseJacobian = std::array<std::array<double, disease::state_count>, disease::state_count>;

/// Rates and their Jacobian at one state, by forward automatic differentiation of the right-hand
/// side.
void rates_and_jacobian(const disease::State<double>& x, const disease::Parameters<double>& k,
                        const disease::Effects<double>& u, disease::State<double>& rate,
                        DenseJacobian& jacobian);

}  // namespace vesikin::simulation
