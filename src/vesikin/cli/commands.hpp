// The list of commands. A command is a file that adds itself to the parser and a line in
// `commands.cpp`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "vesikin/service/installation.hpp"

namespace CLI {
class App;
}

namespace vesikin::cli {

/// A command in the parser, and what to do when it was asked for. `run` returns the exit code.
struct RegisteredCommand {
    const CLI::App* app = nullptr;
    std::function<int()> run;
};

/// Adds every command to `app`, which outlives the result. Parsing throws InputError for a value
/// that is empty or not what its option takes.
[[nodiscard]] std::vector<RegisteredCommand> add_commands(CLI::App& app);

[[nodiscard]] RegisteredCommand add_calibrate_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_compare_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_deliver_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_evidence_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_model_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_validate_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_mouse_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_patient_command(CLI::App& app);
[[nodiscard]] RegisteredCommand add_trial_command(CLI::App& app);

/// --data, and the words of the command as they were parsed.
struct DataOption {
    std::string folder;
    std::vector<std::string> words;

    /// The program's own files: beside the program in ../share/vesikin, or in `folder` if that is
    /// not empty.
    [[nodiscard]] service::Installation installation() const;
};

/// Adds --data; `option` outlives the parser.
void add_data_option(CLI::App& command, DataOption& option);

}  // namespace vesikin::cli
