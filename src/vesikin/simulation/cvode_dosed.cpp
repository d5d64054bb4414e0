#include "vesikin/simulation/cvode_dosed.hpp"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "vesikin/simulation/cvode_handles.hpp"
#include "vesikin/simulation/rest_state.hpp"
#include "vesikin/simulation/treated_system.hpp"

namespace vesikin::simulation {

namespace {

/// Takes Jacobian entries into CVODE's dense matrix.
struct DenseTarget {
    SUNMatrix matrix;

    template <std::size_t Row, std::size_t Column>
    void set(double value) {
        SUNDenseMatrix_Column(matrix, static_cast<sunindextype>(Column))[Row] = value;
    }
};

/// One course of one person at a time, on one path.
template <KineticsPath path>
class CourseIntegrator {
  public:
    explicit CourseIntegrator(const SolverSettings& settings)
        : settings_(settings),
          context_(create_sundials_context(), [](SUNContext c) { SUNContext_Free(&c); }),
          vector_(N_VNew_Serial(size, context_.get()), N_VDestroy),
          dense_output_(N_VNew_Serial(size, context_.get()), N_VDestroy),
          matrix_(SUNDenseMatrix(size, size, context_.get()), SUNMatDestroy),
          linear_solver_(SUNLinSol_Dense(vector_.get(), matrix_.get(), context_.get()),
                         [](SUNLinearSolver s) { SUNLinSolFree(s); }),
          cvode_(CVodeCreate(CV_BDF, context_.get()), [](void* c) { CVodeFree(&c); }) {
        CVodeSetErrHandlerFn(
            cvode_.get(), [](int, const char*, const char*, char*, void*) {}, nullptr);
        const bool is_ready =
            CVodeInit(cvode_.get(), evaluate_rates, 0.0, vector_.get()) == CV_SUCCESS &&
            CVodeSetUserData(cvode_.get(), this) == CV_SUCCESS &&
            CVodeSStolerances(cvode_.get(), settings_.relative_tolerance,
                              settings_.absolute_tolerance) == CV_SUCCESS &&
            CVodeSetLinearSolver(cvode_.get(), linear_solver_.get(), matrix_.get()) == CV_SUCCESS &&
            CVodeSetJacFn(cvode_.get(), evaluate_jacobian) == CV_SUCCESS &&
            CVodeSetMaxNumSteps(cvode_.get(), settings_.step_limit) == CV_SUCCESS;
        if (!is_ready) {
            throw base::EnvironmentError("cannot set up the reference solver", "CVODE",
                                         "a setting was refused");
        }
    }

    StopReason run(const DosedPlan& plan, const DosedItem& item, Snapshot* snapshots,
                   SolverWork& work) {
        const DosedCourse& course = plan.courses[item.course];
        const PersonalInput& input = plan.inputs[item.input];
        State x = load(plan, item);
        std::size_t visit = 0;
        for (const Piece& piece : pieces_of(course, plan.visit_day.back())) {
            parameters_.effects = course.phases[piece.phase].effects;
            move_signals(piece.begin_day);
            for (std::size_t i = 0; i < piece.dose_count; ++i) {
                give(input, course.doses[piece.first_dose + i], x);
            }
            const StopReason reason = run_piece(piece, x, [&](double now_day) {
                while (visit < plan.visit_day.size() && plan.visit_day[visit] <= now_day) {
                    snapshots[visit] = interpolate(plan.visit_day[visit]);
                    ++visit;
                }
            });
            count_work(work);
            if (reason != StopReason::finished) {
                return reason;
            }
        }
        return StopReason::finished;
    }

  private:
    static constexpr std::size_t size = treated_size<path>;
    using System = TreatedSystem<path, double, double>;
    using State = std::array<double, size>;

    static State read(N_Vector vector) {
        State x;
        std::copy_n(N_VGetArrayPointer(vector), size, x.begin());
        return x;
    }

    static void write(const State& x, N_Vector vector) {
        std::copy(x.begin(), x.end(), N_VGetArrayPointer(vector));
    }

    [[nodiscard]] System system() const { return {parameters_, signals_}; }

    static int evaluate_rates(double time_day, N_Vector x, N_Vector rate, void* data) {
        State rates;
        static_cast<const CourseIntegrator*>(data)->system().rates(time_day, read(x), rates);
        write(rates, rate);
        return 0;
    }

    static int evaluate_jacobian(double time_day, N_Vector x, N_Vector /*rate*/, SUNMatrix matrix,
                                 void* data, N_Vector /*a*/, N_Vector /*b*/, N_Vector /*c*/) {
        State rates;
        State slope;
        DenseTarget target{matrix};
        static_cast<const CourseIntegrator*>(data)->system().linearise(time_day, read(x), rates,
                                                                       slope, target);
        return 0;
    }

    State load(const DosedPlan& plan, const DosedItem& item) {
        const PersonalInput& input = plan.inputs[item.input];
        const disease::State<double>& baseline = plan.baselines[item.patient];
        parameters_ = {.core = plan.patients[item.patient],
                       .action = plan.actions[item.action],
                       .clinical = plan.clinical,
                       .own = disease::own_levels(baseline),
                       .effects = {},
                       .drug_action = input.drug_action,
                       .drug = input.drug,
                       .vesicle = input.vesicle};
        signals_ = {};
        signals_.drug_rate = input.closed_form.concentration.rate_per_day;
        signals_.vesicle_rate = input.closed_form.vesicle_rate_per_day;
        signals_.wound_rate = input.marks.wound.rate_per_day;
        signals_.opening_rate = input.marks.openness.rate_per_day[0];
        signals_.onset_rate = input.onset_per_day;
        signals_.onset_missing = input.onset_per_day > 0.0 ? 1.0 : 0.0;
        State x{};
        const disease::Response<double> response =
            disease::resting_response(baseline, plan.clinical);
        std::size_t i = 0;
        std::apply(
            [&](const auto&... entry) { ((x[i++] = entry), ...); },
            std::tuple_cat(disease::state_entries(baseline), disease::response_entries(response)));
        return x;
    }

    void move_signals(double day) {
        const double passed = day - signals_.begin_day;
        signals_.begin_day = day;
        const auto decay = [&](auto& weight, const auto& rate) {
            for (std::size_t m = 0; m < weight.size(); ++m) {
                weight[m] *= std::exp(-rate[m] * passed);
            }
        };
        decay(signals_.concentration, signals_.drug_rate);
        decay(signals_.local, signals_.vesicle_rate);
        decay(signals_.systemic, signals_.vesicle_rate);
        decay(signals_.wound, signals_.wound_rate);
        signals_.openness *= std::exp(-signals_.opening_rate * passed);
        signals_.onset_missing *= std::exp(-signals_.onset_rate * passed);
    }

    void give(const PersonalInput& input, const DoseEvent& dose, State& x) {
        if (dose.kind == DoseKind::drug) {
            if constexpr (path == KineticsPath::full) {
                x[drug_first + drug_entry_of(input)] += dose.amount * input.bioavailability_frac;
            } else {
                for (std::size_t m = 0; m < drug_modes; ++m) {
                    signals_.concentration[m] +=
                        dose.amount * input.closed_form.concentration.weight[m];
                }
            }
            return;
        }
        const double blood_ratio =
            1.0 / (1.0 - (input.repeat_clearance_ratio - 1.0) * std::expm1(-0.5 * dose.repeats));
        const double blood = dose.amount * blood_ratio;
        if constexpr (path == KineticsPath::full) {
            delivery::VesicleAmounts<double> added = input.session;
            std::apply([&](auto&... entry) { ((entry *= dose.amount), ...); },
                       delivery::vesicle_amount_entries(added));
            added.central *= blood_ratio;
            added.peripheral *= blood_ratio;
            std::size_t i = vesicle_first;
            std::apply([&](const auto&... entry) { ((x[i++] += entry), ...); },
                       delivery::vesicle_amount_entries(added));
        } else {
            const ClosedForm& form = input.closed_form;
            for (std::size_t m = 0; m < vesicle_modes; ++m) {
                signals_.local[m] +=
                    dose.amount * form.local_by_skin[m] + blood * form.local_by_blood[m];
                signals_.systemic[m] +=
                    dose.amount * form.systemic_by_skin[m] + blood * form.systemic_by_blood[m];
            }
        }
        for (std::size_t m = 0; m < signals_.wound.size(); ++m) {
            signals_.wound[m] += input.marks.wound.weight[m];
        }
        signals_.openness += input.marks.openness.weight[0];
        x[0] *= 1.0 - input.marks.barrier_drop_frac;
    }

    template <class Visit>
    StopReason run_piece(const Piece& piece, State& x, Visit visit) {
        write(x, vector_.get());
        if (CVodeReInit(cvode_.get(), piece.begin_day, vector_.get()) != CV_SUCCESS) {
            return StopReason::solver_failure;
        }
        CVodeSetStopTime(cvode_.get(), piece.end_day);
        double time_day = piece.begin_day;
        long steps = 0;
        while (time_day < piece.end_day) {
            if (++steps > settings_.step_limit) {
                return StopReason::step_limit;
            }
            const int flag =
                CVode(cvode_.get(), piece.end_day, vector_.get(), &time_day, CV_ONE_STEP);
            if (flag < 0) {
                return reason_of_cvode(flag);
            }
            x = read(vector_.get());
            disease::State<double> core;
            std::size_t i = 0;
            std::apply([&](auto&... entry) { ((entry = x[i++]), ...); },
                       disease::state_entries(core));
            if (const StopReason reason = check_state(core, settings_);
                reason != StopReason::finished) {
                return reason;
            }
            visit(time_day);
        }
        return StopReason::finished;
    }

    [[nodiscard]] Snapshot interpolate(double time_day) {
        CVodeGetDky(cvode_.get(), time_day, 0, dense_output_.get());
        const State x = read(dense_output_.get());
        Snapshot snapshot;
        std::size_t i = 0;
        std::apply([&](auto&... entry) { ((entry = x[i++]), ...); },
                   std::tuple_cat(disease::state_entries(snapshot.state),
                                  disease::response_entries(snapshot.response)));
        if constexpr (path == KineticsPath::full) {
            constexpr std::size_t central_entry = 4;
            snapshot.concentration_mg_per_l =
                x[drug_first + central_entry] / parameters_.drug.central_volume_l;
        } else {
            snapshot.concentration_mg_per_l = signals_at<path>(signals_, time_day)[0].value;
        }
        return snapshot;
    }

    void count_work(SolverWork& work) {
        long steps = 0;
        long rejected = 0;
        CVodeGetNumSteps(cvode_.get(), &steps);
        CVodeGetNumErrTestFails(cvode_.get(), &rejected);
        work.steps += static_cast<unsigned long long>(steps);
        work.rejected_steps += static_cast<unsigned long long>(rejected);
    }

    SolverSettings settings_;
    Owned<SUNContext, void (*)(SUNContext)> context_;
    Owned<N_Vector, void (*)(N_Vector)> vector_;
    Owned<N_Vector, void (*)(N_Vector)> dense_output_;
    Owned<SUNMatrix, void (*)(SUNMatrix)> matrix_;
    Owned<SUNLinearSolver, void (*)(SUNLinearSolver)> linear_solver_;
    Owned<void*, void (*)(void*)> cvode_;
    TreatedParameters<double> parameters_{};
    TreatedSignals<double> signals_{};
};

}  // namespace

void cvode_solve_dosed(const DosedPlan& plan, const SolverSettings& settings, DosedBlock& block,
                       SolverWork& work) {
    block.reset(plan.items.size(), plan.visit_day.size());
    if (plan.visit_day.empty()) {
        return;
    }
    std::unique_ptr<CourseIntegrator<KineticsPath::closed_form>> closed;
    std::unique_ptr<CourseIntegrator<KineticsPath::full>> full;
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const auto run = [&](auto& integrator) {
            using Integrator = typename std::remove_reference_t<decltype(integrator)>::element_type;
            if (!integrator) {
                integrator = std::make_unique<Integrator>(settings);
            }
            return integrator->run(plan, plan.items[i], &block.at(i, 0), work);
        };
        block.stop_reason(i) =
            plan.items[i].path == KineticsPath::closed_form ? run(closed) : run(full);
        ++work.solves;
    }
}

}  // namespace vesikin::simulation
