// Use case: run a virtual trial from its file and write its results.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/format/trial_files.hpp"
#include "vesikin/service/question.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::service {

struct TrialRequest {
    Question question;
    std::vector<std::string> command_words{};  ///< that ask the same again
    format::ResultStore* results = nullptr;    ///< for files, and what a stopped run goes on from
    std::string language = "en";               ///< in which the page opens
    study::RunControl control{};               ///< the seed of the baseline comes from the model
    bool writes_patients = false;              ///< per_patient.csv as well
    bool resumes = false;                      ///< go on from the checkpoint in the out folder
};

/// What a caller needs to show.
struct TrialAnswer {
    study::TrialDesign design;
    const catalogue::Catalogue& catalogue;  ///< of the knowledge
    std::vector<outcome::Outcome> outcomes;
    study::TrialTally tally;
    std::vector<study::SummaryRow> rows;
    std::uint64_t patients_asked = 0;
    format::Manifest manifest;                   ///< says also whether the run is complete
    std::vector<std::filesystem::path> files{};  ///< written
    std::vector<std::string> removed{};          ///< files of an earlier run

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::TrialRecord record() const {
        return {.design = design,
                .catalogue = catalogue,
                .outcomes = outcomes,
                .tally = tally,
                .rows = rows,
                .patients_asked = patients_asked,
                .manifest = manifest};
    }
};

/// Writes results.csv, trial.json, manifest.json, report.html (and per_patient.csv,
/// failed_patients.csv where they apply) to the out folder, and checkpoint.msgpack as long as it is
/// not complete. Throws InputError and EnvironmentError; a cancelled run is an answer that is not
/// complete.
[[nodiscard]] TrialAnswer run_trial(const Knowledge& knowledge, const TrialRequest& request);

}  // namespace vesikin::service
