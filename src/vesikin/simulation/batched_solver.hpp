// The default solver: one patient per SIMD lane, each lane with its own time and step size, on the
// best instruction set that this machine has. Patients that it cannot carry through are handed to
// the reference solver.
#pragma once

#include <memory>

#include "vesikin/simulation/solver.hpp"

namespace vesikin::simulation {

/// `settings.instruction_set` forces a kernel; empty takes the best. Throws InputError for one that
/// is unknown or that this machine cannot run.
[[nodiscard]] std::unique_ptr<Solver> make_batched_solver(const SolverSettings& settings);

}  // namespace vesikin::simulation
