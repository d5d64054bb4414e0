#include "vesikin/cli/run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <new>

#include "vesikin/base/error.hpp"
#include "vesikin/cli/commands.hpp"

namespace vesikin::cli {

namespace {

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
        return app.exit(error) == 0 ? success : bad_input;
    }
    for (const RegisteredCommand& command : commands) {
        if (command.app->parsed()) {
            return command.run();
        }
    }
    return bad_input;
}

}  // namespace

int run(int argc, const char* const* argv) noexcept {
    try {
        return parse_and_run(argc, argv);
    } catch (const base::InputError& error) {
        fmt::print(stderr, "vesikin: the input is not right\n");
        for (const base::InputProblem& problem : error.problems()) {
            fmt::print(stderr, "  {}\n    given:   {}\n    allowed: {}\n", problem.where,
                       problem.given, problem.allowed);
        }
        return bad_input;
    } catch (const base::EnvironmentError& error) {
        fmt::print(stderr, "vesikin: {}\n", error.what());
        return environment_failure;
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "vesikin: out of memory\n");
        return environment_failure;
    } catch (const std::exception& error) {
        fmt::print(stderr, "vesikin: this is a bug of ours, please report it: {}\n", error.what());
        return internal_failure;
    }
}

}  // namespace vesikin::cli
