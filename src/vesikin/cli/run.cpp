#include "vesikin/cli/run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>
#include <sstream>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/output.hpp"

namespace vesikin::cli {

namespace {

/// Throws InputError when the first word is no command: the parser would only miss one.
void refuse_unknown_command(const CLI::App& app, const std::string& typed) {
    if (typed.empty() || typed.starts_with('-')) {
        return;
    }
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
    }
    if (std::ranges::find(names, typed) == names.end()) {
        throw base::InputError("command", typed,
                               base::one_of(names, base::perhaps_meant(typed, names)));
    }
}

int parse_and_run(int argc, const char* const* argv) {
    CLI::App app{
        "Vesikin simulates atopic dermatitis and its treatments: virtual patients, virtual "
        "trials.\n"
        "For simulation, research and education. It informs; it does not prescribe."};
    app.name("vesikin");
    app.set_version_flag("--version", fmt::format("vesikin {}", service::version()));
    app.require_subcommand(1);
    app.footer(
        "Examples:\n"
        "  vesikin trial data/trials/miyano2021.toml --patients 4000\n"
        "  vesikin patient data/trials/miyano2021.toml --arm dupilumab --patient 7\n"
        "  vesikin model\n"
        "Each command explains itself: vesikin trial --help");
    const std::vector<RegisteredCommand> commands = add_commands(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        refuse_unknown_command(app, argc > 1 ? argv[1] : "");
        std::ostringstream out;
        std::ostringstream problem;
        const int code = app.exit(error, out, problem) == 0 ? success : bad_input;
        write_output(out.str());
        write_error(problem.str());
        return code;
    }
    for (const RegisteredCommand& command : commands) {
        if (command.app->parsed()) {
            return command.run();
        }
    }
    return bad_input;
}

int guarded(int argc, const char* const* argv) {
    try {
        return parse_and_run(argc, argv);
    } catch (const ReaderGone&) {
        return success;
    } catch (const base::InputError& error) {
        print_error("vesikin: the input is not right\n");
        for (const base::InputProblem& problem : error.problems()) {
            print_error("  {}\n    given:   {}\n    allowed: {}\n", problem.where, problem.given,
                        problem.allowed);
        }
        return bad_input;
    } catch (const base::EnvironmentError& error) {
        print_error("vesikin: {}\n", error.what());
        return environment_failure;
    } catch (const std::filesystem::filesystem_error& error) {
        print_error("vesikin: cannot read: {}: {}\n", error.path1().string(),
                    error.code().message());
        return environment_failure;
    } catch (const std::bad_alloc&) {
        write_error("vesikin: out of memory\n");
        return environment_failure;
    } catch (const std::exception& error) {
        print_error("vesikin: this is a bug of ours, please report it: {}\n", error.what());
        return internal_failure;
    }
}

}  // namespace

int run(int argc, const char* const* argv) noexcept {
    prepare_outputs();
    try {
        return end_outputs(guarded(argc, argv));
    } catch (...) {  // not even the words for it
        write_error("vesikin: out of memory\n");
        return environment_failure;
    }
}

}  // namespace vesikin::cli
