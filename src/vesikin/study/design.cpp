#include "vesikin/study/design.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "vesikin/base/error.hpp"
#include "vesikin/care/regimen.hpp"

namespace vesikin::study {

namespace {

/// The regimens that a period follows, with what it says itself in their place: one, or those by
/// weight.
std::vector<catalogue::Regimen> regimens_of(const TreatmentPeriod& period,
                                            const catalogue::Drug& drug) {
    std::vector<catalogue::Regimen> regimens;
    for (const catalogue::Regimen& regimen : drug.regimens) {
        if (period.regimen == catalogue::by_weight ? regimen.has_weight_band()
                                                   : regimen.name == period.regimen) {
            regimens.push_back(regimen);
        }
    }
    if (regimens.empty()) {
        regimens.push_back(drug.regimens.empty() ? catalogue::Regimen{} : drug.regimens.front());
    }
    for (catalogue::Regimen& regimen : regimens) {
        if (period.regimen != catalogue::by_weight) {
            // Who asks for a regimen by name wants it for everybody.
            regimen.weight_min_kg = 0.0;
            regimen.weight_max_kg = std::numeric_limits<double>::infinity();
        }
        regimen.dose = period.dose.value_or(regimen.dose);
        regimen.interval_day = period.interval_day.value_or(regimen.interval_day);
        if (period.loading) {
            regimen.loading = *period.loading;
        }
    }
    return regimens;
}

}  // namespace

care::CareCourse care_of(const Arm& arm, const catalogue::Catalogue& catalogue, double last_day) {
    care::CareCourse care;
    care.topicals_frac = arm.topicals_frac;
    care.participation_frac = arm.participation_frac;
    for (const TreatmentPeriod& period : arm.treatments) {
        const catalogue::Drug* drug = catalogue.find_drug(period.drug);
        VESIKIN_CHECK(drug != nullptr && (!catalogue.layer || drug->action),
                      "a loaded design names drugs that act");
        const std::vector<catalogue::Regimen> regimens = regimens_of(period, *drug);
        if (!catalogue.layer || !drug->kinetics) {
            care.daily.push_back(
                {drug->name, regimens.front().dose, period.start_day, period.stop_day});
            continue;
        }
        VESIKIN_CHECK(care.drug.empty() || care.drug == drug->name,
                      "one drug of a course has kinetics");
        care.drug = drug->name;
        care.is_per_kg = regimens.front().is_per_kg;
        for (const catalogue::Regimen& regimen : regimens) {
            const auto doses = care::doses_of({.first_day = period.start_day,
                                               .end_day = std::min(period.stop_day, last_day),
                                               .interval_day = regimen.interval_day,
                                               .dose = regimen.dose,
                                               .loading = regimen.loading,
                                               .missed_day = period.missed_day,
                                               .weight_min_kg = regimen.weight_min_kg,
                                               .weight_max_kg = regimen.weight_max_kg});
            care.doses.insert(care.doses.end(), doses.begin(), doses.end());
        }
    }
    std::ranges::stable_sort(care.doses, {}, &care::GivenDose::day);
    return care;
}

}  // namespace vesikin::study
