// What a calibration found, as the data file that a model reads, and the fitted rows as a table.
#pragma once

#include <span>
#include <string>

#include "vesikin/analysis/calibration.hpp"

namespace vesikin::format {

struct CalibrationRecord {
    const analysis::CalibrationPlan& plan;
    const analysis::TrialTable& table;
    std::span<const analysis::StageResult> stages;
    std::string date;
    std::string version;
    std::string trials_sha256;
};

/// calibration.toml of a model.
[[nodiscard]] std::string calibration_toml(const CalibrationRecord& record);

/// A row per fitted result: trial, arm, week, endpoint, published, fitted, its error.
[[nodiscard]] std::string calibration_rows_csv(const CalibrationRecord& record);

}  // namespace vesikin::format
