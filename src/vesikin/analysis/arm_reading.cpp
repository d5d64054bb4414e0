#include "vesikin/analysis/arm_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "vesikin/analysis/row_treatment.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/base/written_text.hpp"

namespace vesikin::analysis {

namespace {

using base::days_per_week;

constexpr double longest_week = 520.0;

/// Who entered, into the reading: entry criteria, a typical age, and weights.
void read_entry(const TrialRow& row, const TrialRules& rules, const catalogue::Catalogue& catalogue,
                RowReading& reading) {
    const Population population =
        read_population(row.population, row.trial, rules.population,
                        catalogue.layer ? catalogue.layer->body_weight : catalogue::BodyWeight{});
    reading.reason = population.reason;
    reading.assumed += population.assumed;
    reading.age_year = population.age_year;
    reading.arm.entry = population.entry;
    if (row.baseline_easi) {
        reading.arm.entry.easi_mean = row.baseline_easi;
    }
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

const catalogue::Drug* named_in(const std::string& text, const catalogue::Catalogue& catalogue) {
    const catalogue::Drug* best = nullptr;
    std::size_t longest = 0;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        const auto consider = [&](const std::string& name) {
            if (name.size() > longest && contains(text, base::plain_text(name))) {
                best = &drug;
                longest = name.size();
            }
        };
        consider(drug.name);
        std::ranges::for_each(drug.aliases, consider);
    }
    return best;
}

/// "IGA>1" in the trial's name or the regimen: those who were not clear.
bool says_not_clear(const TrialRow& row) {
    std::string text = base::plain_text(row.trial + " " + row.dose_regimen);
    std::erase(text, ' ');
    return contains(text, "iga>1");
}

/// nullptr where no rule knows the background.
const BackgroundRule* background_rule(const TrialRow& row, const TrialRules& rules) {
    const std::string background = base::plain_text(row.background);
    const auto begins = [&](const std::string& text) {
        return background.starts_with(text) && has_words(background, text);
    };
    const auto found = std::ranges::find_if(rules.background, [&](const BackgroundRule& rule) {
        return std::ranges::any_of(rule.starts_with, begins);
    });
    return found == rules.background.end() ? nullptr : &*found;
}

/// The endpoint of the outcomes' list that a text names.
const outcome::TrialEndpoint* endpoint_of(const std::string& text, const TrialRules& rules) {
    if (const auto* endpoint = outcome::find_endpoint(text)) {
        return endpoint;
    }
    const std::string key = outcome::endpoint_key(text);
    for (const EndpointNames& names : rules.endpoints) {
        for (const std::string& other : names.texts) {
            if (outcome::endpoint_key(other) == key) {
                return outcome::find_endpoint(names.name);
            }
        }
    }
    return nullptr;
}

std::string reason_without_endpoint(const std::string& text, const TrialRules& rules) {
    const std::string_view reason = outcome::reason_without(text);
    if (reason != outcome::reason_without("")) {
        return std::string(reason);
    }
    std::vector<std::string> keys;
    std::vector<std::string> names;
    const auto add = [&](std::string_view name) {
        std::string key = outcome::endpoint_key(name);
        names.insert(names.end(), 2, std::string(name));
        keys.push_back(key);
        keys.push_back(key.ends_with("pct") ? key.substr(0, key.size() - 3) : key);
    };
    for (const outcome::TrialEndpoint& endpoint : outcome::trial_endpoints()) {
        add(endpoint.name);
    }
    for (const EndpointNames& known : rules.endpoints) {
        std::ranges::for_each(known.texts, add);
    }
    const std::string near = base::nearest_word(outcome::endpoint_key(text), keys);
    if (near.empty()) {
        return std::string(reason);
    }
    const auto place = std::ranges::find(keys, near) - keys.begin();
    return fmt::format("{}; \"{}\" is", reason, names[static_cast<std::size_t>(place)]);
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

std::string describe(const RowReading& reading) {
    const care::Enrolment& entry = reading.arm.entry;
    std::string text = reading.treated_as.empty() ? "dummy" : reading.treated_as;
    text += fmt::format("; age {:g}, {:g} kg; topicals {:g}; EASI {:g} to {:g}", reading.age_year,
                        entry.weight.median_kg, reading.arm.care.topicals_frac, entry.easi_min,
                        entry.easi_max);
    if (entry.easi_mean) {
        text += fmt::format(", mean {:g}", *entry.easi_mean);
    }
    return text + reading.assumed;
}

}  // namespace

const catalogue::Drug* find_named_drug(const TrialRow& row, const catalogue::Catalogue& catalogue) {
    const catalogue::Drug* drug = named_in(base::plain_text(row.arm), catalogue);
    return drug != nullptr ? drug : named_in(base::plain_text(row.drug), catalogue);
}

double topicals_of(const TrialRow& row, const TrialRules& rules) {
    const BackgroundRule* rule = background_rule(row, rules);
    return rule != nullptr ? rule->topicals_frac : rules.other_topicals_frac;
}

bool is_dummy_arm(const TrialRow& row) {
    const std::string drug = base::plain_text(row.drug);
    return drug.starts_with("placebo") || drug.starts_with("vehicle") ||
           base::plain_text(row.target) == "none";
}

RowReading read_row(const TrialRow& row, const TrialRules& rules,
                    const catalogue::Catalogue& catalogue) {
    RowReading reading;
    if (!row.problem.empty()) {
        reading.reason = row.problem;
        return reading;
    }
    reading.endpoint = endpoint_of(row.endpoint, rules);
    if (reading.endpoint == nullptr) {
        reading.reason = reason_without_endpoint(row.endpoint, rules);
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
    reading.assumed = row.people ? "" : "; N not given";
    if (says_not_clear(row)) {
        reading.subset = outcome::Subset::not_clear;
    }
    read_entry(row, rules, catalogue, reading);
    if (!reading.reason.empty()) {
        return reading;
    }
    reading.arm.care.topicals_frac = topicals_of(row, rules);
    if (!row.background.empty() && background_rule(row, rules) == nullptr) {
        reading.assumed += "; background not understood";
    }
    if (!is_dummy_arm(row) || reading.first_day > 0.0) {
        treat_as_the_row_says(row, rules, catalogue, reading);
    }
    reading.simulated_as = describe(reading);
    return reading;
}

void name_endpoints(TrialTable& table, const TrialRules& rules) {
    for (TrialRow& row : table.rows) {
        if (const auto* endpoint = endpoint_of(row.endpoint, rules)) {
            row.endpoint = endpoint->name;
        }
    }
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
