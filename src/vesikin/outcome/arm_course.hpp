// What a trial sees of the people of one arm: each person's course without fluctuation, and how
// many are still there.
#pragma once

#include <cstddef>
#include <vector>

namespace vesikin::outcome {

/// One person at one visit.
struct PersonVisit {
    double easi_share = 1.0;  ///< EASI over the person's own at baseline, without fluctuation
    double itch = 0.0;        ///< peak itch, 0..10
    double stays_frac = 1.0;  ///< probability of neither having left nor having needed rescue
    double concentration_mg_per_l = 0.0;
};

/// All people of an arm. Visits begin with day 0.
struct ArmCourse {
    std::vector<double> visit_day;
    std::vector<double> weight;  ///< of each person, sum 1
    std::vector<double> easi;    ///< of each person at baseline
    std::vector<double> itch;
    std::vector<PersonVisit> visits;  ///< person by person

    [[nodiscard]] std::size_t people() const noexcept { return weight.size(); }

    [[nodiscard]] const PersonVisit& at(std::size_t person, std::size_t visit) const {
        return visits[person * visit_day.size() + visit];
    }

    [[nodiscard]] PersonVisit& at(std::size_t person, std::size_t visit) {
        return visits[person * visit_day.size() + visit];
    }
};

}  // namespace vesikin::outcome
