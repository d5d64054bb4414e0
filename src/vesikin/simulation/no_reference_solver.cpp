// The reference solver of a build without CVODE: there is none.
#include "vesikin/simulation/reference_solver.hpp"

namespace vesikin::simulation {

std::unique_ptr<Solver> make_reference_solver(const SolverSettings& /*settings*/) {
    return nullptr;
}

}  // namespace vesikin::simulation
