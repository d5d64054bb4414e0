// What a calibration found: as the data file that a model reads, the fitted rows as a table, and
// the answer in JSON.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "vesikin/analysis/calibration.hpp"
#include "vesikin/format/manifest.hpp"

namespace vesikin::format {

struct CalibrationRecord {
    const analysis::CalibrationPlan& plan;
    const analysis::TrialTable& table;
    std::span<const analysis::StageResult> stages;
    const catalogue::Catalogue& catalogue;
    const Manifest& manifest;  ///< its last input is the table
};

/// Where 90 % of the posterior of a number lies.
struct PosteriorRange {
    double p05 = 0.0;
    double p95 = 0.0;
};

[[nodiscard]] PosteriorRange posterior_range(const catalogue::CalibratedNumber& number);

/// The unit of a number that `catalogue::find_number` finds.
[[nodiscard]] std::string unit_of_number(const catalogue::Catalogue& catalogue,
                                         std::string_view name);

[[nodiscard]] double residual_over_sd(const analysis::TrialRow& row,
                                      const analysis::FittedRow& fitted);

/// calibration.toml of a model.
[[nodiscard]] std::string calibration_toml(const CalibrationRecord& record);

/// A row per fitted result: trial, arm, week, endpoint, published, fitted, its error.
[[nodiscard]] std::string calibration_rows_csv(const CalibrationRecord& record);

/// The answer, as docs/api/calibrate.answer.schema.json has it.
[[nodiscard]] std::string calibration_json(const CalibrationRecord& record);

}  // namespace vesikin::format
