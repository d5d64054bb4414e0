// The options that every simulating command shares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "vesikin/cli/commands.hpp"
#include "vesikin/service/question.hpp"
#include "vesikin/study/run_control.hpp"

namespace CLI {
class App;
}

namespace vesikin::cli {

/// Values of the shared options after parsing.
struct SimulationOptions {
    std::string trial_file;
    SharedOptions shared;
    std::string population_file;
    std::optional<std::uint64_t> seed;
    std::optional<std::string> model;
    std::string solver;
    std::string baseline = "steady_state";
    std::string instruction_set;
    double relative_tolerance = simulation::SolverSettings{}.relative_tolerance;
    double absolute_tolerance = simulation::SolverSettings{}.absolute_tolerance;

    /// What the files ask, with `patients` instead of the file's number where there is one.
    [[nodiscard]] service::Question question(std::optional<std::uint64_t> patients = {}) const;

    /// Solver and settings as asked for. Throws InputError for a tolerance or name that is not
    /// allowed.
    [[nodiscard]] study::RunControl control() const;
};

/// Adds the options to a command; `options` outlives the parser.
void add_simulation_options(CLI::App& command, SimulationOptions& options);

}  // namespace vesikin::cli
