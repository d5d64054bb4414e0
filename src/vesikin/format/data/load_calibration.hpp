// What to calibrate: a TOML file.
#pragma once

#include <filesystem>
#include <string>

#include "vesikin/analysis/calibration.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

/// A plan as data/calibration has it. Notes all problems.
[[nodiscard]] analysis::CalibrationPlan read_calibration_plan(TableReader root);

/// Throws InputError with all problems of the file.
[[nodiscard]] analysis::CalibrationPlan load_calibration_plan(const std::filesystem::path& path,
                                                              const Units& units);

}  // namespace vesikin::format
