// People treated in the `vesikin` model: a drug given dose by dose, others at daily doses, topical
// background and taking part; and one arm of a trial made of such people.
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/outcome/arm_course.hpp"
#include "vesikin/outcome/markers.hpp"
#include "vesikin/population/person_draw.hpp"
#include "vesikin/simulation/treatment.hpp"
#include "vesikin/study/patient_pool.hpp"

namespace vesikin::study {

/// A dose of a drug with kinetics, mg or mg per kg of body weight, for people in a band of weight.
struct GivenDose {
    double day = 0.0;
    double amount = 0.0;
    double weight_min_kg = 0.0;
    double weight_max_kg = std::numeric_limits<double>::infinity();  ///< less than this

    [[nodiscard]] bool is_for(double weight_kg) const {
        return weight_min_kg <= weight_kg && weight_kg < weight_max_kg;
    }

    [[nodiscard]] bool operator==(const GivenDose&) const = default;
};

/// A drug without kinetics at a daily dose (mg) or strength (percent).
struct DailyDose {
    std::string drug;
    double amount = 0.0;
    double from_day = 0.0;
    double until_day = std::numeric_limits<double>::infinity();

    [[nodiscard]] bool operator==(const DailyDose&) const = default;
};

/// What a person gets. One drug at most has kinetics.
struct CareCourse {
    std::string drug;  ///< with kinetics; empty = none
    std::vector<GivenDose> doses;
    std::vector<DailyDose> daily;
    bool is_per_kg = false;
    double topicals_frac = 0.0;  ///< 0 no topical background, 1 with it, between where it is mixed
    double participation_frac = 1.0;  ///< 1 as in trials, 0 takes no part

    [[nodiscard]] bool operator==(const CareCourse&) const = default;
};

/// One arm: everything is known beforehand, a loaded arm is immutable.
struct ClinicalArm {
    CareCourse care;
    EntryCriteria entry;
    std::vector<double> visit_day;  ///< rising, after day 0

    [[nodiscard]] bool operator==(const ClinicalArm&) const = default;
};

/// What a trial is like beside its design: deviates of what differs between trials.
struct TrialConditions {
    double participation_z = 0.0;
    double signs_power_z = 0.0;
};

/// Which people of the pool.
struct PeopleRange {
    std::size_t first = 0;
    std::size_t count = 0;
};

/// People to treat: parameters, states at rest, and who they are.
struct TreatedPeople {
    std::span<const disease::Parameters<double>> parameters;
    std::span<const disease::State<double>> baselines;
    std::span<const outcome::Sight> sight;
    std::span<const population::PersonKey> keys;
    population::BodyWeight weight;
};

/// Treats people in the `vesikin` model with one solver. One object serves one thread.
class CareSimulator {
  public:
    CareSimulator(const std::string& solver, const simulation::SolverSettings& settings)
        : solver_(simulation::make_solver(solver, settings)) {}

    /// Snapshots of everybody at the visits. `catalogue` has the layer and the drugs, with the
    /// numbers to use.
    const simulation::DosedBlock& treat(const TreatedPeople& people, const CareCourse& care,
                                        const catalogue::Catalogue& catalogue,
                                        const TrialConditions& conditions,
                                        const std::vector<double>& visit_day);

    [[nodiscard]] simulation::Solver& solver() { return *solver_; }

  private:
    std::unique_ptr<simulation::Solver> solver_;
    simulation::DosedBlock block_;
};

/// Simulates arms of people of a pool, one arm at a time. One object serves one thread.
class ClinicalSimulator {
  public:
    ClinicalSimulator(const PatientPool& pool, const std::string& solver,
                      const simulation::SolverSettings& settings)
        : pool_(pool), care_(solver, settings) {}

    [[nodiscard]] outcome::ArmCourse simulate(const ClinicalArm& arm,
                                              const catalogue::Catalogue& catalogue,
                                              const TrialConditions& conditions,
                                              PeopleRange people);

  private:
    const PatientPool& pool_;
    CareSimulator care_;
};

/// How a person's skin is seen in a trial; `core_easi` is that of the core at rest.
[[nodiscard]] outcome::Sight sight_of(population::PersonKey key, double core_easi,
                                      const catalogue::TrialLayer& layer,
                                      const TrialConditions& conditions);

/// What a physician sees of one person over time, without fluctuation: EASI over the own one, itch,
/// and how likely the person still takes part. Day 0 first. `topicals_frac` as in `CareCourse`.
[[nodiscard]] std::vector<outcome::PersonVisit> person_course(const simulation::DosedBlock& block,
                                                              std::size_t item,
                                                              std::span<const double> visit_day,
                                                              const outcome::Sight& sight,
                                                              double own_itch, double topicals_frac,
                                                              const catalogue::TrialLayer& layer);

/// What severity does to the participation effect.
[[nodiscard]] double participation_factor(const catalogue::TrialLayer& layer, double own_easi);

/// Effects without kinetics over time: participation, background and daily doses.
[[nodiscard]] std::vector<simulation::Phase> phases_of(const CareCourse& care,
                                                       const catalogue::Catalogue& catalogue,
                                                       const TrialConditions& conditions);

/// Gives an input what one person's body makes of a drug with kinetics.
void give_drug(const catalogue::Drug& drug, const CareCourse& care, double weight_kg,
               population::PersonKey key, simulation::PersonalInput& input);

/// The effect of a drug with kinetics by concentration, as the solvers take it.
[[nodiscard]] disease::DrugAction<double> drug_action_of(const catalogue::Drug& drug);

}  // namespace vesikin::study
