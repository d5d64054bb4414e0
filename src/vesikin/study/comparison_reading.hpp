// What a comparison reads off a person at a time: markers of the treated skin, outcomes of the
// whole person, and what only a comparison has.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/outcome/markers.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::study {

/// One reading beside the markers.
struct Reading {
    std::string name;
    std::string unit;                           ///< "1" for shares of people
    const outcome::Outcome* outcome = nullptr;  ///< of the whole person; null for the last three
};

inline constexpr std::string_view easi_change_treated = "easi_change_treated";
inline constexpr std::string_view noticeable = "noticeable";
inline constexpr std::string_view flare = "flare";

/// Every outcome that the model has of a person as seen, then: percent change of EASI on treated
/// skin; whether that is noticeably below the dummy; whether the person has flared by now.
[[nodiscard]] std::vector<Reading> comparison_readings(const catalogue::Catalogue& model);

/// How what is read is judged.
struct ReadingRules {
    outcome::WaterLoss water_loss;
    double noticeable_frac = 0.0;   ///< of own EASI: what a person would notice
    double flare_easi_rise = 0.0;   ///< points above the same person's dummy course, and
    double flare_easi_above = 0.0;  ///< an EASI above this one: together a flare,
    double flare_after_day = 0.0;   ///< when it is there this long after a session

    /// Whether it is a flare at a day: not in the first days after a session, when the wound itself
    /// counts as lost barrier.
    [[nodiscard]] bool is_flare(double easi, double dummy_easi, double since_session_day) const {
        return easi > flare_easi_above && easi > dummy_easi + flare_easi_rise &&
               since_session_day >= flare_after_day;
    }
};

/// One person's course in one arm, time by time, day 0 first.
struct PersonCourse {
    std::span<const care::SeenVisit> treated;     ///< the treated skin
    std::span<const care::SeenVisit> elsewhere;   ///< all other skin
    double treated_weight = 1.0;                  ///< of the treated skin in EASI
    std::span<const simulation::Snapshot> under;  ///< state and response of the treated skin
    const simulation::Snapshot& rest;             ///< the same, untreated, before anything
    const care::Sight& sight;
    std::span<const double> dummy_easi;         ///< of the same person without vesicles
    std::span<const double> since_session_day;  ///< days from the latest session
};

/// Markers, then readings.
using PersonNumbers = std::vector<double>;

/// What is read off a course, time by time. `model` gives the limits of the physician's assessment.
[[nodiscard]] std::vector<PersonNumbers> read_course(const PersonCourse& course,
                                                     const ReadingRules& rules,
                                                     const std::vector<Reading>& readings,
                                                     const care::VisitNoise& noise,
                                                     const catalogue::Catalogue* model);

}  // namespace vesikin::study
