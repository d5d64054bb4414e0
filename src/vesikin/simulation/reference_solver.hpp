// The reference solver: SUNDIALS CVODE (BDF, dense, analytic Jacobian), one item at a time,
// restarted at every dose. Slow and plain; it judges the fast solvers and takes over where they
// stop. A build without CVODE (VESIKIN_WITH_CVODE off) has none.
#pragma once

#include <memory>

#include "vesikin/simulation/solver.hpp"

namespace vesikin::simulation {

#if defined(VESIKIN_WITH_CVODE)
inline constexpr bool has_reference_solver = true;
#else
inline constexpr bool has_reference_solver = false;
#endif

/// Throws EnvironmentError when CVODE cannot be set up (memory); null in a build without it.
[[nodiscard]] std::unique_ptr<Solver> make_reference_solver(const SolverSettings& settings);

}  // namespace vesikin::simulation
