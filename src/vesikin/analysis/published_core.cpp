#include "vesikin/analysis/published_core.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "vesikin/outcome/list.hpp"

namespace vesikin::analysis {

namespace {

/// Numbers of points depend on who enters, which the published model does not know.
bool is_readable(const RowReading& reading) {
    if (!reading.reason.empty() || reading.subset != outcome::Subset::everyone ||
        reading.endpoint->reading != outcome::EndpointReading::at_visit) {
        return false;
    }
    return reading.endpoint->unit() == "%" &&
           !outcome::seen_outcome(reading.endpoint->outcome).needs_layer;
}

/// Everybody under one drug (nullptr = none), seen as the published model sees them.
outcome::ArmCourse course_of(const catalogue::Drug* drug, const catalogue::Catalogue& published,
                             const care::People& people, const std::vector<double>& visit_day,
                             care::Treatment& treatment) {
    care::CareCourse care;
    if (drug != nullptr) {
        care.daily.push_back({.drug = drug->name});
    }
    const care::Arm arm{.care = &care};
    const care::SeenPeople& seen = treatment.treat(people, {&arm, 1}, {.catalogue = &published},
                                                   {.visit_day = visit_day, .lead_in = {}});
    outcome::ArmCourse course;
    course.visit_day = {0.0};
    course.visit_day.insert(course.visit_day.end(), visit_day.begin(), visit_day.end());
    course.model = &published;
    for (std::size_t person = 0; person < seen.people(); ++person) {
        const bool is_simulated = seen.stop_reason(0, person) == simulation::StopReason::finished;
        course.weight.push_back(is_simulated ? 1.0 : 0.0);
        const auto visits = seen.course(0, person);
        course.visits.insert(course.visits.end(), visits.begin(), visits.end());
    }
    return course;
}

}  // namespace

std::vector<std::optional<double>> predict_published_core(std::span<const TrialRow> rows,
                                                          std::span<const RowReading> readings,
                                                          const catalogue::Catalogue& catalogue,
                                                          const study::PatientPool& pool,
                                                          std::size_t people,
                                                          const study::RunControl& control) {
    // 1. What to look at, drug by drug.
    std::map<std::string, std::vector<std::size_t>> rows_of;
    std::set<double> days;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (is_readable(readings[i])) {
            rows_of[readings[i].drug()].push_back(i);
            days.insert(readings[i].day);
        }
    }
    const std::vector<double> visit_day(days.begin(), days.end());
    std::vector<std::optional<double>> values(rows.size());

    // 2. The same people under each, by the model without its trial layer.
    catalogue::Catalogue published = catalogue;
    published.layer.reset();
    const care::People everybody = pool.people().part(0, std::min(people, pool.size()));
    care::Treatment treatment(control.solver, control.solver_settings);
    for (const auto& [name, asking] : rows_of) {
        const catalogue::Drug* drug = published.find_drug(name);
        if (drug != nullptr && drug->effects.empty()) {
            continue;
        }
        const outcome::ArmCourse course =
            course_of(drug, published, everybody, visit_day, treatment);
        for (const std::size_t row : asking) {
            const auto visit =
                std::ranges::lower_bound(visit_day, readings[row].day) - visit_day.begin() + 1;
            values[row] =
                readings[row]
                    .endpoint->read({.course = course, .visit = static_cast<std::size_t>(visit)})
                    .mean;
        }
    }
    return values;
}

}  // namespace vesikin::analysis
