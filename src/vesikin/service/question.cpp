#include "vesikin/service/question.hpp"

#include <fmt/format.h>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

const char* version() noexcept {
    return VESIKIN_VERSION;
}

Question load_question(const QuestionFiles& files) {
    const format::UnitSystem units;
    const std::string model = files.model.value_or(format::trial_model(files.trial_file, units));
    format::LoadedCatalogue loaded =
        format::load_catalogue(files.installation.data_folder, model, units);
    Question question{.installation = files.installation,
                      .catalogue = std::move(loaded.catalogue),
                      .design = {},
                      .patients = nullptr,
                      .population = "drawn",
                      .inputs = std::move(loaded.files)};
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
                             study::RunControl control) {
    control.solver_settings.baseline_seed = question.catalogue.model.seed();
    format::Manifest manifest = start_manifest(std::move(command), question.installation,
                                               question.design.seed, control, question.inputs);
    manifest.population = question.population;
    return manifest;
}

}  // namespace vesikin::service
