// The reference solver: SUNDIALS CVODE (BDF, dense, analytic Jacobian), one patient at a time. Slow
// and plain; it judges the fast solvers and takes over where they stop.
#pragma once

#include <memory>

#include "vesikin/simulation/solver.hpp"

namespace vesikin::simulation {

/// Throws EnvironmentError when CVODE cannot be set up (memory).
[[nodiscard]] std::unique_ptr<Solver> make_cvode_solver(const SolverSettings& settings);

}  // namespace vesikin::simulation
