// A regimen as asked for and the doses that it comes to: the one expansion of doses over time.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "vesikin/care/care_course.hpp"

namespace vesikin::care {

/// Doses of a drug with kinetics, evenly spaced, the first ones perhaps larger. Amounts in mg or mg
/// per kg.
struct DoseSchedule {
    double first_day = 0.0;
    double end_day = 0.0;  ///< doses due on it or later are left out
    double interval_day = 1.0;
    double dose = 0.0;
    std::vector<double> loading{};       ///< amounts of the first doses
    std::vector<double> loading_day{};   ///< or: only doses due on these days after `first_day`
                                         ///< are loading doses, of `loading[0]`
    std::vector<double> given_day{};     ///< in place of an interval: these days after `first_day`
    std::optional<std::size_t> count{};  ///< doses at most
    std::vector<double> missed_day{};    ///< the dose due next to such a day is not taken
    double weight_min_kg = 0.0;
    double weight_max_kg = std::numeric_limits<double>::infinity();
};

[[nodiscard]] std::vector<GivenDose> doses_of(const DoseSchedule& schedule);

}  // namespace vesikin::care
