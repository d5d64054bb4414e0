// What every simulation starts from: the data files, the trial design and the patients that a
// request names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/service/installation.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::service {

struct QuestionFiles {
    Installation installation;
    std::filesystem::path trial_file;
    std::optional<std::filesystem::path> population_file;
    std::optional<std::uint64_t>
        patients;  ///< instead of the file's; of a listed population, the first so many
    std::optional<std::uint64_t> seed;                ///< instead of the file's
    std::optional<std::string> model = std::nullopt;  ///< instead of the file's
};

struct Question {
    Installation installation;
    catalogue::Catalogue catalogue;
    study::TrialDesign design;
    std::unique_ptr<population::PatientSource> patients;
    std::string population;  ///< "drawn", or the file the patients came from
    std::vector<format::InputFile> inputs;
};

/// Throws InputError with what is wrong in the first bad file.
[[nodiscard]] Question load_question(const QuestionFiles& files);

/// The manifest of a run of this question that starts now; the baseline starts from the model's
/// seed state.
[[nodiscard]] format::Manifest manifest_of(const Question& question, std::string command,
                                           study::RunControl control);

}  // namespace vesikin::service
