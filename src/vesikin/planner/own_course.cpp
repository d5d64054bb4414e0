#include "vesikin/planner/own_course.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace vesikin::planner {

namespace {

/// An emollient is the base of every step: it is used beside the rest, and judged with it.
bool is_base(const catalogue::Drug& drug) {
    return drug.name == "emollient";
}

double judged_day(const catalogue::Drug& drug, const LikenessSettings& settings) {
    switch (drug.kind) {
        case catalogue::DrugKind::topical:
            return settings.judged_topical_day;
        case catalogue::DrugKind::antibody:
            return settings.judged_antibody_day;
        case catalogue::DrugKind::oral:
        case catalogue::DrugKind::other:
            break;
    }
    return settings.judged_oral_day;
}

care::CareCourse course_with(const LikenessQuestion& question, const catalogue::Drug& drug,
                             double last_day) {
    study::Arm arm;
    arm.participation_frac = question.participation_frac;
    arm.treatments.push_back(
        {.drug = drug.name,
         .stop_day = last_day,
         .regimen = usual_regimen_of(drug, question.person.profile(), question.model).name});
    return study::care_of(arm, question.model, last_day);
}

/// What was said of treatments under one question.
void add_responses(const LikenessQuestion& question, std::string_view asked,
                   study::Likeness& likeness) {
    const Answer* said = question.person.said(asked);
    if (said == nullptr) {
        return;
    }
    for (const auto& [name, response] : said->responses) {
        const catalogue::Drug* drug = question.model.find_drug(name);
        const auto place = std::ranges::find(study::response_names, response);
        if (drug == nullptr || !drug->can_be_followed() || is_base(*drug) ||
            place == study::response_names.end()) {
            continue;
        }
        const double day = judged_day(*drug, question.settings);
        likeness.past.push_back(
            {.name = name,
             .care = course_with(question, *drug, day),
             .sightings = {{day, study::SightingKind::response,
                            static_cast<double>(place - study::response_names.begin())}}});
    }
}

/// The area score of the whole body, where every region was said.
std::optional<double> area_of(const Person& person, const catalogue::Body& body) {
    const Answer* regions = person.said("regions");
    if (regions == nullptr) {
        return std::nullopt;
    }
    double score = 0.0;
    for (const catalogue::BodyRegion& region : body.regions) {
        const auto share = regions->shares.find(region.name);
        if (share == regions->shares.end()) {
            return std::nullopt;
        }
        score += region.easi_weight * area_score(share->second);
    }
    return score;
}

/// Severity as it is now, under what is used now.
void add_severity(const LikenessQuestion& question, study::Likeness& likeness) {
    const Person& person = question.person;
    study::PastCourse now{.name = "now", .care = {.participation_frac = 0.0}, .sightings = {}};
    double day = 1.0;
    const std::optional<std::string> current = current_drug_of(person, question.model);
    if (person.profile().is_calm) {
        now.care = question.calm_care;
        now.lead_in = question.calm_lead_in;
        day = 0.0;
    } else if (current) {
        const catalogue::Drug& drug = *question.model.find_drug(*current);
        day = judged_day(drug, question.settings);
        now.care = course_with(question, drug, day);
    }
    const auto add = [&](study::SightingKind kind, const std::optional<double>& value) {
        if (value) {
            now.sightings.push_back({day, kind, *value});
        }
    };
    if (const Answer* regions = person.said("easi_now")) {
        add(study::SightingKind::easi,
            std::accumulate(regions->shares.begin(), regions->shares.end(), 0.0,
                            [](double sum, const auto& region) { return sum + region.second; }));
    }
    add(study::SightingKind::poem, person.number("poem"));
    add(study::SightingKind::itch, person.number("itch"));
    // Area says little by itself, and nothing beside a physician's EASI.
    if (person.said("easi_now") == nullptr && person.said("poem") != nullptr) {
        add(study::SightingKind::area, area_of(person, question.body));
    }
    if (!now.sightings.empty()) {
        likeness.past.push_back(std::move(now));
    }
}

/// The person's own course from its first day on, untreated before.
void add_own_course(const LikenessQuestion& question, study::Likeness& likeness) {
    const OwnCourse& own = *question.own_course;
    const double first = own.first_day();
    const double last = own.seen.back().day - first;
    study::PastCourse course{.name = "course", .care = {}, .sightings = {}};
    study::Arm arm;
    arm.participation_frac = own.treatments.empty() ? 0.0 : question.participation_frac;
    for (const OwnCourse::Period& period : own.treatments) {
        const catalogue::Drug& drug = *question.model.find_drug(period.drug);
        const double from = period.from_day - first;
        const double until = period.until_day ? *period.until_day - first : last + 1.0;
        if (from < last) {
            arm.treatments.push_back(
                {.drug = drug.name,
                 .start_day = from,
                 .stop_day = until,
                 .regimen =
                     period.regimen.empty()
                         ? usual_regimen_of(drug, question.person.profile(), question.model).name
                         : period.regimen});
        }
    }
    course.care = study::care_of(arm, question.model, last + 1.0);
    for (const study::Sighting& seen : own.seen) {
        course.sightings.push_back({seen.day - first, seen.kind, seen.value});
    }
    likeness.past.push_back(std::move(course));
}

}  // namespace

double OwnCourse::first_day() const {
    double first = seen.front().day;
    for (const Period& period : treatments) {
        first = std::min(first, period.from_day);
    }
    return first;
}

study::Likeness likeness_of(const LikenessQuestion& question) {
    study::Likeness likeness{.past = {}, .rules = question.settings.rules};
    if (!question.model.layer) {
        return likeness;
    }
    add_responses(question, "treatments_past", likeness);
    add_responses(question, "treatments_now", likeness);
    add_severity(question, likeness);
    if (question.own_course != nullptr) {
        add_own_course(question, likeness);
    }
    return likeness;
}

std::optional<std::string> current_drug_of(const Person& person,
                                           const catalogue::Catalogue& model) {
    const Answer* now = person.said("treatments_now");
    const catalogue::Drug* strongest = nullptr;
    const auto strength = [](const catalogue::Drug& drug) {
        return drug.kind == catalogue::DrugKind::antibody ? 3
               : drug.kind == catalogue::DrugKind::oral   ? 2
               : !is_base(drug)                           ? 1
                                                          : 0;
    };
    if (now != nullptr) {
        for (const auto& [name, response] : now->responses) {
            const catalogue::Drug* drug = model.find_drug(name);
            if (drug != nullptr && drug->can_be_followed() && response != "none" &&
                (strongest == nullptr || strength(*drug) > strength(*strongest))) {
                strongest = drug;
            }
        }
    }
    return strongest == nullptr ? std::nullopt : std::optional(strongest->name);
}

const catalogue::Regimen& usual_regimen_of(const catalogue::Drug& drug, const PersonProfile& person,
                                           const catalogue::Catalogue& model) {
    constexpr double adult_year = 18.0;
    const double middle_kg = model.layer ? model.layer->body_weight.median_kg : 0.0;
    const catalogue::Regimen* usual = catalogue::usual_regimen(
        drug, person.age_year.value_or(adult_year), person.weight_kg.value_or(middle_kg));
    return usual == nullptr ? drug.regimens.front() : *usual;
}

int area_score(double percent) {
    constexpr std::array<double, 6> from_percent{1.0, 10.0, 30.0, 50.0, 70.0, 90.0};
    // Less than a percent is still some skin.
    const int some = percent > 0.0 ? 1 : 0;
    return std::max(some, static_cast<int>(std::ranges::count_if(
                              from_percent, [&](double from) { return percent >= from; })));
}

}  // namespace vesikin::planner
