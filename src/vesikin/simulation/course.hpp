// What is done to a patient and when it is looked at: plain immutable values shared by all patients
// of a run.
#pragma once

#include <string>
#include <vector>

#include "vesikin/disease/parameters.hpp"

namespace vesikin::simulation {

/// From `start_day` on these effects hold, until the next phase begins.
struct Phase {
    double start_day;
    disease::Effects<double> effects;
};

/// One course of treatment. Phases are sorted by start; the first starts at day 0.
struct Course {
    std::string name;
    std::vector<Phase> phases;
};

/// Every course is simulated from the same baseline and looked at on the same days (sorted, > 0).
struct Plan {
    std::vector<Course> courses;
    std::vector<double> visit_day;
};

}  // namespace vesikin::simulation
