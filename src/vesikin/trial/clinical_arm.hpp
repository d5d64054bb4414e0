// One arm of a clinical trial in the `vesikin` model: people who meet the entry criteria, taking
// part, with a drug given dose by dose beside topical background, and what their physicians see.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/outcome/arm_course.hpp"
#include "vesikin/simulation/treatment.hpp"
#include "vesikin/trial/patient_pool.hpp"

namespace vesikin::trial {

/// A dose of a drug with kinetics, mg or mg per kg of body weight.
struct GivenDose {
    double day = 0.0;
    double amount = 0.0;
};

/// A drug without kinetics from a day on, at a daily dose (mg) or strength (percent); 0 stops it.
struct DailyDose {
    double from_day = 0.0;
    double amount = 0.0;
};

/// What an arm gets. Everything is known beforehand; a loaded arm is immutable.
struct ClinicalArm {
    std::string drug;  ///< empty = dummy
    std::vector<GivenDose> doses;
    std::vector<DailyDose> daily;
    bool is_per_kg = false;
    double topicals_frac = 0.0;  ///< 0 no topical background, 1 with it, between where it is mixed
    bool leaves_count = true;    ///< people who leave or need rescue are lost
    EntryCriteria entry;
    std::vector<double> visit_day;  ///< rising, after day 0

    [[nodiscard]] bool operator==(const ClinicalArm& other) const;
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

/// Simulates arms, one at a time. One object serves one thread.
class ClinicalSimulator {
  public:
    /// `clinical` gives the read-outs that the layer does not replace. Both outlive the object.
    ClinicalSimulator(const PatientPool& pool, const disease::ClinicalParameters<double>& clinical,
                      const std::string& solver, const simulation::SolverSettings& settings);

    /// `catalogue` has the layer and the drug, with the numbers to use.
    [[nodiscard]] outcome::ArmCourse simulate(const ClinicalArm& arm,
                                              const catalogue::Catalogue& catalogue,
                                              const TrialConditions& conditions,
                                              PeopleRange people);

    [[nodiscard]] const simulation::SolverWork& work() const { return solver_->work(); }

  private:
    const PatientPool& pool_;
    const disease::ClinicalParameters<double>& clinical_;
    std::unique_ptr<simulation::Solver> solver_;
    simulation::DosedBlock block_;
};

/// The arm's effects without kinetics over time: participation, background and daily doses.
[[nodiscard]] std::vector<simulation::Phase> phases_of(const ClinicalArm& arm,
                                                       const catalogue::Catalogue& catalogue,
                                                       const TrialConditions& conditions);

/// The effect of a drug with kinetics by concentration, as the solvers take it.
[[nodiscard]] disease::DrugAction<double> drug_action_of(const catalogue::Drug& drug);

}  // namespace vesikin::trial
