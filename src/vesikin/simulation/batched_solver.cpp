#include "vesikin/simulation/batched_solver.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "vesikin/base/error.hpp"
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
        throw base::InputError("instruction set", fmt::format("\"{}\"", instruction_set),
                               fmt::format("on this machine: {}", fmt::join(names, ", ")));
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
    void run_items(const Plan& plan, CourseBlock& block);
    void rescue(const Plan& plan, CourseBlock& block);

    [[nodiscard]] KernelSettings kernel_settings() const {
        return {.relative_tolerance = settings_.relative_tolerance,
                .absolute_tolerance = settings_.absolute_tolerance,
                .step_limit = static_cast<double>(settings_.step_limit)};
    }

    void count(const KernelWork& work, std::size_t solves) {
        work_.solves += solves;
        work_.steps += work.steps;
        work_.rejected_steps += work.rejected_steps;
    }

    /// Made when first needed; null in a build without it.
    Solver* reference() {
        if (!reference_) {
            reference_ = make_reference_solver(settings_);
        }
        return reference_.get();
    }

    SolverSettings settings_;
    const Kernel& kernel_;
    std::unique_ptr<Solver> reference_;
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
    count(work, patients.size());
    // Whoever stopped goes to the reference, whose word is final.
    for (std::size_t patient = 0; patient < patients.size(); ++patient) {
        if (rest[patient].stop_reason != StopReason::finished && reference() != nullptr) {
            rest[patient] = reference()->find_rest(patients.subspan(patient, 1)).front();
            ++work_.rescued_solves;
        }
    }
    return rest;
}

void BatchedSolver::run_items(const Plan& plan, CourseBlock& block) {
    const CutCourses courses(plan);
    CourseTask task{.settings = kernel_settings(),
                    .path = KineticsPath::core,
                    .patients = plan.patients.data(),
                    .baselines = plan.baselines.data(),
                    .actions = plan.actions.data(),
                    .inputs = plan.inputs.data(),
                    .courses = courses.views(),
                    .items = plan.items.data(),
                    .item_count = plan.items.size(),
                    .clinical = plan.clinical,
                    .visit_day = plan.visit_day.data(),
                    .visit_count = plan.visit_day.size(),
                    .places = block.places()};
    KernelWork work;
    for (const KineticsPath path :
         {KineticsPath::core, KineticsPath::closed_form, KineticsPath::full}) {
        if (std::ranges::find(plan.items, path, &PlanItem::path) != plan.items.end()) {
            task.path = path;
            kernel_.run_courses(task, work);
        }
    }
    count(work, plan.items.size());
}

/// Gives what stopped to the reference solver, whose word is final.
void BatchedSolver::rescue(const Plan& plan, CourseBlock& block) {
    for (std::size_t item = 0; item < plan.items.size(); ++item) {
        if (block.stop_reason(item) == StopReason::finished || reference() == nullptr) {
            continue;
        }
        Plan one = plan;
        one.items = plan.items.subspan(item, 1);
        reference()->solve(one, rescued_);
        ++work_.rescued_solves;
        block.replace(item, rescued_, 0);
    }
}

void BatchedSolver::solve(const Plan& plan, CourseBlock& block) {
    block.reset(plan);
    if (!plan.items.empty() && !plan.visit_day.empty()) {
        run_items(plan, block);
        rescue(plan, block);
    }
}

}  // namespace

std::unique_ptr<Solver> make_batched_solver(const SolverSettings& settings) {
    return std::make_unique<BatchedSolver>(settings);
}

}  // namespace vesikin::simulation
