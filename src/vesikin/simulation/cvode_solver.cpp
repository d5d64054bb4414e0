#include "vesikin/simulation/cvode_solver.hpp"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/simulation/ad_model.hpp"
#include "vesikin/simulation/cvode_dosed.hpp"
#include "vesikin/simulation/cvode_handles.hpp"
#include "vesikin/simulation/rest_state.hpp"

namespace vesikin::simulation {

namespace {

using disease::Effects;
using disease::Parameters;
using disease::State;
using disease::state_count;

State<double> read_state(N_Vector vector) {
    State<double> x{};
    const double* data = N_VGetArrayPointer(vector);
    std::apply([&](auto&... entry) { ((entry = *data++), ...); }, disease::state_entries(x));
    return x;
}

void write_state(const State<double>& x, N_Vector vector) {
    double* data = N_VGetArrayPointer(vector);
    std::apply([&](const auto&... entry) { ((*data++ = entry), ...); }, disease::state_entries(x));
}

/// What CVODE's callbacks need: the patient and what holds at present.
struct Problem {
    const Parameters<double>* parameters = nullptr;
    const Effects<double>* effects = nullptr;
};

int evaluate_rates(double /*time_day*/, N_Vector x, N_Vector rate, void* data) {
    const auto* problem = static_cast<const Problem*>(data);
    State<double> rates{};
    disease::right_hand_side(read_state(x), *problem->parameters, *problem->effects, rates);
    write_state(rates, rate);
    return 0;
}

int evaluate_jacobian(double /*time_day*/, N_Vector x, N_Vector /*rate*/, SUNMatrix matrix,
                      void* data, N_Vector /*a*/, N_Vector /*b*/, N_Vector /*c*/) {
    const auto* problem = static_cast<const Problem*>(data);
    State<double> rates{};
    DenseJacobian jacobian{};
    rates_and_jacobian(read_state(x), *problem->parameters, *problem->effects, rates, jacobian);
    for (std::size_t column = 0; column < state_count; ++column) {
        double* entries = SUNDenseMatrix_Column(matrix, static_cast<sunindextype>(column));
        for (std::size_t row = 0; row < state_count; ++row) {
            entries[row] = jacobian[row][column];
        }
    }
    return 0;
}

class CvodeSolver final : public Solver {
  public:
    explicit CvodeSolver(const SolverSettings& settings);

    void solve(std::span<const Parameters<double>> patients, const Plan& plan,
               TrajectoryBlock& block) override;

    void solve_dosed(const DosedPlan& plan, DosedBlock& block) override {
        cvode_solve_dosed(plan, settings_, block, work_);
    }

    // Small blocks: a cancelled run should stop within a fraction of a second.
    [[nodiscard]] std::size_t block_size() const noexcept override { return 16; }

  private:
    StopReason find_baseline(const Parameters<double>& k, State<double>& x);
    StopReason simulate_course(const Course& course, const Plan& plan, std::size_t patient,
                               std::size_t course_index, TrajectoryBlock& block);

    /// Starts a new smooth piece at `time_day` from `x` under `effects`.
    StopReason restart(double time_day, const State<double>& x, const Effects<double>& effects);

    /// Integrates the running piece to `end_day`, one internal step at a time; `after_step(time)`
    /// may end it by returning false. Interpolated states are available through `interpolate`.
    StopReason advance(double& time_day, double end_day,
                       const std::function<bool(double)>& after_step);

    [[nodiscard]] State<double> interpolate(double time_day);
    void count_work();

    SolverSettings settings_;
    Owned<SUNContext, void (*)(SUNContext)> context_;
    Owned<N_Vector, void (*)(N_Vector)> vector_;
    Owned<N_Vector, void (*)(N_Vector)> dense_output_;
    Owned<SUNMatrix, void (*)(SUNMatrix)> matrix_;
    Owned<SUNLinearSolver, void (*)(SUNLinearSolver)> linear_solver_;
    Owned<void*, void (*)(void*)> cvode_;
    Problem problem_;
};

CvodeSolver::CvodeSolver(const SolverSettings& settings)
    : settings_(settings),
      context_(create_sundials_context(), [](SUNContext c) { SUNContext_Free(&c); }),
      vector_(N_VNew_Serial(state_count, context_.get()), N_VDestroy),
      dense_output_(N_VNew_Serial(state_count, context_.get()), N_VDestroy),
      matrix_(SUNDenseMatrix(state_count, state_count, context_.get()), SUNMatDestroy),
      linear_solver_(SUNLinSol_Dense(vector_.get(), matrix_.get(), context_.get()),
                     [](SUNLinearSolver s) { SUNLinSolFree(s); }),
      cvode_(CVodeCreate(CV_BDF, context_.get()), [](void* c) { CVodeFree(&c); }) {
    void* cvode = cvode_.get();
    // CVODE's own error text would reach the terminal; ends are reported as values instead.
    CVodeSetErrHandlerFn(
        cvode, [](int, const char*, const char*, char*, void*) {}, nullptr);
    write_state(settings_.baseline_seed, vector_.get());
    const bool is_ready =
        CVodeInit(cvode, evaluate_rates, 0.0, vector_.get()) == CV_SUCCESS &&
        CVodeSetUserData(cvode, &problem_) == CV_SUCCESS &&
        CVodeSStolerances(cvode, settings_.relative_tolerance, settings_.absolute_tolerance) ==
            CV_SUCCESS &&
        CVodeSetLinearSolver(cvode, linear_solver_.get(), matrix_.get()) == CV_SUCCESS &&
        CVodeSetJacFn(cvode, evaluate_jacobian) == CV_SUCCESS &&
        CVodeSetMaxNumSteps(cvode, settings_.step_limit) == CV_SUCCESS;
    if (!is_ready) {
        throw base::EnvironmentError("cannot set up the reference solver", "CVODE",
                                     "a setting was refused");
    }
}

void CvodeSolver::count_work() {
    long steps = 0;
    long rejected = 0;
    CVodeGetNumSteps(cvode_.get(), &steps);
    CVodeGetNumErrTestFails(cvode_.get(), &rejected);
    work_.steps += static_cast<unsigned long long>(steps);
    work_.rejected_steps += static_cast<unsigned long long>(rejected);
}

StopReason CvodeSolver::restart(double time_day, const State<double>& x,
                                const Effects<double>& effects) {
    problem_.effects = &effects;
    write_state(x, vector_.get());
    return CVodeReInit(cvode_.get(), time_day, vector_.get()) == CV_SUCCESS
               ? StopReason::finished
               : StopReason::solver_failure;
}

StopReason CvodeSolver::advance(double& time_day, double end_day,
                                const std::function<bool(double)>& after_step) {
    CVodeSetStopTime(cvode_.get(), end_day);
    long steps = 0;
    while (time_day < end_day) {
        if (++steps > settings_.step_limit) {
            return StopReason::step_limit;
        }
        const int flag = CVode(cvode_.get(), end_day, vector_.get(), &time_day, CV_ONE_STEP);
        if (flag < 0) {
            return reason_of_cvode(flag);
        }
        if (const StopReason reason = check_state(read_state(vector_.get()), settings_);
            reason != StopReason::finished) {
            return reason;
        }
        if (!after_step(time_day)) {
            break;
        }
    }
    return StopReason::finished;
}

State<double> CvodeSolver::interpolate(double time_day) {
    CVodeGetDky(cvode_.get(), time_day, 0, dense_output_.get());
    return read_state(dense_output_.get());
}

StopReason CvodeSolver::find_baseline(const Parameters<double>& k, State<double>& x) {
    const Effects<double> none{};
    problem_.parameters = &k;
    if (const StopReason reason = restart(0.0, settings_.baseline_seed, none);
        reason != StopReason::finished) {
        return reason;
    }
    double time_day = 0.0;
    bool is_at_rest = false;
    const StopReason reason = advance(time_day, settings_.baseline_day, [&](double) {
        x = read_state(vector_.get());
        is_at_rest = settings_.baseline == BaselineMethod::steady_state && polish_rest_state(k, x);
        return !is_at_rest;
    });
    count_work();
    if (!is_at_rest) {
        x = read_state(vector_.get());
    }
    return reason;
}

StopReason CvodeSolver::simulate_course(const Course& course, const Plan& plan, std::size_t patient,
                                        std::size_t course_index, TrajectoryBlock& block) {
    State<double> x = block.baseline(patient);
    double time_day = 0.0;
    std::size_t visit = 0;
    for (std::size_t phase = 0; phase < course.phases.size() && visit < plan.visit_day.size();
         ++phase) {
        const bool is_last = phase + 1 == course.phases.size();
        const double end_day =
            is_last ? plan.visit_day.back()
                    : std::min(course.phases[phase + 1].start_day, plan.visit_day.back());
        if (end_day <= time_day) {
            continue;
        }
        if (const StopReason reason = restart(time_day, x, course.phases[phase].effects);
            reason != StopReason::finished) {
            return reason;
        }
        const StopReason reason = advance(time_day, end_day, [&](double now_day) {
            double& highest = block.highest_easi(patient);
            highest = std::max(highest, disease::easi_score(read_state(vector_.get())));
            while (visit < plan.visit_day.size() && plan.visit_day[visit] <= now_day) {
                block.at(patient, course_index, visit) = interpolate(plan.visit_day[visit]);
                ++visit;
            }
            return true;
        });
        count_work();
        if (reason != StopReason::finished) {
            return reason;
        }
        x = read_state(vector_.get());
    }
    return StopReason::finished;
}

void CvodeSolver::solve(std::span<const Parameters<double>> patients, const Plan& plan,
                        TrajectoryBlock& block) {
    block.reset(patients.size(), plan.courses.size(), plan.visit_day.size());
    for (std::size_t patient = 0; patient < patients.size(); ++patient) {
        StopReason& reason = block.stop_reason(patient);
        reason = find_baseline(patients[patient], block.baseline(patient));
        ++work_.solves;
        block.highest_easi(patient) = disease::easi_score(block.baseline(patient));
        for (std::size_t course = 0; course < plan.courses.size() && reason == StopReason::finished;
             ++course) {
            reason = simulate_course(plan.courses[course], plan, patient, course, block);
            ++work_.solves;
        }
    }
}

}  // namespace

std::unique_ptr<Solver> make_cvode_solver(const SolverSettings& settings) {
    return std::make_unique<CvodeSolver>(settings);
}

}  // namespace vesikin::simulation
