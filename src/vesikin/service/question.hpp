// Questions as they are asked with files: what was read, and from where.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "vesikin/analysis/calibration.hpp"
#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/planner/own_course.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/service/knowledge.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/run_control.hpp"

namespace vesikin::service {

/// A part of a question that a file holds.
template <class Value>
struct Given {
    Value value;
    format::InputFile file;
};

/// Throw InputError with every problem of the file.
[[nodiscard]] Given<planner::Person> read_person(const Knowledge& knowledge,
                                                 const std::filesystem::path& path);
[[nodiscard]] Given<planner::OwnCourse> read_own_course(const Knowledge& knowledge,
                                                        const std::filesystem::path& path);
[[nodiscard]] Given<analysis::CalibrationPlan> read_plan(const Knowledge& knowledge,
                                                         const std::filesystem::path& path);
/// Published trials, their endpoints named as those of the data are.
[[nodiscard]] Given<analysis::TrialTable> read_trials(const Knowledge& knowledge,
                                                      const std::filesystem::path& path);

/// What stands instead of a trial's own.
struct TrialChanges {
    std::optional<std::uint64_t> patients{};  ///< of a listed population, the first so many
    std::optional<std::uint64_t> seed{};
    std::optional<std::string> model{};
};

struct QuestionFiles {
    std::filesystem::path trial_file;
    std::optional<std::filesystem::path> population_file{};
    TrialChanges changes{};
};

/// Refers to the knowledge that it was read with.
struct Question {
    const catalogue::Catalogue& catalogue;
    study::TrialDesign design;
    std::unique_ptr<population::PatientSource> patients;
    std::string population;  ///< "drawn", or the file the patients came from
    std::vector<format::InputFile> inputs;
};

/// Patients are drawn. Throws InputError for an unknown model and a number out of range.
[[nodiscard]] Question question_of(const Knowledge& knowledge, study::TrialDesign design,
                                   const TrialChanges& changes);

/// Throws InputError with what is wrong in the first bad file.
[[nodiscard]] Question load_question(const Knowledge& knowledge, const QuestionFiles& files);

/// The manifest of a run of this question that starts now; the baseline starts from the model's
/// seed state.
[[nodiscard]] format::Manifest manifest_of(const Question& question, std::string command,
                                           std::vector<std::string> command_words,
                                           study::RunControl control);

}  // namespace vesikin::service
