#include "vesikin/simulation/batched_solver.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/simulation/cvode_dosed.hpp"
#include "vesikin/simulation/cvode_solver.hpp"
#include "vesikin/simulation/kernels/kernel.hpp"

namespace vesikin::simulation {

namespace {

using disease::Parameters;

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

class BatchedSolver final : public Solver {
  public:
    explicit BatchedSolver(const SolverSettings& settings)
        : settings_(settings), kernel_(find_kernel(settings.instruction_set)) {}

    void solve(std::span<const Parameters<double>> patients, const Plan& plan,
               TrajectoryBlock& block) override;

    void solve_dosed(const DosedPlan& plan, DosedBlock& block) override;

    [[nodiscard]] std::size_t block_size() const noexcept override { return 256; }

    [[nodiscard]] std::string_view instruction_set() const noexcept override {
        return kernel_.name;
    }

  private:
    void find_baselines(std::span<const Parameters<double>> patients, TrajectoryBlock& block);
    void run_courses(std::span<const Parameters<double>> patients, const Plan& plan,
                     TrajectoryBlock& block);
    void cut_into_segments(const Plan& plan);
    void rescue(std::span<const Parameters<double>> patients, const Plan& plan,
                TrajectoryBlock& block);

    [[nodiscard]] KernelSettings kernel_settings() const {
        return {.relative_tolerance = settings_.relative_tolerance,
                .absolute_tolerance = settings_.absolute_tolerance,
                .step_limit = static_cast<double>(settings_.step_limit)};
    }

    SolverSettings settings_;
    const Kernel& kernel_;
    std::unique_ptr<Solver> reference_;  ///< made when first needed
    std::vector<StopReason> baseline_reason_;
    std::vector<StopReason> course_reason_;
    std::vector<ConstantSegment> segments_;
    std::vector<CourseSegments> courses_;
    TrajectoryBlock rescued_;
    DosedBlock rescued_dosed_;
};

void BatchedSolver::find_baselines(std::span<const Parameters<double>> patients,
                                   TrajectoryBlock& block) {
    baseline_reason_.assign(patients.size(), StopReason::finished);
    KernelWork work;
    kernel_.find_baselines({.settings = kernel_settings(),
                            .patients = patients.data(),
                            .patient_count = patients.size(),
                            .seed = settings_.baseline_seed,
                            .end_day = settings_.baseline_day,
                            .stops_at_rest = settings_.baseline == BaselineMethod::steady_state,
                            .baseline = &block.baseline(0),
                            .reason = baseline_reason_.data()},
                           work);
    work_.solves += patients.size();
    work_.steps += work.steps;
    work_.rejected_steps += work.rejected_steps;
    for (std::size_t patient = 0; patient < patients.size(); ++patient) {
        block.stop_reason(patient) = baseline_reason_[patient];
        block.highest_easi(patient) = disease::easi_score(block.baseline(patient));
    }
}

/// Constant pieces of every course, up to the last visit.
void BatchedSolver::cut_into_segments(const Plan& plan) {
    const double last_day = plan.visit_day.back();
    segments_.clear();
    std::vector<std::size_t> first;
    for (const Course& course : plan.courses) {
        first.push_back(segments_.size());
        double begin_day = 0.0;
        for (std::size_t phase = 0; phase < course.phases.size(); ++phase) {
            const bool is_last = phase + 1 == course.phases.size();
            const double end_day =
                is_last ? last_day : std::min(course.phases[phase + 1].start_day, last_day);
            if (end_day > begin_day) {
                segments_.push_back({end_day, course.phases[phase].effects});
                begin_day = end_day;
            }
        }
    }
    first.push_back(segments_.size());
    courses_.clear();
    for (std::size_t course = 0; course < plan.courses.size(); ++course) {
        courses_.push_back({&segments_[first[course]], first[course + 1] - first[course]});
    }
}

void BatchedSolver::run_courses(std::span<const Parameters<double>> patients, const Plan& plan,
                                TrajectoryBlock& block) {
    cut_into_segments(plan);
    course_reason_.assign(patients.size() * plan.courses.size(), StopReason::finished);
    KernelWork work;
    kernel_.run_courses({.settings = kernel_settings(),
                         .patients = patients.data(),
                         .patient_count = patients.size(),
                         .skip = baseline_reason_.data(),
                         .courses = courses_.data(),
                         .course_count = courses_.size(),
                         .visit_day = plan.visit_day.data(),
                         .visit_count = plan.visit_day.size(),
                         .baseline = &block.baseline(0),
                         .states = &block.at(0, 0, 0),
                         .highest_easi = &block.highest_easi(0),
                         .reason = course_reason_.data()},
                        work);
    work_.steps += work.steps;
    work_.rejected_steps += work.rejected_steps;
    for (std::size_t patient = 0; patient < patients.size(); ++patient) {
        if (block.stop_reason(patient) != StopReason::finished) {
            continue;
        }
        work_.solves += plan.courses.size();
        for (std::size_t course = plan.courses.size(); course-- > 0;) {
            const StopReason reason = course_reason_[patient * plan.courses.size() + course];
            if (reason != StopReason::finished) {
                block.stop_reason(patient) = reason;
            }
        }
    }
}

/// Gives every patient that stopped to the reference solver, whose word is final.
void BatchedSolver::rescue(std::span<const Parameters<double>> patients, const Plan& plan,
                           TrajectoryBlock& block) {
    for (std::size_t patient = 0; patient < patients.size(); ++patient) {
        if (block.stop_reason(patient) == StopReason::finished) {
            continue;
        }
        if (!reference_) {
            reference_ = make_cvode_solver(settings_);
        }
        const unsigned long long solves_before = reference_->work().solves;
        reference_->solve(patients.subspan(patient, 1), plan, rescued_);
        work_.rescued_solves += reference_->work().solves - solves_before;
        block.baseline(patient) = rescued_.baseline(0);
        block.highest_easi(patient) = rescued_.highest_easi(0);
        block.stop_reason(patient) = rescued_.stop_reason(0);
        for (std::size_t course = 0; course < plan.courses.size(); ++course) {
            for (std::size_t visit = 0; visit < plan.visit_day.size(); ++visit) {
                block.at(patient, course, visit) = rescued_.at(0, course, visit);
            }
        }
    }
}

void BatchedSolver::solve(std::span<const Parameters<double>> patients, const Plan& plan,
                          TrajectoryBlock& block) {
    block.reset(patients.size(), plan.courses.size(), plan.visit_day.size());
    if (patients.empty()) {
        return;
    }
    // 1. One baseline per patient serves all courses.
    find_baselines(patients, block);
    // 2. Courses of all patients fill the lanes together.
    if (!plan.courses.empty() && !plan.visit_day.empty()) {
        run_courses(patients, plan, block);
    }
    // 3. What could not be carried through goes to the reference.
    rescue(patients, plan, block);
}

void BatchedSolver::solve_dosed(const DosedPlan& plan, DosedBlock& block) {
    block.reset(plan.items.size(), plan.visit_day.size());
    if (plan.items.empty() || plan.visit_day.empty()) {
        return;
    }
    std::vector<std::vector<Piece>> pieces;
    std::vector<CoursePieces> piece_views;
    std::vector<DosedCourseView> course_views;
    for (const DosedCourse& course : plan.courses) {
        pieces.push_back(pieces_of(course, plan.visit_day.back()));
        course_views.push_back({course.phases.data(), course.doses.data()});
    }
    for (const auto& list : pieces) {
        piece_views.push_back({list.data(), list.size()});
    }
    DosedTask task{.settings = kernel_settings(),
                   .path = KineticsPath::closed_form,
                   .patients = plan.patients.data(),
                   .baselines = plan.baselines.data(),
                   .actions = plan.actions.data(),
                   .inputs = plan.inputs.data(),
                   .courses = course_views.data(),
                   .pieces = piece_views.data(),
                   .items = plan.items.data(),
                   .item_count = plan.items.size(),
                   .clinical = plan.clinical,
                   .visit_day = plan.visit_day.data(),
                   .visit_count = plan.visit_day.size(),
                   .snapshots = &block.at(0, 0),
                   .reason = &block.stop_reason(0)};
    KernelWork work;
    for (const KineticsPath path : {KineticsPath::closed_form, KineticsPath::full}) {
        if (std::any_of(plan.items.begin(), plan.items.end(),
                        [&](const DosedItem& item) { return item.path == path; })) {
            task.path = path;
            kernel_.run_dosed(task, work);
        }
    }
    work_.solves += plan.items.size();
    work_.steps += work.steps;
    work_.rejected_steps += work.rejected_steps;
    // What stopped goes to the reference, whose word is final.
    for (std::size_t item = 0; item < plan.items.size(); ++item) {
        if (block.stop_reason(item) == StopReason::finished) {
            continue;
        }
        DosedPlan one = plan;
        one.items = plan.items.subspan(item, 1);
        SolverWork rescue_work;
        cvode_solve_dosed(one, settings_, rescued_dosed_, rescue_work);
        work_.rescued_solves += rescue_work.solves;
        block.stop_reason(item) = rescued_dosed_.stop_reason(0);
        for (std::size_t visit = 0; visit < plan.visit_day.size(); ++visit) {
            block.at(item, visit) = rescued_dosed_.at(0, visit);
        }
    }
}

}  // namespace

std::unique_ptr<Solver> make_batched_solver(const SolverSettings& settings) {
    return std::make_unique<BatchedSolver>(settings);
}

}  // namespace vesikin::simulation
