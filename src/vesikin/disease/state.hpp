// The 14 states of the AD model. Entry i has the type that `Slots` gives it, so the same struct
// carries plain numbers, SIMD lanes, derivative seeds, and the places where rates are written.
#pragma once

#include <cstddef>
#include <tuple>

#include "vesikin/base/slots.hpp"

namespace vesikin::disease {

using base::Uniform;

/// States in the order of the published model; the meaning of each is in `fields.hpp`.
template <class Slots>
struct StateOf {
    typename Slots::template at<0> barrier_integrity{};
    typename Slots::template at<1> pathogens{};
    typename Slots::template at<2> th1{};
    typename Slots::template at<3> th2{};
    typename Slots::template at<4> th17{};
    typename Slots::template at<5> th22{};
    typename Slots::template at<6> il4{};
    typename Slots::template at<7> il13{};
    typename Slots::template at<8> il17{};
    typename Slots::template at<9> il22{};
    typename Slots::template at<10> il31{};
    typename Slots::template at<11> ifng{};
    typename Slots::template at<12> tslp{};
    typename Slots::template at<13> ox40l{};
};

inline constexpr std::size_t state_count = 14;

template <class Number>
using State = StateOf<Uniform<Number>>;

/// References to all entries, in order. Works for const and changeable states of any slots.
template <class AnyState>
constexpr auto state_entries(AnyState& x) {
    return std::tie(x.barrier_integrity, x.pathogens, x.th1, x.th2, x.th17, x.th22, x.il4, x.il13,
                    x.il17, x.il22, x.il31, x.ifng, x.tslp, x.ox40l);
}

static_assert(std::tuple_size_v<decltype(state_entries(std::declval<State<double>&>()))> ==
              state_count);

}  // namespace vesikin::disease
