#include "vesikin/study/design.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "vesikin/base/error.hpp"

namespace vesikin::study {

simulation::Course course_of(const Arm& arm, const catalogue::Catalogue& catalogue) {
    std::set<double> changes{0.0};
    for (const TreatmentPeriod& period : arm.treatments) {
        changes.insert({period.start_day, period.stop_day});
    }
    simulation::Course course{.name = arm.name, .phases = {}};
    for (const double start_day : changes) {
        std::vector<const catalogue::Drug*> acting;
        for (const TreatmentPeriod& period : arm.treatments) {
            if (period.start_day <= start_day && start_day < period.stop_day) {
                acting.push_back(catalogue.find_drug(period.drug));
                VESIKIN_CHECK(acting.back() != nullptr, "a loaded design names known drugs");
            }
        }
        simulation::Phase phase{.start_day = start_day,
                                .effects = catalogue::combined_effects(acting)};
        phase.effects.participation = arm.participation_frac;
        course.phases.push_back(phase);
    }
    return course;
}

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

void add_doses(const TreatmentPeriod& period, const catalogue::Regimen& regimen, double last_day,
               std::vector<GivenDose>& doses) {
    std::vector<double> missed = period.missed_day;
    const double end_day = std::min(period.stop_day, last_day);
    const auto day_of = [&](std::size_t number) {
        return period.start_day + static_cast<double>(number) * regimen.interval_day;
    };
    for (std::size_t number = 0; day_of(number) < end_day; ++number) {
        const double day = day_of(number);
        const double amount =
            number < regimen.loading.size() ? regimen.loading[number] : regimen.dose;
        // Due within half an interval of a missed day: this is the one that was missed.
        const auto gap = std::ranges::find_if(missed, [&](double each) {
            return std::abs(each - day) <= 0.5 * regimen.interval_day;
        });
        if (gap != missed.end()) {
            missed.erase(gap);
        } else {
            doses.push_back({day, amount, regimen.weight_min_kg, regimen.weight_max_kg});
        }
    }
}

}  // namespace

CareCourse care_of(const Arm& arm, const catalogue::Catalogue& catalogue, double last_day) {
    CareCourse care;
    care.topicals_frac = arm.topicals_frac;
    care.participation_frac = arm.participation_frac;
    for (const TreatmentPeriod& period : arm.treatments) {
        const catalogue::Drug* drug = catalogue.find_drug(period.drug);
        VESIKIN_CHECK(drug != nullptr && drug->action, "a loaded design names drugs that act");
        const std::vector<catalogue::Regimen> regimens = regimens_of(period, *drug);
        if (!drug->kinetics) {
            care.daily.push_back(
                {drug->name, regimens.front().dose, period.start_day, period.stop_day});
            continue;
        }
        VESIKIN_CHECK(care.drug.empty() || care.drug == drug->name,
                      "one drug of a course has kinetics");
        care.drug = drug->name;
        care.is_per_kg = regimens.front().is_per_kg;
        for (const catalogue::Regimen& regimen : regimens) {
            add_doses(period, regimen, last_day, care.doses);
        }
    }
    std::ranges::stable_sort(care.doses, {}, &GivenDose::day);
    return care;
}

simulation::Plan plan_of(const TrialDesign& design, const catalogue::Catalogue& catalogue) {
    simulation::Plan plan{.courses = {}, .visit_day = design.visit_day};
    for (const Arm& arm : design.arms) {
        plan.courses.push_back(course_of(arm, catalogue));
    }
    return plan;
}

}  // namespace vesikin::study
