// Scores that physicians use, read off the states.
#pragma once

#include <algorithm>
#include <cmath>

#include "vesikin/disease/state.hpp"

namespace vesikin::disease {

/// The top of the EASI scale.
inline constexpr double easi_maximum = 72.0;

/// The top of the scale of peak itch.
inline constexpr double itch_maximum = 10.0;

/// Eczema Area and Severity Index, 0..72. Source: EASI = 72 (2 p + 2 (1 - s)) / 4 of [Miyano2021].
template <class AnyState>
constexpr auto easi_score(const AnyState& x) {
    return easi_maximum * (2.0 * x.pathogens + 2.0 * (1.0 - x.barrier_integrity)) / 4.0;
}

/// How a physician's signs follow the state of one person's skin.
struct SignsScale {
    double power = 1.0;        ///< EASI multiplies extent by intensity, so it falls with a power
    double clear_share = 0.0;  ///< of that, what is too light to be graded: the grades are steps
};

/// What a physician sees, as a share of the person's own EASI, when the core's stands at `share` of
/// it; 1 at 1, and the scale ends at 0 and 72.
inline double seen_share(double share, double own_easi, const SignsScale& scale) {
    const double signs = std::pow(std::max(share, 0.0), scale.power);
    return std::clamp((signs - scale.clear_share) / (1.0 - scale.clear_share), 0.0,
                      easi_maximum / own_easi);
}

}  // namespace vesikin::disease
