// How structs of states give each entry its type: `Slots::at<i>` is the type of entry i, so that
// one struct carries plain numbers, SIMD lanes, derivative seeds, and the places where rates go.
#pragma once

#include <cstddef>

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

}  // namespace vesikin::base
