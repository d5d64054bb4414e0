// The seam between "what to simulate" and "how to integrate": every solver turns a block of
// patients and a plan into states at the visits.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"
#include "vesikin/simulation/course.hpp"

namespace vesikin::simulation {

/// How an integration ended. Everything but `finished` leaves that patient out, counted and
/// reported.
enum class StopReason : unsigned char {
    finished,
    step_limit,      ///< more steps than allowed
    step_underflow,  ///< the step became too small to move time
    non_finite,      ///< a state became NaN or infinite
    not_physical,    ///< a state left its bounds by more than the tolerance
    solver_failure,  ///< the integrator gave up for another reason
};

[[nodiscard]] std::string_view stop_reason_name(StopReason reason) noexcept;

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

/// The states of a block of patients: a baseline each, and one state per course and visit.
/// Reused between blocks, so that a run allocates once.
class TrajectoryBlock {
  public:
    /// Sets the shape; existing memory is kept where it suffices. All patients start as `finished`.
    void reset(std::size_t patients, std::size_t courses, std::size_t visits);

    [[nodiscard]] std::size_t patients() const noexcept { return patients_; }

    [[nodiscard]] std::size_t courses() const noexcept { return courses_; }

    [[nodiscard]] std::size_t visits() const noexcept { return visits_; }

    [[nodiscard]] disease::State<double>& baseline(std::size_t patient) {
        return baseline_[patient];
    }

    [[nodiscard]] const disease::State<double>& baseline(std::size_t patient) const {
        return baseline_[patient];
    }

    [[nodiscard]] disease::State<double>& at(std::size_t patient, std::size_t course,
                                             std::size_t visit) {
        return states_[(patient * courses_ + course) * visits_ + visit];
    }

    [[nodiscard]] const disease::State<double>& at(std::size_t patient, std::size_t course,
                                                   std::size_t visit) const {
        return states_[(patient * courses_ + course) * visits_ + visit];
    }

    /// The highest EASI seen at any step, baseline run included from its rest state on.
    [[nodiscard]] double& highest_easi(std::size_t patient) { return highest_easi_[patient]; }

    [[nodiscard]] double highest_easi(std::size_t patient) const { return highest_easi_[patient]; }

    /// Why the patient's baseline or first failing course stopped.
    [[nodiscard]] StopReason& stop_reason(std::size_t patient) { return stop_reason_[patient]; }

    [[nodiscard]] StopReason stop_reason(std::size_t patient) const {
        return stop_reason_[patient];
    }

  private:
    std::size_t patients_ = 0;
    std::size_t courses_ = 0;
    std::size_t visits_ = 0;
    std::vector<disease::State<double>> baseline_;
    std::vector<disease::State<double>> states_;
    std::vector<double> highest_easi_;
    std::vector<StopReason> stop_reason_;
};

struct DosedPlan;
class DosedBlock;

/// Integrates blocks of patients. One object serves one thread; make one per thread with
/// `make_solver`.
class Solver {
  public:
    Solver() = default;
    Solver(const Solver&) = delete;
    Solver& operator=(const Solver&) = delete;
    virtual ~Solver() = default;

    /// Fills `block` (reset to the right shape) for these patients. Ordinary numerical ends are
    /// values in the block; a patient's result does not depend on its neighbours.
    virtual void solve(std::span<const disease::Parameters<double>> patients, const Plan& plan,
                       TrajectoryBlock& block) = 0;

    /// Fills `block` for the items of a plan with doses (treatment.hpp). Ordinary numerical ends
    /// are values in the block; an item's result does not depend on its neighbours.
    virtual void solve_dosed(const DosedPlan& plan, DosedBlock& block) = 0;

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

/// Makes the solver of that name. Throws InputError for an unknown name.
[[nodiscard]] std::unique_ptr<Solver> make_solver(std::string_view name,
                                                  const SolverSettings& settings);

}  // namespace vesikin::simulation
