#include "vesikin/service/question.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::service {

namespace {

format::InputFile hashed(const std::filesystem::path& path) {
    return {path.generic_string(), format::sha256(format::read_text_file(path))};
}

}  // namespace

const char* version() noexcept {
    return VESIKIN_VERSION;
}

Question load_question(const QuestionFiles& files) {
    const format::UnitSystem units;
    const std::string model = files.model.value_or(format::trial_model(files.trial_file, units));
    format::LoadedCatalogue loaded =
        format::load_catalogue(files.installation.data_folder, model, units);
    Question question{.catalogue = std::move(loaded.catalogue),
                      .design = {},
                      .patients = nullptr,
                      .population = "drawn",
                      .inputs = std::move(loaded.files)};
    question.design = format::load_trial(files.trial_file, question.catalogue, units);
    question.design.model = model;
    question.inputs.push_back(hashed(files.trial_file));
    if (files.seed) {
        question.design.seed = *files.seed;
    }
    if (files.patients) {
        if (*files.patients == 0 ||
            *files.patients > static_cast<std::uint64_t>(format::patients_limit)) {
            throw base::InputError(
                "--patients", fmt::format("{}", *files.patients),
                fmt::format("a whole number from 1 to {}", format::patients_limit));
        }
        question.design.patients = *files.patients;
    }
    if (files.population_file) {
        std::vector<population::ListedPatient> listed =
            format::load_patients(*files.population_file, question.catalogue.model);
        if (files.patients) {
            if (*files.patients > listed.size()) {
                throw base::InputError("--patients", fmt::format("{}", *files.patients),
                                       fmt::format("up to {}, the patients listed", listed.size()));
            }
            listed.resize(*files.patients);
        }
        question.design.patients = listed.size();
        question.patients = population::list_population(std::move(listed));
        question.population = files.population_file->generic_string();
        question.inputs.push_back(hashed(*files.population_file));
    } else {
        question.patients = population::sample_population(
            question.catalogue.model, question.design.seed, question.design.patients);
    }
    return question;
}

format::Manifest manifest_of(const Question& question, std::string command, std::string solver,
                             simulation::SolverSettings settings) {
    settings.baseline_seed = question.catalogue.model.seed();
    format::Manifest manifest;
    manifest.version = version();
    manifest.command = std::move(command);
    manifest.seed = question.design.seed;
    manifest.population = question.population;
    manifest.instruction_set = simulation::make_solver(solver, settings)->instruction_set();
    manifest.solver = std::move(solver);
    manifest.solver_settings = settings;
    manifest.started_utc = fmt::format(
        "{:%Y-%m-%dT%H:%M:%SZ}",
        fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
    manifest.inputs = question.inputs;
    return manifest;
}

}  // namespace vesikin::service
