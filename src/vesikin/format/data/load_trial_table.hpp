// Tables of published trials (CSV), and the rules by which their texts are read.
#pragma once

#include <filesystem>
#include <string_view>

#include "vesikin/analysis/trial_table.hpp"
#include "vesikin/format/data/data_source.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

/// Reads a table with at least the columns trial, drug, target, arm, dose_regimen, background_TCS,
/// population, N, baseline_EASI_mean, week, endpoint, value. A cell that cannot be understood is
/// noted in its row. Throws InputError for a file that is no such table.
[[nodiscard]] analysis::TrialTable load_trial_table(const std::filesystem::path& path);

/// The same of a text; `name` is for messages.
[[nodiscard]] analysis::TrialTable read_trial_table(std::string text, const std::string& name);

/// The published trials of the data.
inline constexpr std::string_view published_trials = "validation/ad_trials.csv";

/// The table of that key as errors of rows.
[[nodiscard]] analysis::RowError read_row_error(TableReader& root, std::string_view key);

/// Reads validation/rules.toml and regimen_words.toml. Throws InputError with all its problems.
[[nodiscard]] analysis::TrialRules load_trial_rules(const DataSource& data,
                                                    const std::vector<catalogue::Source>& sources);

}  // namespace vesikin::format
