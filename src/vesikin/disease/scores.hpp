// Scores that physicians use, read off the states.
#pragma once

#include "vesikin/disease/state.hpp"

namespace vesikin::disease {

/// The top of the EASI scale.
inline constexpr double easi_maximum = 72.0;

/// Eczema Area and Severity Index, 0..72. Source: EASI = 72 (2 p + 2 (1 - s)) / 4 of [Miyano2021].
template <class AnyState>
constexpr auto easi_score(const AnyState& x) {
    return easi_maximum * (2.0 * x.pathogens + 2.0 * (1.0 - x.barrier_integrity)) / 4.0;
}

}  // namespace vesikin::disease
