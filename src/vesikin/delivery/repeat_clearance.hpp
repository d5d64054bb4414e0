// What repeated doses do to the clearance of vesicles from blood.
#pragma once

#include <cmath>

namespace vesikin::delivery {

/// Clearance after `repeats` earlier doses over that of the first: from 1 to `ratio`, nearer by
/// exp(-gain) with every dose. docs/delivery.md, "Blood".
// Inlined into the kernels, which share no symbol with the rest of the program.
[[gnu::always_inline]] inline double repeat_clearance(double ratio, double gain, double repeats) {
    return 1.0 - (ratio - 1.0) * std::expm1(-gain * repeats);
}

}  // namespace vesikin::delivery
