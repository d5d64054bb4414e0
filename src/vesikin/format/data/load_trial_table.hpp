// Tables of published trials (CSV), and the rules by which their texts are read.
#pragma once

#include <filesystem>
#include <string_view>

#include "vesikin/analysis/trial_table.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

/// Reads a table with at least the columns trial, drug, target, arm, dose_regimen, background_TCS,
/// population, N, baseline_EASI_mean, week, endpoint, value. A cell that cannot be understood is
/// noted in its row. Throws InputError for a file that is no such table.
[[nodiscard]] analysis::TrialTable load_trial_table(const std::filesystem::path& path);

/// The table of that key as errors of rows.
[[nodiscard]] analysis::RowError read_row_error(TableReader& root, std::string_view key);

/// Reads validation/rules.toml and regimen_words.toml. Throws InputError with all its problems.
[[nodiscard]] analysis::TrialRules load_trial_rules(const std::filesystem::path& data_folder,
                                                    const std::vector<catalogue::Source>& sources,
                                                    const UnitSystem& units);

}  // namespace vesikin::format
