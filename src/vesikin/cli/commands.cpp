#include "vesikin/cli/commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "vesikin/base/error.hpp"
#include "vesikin/base/shown_text.hpp"

namespace vesikin::cli {

namespace {

/// A value that is empty comes from a variable of the shell that is not set, and one that looks
/// like an option from a value that was forgotten: neither is the default, nor a name.
std::string refuse_missing_value(const std::string& option, const std::string& value) {
    const bool is_blank = value.find_first_not_of(" \t\r\n") == std::string::npos;
    if (is_blank || value.starts_with("--")) {
        throw base::InputError(option, is_blank ? "an empty value" : fmt::format("\"{}\"", value),
                               "a value, or leave the option out");
    }
    return {};
}

void check_values_of(CLI::App& command) {
    for (CLI::Option* option : command.get_options()) {
        if (option->get_items_expected_max() > 0) {
            option->check([name = option->get_name()](const std::string& value) {
                return refuse_missing_value(name, value);
            });
        }
    }
}

/// What the parser itself refuses, in the words of every other refusal.
std::string parse_failure(const CLI::App* app, const CLI::Error& error) {
    const std::vector<CLI::App*> asked = app->get_subcommands();
    return fmt::format(
        "vesikin: the input is not right\n  command line\n    given:   {}\n    allowed: what "
        "vesikin{} --help says\n",
        base::printable(error.what(), 240),
        asked.empty() ? "" : fmt::format(" {}", asked.front()->get_name()));
}

/// The command and its options as given, one after the other.
std::vector<std::string> words_of(const CLI::App& command) {
    std::vector<std::string> words{"vesikin", command.get_name()};
    for (const CLI::Option* option : command.get_options()) {
        const bool is_flag = option->get_items_expected_max() == 0;
        for (const std::string& value : option->results()) {
            if (!option->get_positional()) {
                words.push_back(option->get_name());
            }
            if (!is_flag) {
                words.push_back(value);
            }
        }
    }
    return words;
}

}  // namespace

std::vector<RegisteredCommand> add_commands(CLI::App& app) {
    std::vector<RegisteredCommand> commands{
        add_compare_command(app), add_evidence_command(app), add_deliver_command(app),
        add_mouse_command(app),   add_trial_command(app),    add_patient_command(app),
        add_model_command(app),   add_validate_command(app), add_calibrate_command(app),
    };
    // All options of all commands, so that none can forget.
    for (CLI::App* command : app.get_subcommands({})) {
        check_values_of(*command);
    }
    app.failure_message(parse_failure);
    return commands;
}

service::Installation DataOption::installation() const {
    std::error_code
        ignored;  // without /proc the folder is simply not found, and the loader says so
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const std::filesystem::path share = program.parent_path().parent_path() / "share" / "vesikin";
    return {.data_folder = folder.empty() ? share / "data" : std::filesystem::path(folder),
            .report_page = share / "report.html",
            .command_words = words};
}

void add_data_option(CLI::App& command, DataOption& option) {
    command.add_option("--data", option.folder,
                       "Folder of data files, instead of the installed one");
    command.parse_complete_callback([&command, &option] { option.words = words_of(command); });
}

}  // namespace vesikin::cli
