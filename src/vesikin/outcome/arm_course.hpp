// What a trial sees of the people of one arm: each person's course without the fluctuation of
// visits, and how many are still there; and how outcomes are read off all of them together.
#pragma once

#include <cstddef>
#include <vector>

#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

/// All people of an arm. Visits begin with day 0.
struct ArmCourse {
    std::vector<double> visit_day;
    std::vector<double> weight;           ///< of each person, sum 1
    std::vector<care::SeenVisit> visits;  ///< person by person
    care::VisitNoise noise;
    const catalogue::Catalogue* model = nullptr;  ///< outlives the course

    [[nodiscard]] std::size_t people() const noexcept { return weight.size(); }

    [[nodiscard]] const care::SeenVisit& at(std::size_t person, std::size_t visit) const {
        return visits[person * visit_day.size() + visit];
    }

    [[nodiscard]] care::SeenVisit& at(std::size_t person, std::size_t visit) {
        return visits[person * visit_day.size() + visit];
    }

    /// A person at a visit, to be read.
    [[nodiscard]] Expectation person(std::size_t person, std::size_t visit,
                                     Subset subset = Subset::everyone) const {
        return {at(person, 0), at(person, visit), noise, model, subset};
    }
};

/// Expected value in an arm and spread between people, both in the outcome's unit (percent for
/// proportions).
struct EndpointValue {
    double mean = 0.0;
    double person_sd = 0.0;
    double mean_error = 0.0;  ///< of `mean`, from having looked at these people and no others
};

/// What to read. `visit` and `first_visit` are indices of the course; `first_visit` is where
/// responders were counted, for endpoints among responders.
struct EndpointQuestion {
    const ArmCourse& course;
    std::size_t visit = 0;
    std::size_t first_visit = 0;
    Subset subset = Subset::everyone;
};

/// An outcome at a visit: who has left counts as not responding; numbers are of those who stay.
[[nodiscard]] EndpointValue at_visit(const Outcome& outcome, const EndpointQuestion& question);

/// Of those who responded (EASI-75) at the first visit, how many do now.
[[nodiscard]] EndpointValue among_responders(const Outcome& outcome,
                                             const EndpointQuestion& question);

/// Percentage points of improvement of EASI since day 0 that responders of the first visit gained
/// (or lost, negative) since then.
[[nodiscard]] EndpointValue improvement_since(const EndpointQuestion& question);

/// Mean change over the mean at baseline, in percent.
[[nodiscard]] EndpointValue over_mean_baseline(const Outcome& change, const Outcome& level,
                                               const EndpointQuestion& question);

/// Median over people of the mean EASI of the course so far, in percent of baseline.
[[nodiscard]] EndpointValue median_area(const EndpointQuestion& question);

}  // namespace vesikin::outcome
