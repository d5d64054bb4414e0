// Scores that physicians use, read off the states.
#pragma once

#include <algorithm>
#include <cmath>

#include "vesikin/disease/state.hpp"

namespace vesikin::disease {

/// The top of the EASI scale.
inline constexpr double easi_maximum = 72.0;

/// Eczema Area and Severity Index, 0..72. Source: EASI = 72 (2 p + 2 (1 - s)) / 4 of [Miyano2021].
template <class AnyState>
constexpr auto easi_score(const AnyState& x) {
    return easi_maximum * (2.0 * x.pathogens + 2.0 * (1.0 - x.barrier_integrity)) / 4.0;
}

/// What a physician sees, as a share of the person's own EASI, when the core's stands at `share` of
/// it: EASI multiplies extent by intensity, so it falls with a power; the scale ends at 72.
inline double seen_share(double share, double own_easi, double power) {
    return std::min(std::pow(std::max(share, 0.0), power), easi_maximum / own_easi);
}

}  // namespace vesikin::disease
