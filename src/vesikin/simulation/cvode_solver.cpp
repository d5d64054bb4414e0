#include <memory>

#include "vesikin/base/slots.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/simulation/course_model.hpp"
#include "vesikin/simulation/cvode_session.hpp"
#include "vesikin/simulation/reference_solver.hpp"
#include "vesikin/simulation/rest_state.hpp"

namespace vesikin::simulation {

namespace {

template <std::size_t N>
disease::State<double> core_of(const std::array<double, N>& x) {
    disease::State<double> core;
    base::take_entries(x, disease::state_entries(core));
    return core;
}

/// Items of one path, one at a time.
template <KineticsPath path>
class CourseIntegrator {
  public:
    explicit CourseIntegrator(const SolverSettings& settings)
        : settings_(settings), session_(model_, settings) {}

    /// Brings a patient to rest without drug (core path).
    RestState find_rest(const disease::Parameters<double>& k, SolverWork& work) {
        State x;
        model_.start(OnlyPerson{}, {.patient = k, .baseline = settings_.baseline_seed}, x);
        model_.load_effects(OnlyPerson{}, {});
        RestState rest;
        const bool certifies = settings_.baseline == BaselineMethod::steady_state;
        rest.stop_reason = session_.run(
            0.0, settings_.baseline_day, x, [&](double /*day*/, const State& now, bool& is_enough) {
                rest.state = core_of(now);
                const StopReason reason = check_state(rest.state, settings_);
                is_enough =
                    reason == StopReason::finished && certifies && polish_rest_state(k, rest.state);
                return reason;
            });
        session_.count_work(work);
        ++work.solves;
        return rest;
    }

    void run(const Plan& plan, std::size_t index, CourseBlock::Places places, SolverWork& work) {
        const PlanItem& item = plan.items[index];
        const Course& course = plan.courses[item.course];
        const bool is_core = path == KineticsPath::core;
        const PersonalInput* input = is_core ? nullptr : &plan.inputs[item.input];
        State x;
        model_.start(OnlyPerson{},
                     {plan.patients[item.patient], plan.baselines[item.patient],
                      is_core ? nullptr : &plan.actions[item.action], input, &plan.clinical},
                     x);
        State tolerance;
        ode::for_each_index<Model::size>([&]<std::size_t i>(ode::Index<i>) {
            tolerance[i] = model_.template absolute_tolerance<i>(settings_.relative_tolerance,
                                                                 settings_.absolute_tolerance);
        });
        session_.set_tolerances(settings_.relative_tolerance, tolerance);
        std::size_t visit = 0;
        const std::size_t visits = plan.visit_day.size();
        double& highest = places.highest_easi[index];
        StopReason reason = StopReason::finished;
        for (const Piece& piece : pieces_of(course, plan.visit_day.back())) {
            begin_piece(model_, OnlyPerson{}, input, course.phases.data(), course.doses.data(),
                        piece, x);
            reason = session_.run(
                piece.begin_day, piece.end_day, x, [&](double day, const State& now, bool&) {
                    const disease::State<double> core = core_of(now);
                    highest = std::max(highest, disease::easi_score(core));
                    for (; visit < visits && plan.visit_day[visit] <= day; ++visit) {
                        look(plan.visit_day[visit], index * visits + visit, places);
                    }
                    return check_state(core, settings_);
                });
            session_.count_work(work);
            if (reason != StopReason::finished) {
                break;
            }
        }
        places.reasons[index] = reason;
        ++work.solves;
    }

  private:
    using Model = CourseModel<path, double, double>;
    using State = typename CvodeSession<Model>::State;

    void look(double day, std::size_t place, const CourseBlock::Places& places) {
        const State x = session_.interpolate(day);
        base::take_entries(x, disease::state_entries(places.states[place]));
        if constexpr (path != KineticsPath::core) {
            base::take_entries(x, disease::response_entries(places.responses[place]),
                               response_first);
            places.concentrations[place] = model_.concentration(OnlyPerson{}, day, x);
        }
    }

    SolverSettings settings_;
    Model model_{};
    CvodeSession<Model> session_;
};

class CvodeSolver final : public Solver {
  public:
    explicit CvodeSolver(const SolverSettings& settings) : settings_(settings), core_(settings) {}

    [[nodiscard]] std::vector<RestState> find_rest(
        std::span<const disease::Parameters<double>> patients) override {
        std::vector<RestState> rest;
        for (const disease::Parameters<double>& patient : patients) {
            rest.push_back(core_.find_rest(patient, work_));
        }
        return rest;
    }

    void solve(const Plan& plan, CourseBlock& block) override {
        block.reset(plan);
        if (plan.visit_day.empty()) {
            return;
        }
        const auto run = [&](auto& integrator, std::size_t item) {
            using Integrator = typename std::remove_reference_t<decltype(integrator)>::element_type;
            if (!integrator) {
                integrator = std::make_unique<Integrator>(settings_);
            }
            integrator->run(plan, item, block.places(), work_);
        };
        for (std::size_t item = 0; item < plan.items.size(); ++item) {
            switch (plan.items[item].path) {
                case KineticsPath::core:
                    core_.run(plan, item, block.places(), work_);
                    break;
                case KineticsPath::closed_form:
                    run(closed_form_, item);
                    break;
                case KineticsPath::known:
                case KineticsPath::full:
                case KineticsPath::drug_only:
                    run(full_, item);
                    break;
            }
        }
    }

    // Small blocks: a cancelled run should stop within a fraction of a second.
    [[nodiscard]] std::size_t block_size() const noexcept override { return 16; }

  private:
    SolverSettings settings_;
    CourseIntegrator<KineticsPath::core> core_;
    std::unique_ptr<CourseIntegrator<KineticsPath::closed_form>> closed_form_;
    std::unique_ptr<CourseIntegrator<KineticsPath::full>> full_;
};

}  // namespace

std::unique_ptr<Solver> make_reference_solver(const SolverSettings& settings) {
    return std::make_unique<CvodeSolver>(settings);
}

}  // namespace vesikin::simulation
