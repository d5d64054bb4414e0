// Use case: one virtual patient's time course under one arm of a trial.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/format/patient_files.hpp"
#include "vesikin/service/question.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::service {

struct PatientRequest {
    Question question;
    std::vector<std::string> command_words{};  ///< that ask the same again
    format::ResultStore* results = nullptr;  ///< for patient.csv, patient.json, manifest and report
    std::optional<std::uint64_t> patient{};  ///< none: the median patient
    std::string arm;
    double step_day = 1.0;        ///< distance between the times shown
    std::string language = "en";  ///< in which the page opens
    study::RunControl control{};
};

struct PatientAnswer {
    const catalogue::Catalogue& catalogue;  ///< of the knowledge
    study::Arm arm;
    catalogue::Label trial_title;
    std::string patient_name;
    format::Manifest manifest;  ///< says also whether the run is complete
    std::vector<double> day{};  ///< from 0 (baseline) to the horizon
    std::vector<format::PatientSeries>
        series{};  ///< EASI as scored, first; then what the model has
    std::vector<std::filesystem::path> files{};

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::PatientRecord record() const {
        return {.catalogue = catalogue,
                .arm = arm,
                .trial_title = trial_title,
                .patient_name = patient_name,
                .day = day,
                .series = series,
                .manifest = manifest};
    }
};

/// Throws InputError (also when the patient does not exist or cannot be simulated) and
/// EnvironmentError.
[[nodiscard]] PatientAnswer simulate_patient(const Knowledge& knowledge,
                                             const PatientRequest& request);

}  // namespace vesikin::service
