#include "vesikin/cli/commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/format/data/bundle.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/data/translations.hpp"

namespace vesikin::cli {

namespace {

/// A value that is empty comes from a variable of the shell that is not set, and one that looks
/// like an option from a value that was forgotten: neither is the default, nor a name.
std::string refuse_missing_value(const std::string& option, const std::string& value) {
    const bool is_blank = value.find_first_not_of(" \t\r\n") == std::string::npos;
    if (is_blank || value.starts_with("--")) {
        throw base::InputError(base::as_written(option),
                               is_blank ? base::message("an empty value") : base::quoted(value),
                               base::message("a value, or leave the option out"));
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

std::unique_ptr<CLI::App> make_parser() {
    auto app = std::make_unique<CLI::App>(
        "Vesikin simulates atopic dermatitis and its treatments: virtual patients, virtual "
        "trials.\n"
        "For simulation, research and education. It informs; it does not prescribe.");
    app->name("vesikin");
    app->set_version_flag("--version", fmt::format("vesikin {}", service::version()));
    app->require_subcommand(1);
    app->footer(
        "Examples:\n"
        "  vesikin trial data/trials/miyano2021.toml --patients 4000\n"
        "  vesikin patient data/trials/miyano2021.toml --arm dupilumab --patient 7\n"
        "  vesikin model\n"
        "Each command explains itself: vesikin trial --help");
    return app;
}

std::vector<RegisteredCommand> add_commands(CLI::App& app) {
    std::vector<RegisteredCommand> commands{
        add_compare_command(app), add_evidence_command(app), add_deliver_command(app),
        add_mouse_command(app),   add_trial_command(app),    add_patient_command(app),
        add_model_command(app),   add_validate_command(app), add_calibrate_command(app),
        add_bundle_command(app),  add_ask_command(app),      add_plan_command(app),
        add_serve_command(app),
    };
    // All options of all commands, so that none can forget.
    for (CLI::App* command : app.get_subcommands({})) {
        check_values_of(*command);
    }
    return commands;
}

std::filesystem::path installed_share() {
    std::error_code ignored;  // without /proc nothing is found beside it, and the loader says so
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return program.parent_path().parent_path() / "share" / "vesikin";
}

const service::Knowledge& SharedOptions::knowledge() const {
    if (opened == nullptr) {
        const std::filesystem::path share = installed_share();
        opened = std::make_shared<const service::Knowledge>(
            format::open_data(data.empty() ? share / "data" : std::filesystem::path(data)),
            share / "report.html");
    }
    return *opened;
}

std::string SharedOptions::language() const {
    return asked_language.empty() ? environment_language(format::text_languages(knowledge().data()))
                                  : asked_language;
}

format::Translations SharedOptions::translations(std::string_view name) const {
    try {
        return format::load_translations(knowledge().data(), language(), name);
    } catch (const base::InputError&) {  // what is said must not hang on what cannot be read
        return {};
    }
}

base::Wording SharedOptions::wording() const {
    return format::wording_of(translations("messages"));
}

format::Texts SharedOptions::texts(std::string_view own) const {
    std::vector<std::string_view> names{format::terminal_texts, format::name_texts};
    if (!own.empty()) {
        names.insert(names.begin(), own);
    }
    auto all = knowledge().texts(language(), names).all();
    for (auto& [key, text] : all) {
        text = base::printable_paragraph(text);  // whoever wrote it
    }
    return {language(), std::move(all)};
}

void add_shared_options(CLI::App& command, SharedOptions& options) {
    command.add_option("--data", options.data,
                       "Folder of data files or a bundle of them, instead of the installed one");
    command.add_option("--lang", options.asked_language,
                       "en or ja; by default the language of the environment (LANG)");
    command.parse_complete_callback([&command, &options] { options.words = words_of(command); });
}

}  // namespace vesikin::cli
