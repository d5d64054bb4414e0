// The use case "fit free numbers to trials".
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/format/calibration_files.hpp"
#include "vesikin/service/question.hpp"

namespace vesikin::service {

struct CalibrateRequest {
    std::vector<std::string> command_words;  ///< that ask the same again
    Given<analysis::CalibrationPlan> plan;
    std::optional<Given<analysis::TrialTable>>
        trials;                              ///< the published ones of the data by default
    format::ResultStore* results = nullptr;  ///< where files go, and what is done is kept
    bool resumes = false;
    std::optional<std::uint64_t> seed;
    analysis::CalibrationOptions options;
};

struct CalibrateAnswer {
    analysis::CalibrationPlan plan;
    analysis::TrialTable table;
    catalogue::Catalogue catalogue;  ///< with the numbers that were found
    std::vector<analysis::StageResult> stages;
    format::Manifest manifest;  ///< says also whether the run is complete
    std::vector<std::filesystem::path> files;
    std::size_t reused_evaluations = 0;

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::CalibrationRecord record() const {
        return {.plan = plan,
                .table = table,
                .stages = stages,
                .catalogue = catalogue,
                .manifest = manifest};
    }
};

/// Writes calibration.toml, calibration_rows.csv and calibrate.json to the out folder;
/// evaluations.log keeps every evaluation while it runs, and a resumed run takes them from there.
/// Throws InputError or EnvironmentError.
[[nodiscard]] CalibrateAnswer calibrate(const Knowledge& knowledge,
                                        const CalibrateRequest& request);

}  // namespace vesikin::service
