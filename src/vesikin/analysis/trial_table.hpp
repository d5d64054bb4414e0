// Rows of published trials, as a table gives them, and the rules by which its texts are read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vesikin/analysis/texts/population_text.hpp"
#include "vesikin/analysis/texts/regimen_words.hpp"

namespace vesikin::analysis {

/// One result of one arm at one time. Empty optionals stand for empty cells.
struct TrialRow {
    std::size_t line = 0;            ///< in the file
    std::vector<std::string> cells;  ///< all of them, as written
    std::string trial;
    std::string drug;
    std::string target;
    std::string arm;
    std::string dose_regimen;
    std::string background;
    std::string population;
    std::string endpoint;
    std::string status;  ///< read, recalled, ...
    std::string split;   ///< calibration, heldout, ...
    std::optional<double> people;
    std::optional<double> baseline_easi;
    double week = 0.0;
    std::optional<double> first_week;  ///< of a course in two parts, "16+36"
    std::optional<double> value;
    std::optional<double>
        standard_error;   ///< of the value, where the table gives it or an interval
    std::string problem;  ///< why a cell could not be read; empty when all could
};

struct TrialTable {
    std::string name;  ///< for messages
    std::vector<std::string> header;
    std::vector<TrialRow> rows;
};

struct BackgroundRule {
    std::vector<std::string> starts_with;  ///< plain texts
    double topicals_frac = 0.0;
};

/// Other names of an endpoint.
struct EndpointNames {
    std::string name;  ///< as `outcome::trial_endpoints` has it
    std::vector<std::string> texts;
};

/// A trial whose grade the columns do not tell.
struct GradeRule {
    std::string trial;
    std::string grade;
    std::string reason;
};

/// How far apart results of equal trials are, beside sampling. In the endpoint's unit.
struct RowError {
    double proportion_sd = 0.0;
    double percent_change_sd = 0.0;
    double points_sd = 0.0;
    double recalled_sd = 0.0;  ///< added where a figure was recalled
    double computed_sd = 1.0;  ///< whole error of a row computed from a published curve
    double person_percent_sd = 0.0;
    double person_points_sd = 0.0;
};

/// Rules are applied in order; later ones overrule.
struct TrialRules {
    RegimenWords regimen_words;
    PopulationRules population;
    std::vector<BackgroundRule> background;
    double other_topicals_frac = 0.0;  ///< of a background that no rule knows
    std::vector<EndpointNames> endpoints;
    std::vector<GradeRule> grades;
    double unknown_people = 1.0;  ///< taken for an arm whose N is not given
    /// About a trial whose own participation is known: sampling is left, and what the model misses
    /// of a single arm in any case.
    RowError within_trial;
};

}  // namespace vesikin::analysis
