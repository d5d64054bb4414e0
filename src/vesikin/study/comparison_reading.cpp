#include "vesikin/study/comparison_reading.hpp"

#include <algorithm>

#include "vesikin/base/units.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::study {

namespace {

bool is_marker(std::string_view name) {
    const auto markers = outcome::all_markers();
    return std::ranges::find(markers, name, &outcome::Marker::name) != markers.end();
}

/// What is seen of a whole person whose treated skin has that weight in EASI. Itch is that of the
/// skin that itches most.
care::SeenVisit whole_person(const care::SeenVisit& treated, const care::SeenVisit& elsewhere,
                             double treated_weight, const care::VisitNoise& noise) {
    const auto both = [&](double care::SeenVisit::*member) {
        return treated_weight * treated.*member + (1.0 - treated_weight) * elsewhere.*member;
    };
    care::SeenVisit whole = treated;
    whole.easi = both(&care::SeenVisit::easi);
    whole.easi_share = both(&care::SeenVisit::easi_share);
    whole.ceiling_shift = whole.fluctuates ? noise.ceiling_shift(whole.easi) : 0.0;
    whole.itch = std::max(treated.itch, elsewhere.itch);
    return whole;
}

}  // namespace

std::vector<Reading> comparison_readings(const catalogue::Catalogue& model) {
    std::vector<Reading> readings;
    for (const outcome::Outcome& outcome : outcome::seen_outcomes()) {
        if (model.layer || !outcome.needs_layer) {
            // Markers are of the treated skin, so their names are taken.
            readings.push_back({is_marker(outcome.name) ? outcome.name + "_person" : outcome.name,
                                outcome.is_proportion() ? "1"
                                : outcome.unit == "%"   ? "percent"
                                                        : outcome.unit,
                                &outcome});
        }
    }
    readings.push_back({std::string(easi_change_treated), "percent", nullptr});
    readings.push_back({std::string(noticeable), "1", nullptr});
    readings.push_back({std::string(flare), "1", nullptr});
    return readings;
}

std::vector<PersonNumbers> read_course(const PersonCourse& course, const ReadingRules& rules,
                                       const std::vector<Reading>& readings,
                                       const care::VisitNoise& noise,
                                       const catalogue::Catalogue* model) {
    const care::SeenVisit untreated = care::untreated_visit(course.sight);
    const double own = untreated.easi;
    std::vector<PersonNumbers> numbers(course.treated.size());
    bool has_flared = false;
    for (std::size_t time = 0; time < course.treated.size(); ++time) {
        const care::SeenVisit& treated = course.treated[time];
        const care::SeenVisit whole =
            whole_person(treated, course.elsewhere[time], course.treated_weight, noise);
        PersonNumbers& now = numbers[time];
        now.reserve(outcome::all_markers().size() + readings.size());
        for (const outcome::Marker& marker : outcome::all_markers()) {
            now.push_back(
                marker.read({treated, course.rest, course.under[time], rules.water_loss}));
        }
        for (const Reading& reading : readings) {
            if (reading.outcome != nullptr) {
                now.push_back(reading.outcome->expected({untreated, whole, noise, model}));
            }
        }
        const double dummy = course.dummy_easi[time];
        has_flared =
            has_flared || rules.is_flare(treated.easi, dummy, course.since_session_day[time]);
        now.push_back(base::percent_per_one * (treated.easi / own - 1.0));
        now.push_back(dummy - treated.easi >= rules.noticeable_frac * own ? 1.0 : 0.0);
        now.push_back(has_flared ? 1.0 : 0.0);
    }
    return numbers;
}

}  // namespace vesikin::study
