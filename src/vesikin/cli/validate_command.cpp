#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/study_options.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/service/validate.hpp"

namespace vesikin::cli {

namespace {

using base::printable;
using base::printable_paragraph;

struct ValidateOptions {
    service::ValidateRequest request;
    std::string trials_file;
    std::string out_folder;
    OutputFormat format = OutputFormat::text;
    StudyOptions study;
};

void print_scores(const format::Texts& words, std::string_view title,
                  const std::vector<analysis::Score>& scores) {
    print("{}\n", words(title));
    std::vector<std::string> header =
        heads(words, {"endpoint", "grade", "rows", "error", "bias", "inside"});
    for (const std::string_view name : analysis::reference_names) {
        header.push_back(
            words.fill("head_reference",
                       {{"reference", format::translated(words, "reference_", name, name)}}));
    }
    std::vector<std::vector<std::string>> rows;
    for (const analysis::Score& score : scores) {
        std::vector<std::string> cells{
            score.endpoint,
            format::translated(words, "grade_", score.group, score.group),
            fmt::format("{}", score.rows),
            fmt::format("{:.1f}", score.mean_absolute_error),
            fmt::format("{:+.1f}", score.mean_error),
            fmt::format("{:.0f} %", 100.0 * score.covered_frac)};
        for (const auto& against : score.against) {
            cells.push_back(
                against.rows == 0
                    ? "-"
                    : words.fill("against",
                                 {{"reference", fmt::format("{:.1f}", against.reference_error)},
                                  {"own", fmt::format("{:.1f}", against.own_error)},
                                  {"rows", fmt::format("{}", against.rows)}}));
        }
        rows.push_back(std::move(cells));
    }
    print("{}\n", text_table(header, rows));
}

void print_text(const service::ValidateAnswer& answer, const format::Texts& words) {
    print("{}\n\n",
          words.fill("rows_line",
                     {{"simulated", fmt::format("{}", answer.record().simulated_rows())},
                      {"all", fmt::format("{}", answer.rows.size())},
                      {"table", printable_paragraph(answer.table.name)},
                      {"date", answer.calibrated_on.empty() ? words("never")
                                                            : printable(answer.calibrated_on)}}));
    print_scores(words, "read_heading", answer.read_scores);
    print_scores(words, "all_heading", answer.scores);
    print_files(words, answer.files);
}

int run_validate(ValidateOptions& options) {
    service::ValidateRequest& request = options.request;
    const service::Knowledge& knowledge = options.study.shared.knowledge();
    request.command_words = options.study.shared.words;
    request.language = options.study.shared.language();
    request.options.control.threads = options.study.thread_count();
    if (!options.trials_file.empty()) {
        request.trials = service::read_trials(knowledge, options.trials_file);
    }
    const std::unique_ptr<format::ResultStore> folder = folder_of(options.out_folder);
    request.results = folder.get();
    const format::Texts words = options.study.shared.texts("validate");
    ProgressBar bar(words, "arms");
    watch(request.options.control, bar);
    const service::ValidateAnswer answer = service::validate(knowledge, request);
    bar.clear();
    print_answer(options.format,
                 {.print_text = [&] { print_text(answer, words); },
                  .csv = [&] { return format::validation_csv(answer.record()); },
                  .json = [&] { return format::validation_json(answer.record()); }});
    if (!answer.manifest.is_complete) {
        say_beside(options.format,
                   stopped_line(words, words("stopped_arms"),
                                answer.files.empty() ? KeptWork::no : KeptWork::yes));
        return interrupted;
    }
    return success;
}

}  // namespace

RegisteredCommand add_validate_command(CLI::App& app) {
    const auto options = std::make_shared<ValidateOptions>();
    service::ValidateRequest& request = options->request;
    CLI::App* command = app.add_subcommand(
        "validate", "Simulate published trials as they were run and compare with their results");
    command->add_option("--trials", options->trials_file,
                        "A table of trial results (CSV), instead of the shipped one");
    command->add_option("--out", options->out_folder,
                        "Folder for validation.csv, scores.csv, validate.json and validation.html");
    add_format_option(*command, options->format);
    command->add_option("--model", request.model, "A model with a trial layer")
        ->capture_default_str();
    add_number(*command, "--worlds", request.options.worlds,
               "Draws of what calibration left open and of how trials differ");
    add_number(*command, "--people", request.options.people, "Virtual people per arm and world");
    add_number(*command, "--seed", request.options.seed, "Seed");
    add_study_solver(*command, request.options.control);
    add_resume_option(*command, request.resumes);
    add_study_options(*command, options->study);
    command->footer(
        "Examples:\n"
        "  vesikin validate --out validation\n"
        "  vesikin validate --trials new_trials.csv --out validation");
    return {command, [options] { return run_validate(*options); }};
}

}  // namespace vesikin::cli
