#include "vesikin/service/question.hpp"

#include <fmt/format.h>

#include "vesikin/analysis/arm_reading.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_likeness.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

Given<planner::Person> read_person(const Knowledge& knowledge, const std::filesystem::path& path) {
    return {format::load_person(path, knowledge.planner().questions, knowledge.units()),
            input_file(path)};
}

Given<planner::OwnCourse> read_own_course(const Knowledge& knowledge,
                                          const std::filesystem::path& path) {
    return {format::load_own_course(path, knowledge.catalogue(format::default_model),
                                    knowledge.units()),
            input_file(path)};
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

Question question_of(const Knowledge& knowledge, study::TrialDesign design,
                     const TrialChanges& changes) {
    design.model = changes.model.value_or(design.model);
    design.seed = changes.seed.value_or(design.seed);
    if (changes.patients) {
        if (*changes.patients == 0 ||
            *changes.patients > static_cast<std::uint64_t>(format::patients_limit)) {
            throw base::InputError(
                base::field("patients"), base::as_written(*changes.patients),
                base::message("a whole number from 1 to {}", format::patients_limit));
        }
        design.patients = *changes.patients;
    }
    const catalogue::Catalogue& catalogue = knowledge.catalogue(design.model);
    auto patients = population::sample_population(catalogue.model, design.seed, design.patients);
    return {.catalogue = catalogue,
            .design = std::move(design),
            .patients = std::move(patients),
            .population = "drawn",
            .inputs = knowledge.files_of({"sources.toml", "models/", "scores/", "drugs/"})};
}

Question load_question(const Knowledge& knowledge, const QuestionFiles& files) {
    const format::DataFile file = format::read_named_file(files.trial_file, knowledge.units());
    const std::string model = files.changes.model.value_or(format::trial_model(file.root()));
    file.throw_if_any();
    study::TrialDesign design = format::read_trial(file.root(), knowledge.catalogue(model));
    file.throw_if_any();
    if (!files.population_file) {
        Question question = question_of(knowledge, std::move(design), files.changes);
        question.inputs.push_back(input_file(files.trial_file));
        return question;
    }
    std::vector<population::ListedPatient> listed =
        format::load_patients(*files.population_file, knowledge.catalogue(model).model);
    if (files.changes.patients) {
        if (*files.changes.patients > listed.size()) {
            throw base::InputError(base::field("patients"),
                                   base::as_written(*files.changes.patients),
                                   base::message("up to {}, the patients listed", listed.size()));
        }
        listed.resize(*files.changes.patients);
    }
    TrialChanges changes = files.changes;
    changes.patients = listed.size();
    Question question = question_of(knowledge, std::move(design), changes);
    question.patients = population::list_population(std::move(listed));
    question.population = files.population_file->generic_string();
    question.inputs.push_back(input_file(files.trial_file));
    question.inputs.push_back(input_file(*files.population_file));
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
