// How structs of states give each entry its type: `Slots::at<i>` is the type of entry i, so that
// one struct carries plain numbers, SIMD lanes, derivative seeds, and the places where rates go.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

namespace vesikin::base {

/// Every entry has the same type.
template <class Number>
struct Uniform {
    template <std::size_t>
    using at = Number;
};

/// Entry i has the type of entry i + First of `Slots`: one block of a longer state.
template <class Slots, std::size_t First>
struct Shifted {
    template <std::size_t i>
    using at = typename Slots::template at<i + First>;
};

/// The entries of a struct (a tuple of references) from the places `first` and on of an array.
template <class Array, class... Entries>
constexpr void take_entries(const Array& from, const std::tuple<Entries&...>& entries,
                            std::size_t first = 0) {
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        ((std::get<i>(entries) = from[first + i]), ...);
    }
    (std::index_sequence_for<Entries...>{});
}

/// The other way round.
template <class Array, class... Entries>
constexpr void put_entries(const std::tuple<Entries&...>& entries, Array& to,
                           std::size_t first = 0) {
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        ((to[first + i] = std::get<i>(entries)), ...);
    }
    (std::index_sequence_for<Entries...>{});
}

/// Entries of one type as an array.
template <class First, class... Others>
constexpr auto array_of(const std::tuple<First&, Others&...>& entries) {
    return std::apply([](const auto&... entry) { return std::array{entry...}; }, entries);
}

}  // namespace vesikin::base
