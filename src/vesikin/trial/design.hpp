// A virtual trial as asked for: arms, visits, inclusion and outcomes, and its translation into a
// plan for the solvers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/population/inclusion.hpp"
#include "vesikin/simulation/course.hpp"

namespace vesikin::trial {

/// A drug given from `start_day` until `stop_day`.
struct TreatmentPeriod {
    std::string drug;
    double start_day = 0.0;
    double stop_day = 0.0;
};

struct Arm {
    std::string name;
    std::string label;
    std::string description;
    double participation_frac =
        1.0;  ///< share of the participation (placebo) effect: 0 untreated, 1 as in the trials
    std::vector<TreatmentPeriod> treatments;
};

/// Immutable once loaded. Visits are sorted, after day 0, and end with the horizon.
struct TrialDesign {
    std::string name;
    std::string title;
    std::string description;
    std::string model;
    std::uint64_t patients = 0;
    std::uint64_t seed = 0;
    double horizon_day = 0.0;
    std::vector<double> visit_day;
    population::Inclusion inclusion;
    std::vector<Arm> arms;
    std::vector<std::string> outcomes;
};

/// The course of one arm: a phase for every stretch between the starts and stops of its drugs.
/// Every drug named is in the catalogue.
[[nodiscard]] simulation::Course course_of(const Arm& arm, const catalogue::Catalogue& catalogue);

[[nodiscard]] simulation::Plan plan_of(const TrialDesign& design,
                                       const catalogue::Catalogue& catalogue);

}  // namespace vesikin::trial
