#include "vesikin/analysis/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace vesikin::analysis {

namespace {

bool is_fitted(const TrialRow& row) {
    return row.split == "calibration";
}

/// Background in words: rows of the same kind are averaged together.
std::string_view background_of(const TrialRow& row, const TrialRules& rules) {
    const double topicals = topicals_of(row, rules);
    return topicals > 0.75 ? "topicals" : topicals < 0.25 ? "plain" : "mixed";
}

/// Curves computed for every week would outweigh trials.
bool is_trial_result(const TrialRow& row) {
    return row.status == "read" || row.status == "recalled";
}

std::string partner_drug(const TrialRow& row, const catalogue::Catalogue& catalogue) {
    const catalogue::Drug* drug = find_named_drug(row, catalogue);
    return drug == nullptr ? "" : drug->name;
}

std::string arm_key(const TrialRow& row) {
    return fmt::format("{}|{}|{}|{}", row.trial, row.arm, row.week, row.dose_regimen);
}

}  // namespace

Grader::Grader(const TrialTable& calibration, const TrialRules& rules,
               const catalogue::Catalogue& catalogue)
    : rules_(rules), catalogue_(catalogue) {
    for (const TrialRow& fitted : calibration.rows) {
        if (is_fitted(fitted)) {
            trials_.insert(fitted.trial);
            arms_.insert(arm_key(fitted));
            if (!is_dummy_arm(fitted)) {
                drugs_.insert(partner_drug(fitted, catalogue));
            }
        }
    }
    drugs_.erase("");
}

Grade Grader::grade(const TrialRow& row) const {
    const auto rule = std::ranges::find(rules_.grades, row.trial, &GradeRule::trial);
    if (rule != rules_.grades.end()) {
        const auto found = std::ranges::find(grade_names, rule->grade);
        return found == grade_names.end() ? Grade::new_drug
                                          : static_cast<Grade>(found - grade_names.begin());
    }
    return arms_.contains(arm_key(row))                     ? Grade::calibration
           : trials_.contains(row.trial)                    ? Grade::new_arm
           : drugs_.contains(partner_drug(row, catalogue_)) ? Grade::new_trial
                                                            : Grade::new_drug;
}

RowMeans::RowMeans(const TrialTable& calibration, const TrialRules& rules) : rules_(rules) {
    const auto add = [](Mean& mean, double value) {
        mean.sum += value;
        ++mean.count;
    };
    for (const TrialRow& row : calibration.rows) {
        if (!is_fitted(row) || !row.value || !is_trial_result(row)) {
            continue;
        }
        add(by_class_[row.target + "|" + row.endpoint], *row.value);
        if (is_dummy_arm(row)) {
            add(placebo_[fmt::format("{}|{}", background_of(row, rules), row.endpoint)],
                *row.value);
            continue;
        }
        const auto partner = std::ranges::find_if(calibration.rows, [&](const TrialRow& other) {
            return is_dummy_arm(other) && other.trial == row.trial && other.week == row.week &&
                   other.endpoint == row.endpoint && other.value;
        });
        if (partner != calibration.rows.end()) {
            add(difference_[row.target + "|" + row.endpoint], *row.value - *partner->value);
        }
    }
}

std::optional<double> RowMeans::class_mean(const TrialRow& row) const {
    const auto found = by_class_.find(row.target + "|" + row.endpoint);
    return found == by_class_.end()
               ? std::nullopt
               : std::optional(found->second.sum / static_cast<double>(found->second.count));
}

std::optional<double> RowMeans::placebo(const TrialRow& row) const {
    Mean all;
    const std::string wanted = fmt::format("{}|{}", background_of(row, rules_), row.endpoint);
    if (const auto found = placebo_.find(wanted); found != placebo_.end()) {
        all = found->second;
    } else {
        for (const auto& [key, mean] : placebo_) {
            if (key.ends_with("|" + row.endpoint)) {
                all.sum += mean.sum;
                all.count += mean.count;
            }
        }
    }
    return all.count == 0 ? std::nullopt : std::optional(all.sum / static_cast<double>(all.count));
}

std::optional<double> RowMeans::placebo_plus(const TrialRow& row) const {
    const std::optional<double> without = placebo(row);
    if (!without || is_dummy_arm(row)) {
        return without;
    }
    const auto found = difference_.find(row.target + "|" + row.endpoint);
    if (found == difference_.end()) {
        return std::nullopt;
    }
    return *without + found->second.sum / static_cast<double>(found->second.count);
}

namespace {

struct Group {
    std::string name;
    std::vector<Grade> grades;
};

bool counts(const TrialRow& row, const ValidatedRow& checked, const Group& group,
            const ScoreFilter& filter) {
    const double week = row.week + row.first_week.value_or(0.0);
    return row.value && checked.prediction.is_simulated &&
           std::ranges::find(group.grades, checked.grade) != group.grades.end() &&
           (!filter.only_read || row.status == "read") && week >= filter.week_min &&
           week <= filter.week_max;
}

void add_row(double published, const ValidatedRow& checked, Score& score) {
    const double error = checked.prediction.value - published;
    ++score.rows;
    score.mean_absolute_error += std::abs(error);
    score.mean_error += error;
    score.covered_frac += checked.is_inside(published) ? 1.0 : 0.0;
    for (std::size_t reference = 0; reference < reference_names.size(); ++reference) {
        if (checked.reference[reference]) {
            auto& against = score.against[reference];
            ++against.rows;
            against.reference_error += std::abs(*checked.reference[reference] - published);
            against.own_error += std::abs(error);
        }
    }
}

/// Sums to means.
void close(Score& score) {
    const auto n = static_cast<double>(score.rows);
    score.mean_absolute_error /= n;
    score.mean_error /= n;
    score.covered_frac /= n;
    for (auto& against : score.against) {
        if (against.rows > 0) {
            against.reference_error /= static_cast<double>(against.rows);
            against.own_error /= static_cast<double>(against.rows);
        }
    }
}

const std::vector<Group>& score_groups() {
    static const std::vector<Group> groups{
        {"calibration", {Grade::calibration}},
        {"H1", {Grade::new_arm}},
        {"H2", {Grade::new_trial}},
        {"H3", {Grade::new_drug}},
        {"H1+H2", {Grade::new_arm, Grade::new_trial}},
        {"held out", {Grade::new_arm, Grade::new_trial, Grade::new_drug}},
    };
    return groups;
}

Score score_of(const std::string& endpoint, const Group& group, const TrialTable& table,
               std::span<const ValidatedRow> rows, const ScoreFilter& filter) {
    Score score{.endpoint = endpoint, .group = group.name, .against = {}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (table.rows[i].endpoint == endpoint && counts(table.rows[i], rows[i], group, filter)) {
            add_row(*table.rows[i].value, rows[i], score);
        }
    }
    if (score.rows > 0) {
        close(score);
    }
    return score;
}

}  // namespace

std::vector<Score> score_rows(const TrialTable& table, std::span<const ValidatedRow> rows,
                              const ScoreFilter& filter) {
    std::set<std::string> endpoints;
    for (const TrialRow& row : table.rows) {
        endpoints.insert(row.endpoint);
    }
    std::vector<Score> scores;
    for (const std::string& endpoint : endpoints) {
        for (const Group& group : score_groups()) {
            Score score = score_of(endpoint, group, table, rows, filter);
            if (score.rows > 0) {
                scores.push_back(std::move(score));
            }
        }
    }
    return scores;
}

}  // namespace vesikin::analysis
