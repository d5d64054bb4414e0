// What to calibrate (a TOML file), and evaluations that an earlier, stopped calibration left.
#pragma once

#include <filesystem>
#include <string>

#include "vesikin/analysis/calibration.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

/// Throws InputError with all problems of the file.
[[nodiscard]] analysis::CalibrationPlan load_calibration_plan(const std::filesystem::path& path,
                                                              const UnitSystem& units);

/// One evaluation as a line of the log: exact, so that a resumed search takes the same steps.
[[nodiscard]] std::string evaluation_line(std::size_t stage, const std::vector<double>& numbers,
                                          const std::vector<double>& residuals);

/// Reads a log whose first line is `identity`; a last line cut off by a killed process is left out.
/// Throws InputError when it belongs to another calibration.
void read_evaluations(const std::filesystem::path& path, const std::string& identity,
                      analysis::EvaluationStore& store);

}  // namespace vesikin::format
