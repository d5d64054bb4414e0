// The use case "hold the model against a table of trials".
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/format/validation_files.hpp"
#include "vesikin/service/question.hpp"

namespace vesikin::service {

struct ValidateRequest {
    std::vector<std::string> command_words;  ///< that ask the same again
    std::optional<Given<analysis::TrialTable>>
        trials;                              ///< the published ones of the data by default
    format::ResultStore* results = nullptr;  ///< where files go; null: nowhere
    std::string language = "en";             ///< in which the page opens
    std::string model = "vesikin";
    std::uint64_t most_pool_people = 12000;  ///< of those who may enter
    bool resumes = false;                    ///< go on where a stopped run into the out folder was
    analysis::PredictionOptions options;
};

struct ValidateAnswer {
    const catalogue::Catalogue& catalogue;  ///< of the knowledge, which outlives this
    analysis::TrialTable table;
    std::vector<analysis::ValidatedRow> rows{};
    std::vector<analysis::Score> scores{};       ///< of all rows with a value
    std::vector<analysis::Score> read_scores{};  ///< of rows whose figure was read, weeks 12 to 24
    std::string calibrated_on{};
    analysis::PredictionOptions options{};  ///< without what kept and watched the run
    format::Manifest manifest{};            ///< says also whether the run is complete
    std::vector<std::filesystem::path> files{};

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
[[nodiscard]] ValidateAnswer validate(const Knowledge& knowledge, const ValidateRequest& request);

}  // namespace vesikin::service
