// One CVODE integrator for a system of `Size` states: its handles, settings, restarts, steps and
// dense output, and what its flags mean here. Included by the reference solver's source only.
#pragma once

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include <algorithm>
#include <array>

#include "vesikin/base/error.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::simulation {

/// A handle that is released at the end. Throws EnvironmentError when there is none.
template <class Handle, class Release>
class Owned {
  public:
    Owned(Handle handle, Release release) : handle_(handle), release_(release) {
        if (handle_ == nullptr) {
            throw base::EnvironmentError(base::message("cannot set up the reference solver"),
                                         base::as_written("CVODE"), base::message("out of memory"));
        }
    }

    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;

    ~Owned() { release_(handle_); }

    [[nodiscard]] Handle get() const noexcept { return handle_; }

  private:
    Handle handle_;
    Release release_;
};

inline SUNContext create_sundials_context() {
    SUNContext context = nullptr;
    SUNContext_Create(nullptr, &context);
    return context;
}

inline StopReason reason_of_cvode(int flag) {
    switch (flag) {
        case CV_TOO_MUCH_WORK:
            return StopReason::step_limit;
        case CV_ERR_FAILURE:
        case CV_CONV_FAILURE:
        case CV_TOO_CLOSE:
            return StopReason::step_underflow;
        default:
            return StopReason::solver_failure;
    }
}

/// Takes Jacobian entries into CVODE's dense matrix.
struct DenseTarget {
    SUNMatrix matrix;

    template <std::size_t Row, std::size_t Column>
    void set(double value) {
        SUNDenseMatrix_Column(matrix, static_cast<sunindextype>(Column))[Row] = value;
    }
};

/// BDF with a dense analytic Jacobian. `Model` gives the `System` (rates, linearise) that holds at
/// present; it outlives the session.
template <class Model>
class CvodeSession {
  public:
    static constexpr std::size_t size = Model::System::size;
    using State = std::array<double, size>;

    CvodeSession(const Model& model, const SolverSettings& settings)
        : model_(model),
          step_limit_(settings.step_limit),
          context_(create_sundials_context(), [](SUNContext c) { SUNContext_Free(&c); }),
          vector_(N_VNew_Serial(size, context_.get()), N_VDestroy),
          dense_output_(N_VNew_Serial(size, context_.get()), N_VDestroy),
          matrix_(SUNDenseMatrix(size, size, context_.get()), SUNMatDestroy),
          linear_solver_(SUNLinSol_Dense(vector_.get(), matrix_.get(), context_.get()),
                         [](SUNLinearSolver s) { SUNLinSolFree(s); }),
          cvode_(CVodeCreate(CV_BDF, context_.get()), [](void* c) { CVodeFree(&c); }) {
        // CVODE's own error text would reach the terminal; ends are reported as values instead.
        CVodeSetErrHandlerFn(
            cvode_.get(), [](int, const char*, const char*, char*, void*) {}, nullptr);
        N_VConst(0.0, vector_.get());
        const bool is_ready =
            CVodeInit(cvode_.get(), evaluate_rates, 0.0, vector_.get()) == CV_SUCCESS &&
            CVodeSetUserData(cvode_.get(), this) == CV_SUCCESS &&
            CVodeSStolerances(cvode_.get(), settings.relative_tolerance,
                              settings.absolute_tolerance) == CV_SUCCESS &&
            CVodeSetLinearSolver(cvode_.get(), linear_solver_.get(), matrix_.get()) == CV_SUCCESS &&
            CVodeSetJacFn(cvode_.get(), evaluate_jacobian) == CV_SUCCESS &&
            CVodeSetMaxNumSteps(cvode_.get(), settings.step_limit) == CV_SUCCESS;
        if (!is_ready) {
            throw base::EnvironmentError(base::message("cannot set up the reference solver"),
                                         base::as_written("CVODE"),
                                         base::message("a setting was refused"));
        }
    }

    /// Absolute tolerances by state.
    void set_tolerances(double relative, const State& absolute) {
        write(absolute, dense_output_.get());
        CVodeSVtolerances(cvode_.get(), relative, dense_output_.get());
    }

    /// Integrates a smooth piece from `x`, which ends as the state at the end, one internal step at
    /// a time. `after_step(day, state)` gives a reason to stop, or `finished` to go on, and may set
    /// `is_enough` to end the piece early.
    template <class AfterStep>
    StopReason run(double begin_day, double end_day, State& x, AfterStep after_step) {
        write(x, vector_.get());
        if (CVodeReInit(cvode_.get(), begin_day, vector_.get()) != CV_SUCCESS) {
            return StopReason::solver_failure;
        }
        CVodeSetStopTime(cvode_.get(), end_day);
        double day = begin_day;
        bool is_enough = false;
        for (long steps = 0; day < end_day && !is_enough; ++steps) {
            if (steps == step_limit_) {
                return StopReason::step_limit;
            }
            const int flag = CVode(cvode_.get(), end_day, vector_.get(), &day, CV_ONE_STEP);
            if (flag < 0) {
                return reason_of_cvode(flag);
            }
            x = read(vector_.get());
            if (const StopReason reason = after_step(day, x, is_enough);
                reason != StopReason::finished) {
                return reason;
            }
        }
        return StopReason::finished;
    }

    /// The state at a day of the last step.
    [[nodiscard]] State interpolate(double day) {
        CVodeGetDky(cvode_.get(), day, 0, dense_output_.get());
        return read(dense_output_.get());
    }

    /// Adds the steps of the last piece.
    void count_work(SolverWork& work) {
        long steps = 0;
        long rejected = 0;
        CVodeGetNumSteps(cvode_.get(), &steps);
        CVodeGetNumErrTestFails(cvode_.get(), &rejected);
        work.steps += static_cast<unsigned long long>(steps);
        work.rejected_steps += static_cast<unsigned long long>(rejected);
    }

  private:
    static State read(N_Vector vector) {
        State x;
        std::copy_n(N_VGetArrayPointer(vector), size, x.begin());
        return x;
    }

    static void write(const State& x, N_Vector vector) {
        std::copy(x.begin(), x.end(), N_VGetArrayPointer(vector));
    }

    static int evaluate_rates(double day, N_Vector x, N_Vector rate, void* data) {
        State rates;
        static_cast<const CvodeSession*>(data)->model_.system().rates(day, read(x), rates);
        write(rates, rate);
        return 0;
    }

    static int evaluate_jacobian(double day, N_Vector x, N_Vector /*rate*/, SUNMatrix matrix,
                                 void* data, N_Vector /*a*/, N_Vector /*b*/, N_Vector /*c*/) {
        State rates;
        State slope;
        DenseTarget target{matrix};
        static_cast<const CvodeSession*>(data)->model_.system().linearise(day, read(x), rates,
                                                                          slope, target);
        return 0;
    }

    const Model& model_;
    long step_limit_;
    Owned<SUNContext, void (*)(SUNContext)> context_;
    Owned<N_Vector, void (*)(N_Vector)> vector_;
    Owned<N_Vector, void (*)(N_Vector)> dense_output_;
    Owned<SUNMatrix, void (*)(SUNMatrix)> matrix_;
    Owned<SUNLinearSolver, void (*)(SUNLinearSolver)> linear_solver_;
    Owned<void*, void (*)(void*)> cvode_;
};

}  // namespace vesikin::simulation
