#include "vesikin/care/care_course.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "vesikin/base/error.hpp"

namespace vesikin::care {

namespace {

void combine_daily(const DailyDose& dose, const catalogue::Catalogue& catalogue,
                   disease::Effects<double>& effects) {
    const catalogue::Drug* drug = catalogue.find_drug(dose.drug);
    VESIKIN_CHECK(drug != nullptr, "a course names known drugs");
    if (!catalogue.layer) {
        catalogue::combine(effects, drug->effects);
        return;
    }
    VESIKIN_CHECK(drug->action.has_value(), "a course names drugs that act");
    catalogue::combine_at_dose(effects, *drug->action, dose.amount);
}

}  // namespace

bool CareCourse::operator==(const CareCourse& other) const {
    const auto members = [](const CareCourse& care) {
        return std::tie(care.drug, care.doses, care.daily, care.is_per_kg, care.topicals_frac,
                        care.participation_frac, care.sessions);
    };
    return members(*this) == members(other) &&
           disease::effect_entries(kept) == disease::effect_entries(other.kept);
}

std::vector<simulation::Phase> phases_of(const CareCourse& care, const LeadIn& lead_in,
                                         const catalogue::Catalogue& catalogue,
                                         double participation) {
    std::vector<simulation::Phase> phases;
    if (lead_in.days > 0.0) {
        phases.push_back({0.0, lead_in.effects});
        phases.back().effects.participation = lead_in.participation_frac * participation;
    }
    std::set<double> changes{0.0};
    for (const DailyDose& dose : care.daily) {
        changes.insert(dose.from_day);
        if (std::isfinite(dose.until_day)) {
            changes.insert(dose.until_day);
        }
    }
    for (const double day : changes) {
        disease::Effects<double> effects = care.kept;
        for (const DailyDose& dose : care.daily) {
            if (dose.from_day <= day && day < dose.until_day) {
                combine_daily(dose, catalogue, effects);
            }
        }
        effects.participation = care.participation_frac * participation;
        phases.push_back({lead_in.days + day, effects});
    }
    return phases;
}

std::vector<simulation::DoseEvent> events_of(const CareCourse& care, const LeadIn& lead_in,
                                             double weight_kg) {
    std::vector<simulation::DoseEvent> events;
    for (std::size_t session = 0; session < care.sessions.count; ++session) {
        events.push_back({.day = lead_in.days + care.sessions.day(session),
                          .kind = simulation::DoseKind::session,
                          .amount = 1.0,
                          .repeats = static_cast<double>(session)});
    }
    for (const GivenDose& dose : care.doses) {
        if (dose.is_for(weight_kg)) {
            events.push_back({.day = lead_in.days + dose.day, .amount = dose.amount});
        }
    }
    std::ranges::stable_sort(events, {}, &simulation::DoseEvent::day);
    return events;
}

}  // namespace vesikin::care
