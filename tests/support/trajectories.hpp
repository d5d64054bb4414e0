// Courses of constant effects for tests and benchmarks of solvers: the core alone from rest to the
// visits, patient by patient and course by course.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "vesikin/disease/scores.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::tests {

/// Every course is simulated from the patient's rest and looked at on the same days.
struct CorePlan {
    std::vector<simulation::Course> courses;
    std::vector<double> visit_day;
};

/// What came of it.
class Trajectories {
  public:
    static Trajectories of(simulation::Solver& solver,
                           std::span<const disease::Parameters<double>> patients,
                           const CorePlan& plan) {
        Trajectories found;
        found.fill(solver, patients, plan);
        return found;
    }

    /// By a solver, in the memory of an earlier run; patients who do not come to rest have no
    /// courses.
    void fill(simulation::Solver& solver, std::span<const disease::Parameters<double>> patients,
              const CorePlan& plan) {
        courses_ = plan.courses.size();
        visits_ = plan.visit_day.size();
        rest_ = solver.find_rest(patients);
        std::vector<disease::State<double>> baselines;
        std::vector<simulation::PlanItem> items;
        first_item_.clear();
        for (std::uint32_t i = 0; i < patients.size(); ++i) {
            baselines.push_back(rest_[i].state);
            first_item_.push_back(items.size());
            for (std::uint32_t course = 0; course < plan.courses.size() &&
                                           rest_[i].stop_reason == simulation::StopReason::finished;
                 ++course) {
                items.push_back({i, 0, 0, course, simulation::KineticsPath::core});
            }
        }
        solver.solve({.patients = patients,
                      .baselines = baselines,
                      .actions = {},
                      .inputs = {},
                      .courses = plan.courses,
                      .items = items,
                      .clinical = {},
                      .visit_day = plan.visit_day},
                     block_);
    }

    [[nodiscard]] std::size_t patients() const { return rest_.size(); }

    [[nodiscard]] std::size_t courses() const { return courses_; }

    [[nodiscard]] std::size_t visits() const { return visits_; }

    [[nodiscard]] const disease::State<double>& baseline(std::size_t patient) const {
        return rest_[patient].state;
    }

    [[nodiscard]] const disease::State<double>& at(std::size_t patient, std::size_t course,
                                                   std::size_t visit) const {
        return block_.state(first_item_[patient] + course, visit);
    }

    [[nodiscard]] double highest_easi(std::size_t patient) const {
        double highest = disease::easi_score(baseline(patient));
        for (std::size_t course = 0; course < courses_; ++course) {
            highest = std::max(highest, block_.highest_easi(first_item_[patient] + course));
        }
        return highest;
    }

    /// Why the patient's rest or first failing course stopped.
    [[nodiscard]] simulation::StopReason stop_reason(std::size_t patient) const {
        simulation::StopReason reason = rest_[patient].stop_reason;
        for (std::size_t course = 0;
             course < courses_ && visits_ > 0 && reason == simulation::StopReason::finished;
             ++course) {
            reason = block_.stop_reason(first_item_[patient] + course);
        }
        return reason;
    }

  private:
    std::size_t courses_ = 0;
    std::size_t visits_ = 0;
    std::vector<simulation::RestState> rest_;
    std::vector<std::size_t> first_item_;
    simulation::CourseBlock block_;
};

inline Trajectories solve(std::string_view solver,
                          const std::vector<disease::Parameters<double>>& patients,
                          const CorePlan& plan, const simulation::SolverSettings& settings) {
    return Trajectories::of(*simulation::make_solver(solver, settings), patients, plan);
}

}  // namespace vesikin::tests
