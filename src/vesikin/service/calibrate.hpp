// The use case "fit free numbers to trials".
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/analysis/calibration.hpp"
#include "vesikin/service/installation.hpp"

namespace vesikin::service {

struct CalibrateRequest {
    Installation installation;
    std::filesystem::path plan_file;
    std::optional<std::filesystem::path> trials_file;  ///< the shipped table by default
    std::filesystem::path out_folder;
    bool resumes = false;
    std::optional<std::uint64_t> seed;
    analysis::CalibrationOptions options;
};

struct CalibrateAnswer {
    std::vector<analysis::StageResult> stages;
    std::vector<std::filesystem::path> files;
    std::size_t reused_evaluations = 0;
    bool is_complete = true;
};

/// Writes calibration.toml and calibration_rows.csv to the out folder; evaluations.log keeps every
/// evaluation while it runs, and a resumed run takes them from there. Throws InputError or
/// EnvironmentError.
[[nodiscard]] CalibrateAnswer calibrate(const CalibrateRequest& request);

}  // namespace vesikin::service
