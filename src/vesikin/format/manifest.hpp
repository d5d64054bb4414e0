// What a set of results says about how it was made.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/result_store.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::format {

/// What everything that Vesikin computes is for.
inline constexpr std::string_view intended_use = "simulation, research and education";

/// What a result must say about how it was made.
struct Manifest {
    std::string program = "vesikin";
    std::string version;
    std::string command;
    std::vector<std::string> command_words{};  ///< that ask the same again; empty where unknown
    std::uint64_t seed = 0;
    std::string population{};  ///< "drawn", or the file the patients came from; empty without any
    std::string solver;  ///< empty where nothing was simulated: then only version, command and
                         ///< inputs are said, and the same inputs give the same bytes
    std::string
        instruction_set;  ///< that the solver runs on; "none" for a solver that has no choice
    simulation::SolverSettings solver_settings;
    unsigned threads = 1;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    double wall_time_second = 0.0;
    std::string started_utc;
    bool is_complete = true;
    bool is_resumed = false;
    std::vector<InputFile> inputs;
    std::vector<OutputFile> outputs;  ///< known last; a report does not name itself

    [[nodiscard]] bool has_simulated() const noexcept { return !solver.empty(); }
};

/// Seconds since the run began.
[[nodiscard]] double seconds_since_start(const Manifest& manifest);

/// Exchanges the staged files for those of an earlier run, vouched for by this manifest, which
/// takes their names and the time that it took.
void commit_results(ResultSet& results, Manifest manifest);

/// The manifest as a file of its own.
[[nodiscard]] std::string manifest_json(const Manifest& manifest);

}  // namespace vesikin::format
