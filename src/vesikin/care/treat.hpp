// People treated and seen: the one way from a person, a course of care and a world to what is seen
// at visits. Every study goes through `Treatment::treat`.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "vesikin/care/care_course.hpp"
#include "vesikin/care/sight.hpp"
#include "vesikin/population/person_draw.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::care {

/// People at rest. Entries of the lists belong together.
struct People {
    std::vector<disease::Parameters<double>> parameters;
    std::vector<disease::State<double>> baselines;  ///< untreated, at rest
    std::vector<population::PersonKey> keys;        ///< who they are
    catalogue::BodyWeight weight;

    [[nodiscard]] std::size_t count() const { return parameters.size(); }

    void add(const disease::Parameters<double>& own, const disease::State<double>& rest,
             population::PersonKey key);

    /// Those from `first` on.
    [[nodiscard]] People part(std::size_t first, std::size_t how_many) const;
};

/// What one session of vesicles brings to one body, with the closed forms of its kinetics.
struct SessionBody {
    simulation::PersonalInput input;
    bool is_closed = true;  ///< whether vesicle kinetics have a closed form
};

/// Closes the form of vesicle kinetics where it can.
[[nodiscard]] SessionBody session_body(const simulation::PersonalInput& input);

/// The same body's skin elsewhere: vesicles reach it only through the blood.
[[nodiscard]] SessionBody elsewhere(const SessionBody& body);

/// One arm. What it refers to outlives the call.
struct Arm {
    const CareCourse* care = nullptr;
    std::span<const SessionBody> bodies{};  ///< people take them in turn; empty without vesicles
    const disease::VesicleAction<double>* action = nullptr;  ///< null: vesicles do nothing
    std::size_t first_body = 0;  ///< the one that the first person takes
};

/// When people are looked at, and what came before.
struct Schedule {
    std::vector<double> visit_day;  ///< rising, after day 0
    LeadIn lead_in{};
};

/// Arms x people x times as seen; time 0 is day 0. Reused between calls.
class SeenPeople {
  public:
    [[nodiscard]] std::size_t people() const noexcept { return sight_.size(); }

    [[nodiscard]] std::size_t times() const noexcept { return times_; }

    [[nodiscard]] std::size_t arms() const noexcept { return arms_; }

    [[nodiscard]] const Sight& sight(std::size_t person) const { return sight_[person]; }

    /// What is seen of a person over all times.
    [[nodiscard]] std::span<const SeenVisit> course(std::size_t arm, std::size_t person) const {
        return std::span(visits_).subspan((arm * people() + person) * times_, times_);
    }

    /// The state of the core under it.
    [[nodiscard]] const disease::State<double>& state(std::size_t arm, std::size_t person,
                                                      std::size_t time) const;

    /// State and response under it.
    [[nodiscard]] simulation::Snapshot snapshot(std::size_t arm, std::size_t person,
                                                std::size_t time) const;

    /// The untreated person at rest.
    [[nodiscard]] const simulation::Snapshot& rest(std::size_t person) const {
        return rest_[person];
    }

    [[nodiscard]] simulation::StopReason stop_reason(std::size_t arm, std::size_t person) const {
        return block_.stop_reason(person * arms_ + arm);
    }

    /// How single visits differ from the courses.
    [[nodiscard]] const VisitNoise& noise() const noexcept { return noise_; }

    /// The highest EASI of the core in any arm, the baseline included.
    [[nodiscard]] double highest_easi(std::size_t person) const;

  private:
    friend class Treatment;

    std::size_t arms_ = 0;
    std::size_t times_ = 0;
    bool has_lead_in_ = false;
    VisitNoise noise_;
    std::vector<Sight> sight_;
    std::vector<simulation::Snapshot> rest_;
    std::vector<SeenVisit> visits_;  ///< by arm, person, time
    simulation::CourseBlock block_;  ///< items by person, then arm
};

/// Treats people with one solver. One object serves one thread.
class Treatment {
  public:
    Treatment(const std::string& solver, const simulation::SolverSettings& settings)
        : solver_(simulation::make_solver(solver, settings)) {}

    /// Treats everybody in every arm and looks at them. The result is valid until the next call.
    const SeenPeople& treat(const People& people, std::span<const Arm> arms, const CareWorld& world,
                            const Schedule& schedule);

    [[nodiscard]] simulation::Solver& solver() { return *solver_; }

  private:
    std::unique_ptr<simulation::Solver> solver_;
    SeenPeople seen_;
};

/// The effect of a drug with kinetics by concentration, as solvers take it.
[[nodiscard]] disease::DrugAction<double> drug_action_of(const catalogue::Drug& drug);

}  // namespace vesikin::care
