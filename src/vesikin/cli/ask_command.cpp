#include <CLI/CLI.hpp>
#include <memory>

#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/study_options.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/ask.hpp"

namespace vesikin::cli {

namespace {

struct AskOptions {
    std::string question_file;
    StudyOptions study;
};

int run_ask(const AskOptions& options) {
    const format::Texts words = options.study.shared.texts();
    ProgressBar bar(words, "parts");
    study::RunControl control;
    control.threads = options.study.thread_count();
    watch(control, bar);
    const service::AskedAnswer answer =
        service::ask(options.study.shared.knowledge(),
                     format::read_text_file(options.question_file), options.question_file, control);
    bar.clear();
    if (!answer.json.empty()) {
        print("{}", answer.json);
    }
    if (!answer.is_complete) {
        say_beside(OutputFormat::json, stopped_line(words, words("stopped_nothing"), KeptWork::no));
        return interrupted;
    }
    return success;
}

}  // namespace

RegisteredCommand add_ask_command(CLI::App& app) {
    const auto options = std::make_shared<AskOptions>();
    CLI::App* command = app.add_subcommand(
        "ask", "Answer a question that is a JSON file (docs/api): any of the other commands");
    command
        ->add_option("FILE", options->question_file,
                     "The question; the answer goes to standard output")
        ->required();
    add_study_options(*command, options->study);
    command->footer(
        "Examples:\n"
        "  vesikin ask docs/api/questions/compare.json\n"
        "  vesikin ask question.json > answer.json");
    return {command, [options] { return run_ask(*options); }};
}

}  // namespace vesikin::cli
