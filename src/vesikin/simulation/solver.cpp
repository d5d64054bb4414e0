#include "vesikin/simulation/solver.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "vesikin/base/error.hpp"
#include "vesikin/simulation/batched_solver.hpp"
#include "vesikin/simulation/reference_solver.hpp"

namespace vesikin::simulation {

SolverWork& SolverWork::operator+=(const SolverWork& other) noexcept {
    solves += other.solves;
    steps += other.steps;
    rejected_steps += other.rejected_steps;
    rescued_solves += other.rescued_solves;
    return *this;
}

SolverWork operator-(const SolverWork& after, const SolverWork& before) noexcept {
    return {after.solves - before.solves, after.steps - before.steps,
            after.rejected_steps - before.rejected_steps,
            after.rescued_solves - before.rescued_solves};
}

std::span<const std::string_view> solver_names() noexcept {
    static constexpr std::array<std::string_view, 2> names{"batched", "cvode"};
    return has_reference_solver ? std::span(names) : std::span(names).first(1);
}

std::unique_ptr<Solver> make_solver(std::string_view name, const SolverSettings& settings) {
    if (name == "batched") {
        return make_batched_solver(settings);
    }
    if (name == "cvode" && has_reference_solver) {
        return make_reference_solver(settings);
    }
    throw base::InputError(
        base::field("solver"), base::quoted(name),
        has_reference_solver
            ? base::message("one of {}", base::listed(solver_names()))
            : base::message("{} (built without CVODE)", base::listed(solver_names())));
}

}  // namespace vesikin::simulation
