#include "vesikin/simulation/batched_solver.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "vesikin/base/error.hpp"
#include "vesikin/base/slots.hpp"
#include "vesikin/simulation/kernels/kernel.hpp"
#include "vesikin/simulation/reference_solver.hpp"

namespace vesikin::simulation {

namespace {

const Kernel& find_kernel(std::string_view instruction_set) {
    const std::span<const Kernel> kernels = available_kernels();
    const auto found = std::find_if(kernels.begin(), kernels.end(), [&](const Kernel& kernel) {
        return instruction_set.empty() || kernel.name == instruction_set;
    });
    if (found == kernels.end()) {
        std::vector<std::string_view> names;
        std::transform(kernels.begin(), kernels.end(), std::back_inserter(names),
                       [](const Kernel& kernel) { return kernel.name; });
        throw base::InputError(base::field("instruction_set"), base::quoted(instruction_set),
                               base::message("on this machine: {}", base::listed(names)));
    }
    return *found;
}

/// The courses of a plan cut into pieces, and views of them that stay valid with it.
class CutCourses {
  public:
    explicit CutCourses(const Plan& plan) {
        pieces_.reserve(plan.courses.size());
        for (const Course& course : plan.courses) {
            pieces_.push_back(pieces_of(course, plan.visit_day.back()));
            views_.push_back({course.phases.data(), course.doses.data(), pieces_.back().data(),
                              pieces_.back().size()});
        }
    }

    [[nodiscard]] const CourseView* views() const { return views_.data(); }

  private:
    std::vector<std::vector<Piece>> pieces_;
    std::vector<CourseView> views_;
};

/// What is known beforehand of concentrations: one integration for all items that share kinetics
/// and doses of the drug, in this plan or an earlier one.
class KnownConcentrations {
  public:
    /// Follows the concentrations of the plan's items on the known path. Those that cannot be
    /// followed take the full path.
    void follow(const Plan& plan, double relative_tolerance) {
        views_.clear();
        items_.assign(plan.items.begin(), plan.items.end());
        if (std::ranges::find(items_, KineticsPath::known, &PlanItem::path) == items_.end()) {
            return;
        }
        if (known_.size() > most_kept || dose_numbers_.size() > most_kept) {
            known_.clear();
            dose_numbers_.clear();
        }
        number_doses(plan);
        views_.assign(items_.size(), {});
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (items_[i].path == KineticsPath::known) {
                const ConcentrationCourse* known = known_of(plan, items_[i], relative_tolerance);
                if (known != nullptr) {
                    views_[i] = {known->data(), known->size()};
                } else {
                    items_[i].path = KineticsPath::full;
                }
            }
        }
    }

    /// The items with the paths that they take.
    [[nodiscard]] std::vector<PlanItem>& items() { return items_; }

    /// By item; null when nothing is known.
    [[nodiscard]] const ConcentrationView* views() const {
        return views_.empty() ? nullptr : views_.data();
    }

  private:
    /// Errors of a concentration are a small share of those of the integration it enters.
    static constexpr double share_of_tolerance = 0.1;
    /// Concentrations kept for later plans: worlds treat the same people once more.
    static constexpr std::size_t most_kept = 4096;
    using Key = std::array<double, delivery::drug_kinetics_count + 7>;

    /// Courses with the same doses of the drug get the same number.
    void number_doses(const Plan& plan) {
        doses_of_.clear();
        for (const Course& course : plan.courses) {
            std::vector<double> doses;
            for (const DoseEvent& dose : course.doses) {
                if (dose.kind == DoseKind::drug) {
                    doses.insert(doses.end(), {dose.day, dose.amount});
                }
            }
            const auto next = static_cast<double>(dose_numbers_.size());
            doses_of_.push_back(dose_numbers_.try_emplace(std::move(doses), next).first->second);
        }
    }

    /// Null where the kinetics cannot be followed.
    const ConcentrationCourse* known_of(const Plan& plan, const PlanItem& item,
                                        double relative_tolerance) {
        // Worlds differ in the half effect, which only says how exact is exact enough. A power of
        // two not above it serves many of them, whichever came first.
        PersonalInput input = plan.inputs[item.input];
        input.drug_action.half_effect_mg_per_l =
            std::exp2(std::floor(std::log2(concentration_that_matters(input))));
        const double tolerance = share_of_tolerance * relative_tolerance;
        Key key{};
        base::put_entries(delivery::drug_kinetics_entries(input.drug), key);
        constexpr std::size_t after = delivery::drug_kinetics_count;
        key[after + 0] = input.bioavailability_frac;
        key[after + 1] = input.has_transit ? 1.0 : 0.0;
        key[after + 2] = input.is_infused ? 1.0 : 0.0;
        key[after + 3] = input.drug_action.half_effect_mg_per_l;
        key[after + 4] = doses_of_[item.course];
        key[after + 5] = plan.visit_day.back();
        key[after + 6] = tolerance;
        if (std::ranges::any_of(key, [](double each) { return std::isnan(each); })) {
            return nullptr;  // no order, no key
        }
        const auto [found, is_new] = known_.try_emplace(key);
        if (is_new) {
            found->second = follow_concentration(input, plan.courses[item.course].doses,
                                                 plan.visit_day.back(), tolerance);
        }
        return found->second ? &*found->second : nullptr;
    }

    std::vector<PlanItem> items_;
    std::map<std::vector<double>, double> dose_numbers_;
    std::vector<double> doses_of_;                             ///< by course
    std::map<Key, std::optional<ConcentrationCourse>> known_;  ///< nothing: cannot be followed
    std::vector<ConcentrationView> views_;
};

/// Items of which a drug is all that acts need no mediators.
void leave_out_mediators(const Plan& plan, std::vector<PlanItem>& items) {
    for (PlanItem& item : items) {
        if (lane_path(item.path) == KineticsPath::closed_form && plan.is_drug_only(item)) {
            item.path = KineticsPath::drug_only;
        }
    }
}

class BatchedSolver final : public Solver {
  public:
    explicit BatchedSolver(const SolverSettings& settings)
        : settings_(settings), kernel_(find_kernel(settings.instruction_set)) {}

    [[nodiscard]] std::vector<RestState> find_rest(
        std::span<const disease::Parameters<double>> patients) override;

    void solve(const Plan& plan, CourseBlock& block) override;

    [[nodiscard]] std::size_t block_size() const noexcept override { return 256; }

    [[nodiscard]] std::string_view instruction_set() const noexcept override {
        return kernel_.name;
    }

  private:
    void run_items(const Plan& plan, const KernelSettings& settings, CourseBlock& block);
    void rescue(const Plan& plan, CourseBlock& block);

    [[nodiscard]] KernelSettings kernel_settings() const {
        return {.relative_tolerance = settings_.relative_tolerance,
                .absolute_tolerance = settings_.absolute_tolerance,
                .step_limit = static_cast<double>(settings_.step_limit)};
    }

    void count(const KernelWork& work) {
        work_.steps += work.steps;
        work_.rejected_steps += work.rejected_steps;
    }

    /// Made when first needed; null in a build without it.
    Solver* reference() {
        if (!reference_) {
            constexpr long most_steps = 20'000;  // of a smooth piece: a rescue has a budget
            SolverSettings bounded = settings_;
            bounded.step_limit = std::min(bounded.step_limit, most_steps);
            reference_ = make_reference_solver(bounded);
        }
        return reference_.get();
    }

    SolverSettings settings_;
    const Kernel& kernel_;
    KnownConcentrations known_;
    std::unique_ptr<Solver> reference_;
    CourseBlock again_;
    CourseBlock rescued_;
};

std::vector<RestState> BatchedSolver::find_rest(
    std::span<const disease::Parameters<double>> patients) {
    std::vector<RestState> rest(patients.size());
    KernelWork work;
    kernel_.find_baselines({.settings = kernel_settings(),
                            .patients = patients.data(),
                            .patient_count = patients.size(),
                            .seed = settings_.baseline_seed,
                            .end_day = settings_.baseline_day,
                            .stops_at_rest = settings_.baseline == BaselineMethod::steady_state,
                            .rest = rest.data()},
                           work);
    count(work);
    work_.solves += patients.size();
    // Whoever stopped goes to the reference, whose word is final.
    for (std::size_t patient = 0; patient < patients.size(); ++patient) {
        if (rest[patient].stop_reason != StopReason::finished && reference() != nullptr) {
            rest[patient] = reference()->find_rest(patients.subspan(patient, 1)).front();
            ++work_.rescued_solves;
        }
    }
    return rest;
}

void BatchedSolver::run_items(const Plan& plan, const KernelSettings& settings,
                              CourseBlock& block) {
    const CutCourses courses(plan);
    known_.follow(plan, settings.relative_tolerance);
    std::vector<PlanItem>& items = known_.items();
    leave_out_mediators(plan, items);
    CourseTask task{.settings = settings,
                    .path = KineticsPath::core,
                    .patients = plan.patients.data(),
                    .baselines = plan.baselines.data(),
                    .actions = plan.actions.data(),
                    .inputs = plan.inputs.data(),
                    .courses = courses.views(),
                    .items = items.data(),
                    .item_count = items.size(),
                    .concentrations = known_.views(),
                    .clinical = plan.clinical,
                    .visit_day = plan.visit_day.data(),
                    .visit_count = plan.visit_day.size(),
                    .places = block.places()};
    KernelWork work;
    for (const KineticsPath path : {KineticsPath::core, KineticsPath::drug_only,
                                    KineticsPath::closed_form, KineticsPath::full}) {
        const auto is_on = [&](const PlanItem& item) { return lane_path(item.path) == path; };
        if (std::ranges::any_of(items, is_on)) {
            task.path = path;
            kernel_.run_courses(task, work);
        }
    }
    count(work);
}

/// Tries what stopped again with smaller steps. A state that leaves its bounds once more does so
/// because the model says so; the rest goes to the reference solver, whose word is final.
void BatchedSolver::rescue(const Plan& plan, CourseBlock& block) {
    std::vector<PlanItem> stopped;
    std::vector<std::size_t> places;
    for (std::size_t item = 0; item < plan.items.size(); ++item) {
        if (block.stop_reason(item) != StopReason::finished) {
            stopped.push_back(plan.items[item]);
            places.push_back(item);
        }
    }
    if (stopped.empty()) {
        return;
    }
    constexpr double finer = 0.01;
    KernelSettings careful = kernel_settings();
    careful.relative_tolerance = std::max(careful.relative_tolerance * finer, 1e-12);
    careful.absolute_tolerance *= finer;
    Plan again = plan;
    again.items = stopped;
    again_.reset(again);
    run_items(again, careful, again_);
    work_.rescued_solves += stopped.size();
    for (std::size_t i = 0; i < stopped.size(); ++i) {
        const StopReason reason = again_.stop_reason(i);
        const bool is_settled = reason == StopReason::finished ||
                                (reason == StopReason::not_physical &&
                                 block.stop_reason(places[i]) == StopReason::not_physical);
        if (is_settled || reference() == nullptr) {
            block.replace(places[i], again_, i);
            continue;
        }
        Plan one = plan;
        one.items = plan.items.subspan(places[i], 1);
        reference()->solve(one, rescued_);
        block.replace(places[i], rescued_, 0);
    }
}

void BatchedSolver::solve(const Plan& plan, CourseBlock& block) {
    block.reset(plan);
    if (!plan.items.empty() && !plan.visit_day.empty()) {
        run_items(plan, kernel_settings(), block);
        work_.solves += plan.items.size();
        rescue(plan, block);
    }
}

}  // namespace

std::unique_ptr<Solver> make_batched_solver(const SolverSettings& settings) {
    return std::make_unique<BatchedSolver>(settings);
}

}  // namespace vesikin::simulation
