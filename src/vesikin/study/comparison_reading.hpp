// What a comparison reads off a person at a time: markers of the treated skin, outcomes of the
// whole person, and what only a comparison has.
#pragma once

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

/// One person at one time.
struct PersonNow {
    outcome::MarkerView treated;   ///< the treated skin
    outcome::Expectation whole;    ///< all skin, over what the person was untreated
    double dummy_easi = 0.0;       ///< of the same person without vesicles
    double noticeable_frac = 0.0;  ///< of own EASI
    bool has_flared = false;
};

/// Markers, then readings.
using PersonNumbers = std::vector<double>;

[[nodiscard]] PersonNumbers read_person(const PersonNow& person,
                                        const std::vector<Reading>& readings);

/// What is seen of a whole person whose treated skin has that weight in EASI. Itch is that of the
/// skin that itches most.
[[nodiscard]] care::SeenVisit whole_person(const care::SeenVisit& treated,
                                           const care::SeenVisit& elsewhere, double treated_weight,
                                           const care::VisitNoise& noise);

}  // namespace vesikin::study
