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
#include "vesikin/service/calibrate.hpp"

namespace vesikin::cli {

namespace {

using base::printable;

struct CalibrateOptions {
    service::CalibrateRequest request;
    std::string plan_file;
    std::string trials_file;
    std::string out_folder = "calibration";
    OutputFormat format = OutputFormat::text;
    StudyOptions study;
};

void print_stage(const analysis::StageResult& result, const format::Texts& words) {
    print("== {}\n", words.fill("stage", {{"stage", printable(result.stage.name)},
                                          {"rows", fmt::format("{}", result.rows.size())},
                                          {"evaluations", fmt::format("{}", result.evaluations)},
                                          {"before", fmt::format("{:.3g}", result.misfit_before)},
                                          {"after", fmt::format("{:.3g}", result.misfit_after)}}));
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::CalibratedNumber& number : result.stage.numbers) {
        const format::PosteriorRange range = format::posterior_range(number);
        rows.push_back({number.name, fmt::format("{:.4g}", number.value),
                        words.fill("range", {{"low", fmt::format("{:.4g}", range.p05)},
                                             {"high", fmt::format("{:.4g}", range.p95)}})});
    }
    print("{}\n",
          text_table({words("head_number"), words("head_value"), words("head_posterior")}, rows));
}

void print_text(const service::CalibrateAnswer& answer, const format::Texts& words) {
    for (const analysis::StageResult& result : answer.stages) {
        if (result.is_complete) {
            print_stage(result, words);
        }
    }
    if (answer.reused_evaluations > 0) {
        print("{}\n",
              words.fill("reused", {{"count", fmt::format("{}", answer.reused_evaluations)}}));
    }
    print_files(words, answer.files);
}

int run_calibrate(CalibrateOptions& options) {
    service::CalibrateRequest& request = options.request;
    const service::Knowledge& knowledge = options.study.shared.knowledge();
    request.command_words = options.study.shared.words;
    request.options.control.threads = options.study.thread_count();
    request.plan = service::read_plan(knowledge, options.plan_file);
    format::FolderStore folder(options.out_folder);
    request.results = &folder;
    if (!options.trials_file.empty()) {
        request.trials = service::read_trials(knowledge, options.trials_file);
    }
    const format::Texts words = options.study.shared.texts("calibrate");
    ProgressBar bar(words, "evaluations");
    request.options.control.cancel = &interruption();
    request.options.on_progress = [&](const analysis::StagePlan& stage, std::size_t evaluations,
                                      double /*misfit*/) {
        // Searches end when they stop getting better; the total is an upper bound.
        bar.show({.done = evaluations,
                  .total = std::max(evaluations, stage.descent.most_evaluations())});
    };
    const service::CalibrateAnswer answer = service::calibrate(knowledge, request);
    bar.clear();
    print_answer(options.format,
                 {.print_text = [&] { print_text(answer, words); },
                  .csv = [&] { return format::calibration_rows_csv(answer.record()); },
                  .json = [&] { return format::calibration_json(answer.record()); }});
    if (!answer.manifest.is_complete) {
        say_beside(options.format, stopped_line(words, words("stopped"), KeptWork::yes));
        return interrupted;
    }
    return success;
}

}  // namespace

RegisteredCommand add_calibrate_command(CLI::App& app) {
    const auto options = std::make_shared<CalibrateOptions>();
    service::CalibrateRequest& request = options->request;
    CLI::App* command = app.add_subcommand(
        "calibrate", "Fit free numbers of the model and of drugs to published trials");
    command
        ->add_option("FILE", options->plan_file,
                     "What to fit on which rows (data/calibration/vesikin.toml)")
        ->required();
    command->add_option("--trials", options->trials_file,
                        "A table of trial results (CSV), instead of the shipped one");
    command
        ->add_option("--out", options->out_folder,
                     "Folder for calibration.toml, the rows and calibrate.json")
        ->capture_default_str();
    add_format_option(*command, options->format);
    add_resume_option(*command, request.resumes);
    add_number(*command, "--seed", request.seed, "Seed, instead of the file's");
    add_study_solver(*command, request.options.control);
    add_study_options(*command, options->study);
    command->footer(
        "Example:\n"
        "  vesikin calibrate data/calibration/vesikin.toml --out calibration\n"
        "  cp calibration/calibration.toml data/models/vesikin/");
    return {command, [options] { return run_calibrate(*options); }};
}

}  // namespace vesikin::cli
