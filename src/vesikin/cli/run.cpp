#include "vesikin/cli/run.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <filesystem>
#include <memory>
#include <new>
#include <sstream>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/speech.hpp"

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
        throw base::InputError(base::message("command"), base::as_written(typed),
                               base::one_of(names, base::perhaps_meant(typed, names)));
    }
}

int parse_and_run(CLI::App& app, const std::vector<RegisteredCommand>& commands,
                  const Speech& speech, int argc, const char* const* argv) {
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::Success)) {
            refuse_unknown_command(app, argc > 1 ? argv[1] : "");
            throw parse_failure(app, error);
        }
        speech.translate_help(app);
        std::ostringstream out;  // help or version
        app.exit(error, out, out);
        write_output(out.str());
        return success;
    }
    for (const RegisteredCommand& command : commands) {
        if (command.app->parsed()) {
            return command.run();
        }
    }
    return bad_input;
}

void print_refusal(const base::InputError& error, const base::Wording& wording) {
    const auto in_language = [&](const base::Message& message) { return message.text(wording); };
    print_error("vesikin: {}\n", in_language(base::message("the input is not right")));
    for (const base::InputProblem& problem : error.problems()) {
        const base::ShownProblem words = base::shown(problem, wording);
        print_error("  {}\n    {}\n    {}\n", words.where,
                    in_language(base::message("given:   {}", words.given)),
                    in_language(base::message("allowed: {}", words.allowed)));
    }
}

int guarded(int argc, const char* const* argv) {
    const std::unique_ptr<CLI::App> app = make_parser();
    const std::vector<RegisteredCommand> commands = add_commands(*app);
    const Speech speech(argc, argv);
    const auto say = [&](const base::Message& message) {
        print_error("vesikin: {}\n", message.text(speech.wording(*app)));
    };
    try {
        return parse_and_run(*app, commands, speech, argc, argv);
    } catch (const ReaderGone&) {
        return success;
    } catch (const base::InputError& error) {
        print_refusal(error, speech.wording(*app));
        return bad_input;
    } catch (const base::EnvironmentError& error) {
        print_error("vesikin: {}\n", error.text(speech.wording(*app)));
        return environment_failure;
    } catch (const std::filesystem::filesystem_error& error) {
        print_error("vesikin: {}\n",
                    base::EnvironmentError(base::message("cannot read"),
                                           base::as_written(error.path1().string()),
                                           base::as_written(error.code().message()))
                        .text(speech.wording(*app)));
        return environment_failure;
    } catch (const std::bad_alloc&) {
        say(base::message("out of memory"));
        return environment_failure;
    } catch (const std::exception& error) {
        say(base::message("this is a bug of ours, please report it: {}", error.what()));
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
