// Courses with doses by the reference solver: CVODE, restarted at every dose.
#pragma once

#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

/// Fills `block`; adds to `work`. Throws EnvironmentError when CVODE cannot be set up (memory).
void cvode_solve_dosed(const DosedPlan& plan, const SolverSettings& settings, DosedBlock& block,
                       SolverWork& work);

}  // namespace vesikin::simulation
