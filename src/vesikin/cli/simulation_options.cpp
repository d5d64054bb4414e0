#include "vesikin/cli/simulation_options.hpp"

#include <CLI/CLI.hpp>

#include "vesikin/base/error.hpp"
#include "vesikin/cli/number_option.hpp"

namespace vesikin::cli {

namespace {

double checked_tolerance(const char* option, double value, double lower) {
    constexpr double upper = 0.1;
    if (!(value >= lower && value <= upper)) {
        throw base::InputError(base::as_written(option), base::as_written(value),
                               base::message("a number from {} to {}", lower, upper));
    }
    return value;
}

}  // namespace

service::Question SimulationOptions::question(std::optional<std::uint64_t> patients) const {
    const auto listed = population_file.empty()
                            ? std::nullopt
                            : std::optional<std::filesystem::path>(population_file);
    return service::load_question(
        shared.knowledge(), {.trial_file = trial_file,
                             .population_file = listed,
                             .changes = {.patients = patients, .seed = seed, .model = model}});
}

study::RunControl SimulationOptions::control() const {
    study::RunControl control{.solver = solver};
    simulation::SolverSettings& settings = control.solver_settings;
    settings.relative_tolerance = checked_tolerance("--rtol", relative_tolerance, 1e-12);
    settings.absolute_tolerance = checked_tolerance("--atol", absolute_tolerance, 1e-15);
    settings.instruction_set = instruction_set;
    if (baseline == "long_run") {
        settings.baseline = simulation::BaselineMethod::long_run;
    } else if (baseline != "steady_state") {
        throw base::InputError(base::field("baseline"), base::quoted(baseline),
                               base::message("steady_state or long_run"));
    }
    return control;
}

void add_simulation_options(CLI::App& command, SimulationOptions& options) {
    options.solver = simulation::solver_names().front();
    command
        .add_option("FILE", options.trial_file,
                    "The trial file (TOML), e.g. data/trials/miyano2021.toml")
        ->required();
    command.add_option("--model", options.model,
                       "Model, instead of the file's: vesikin or miyano2021 (as published)");
    add_number(command, "--seed", options.seed,
               "Seed of the virtual population, instead of the file's");
    command.add_option(
        "--population", options.population_file,
        "Take the patients from this CSV file: a column patient and one per parameter symbol");
    command.add_option("--solver", options.solver, "batched or cvode")->capture_default_str();
    add_number(command, "--rtol", options.relative_tolerance, "Relative tolerance of the solver");
    add_number(command, "--atol", options.absolute_tolerance, "Absolute tolerance of the solver");
    command
        .add_option("--baseline", options.baseline,
                    "How patients come to rest before day 0: steady_state, or long_run (1000 "
                    "weeks, as published)")
        ->capture_default_str();
    command.add_option(
        "--instruction-set", options.instruction_set,
        "Make the batched solver use portable, sse4, avx2 or avx512 instead of the machine's "
        "own, e.g. for the same digits on two machines");
    add_shared_options(command, options.shared);
}

}  // namespace vesikin::cli
