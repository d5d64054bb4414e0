// The AD model as the `System` that `ode` integrates, for one number type at a time: one patient,
// or a lane each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "vesikin/base/slots.hpp"
#include "vesikin/disease/right_hand_side.hpp"
#include "vesikin/ode/number.hpp"
#include "vesikin/ode/sparse_dual.hpp"
#include "vesikin/ode/sparsity.hpp"
#include "vesikin/simulation/ad_model.hpp"
#include "vesikin/simulation/rate_sink.hpp"

namespace vesikin::simulation {

/// The derivative by time takes the place after those by the states.
inline constexpr std::uint64_t time_mask = std::uint64_t{1} << disease::state_count;

/// `Input` gives what treatment does at a time: `is_constant`, `effects(t)` and, where it is not
/// constant, `effects_and_slope(t)` as duals over `time_mask`. `P` is V or something that converts
/// to it.
template <class V, class P, class Input>
struct ModelSystem {
    static constexpr std::size_t size = disease::state_count;
    static constexpr ode::Sparsity<size> sparsity = rate_dependence();
    static constexpr bool is_autonomous = Input::is_constant;

    const disease::Parameters<P>& parameters;
    const Input& input;

    void rates(const V& t, const std::array<V, size>& x, std::array<V, size>& rate) const {
        disease::State<V> state;
        base::take_entries(x, disease::state_entries(state));
        disease::State<V> result;
        disease::right_hand_side(state, parameters, input.effects(t), result);
        base::put_entries(disease::state_entries(result), rate);
    }

    template <class Matrix>
    void linearise(const V& t, const std::array<V, size>& x, std::array<V, size>& rate,
                   std::array<V, size>& time_slope, Matrix& matrix) const {
        disease::StateOf<SinkSlots<V, Matrix, disease::state_count>> sinks;
        aim_sinks(disease::state_entries(sinks), rate, time_slope, matrix);
        disease::State<V> state;
        base::take_entries(x, disease::state_entries(state));
        const auto seeded = detail::seed_state(state);
        if constexpr (is_autonomous) {
            disease::right_hand_side(seeded, parameters, input.effects(t), sinks);
        } else {
            disease::right_hand_side(seeded, parameters, input.effects_and_slope(t), sinks);
        }
    }
};

/// Effects that hold still.
template <class P>
struct ConstantInput {
    static constexpr bool is_constant = true;

    disease::Effects<P> value{};

    template <class V>
    [[nodiscard]] const disease::Effects<P>& effects(const V& /*t*/) const {
        return value;
    }
};

}  // namespace vesikin::simulation
