// The seam between "what to simulate" and "how to integrate": every solver brings patients to rest
// and turns a plan into states at the visits.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"
#include "vesikin/simulation/plan.hpp"

namespace vesikin::simulation {

/// How the drug-free baseline is found.
enum class BaselineMethod : unsigned char {
    steady_state,  ///< integrate until a Newton step certifies rest, polish; long run where it does
                   ///< not come to rest
    long_run,      ///< integrate `baseline_day` as published
};

/// Settings of computation, none of nature.
struct SolverSettings {
    double relative_tolerance = 1e-6;
    double absolute_tolerance = 1e-8;
    long step_limit = 100000;
    BaselineMethod baseline = BaselineMethod::steady_state;
    double baseline_day = 7000.0;            ///< 1000 weeks, as published
    disease::State<double> baseline_seed{};  ///< where the run to rest starts
    std::string instruction_set;             ///< of the batched solver; empty = the machine's best
};

/// Counters of the work done, for benchmarks and reports.
struct SolverWork {
    unsigned long long solves = 0;
    unsigned long long steps = 0;
    unsigned long long rejected_steps = 0;
    unsigned long long rescued_solves =
        0;  ///< taken over by the reference solver after the fast one stopped

    SolverWork& operator+=(const SolverWork& other) noexcept;
};

/// What was done between two readings of a solver's counters.
[[nodiscard]] SolverWork operator-(const SolverWork& after, const SolverWork& before) noexcept;

/// Integrates patients in blocks. One object serves one thread; make one per thread with
/// `make_solver`.
class Solver {
  public:
    Solver() = default;
    Solver(const Solver&) = delete;
    Solver& operator=(const Solver&) = delete;
    virtual ~Solver() = default;

    /// Brings patients to rest without drug, one state each. Ordinary numerical ends are values; a
    /// patient's result does not depend on its neighbours.
    [[nodiscard]] virtual std::vector<RestState> find_rest(
        std::span<const disease::Parameters<double>> patients) = 0;

    /// Fills `block` for the items of a plan. Ordinary numerical ends are values in the block; an
    /// item's result does not depend on its neighbours.
    virtual void solve(const Plan& plan, CourseBlock& block) = 0;

    /// How many patients this solver likes to get at once. Results do not depend on it.
    [[nodiscard]] virtual std::size_t block_size() const noexcept = 0;

    /// The SIMD instruction set in use, "none" for a scalar solver.
    [[nodiscard]] virtual std::string_view instruction_set() const noexcept { return "none"; }

    /// Work done since construction.
    [[nodiscard]] const SolverWork& work() const noexcept { return work_; }

  protected:
    SolverWork work_;
};

/// Names accepted by `make_solver`, the default first.
[[nodiscard]] std::span<const std::string_view> solver_names() noexcept;

/// Makes the solver of that name. Throws InputError for an unknown name, and for the reference
/// solver in a build without it.
[[nodiscard]] std::unique_ptr<Solver> make_solver(std::string_view name,
                                                  const SolverSettings& settings);

}  // namespace vesikin::simulation
