// Seeds for differentiation, and the places where differentiated rates go: value, slope in time,
// and one row of a matrix.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "vesikin/ode/number.hpp"
#include "vesikin/ode/sparse_dual.hpp"

namespace vesikin::simulation {

/// Entry i is a dual seeded with input i.
template <class V>
struct SeededSlots {
    template <std::size_t i>
    using at = ode::SparseDual<V, (std::uint64_t{1} << i)>;
};

/// Takes one differentiated rate apart. The derivative by time takes the place after those by the
/// `Size` states.
template <std::size_t Row, class V, class Matrix, std::size_t Size>
struct RateSink {
    V* rate;
    V* time_slope;
    Matrix* matrix;

    template <std::uint64_t Mask>
    void operator=(  // NOLINT(misc-unconventional-assign-operator): a sink, never chained
        const ode::SparseDual<V, Mask>& dual) const {
        constexpr std::uint64_t time_mask = std::uint64_t{1} << Size;
        *rate = dual.value;
        if constexpr ((Mask & time_mask) != 0U) {
            *time_slope = dual.template derivative<static_cast<int>(Size)>();
        } else {
            *time_slope = V(0.0);
        }
        constexpr std::uint64_t columns = Mask & ~time_mask;
        ode::for_each_index<static_cast<std::size_t>(std::popcount(columns))>(
            [&]<std::size_t slot>(ode::Index<slot>) {
                constexpr int column = ode::input_of(columns, slot);
                matrix->template set<Row, static_cast<std::size_t>(column)>(
                    dual.template derivative<column>());
            });
    }
};

template <class V, class Matrix, std::size_t Size>
struct SinkSlots {
    template <std::size_t i>
    using at = RateSink<i, V, Matrix, Size>;
};

/// Points the sinks of all rates at what a linearisation fills.
template <class V, class Matrix, class... Sinks>
void aim_sinks(const std::tuple<Sinks&...>& sinks, std::array<V, sizeof...(Sinks)>& rate,
               std::array<V, sizeof...(Sinks)>& time_slope, Matrix& matrix) {
    ode::for_each_index<sizeof...(Sinks)>([&]<std::size_t i>(ode::Index<i>) {
        auto& sink = std::get<i>(sinks);
        sink.rate = &rate[i];
        sink.time_slope = &time_slope[i];
        sink.matrix = &matrix;
    });
}

}  // namespace vesikin::simulation
