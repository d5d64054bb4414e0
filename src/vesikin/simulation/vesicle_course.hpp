// What acts after one session, on its own: the kinetics of vesicles without the disease.
#pragma once

#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

/// Acting cargo in vesicle equivalents per cell.
struct ActingCargo {
    double skin = 0.0;    ///< cells of the treated skin
    double immune = 0.0;  ///< immune cells of the body
};

/// The greatest acting cargo after one standard session, each kind at its own time, looked at from
/// an hour to five days after it. `path` as from `choose_path`.
[[nodiscard]] ActingCargo peak_cargo(const PersonalInput& input, KineticsPath path);

}  // namespace vesikin::simulation
