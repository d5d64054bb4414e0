// Rows of published trials, as a table gives them, and the rules by which its texts are read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vesikin/catalogue/provenance.hpp"

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

/// What a text of the population column, or the trial's name, says about who entered.
struct EntryRule {
    std::string contains;  ///< in the population, lower case; empty = always
    std::string trial;     ///< how the trial's name begins; empty = all
    std::optional<double> easi_min;
    std::optional<double> easi_max;
    std::optional<double> easi_mean;
    std::optional<double> age_year;  ///< a typical one, for bands of age
    std::optional<double> weight_kg;
    std::optional<double> weight_sd_log;
    catalogue::Provenance provenance;
};

struct BackgroundRule {
    std::string starts_with;  ///< lower case
    double topicals_frac = 0.0;
};

/// A trial whose grade the columns do not tell.
struct GradeRule {
    std::string trial;
    std::string grade;
    std::string reason;
};

/// Rules are applied in order; later ones overrule.
struct TrialRules {
    std::vector<EntryRule> entry;
    std::vector<BackgroundRule> background;
    double other_topicals_frac = 0.5;  ///< of a background that no rule knows
    std::vector<GradeRule> grades;
    double unknown_people = 60.0;  ///< taken for an arm whose N is not given
    double easi_min = 16.0;        ///< of an arm whose entry criteria no rule knows
    double easi_max = 71.9;
};

}  // namespace vesikin::analysis
