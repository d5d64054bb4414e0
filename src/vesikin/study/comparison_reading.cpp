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

PersonNumbers read_person(const PersonNow& person, const std::vector<Reading>& readings) {
    PersonNumbers numbers;
    numbers.reserve(outcome::all_markers().size() + readings.size());
    for (const outcome::Marker& marker : outcome::all_markers()) {
        numbers.push_back(marker.read(person.treated));
    }
    for (const Reading& reading : readings) {
        if (reading.outcome != nullptr) {
            numbers.push_back(reading.outcome->expected(person.whole));
        }
    }
    const double own = person.whole.baseline.easi;
    const double treated = person.treated.seen.easi;
    numbers.push_back(base::percent_per_one * (treated / own - 1.0));
    numbers.push_back(person.dummy_easi - treated >= person.noticeable_frac * own ? 1.0 : 0.0);
    numbers.push_back(person.has_flared ? 1.0 : 0.0);
    return numbers;
}

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

}  // namespace vesikin::study
