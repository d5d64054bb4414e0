// What a person gets: drugs dose by dose or day by day, topical background, taking part, what came
// before day 0, and sessions of vesicles.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/simulation/course.hpp"

namespace vesikin::care {

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

/// A drug that acts evenly over a period: in a model with a trial layer at a daily dose (mg) or
/// strength (percent), in the published one at its constant size.
struct DailyDose {
    std::string drug;
    double amount = 0.0;
    double from_day = 0.0;
    double until_day = std::numeric_limits<double>::infinity();

    [[nodiscard]] bool operator==(const DailyDose&) const = default;
};

/// Sessions of vesicles, evenly spaced from day 0 on.
struct SessionPlan {
    std::size_t count = 0;
    double interval_day = 7.0;

    /// Session i's day.
    [[nodiscard]] double day(std::size_t session) const {
        return static_cast<double>(session) * interval_day;
    }

    [[nodiscard]] double last_day() const { return count > 0 ? day(count - 1) : 0.0; }

    [[nodiscard]] bool operator==(const SessionPlan&) const = default;
};

/// What a person gets from day 0 on. One drug at most has kinetics.
struct CareCourse {
    std::string drug{};  ///< with kinetics; empty = none
    std::vector<GivenDose> doses{};
    std::vector<DailyDose> daily{};
    bool is_per_kg = false;
    double topicals_frac = 0.0;  ///< 0 no topical background, 1 with it, between where it is mixed
    double participation_frac = 1.0;  ///< 1 as in trials, 0 takes no part
    disease::Effects<double> kept{};  ///< constant effects of what goes on from a lead-in
    SessionPlan sessions{};

    [[nodiscard]] bool operator==(const CareCourse& other) const;
};

/// What happens before day 0, the same in every arm.
struct LeadIn {
    double days = 0.0;                   ///< 0 = people start from their untreated state
    disease::Effects<double> effects{};  ///< constant
    double participation_frac = 0.0;
};

/// Effects without kinetics over time, from the begin of the lead-in on. `participation` is the
/// share of k3 that taking part in full has in this world.
[[nodiscard]] std::vector<simulation::Phase> phases_of(const CareCourse& care,
                                                       const LeadIn& lead_in,
                                                       const catalogue::Catalogue& catalogue,
                                                       double participation);

/// The doses of the drug for a person of that weight and the sessions, in order of their days.
[[nodiscard]] std::vector<simulation::DoseEvent> events_of(const CareCourse& care,
                                                           const LeadIn& lead_in, double weight_kg);

}  // namespace vesikin::care
