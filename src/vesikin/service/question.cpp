#include "vesikin/service/question.hpp"

#include <fmt/format.h>

#include "vesikin/analysis/arm_reading.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

Given<format::PersonProfile> read_person(const Knowledge& knowledge,
                                         const std::filesystem::path& path) {
    return {format::load_person(path, knowledge.units()), input_file(path)};
}

Given<analysis::CalibrationPlan> read_plan(const Knowledge& knowledge,
                                           const std::filesystem::path& path) {
    return {format::load_calibration_plan(path, knowledge.units()), input_file(path)};
}

Given<analysis::TrialTable> read_trials(const Knowledge& knowledge,
                                        const std::filesystem::path& path) {
    analysis::TrialTable table = format::load_trial_table(path);
    analysis::name_endpoints(table, knowledge.trial_rules());
    return {std::move(table), input_file(path)};
}

Question load_question(const Knowledge& knowledge, const QuestionFiles& files) {
    const format::Units& units = knowledge.units();
    const std::string model = files.model.value_or(format::trial_model(files.trial_file, units));
    Question question{
        .catalogue = knowledge.catalogue(model),
        .design = {},
        .patients = nullptr,
        .population = "drawn",
        .inputs = knowledge.files_of({"sources.toml", "models/", "scores/", "drugs/"})};
    question.design = format::load_trial(files.trial_file, question.catalogue, units);
    question.design.model = model;
    question.inputs.push_back(input_file(files.trial_file));
    if (files.seed) {
        question.design.seed = *files.seed;
    }
    if (files.patients) {
        if (*files.patients == 0 ||
            *files.patients > static_cast<std::uint64_t>(format::patients_limit)) {
            throw base::InputError(
                base::field("patients"), base::as_written(*files.patients),
                base::message("a whole number from 1 to {}", format::patients_limit));
        }
        question.design.patients = *files.patients;
    }
    if (files.population_file) {
        std::vector<population::ListedPatient> listed =
            format::load_patients(*files.population_file, question.catalogue.model);
        if (files.patients) {
            if (*files.patients > listed.size()) {
                throw base::InputError(
                    base::field("patients"), base::as_written(*files.patients),
                    base::message("up to {}, the patients listed", listed.size()));
            }
            listed.resize(*files.patients);
        }
        question.design.patients = listed.size();
        question.patients = population::list_population(std::move(listed));
        question.population = files.population_file->generic_string();
        question.inputs.push_back(input_file(*files.population_file));
    } else {
        question.patients = population::sample_population(
            question.catalogue.model, question.design.seed, question.design.patients);
    }
    return question;
}

format::Manifest manifest_of(const Question& question, std::string command,
                             std::vector<std::string> command_words, study::RunControl control) {
    control.solver_settings.baseline_seed = question.catalogue.model.seed();
    format::Manifest manifest = start_manifest(std::move(command), std::move(command_words),
                                               question.design.seed, control, question.inputs);
    manifest.population = question.population;
    return manifest;
}

}  // namespace vesikin::service
