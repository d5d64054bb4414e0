// The use case "hold the model against a table of trials".
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/format/validation_files.hpp"
#include "vesikin/service/installation.hpp"

namespace vesikin::service {

struct ValidateRequest {
    Installation installation;
    std::optional<std::filesystem::path> trials_file;  ///< the shipped table by default
    std::optional<std::filesystem::path> out_folder;
    std::string language = "en";  ///< in which the page opens
    std::string model = "vesikin";
    std::uint64_t most_pool_people = 12000;  ///< of those who may enter
    bool resumes = false;                    ///< go on where a stopped run into the out folder was
    analysis::PredictionOptions options;
};

struct ValidateAnswer {
    analysis::TrialTable table;
    std::vector<analysis::ValidatedRow> rows;
    std::vector<analysis::Score> scores;       ///< of all rows with a value
    std::vector<analysis::Score> read_scores;  ///< of rows whose figure was read, weeks 12 to 24
    std::string calibrated_on;
    catalogue::Catalogue catalogue;
    analysis::PredictionOptions options;  ///< without what kept and watched the run
    format::Manifest manifest;            ///< says also whether the run is complete
    std::vector<std::filesystem::path> files;

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::ValidationRecord record() const {
        return {.table = table,
                .rows = rows,
                .scores = scores,
                .read_scores = read_scores,
                .catalogue = catalogue,
                .calibrated_on = calibrated_on,
                .options = options,
                .manifest = manifest};
    }
};

/// Throws InputError for what cannot be read, EnvironmentError for what cannot be written. Rows
/// that cannot be simulated say why in the answer.
[[nodiscard]] ValidateAnswer validate(const ValidateRequest& request);

}  // namespace vesikin::service
