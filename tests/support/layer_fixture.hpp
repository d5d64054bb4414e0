// The model with a trial layer, as shipped, and what validation and calibration need of it.
#pragma once

#include "support/model_fixture.hpp"
#include "vesikin/analysis/trial_table.hpp"
#include "vesikin/format/data/load_trial_table.hpp"

namespace vesikin::tests {

inline const catalogue::Catalogue& layer_catalogue() {
    static const catalogue::Catalogue catalogue = format::load_catalogue(shipped_data(), "vesikin");
    return catalogue;
}

inline const analysis::TrialRules& shipped_rules() {
    static const analysis::TrialRules rules =
        format::load_trial_rules(shipped_data(), layer_catalogue().sources);
    return rules;
}

inline const analysis::TrialTable& shipped_trials() {
    static const analysis::TrialTable table = format::load_trial_table(
        std::filesystem::path(VESIKIN_DATA_FOLDER) / "validation" / "ad_trials.csv");
    return table;
}

/// A row of a dupilumab trial, to be changed.
inline analysis::TrialRow dupilumab_row() {
    analysis::TrialRow row;
    row.trial = "a trial";
    row.drug = "dupilumab";
    row.target = "IL-4Ra";
    row.arm = "dupilumab q2w";
    row.dose_regimen = "600 LD then 300 mg q2w sc";
    row.background = "no";
    row.population = "adult mod-severe";
    row.endpoint = "EASI75_pct";
    row.status = "read";
    row.split = "calibration";
    row.people = 200.0;
    row.week = 16.0;
    row.value = 51.0;
    return row;
}

inline analysis::TrialRow placebo_row() {
    analysis::TrialRow row = dupilumab_row();
    row.drug = "placebo (of dupilumab)";
    row.target = "none";
    row.arm = "placebo";
    row.dose_regimen = "qw sc";
    row.value = 15.0;
    return row;
}

}  // namespace vesikin::tests
