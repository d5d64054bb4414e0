#include "vesikin/simulation/solver.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "vesikin/base/error.hpp"
#include "vesikin/simulation/batched_solver.hpp"
#include "vesikin/simulation/cvode_solver.hpp"

namespace vesikin::simulation {

std::string_view stop_reason_name(StopReason reason) noexcept {
    switch (reason) {
        case StopReason::finished:
            return "finished";
        case StopReason::step_limit:
            return "step limit reached";
        case StopReason::step_underflow:
            return "step too small";
        case StopReason::non_finite:
            return "state not finite";
        case StopReason::not_physical:
            return "state outside its bounds";
        case StopReason::solver_failure:
            return "solver failure";
    }
    return "unknown";
}

SolverWork& SolverWork::operator+=(const SolverWork& other) noexcept {
    solves += other.solves;
    steps += other.steps;
    rejected_steps += other.rejected_steps;
    rescued_solves += other.rescued_solves;
    return *this;
}

void TrajectoryBlock::reset(std::size_t patients, std::size_t courses, std::size_t visits) {
    patients_ = patients;
    courses_ = courses;
    visits_ = visits;
    baseline_.assign(patients, {});
    states_.assign(patients * courses * visits, {});
    highest_easi_.assign(patients, 0.0);
    stop_reason_.assign(patients, StopReason::finished);
}

std::span<const std::string_view> solver_names() noexcept {
    static constexpr std::array<std::string_view, 2> names{"batched", "cvode"};
    return names;
}

std::unique_ptr<Solver> make_solver(std::string_view name, const SolverSettings& settings) {
    if (name == "batched") {
        return make_batched_solver(settings);
    }
    if (name == "cvode") {
        return make_cvode_solver(settings);
    }
    throw base::InputError("solver", fmt::format("\"{}\"", name),
                           fmt::format("{}", fmt::join(solver_names(), ", ")));
}

}  // namespace vesikin::simulation
