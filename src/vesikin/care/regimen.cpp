#include "vesikin/care/regimen.hpp"

#include <algorithm>
#include <cmath>

#include "vesikin/base/error.hpp"

namespace vesikin::care {

namespace {

/// Days after the first one on which doses are due.
std::vector<double> due_days(const DoseSchedule& schedule) {
    if (!schedule.given_day.empty()) {
        return schedule.given_day;
    }
    VESIKIN_CHECK(schedule.interval_day > 0.0, "doses are some time apart");
    std::vector<double> days;
    for (std::size_t number = 0;; ++number) {
        const double day = static_cast<double>(number) * schedule.interval_day;
        if (schedule.first_day + day >= schedule.end_day ||
            (schedule.count && number >= *schedule.count)) {
            return days;
        }
        days.push_back(day);
    }
}

double amount_of(const DoseSchedule& schedule, std::size_t number, double day) {
    if (schedule.loading_day.empty()) {
        return number < schedule.loading.size() ? schedule.loading[number] : schedule.dose;
    }
    const bool is_loading =
        std::ranges::find(schedule.loading_day, day) != schedule.loading_day.end();
    return is_loading && !schedule.loading.empty() ? schedule.loading.front() : schedule.dose;
}

}  // namespace

std::vector<GivenDose> doses_of(const DoseSchedule& schedule) {
    std::vector<double> missed = schedule.missed_day;
    std::vector<GivenDose> doses;
    std::size_t number = 0;
    for (const double due : due_days(schedule)) {
        const double day = schedule.first_day + due;
        // Due within half an interval of a missed day: this is the one that was missed.
        const auto gap = std::ranges::find_if(missed, [&](double each) {
            return std::abs(each - day) <= 0.5 * schedule.interval_day;
        });
        if (gap != missed.end()) {
            missed.erase(gap);
        } else {
            doses.push_back({day, amount_of(schedule, number, due), schedule.weight_min_kg,
                             schedule.weight_max_kg});
        }
        ++number;
    }
    return doses;
}

}  // namespace vesikin::care
