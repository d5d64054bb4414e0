#include "vesikin/analysis/arm_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "vesikin/analysis/regimen_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/care/regimen.hpp"

namespace vesikin::analysis {

namespace {

using base::days_per_week;

constexpr double longest_week = 520.0;

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Who entered, into the reading: entry criteria and a typical age.
void read_entry(const TrialRow& row, const TrialRules& rules, const catalogue::Catalogue& catalogue,
                RowReading& reading) {
    care::Enrolment& entry = reading.arm.entry;
    if (catalogue.layer) {
        entry.weight = catalogue.layer->body_weight;
    }
    const std::string population = lower(row.population);
    for (const EntryRule& rule : rules.entry) {
        if (!contains(population, rule.contains) || !row.trial.starts_with(rule.trial)) {
            continue;
        }
        reading.age_year = rule.age_year.value_or(reading.age_year);
        entry.easi_min = rule.easi_min.value_or(entry.easi_min);
        entry.easi_max = rule.easi_max.value_or(entry.easi_max);
        if (rule.easi_mean) {
            entry.easi_mean = rule.easi_mean;
        }
        entry.weight.median_kg = rule.weight_kg.value_or(entry.weight.median_kg);
        entry.weight.sd_log = rule.weight_sd_log.value_or(entry.weight.sd_log);
    }
    if (row.baseline_easi) {
        entry.easi_mean = row.baseline_easi;
    }
}

const catalogue::Drug* named_in(const std::string& text, const catalogue::Catalogue& catalogue) {
    const catalogue::Drug* best = nullptr;
    std::size_t longest = 0;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        const auto consider = [&](const std::string& name) {
            if (name.size() > longest && contains(text, lower(name))) {
                best = &drug;
                longest = name.size();
            }
        };
        consider(drug.name);
        std::ranges::for_each(drug.aliases, consider);
    }
    return best;
}

const catalogue::Drug* of_class(const std::string& target, const catalogue::Catalogue& catalogue) {
    const auto found = std::ranges::find_if(catalogue.drugs, [&](const catalogue::Drug& drug) {
        return drug.stands_for_class && !drug.target_class.empty() &&
               lower(drug.target_class) == lower(target);
    });
    return found == catalogue.drugs.end() ? nullptr : &*found;
}

/// Doses of a drug with kinetics from `first_day` on.
struct Schedule {
    double first_day = 0.0;
    double last_day = 0.0;
};

void add_doses(const RegimenText& text, const catalogue::Regimen* usual, Schedule schedule,
               care::CareCourse& arm) {
    const double dose = text.dose.value_or(usual != nullptr ? usual->dose : 0.0);
    const double interval =
        text.is_once ? longest_week * days_per_week
                     : text.interval_day.value_or(usual != nullptr ? usual->interval_day : 14.0);
    arm.is_per_kg = text.dose ? text.is_per_kg : usual != nullptr && usual->is_per_kg;
    care::DoseSchedule doses{.first_day = schedule.first_day,
                             .end_day = std::nextafter(schedule.last_day, HUGE_VAL),
                             .interval_day = interval,
                             .dose = dose,
                             .given_day = text.given_day};
    if (text.given_day.empty()) {
        if (text.last_week) {
            const double last = std::min(schedule.last_day, *text.last_week * days_per_week);
            doses.end_day = std::nextafter(last, HUGE_VAL);
        }
        if (text.count) {
            doses.count = static_cast<std::size_t>(std::max(0, *text.count));
        }
        for (const double week : text.loading_week) {
            doses.loading_day.push_back(week * days_per_week);
        }
        if (!doses.loading_day.empty()) {
            doses.loading = {text.loading.value_or(dose)};
        } else if (text.loading) {
            doses.loading = {*text.loading};
        } else if (!text.dose && usual != nullptr) {
            doses.loading = usual->loading;
        }
    }
    const std::vector<care::GivenDose> given = care::doses_of(doses);
    arm.doses.insert(arm.doses.end(), given.begin(), given.end());
}

std::string describe(const RowReading& reading, const catalogue::Drug* drug,
                     const std::string& assumption) {
    const care::CareCourse& arm = reading.arm.care;
    const care::Enrolment& entry = reading.arm.entry;
    std::string text = drug == nullptr ? "dummy" : drug->name;
    if (!arm.doses.empty()) {
        text +=
            fmt::format(" {} doses of {:g}{} from {:g}", arm.doses.size(), arm.doses.back().amount,
                        arm.is_per_kg ? " mg/kg" : " mg", arm.doses.front().amount);
    } else if (!arm.daily.empty()) {
        text += fmt::format(" {:g} daily", arm.daily.front().amount);
    }
    text += fmt::format("; topicals {:g}; EASI {:g} to {:g}", arm.topicals_frac, entry.easi_min,
                        entry.easi_max);
    if (entry.easi_mean) {
        text += fmt::format(", mean {:g}", *entry.easi_mean);
    }
    return text + assumption;
}

void treat(const TrialRow& row, const catalogue::Drug& drug, RowReading& reading,
           std::string& assumption) {
    const RegimenText text = read_regimen(row.dose_regimen);
    const RegimenText arm_text = read_regimen(row.arm);
    const catalogue::Regimen* usual =
        catalogue::usual_regimen(drug, reading.age_year, reading.arm.entry.weight.median_kg);
    if (usual == nullptr && !drug.regimens.empty()) {
        usual = &drug.regimens.front();
    }
    if (!drug.kinetics) {
        std::optional<double> dose = text.strength_percent ? text.strength_percent : text.dose;
        if (!dose) {
            dose = arm_text.strength_percent ? arm_text.strength_percent : arm_text.dose;
        }
        if (!dose) {
            assumption += fmt::format("; usual dose at {:g} years assumed", reading.age_year);
        }
        reading.arm.care.daily.push_back(
            {.drug = drug.name,
             .amount = dose.value_or(usual != nullptr ? usual->dose : drug.action->half_effect)});
        return;
    }
    reading.arm.care.drug = drug.name;
    if (reading.first_day > 0.0) {
        // Treated as usual up to re-randomisation, then as the row says.
        add_doses({}, usual, {0.0, reading.first_day - 1e-6}, reading.arm.care);
        if (!text.is_withdrawn) {
            RegimenText kept = text;
            kept.loading.reset();
            care::CareCourse after;
            add_doses(kept, usual, {reading.first_day, reading.day}, after);
            reading.arm.care.doses.insert(reading.arm.care.doses.end(), after.doses.begin(),
                                          after.doses.end());
        }
        return;
    }
    if (!text.dose && text.given_day.empty()) {
        assumption += fmt::format("; usual regimen at {:g} years assumed", reading.age_year);
        RegimenText assumed;
        assumed.interval_day = text.interval_day;
        add_doses(assumed, usual, {0.0, reading.day}, reading.arm.care);
        return;
    }
    if (text.has_choice) {
        assumption += "; middle of several doses";
    }
    add_doses(text, usual, {0.0, reading.day}, reading.arm.care);
}

/// The drug of a row and its doses, or the reason why there is none to simulate.
void choose_treatment(const TrialRow& row, const catalogue::Catalogue& catalogue,
                      RowReading& reading, std::string assumption) {
    const catalogue::Drug* drug = find_named_drug(row, catalogue);
    TrialRow treated = row;
    if (drug == nullptr) {
        drug = of_class(row.target, catalogue);
        if (drug == nullptr) {
            reading.reason = fmt::format(
                "drug \"{}\" with target \"{}\" is not in the catalogue, and no drug of it stands "
                "for that target",
                row.drug, row.target);
            return;
        }
        assumption += fmt::format("; {} stands for its class", drug->name);
        if (drug->kinetics) {
            // Milligrams of another antibody say nothing about this one.
            treated.dose_regimen.clear();
            treated.arm.clear();
        }
    }
    if (!drug->action) {
        reading.reason = fmt::format("{} has no action in this model", drug->name);
        return;
    }
    treat(treated, *drug, reading, assumption);
    reading.simulated_as = describe(reading, drug, assumption);
}

/// Whether two arms differ at most by doses after the last look at the one with fewer: later doses
/// do not change what was before, so the longer one carries the other.
bool is_continuation(study::ClinicalArm one, double one_day, study::ClinicalArm other,
                     double other_day) {
    const std::size_t common = std::min(one.care.doses.size(), other.care.doses.size());
    const auto cut = [&](std::vector<care::GivenDose>& doses, double day_of_shorter) {
        const bool is_later = doses.size() == common || doses[common].day > day_of_shorter;
        doses.resize(common);
        return is_later;
    };
    const bool is_later = cut(one.care.doses, other_day) && cut(other.care.doses, one_day);
    one.visit_day.clear();
    other.visit_day.clear();
    return is_later && one == other;
}

}  // namespace

const catalogue::Drug* find_named_drug(const TrialRow& row, const catalogue::Catalogue& catalogue) {
    const catalogue::Drug* drug = named_in(lower(row.arm), catalogue);
    return drug != nullptr ? drug : named_in(lower(row.drug), catalogue);
}

double topicals_of(const TrialRow& row, const TrialRules& rules) {
    const std::string background = lower(row.background);
    for (const BackgroundRule& rule : rules.background) {
        if (background.starts_with(rule.starts_with)) {
            return rule.topicals_frac;
        }
    }
    return rules.other_topicals_frac;
}

bool is_dummy_arm(const TrialRow& row) {
    const std::string drug = lower(row.drug);
    return drug.starts_with("placebo") || drug.starts_with("vehicle") ||
           lower(row.target) == "none";
}

RowReading read_row(const TrialRow& row, const TrialRules& rules,
                    const catalogue::Catalogue& catalogue) {
    RowReading reading;
    if (!row.problem.empty()) {
        reading.reason = row.problem;
        return reading;
    }
    reading.endpoint = outcome::find_endpoint(row.endpoint);
    if (reading.endpoint == nullptr) {
        reading.reason = outcome::reason_without(row.endpoint);
        return reading;
    }
    const double weeks = row.week + row.first_week.value_or(0.0);
    if (!(weeks > 0.0 && weeks <= longest_week)) {
        reading.reason =
            fmt::format("week {:g}: weeks above 0 up to {:g} are simulated", weeks, longest_week);
        return reading;
    }
    if (reading.endpoint->is_among_responders() && !row.first_week) {
        reading.reason = "an endpoint among responders needs a week such as \"16+36\"";
        return reading;
    }
    reading.day = weeks * days_per_week;
    reading.first_day = row.first_week.value_or(0.0) * days_per_week;
    reading.people = row.people.value_or(rules.unknown_people);
    std::string assumption = row.people ? "" : "; N not given";
    if (contains(lower(row.trial + " " + row.dose_regimen), "iga>1")) {
        reading.subset = outcome::Subset::not_clear;
    }
    read_entry(row, rules, catalogue, reading);
    reading.arm.care.topicals_frac = topicals_of(row, rules);

    if (!is_dummy_arm(row) || reading.first_day > 0.0) {
        choose_treatment(row, catalogue, reading, assumption);
    } else {
        reading.simulated_as = describe(reading, nullptr, assumption);
    }
    return reading;
}

std::vector<ArmGroup> group_rows(std::span<const TrialRow> rows,
                                 std::span<const RowReading> readings) {
    std::vector<ArmGroup> groups;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const RowReading& reading = readings[i];
        if (!reading.reason.empty()) {
            continue;
        }
        const auto is_same = [&](const ArmGroup& group) {
            return group.trial == rows[i].trial &&
                   is_continuation(reading.arm, reading.day, group.arm,
                                   *std::ranges::max_element(group.arm.visit_day));
        };
        auto group = std::ranges::find_if(groups, is_same);
        if (group == groups.end()) {
            groups.push_back({.arm = reading.arm, .trial = rows[i].trial, .rows = {}});
            group = groups.end() - 1;
        } else if (reading.arm.care.doses.size() > group->arm.care.doses.size()) {
            group->arm.care.doses = reading.arm.care.doses;
        }
        group->rows.push_back(i);
        group->arm.visit_day.push_back(reading.day);
        if (reading.first_day > 0.0) {
            group->arm.visit_day.push_back(reading.first_day);
        }
    }
    // Visits between, so that who leaves is counted as time goes by.
    for (ArmGroup& group : groups) {
        std::vector<double>& days = group.arm.visit_day;
        const double last = *std::ranges::max_element(days);
        for (double week = 1.0; week * days_per_week < last; week += week < 4.0    ? 1.0
                                                                     : week < 24.0 ? 2.0
                                                                                   : 8.0) {
            days.push_back(week * days_per_week);
        }
        std::ranges::sort(days);
        days.erase(std::unique(days.begin(), days.end(),
                               [](double a, double b) { return std::abs(a - b) < 1e-6; }),
                   days.end());
    }
    return groups;
}

}  // namespace vesikin::analysis
