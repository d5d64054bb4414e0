// Judging single states: is it physical, and has a drug-free patient come to rest?
#pragma once

#include "vesikin/simulation/solver.hpp"

namespace vesikin::simulation {

/// `finished` when every entry is finite and within the bounds of `fields.hpp`, give or take the
/// solver's tolerance.
[[nodiscard]] StopReason check_state(const disease::State<double>& x,
                                     const SolverSettings& settings) noexcept;

/// Certifies rest and polishes it. One Newton step of the drug-free equations estimates how far `x`
/// still has to go; when every entry is within one part in 1e5 of the goal, Newton is run to the
/// end, `x` becomes the rest state and true is returned. Otherwise `x` is left alone. The closeness
/// asked for keeps Newton from jumping to another rest state.
[[nodiscard]] bool polish_rest_state(const disease::Parameters<double>& k,
                                     disease::State<double>& x) noexcept;

}  // namespace vesikin::simulation
