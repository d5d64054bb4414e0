#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/simulation_options.hpp"
#include "vesikin/cli/study_options.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/service/run_trial.hpp"

namespace vesikin::cli {

namespace {

using base::printable;

struct TrialOptions {
    SimulationOptions simulation;
    std::optional<std::uint64_t> patients;
    std::string out_folder = "vesikin-results";
    OutputFormat format = OutputFormat::text;
    unsigned threads = 0;
    bool writes_patients = false;
    bool resumes = false;
};

service::TrialRequest request_of(const TrialOptions& options, format::ResultStore& results) {
    const SharedOptions& shared = options.simulation.shared;
    service::TrialRequest request{.question = options.simulation.question(options.patients),
                                  .command_words = shared.words,
                                  .results = &results,
                                  .language = shared.language(),
                                  .control = options.simulation.control(),
                                  .writes_patients = options.writes_patients,
                                  .resumes = options.resumes};
    request.control.threads = thread_count(options.threads);
    return request;
}

/// The last visit, one row per arm, the scores only; everything else is in results.csv.
void print_table(const service::TrialAnswer& answer, const format::Texts& words) {
    std::vector<std::size_t> shown;
    std::vector<std::string> header{words("head_arm")};
    for (std::size_t i = 0; i < answer.outcomes.size(); ++i) {
        const outcome::Outcome& outcome = answer.outcomes[i];
        if (outcome.kind == outcome::OutcomeKind::proportion ||
            outcome.name == "easi_percent_change") {
            shown.push_back(i);
            header.push_back(fmt::format(
                "{}, {}", format::translated(words, "outcome_", outcome.name, outcome.label),
                outcome.unit));
        }
    }
    std::vector<std::vector<std::string>> rows;
    for (const study::Arm& arm : answer.design.arms) {
        rows.push_back({arm.label.in(words.language())});
    }
    const double last_week = answer.design.visit_day.back() / base::days_per_week;
    for (const study::SummaryRow& row : answer.rows) {
        if (row.week == last_week && std::ranges::find(shown, row.outcome) != shown.end()) {
            std::optional<double> half_width;
            if (row.lower_95 && row.upper_95) {
                half_width = (*row.upper_95 - *row.lower_95) / 2.0;
            }
            rows[row.arm].push_back(
                fmt::format("{} ± {}", number_or_dash(row.mean), number_or_dash(half_width)));
        }
    }
    if (answer.rows.empty()) {
        print("{}\n", words("nobody"));
        return;
    }
    print("\n{}\n\n{}", words.fill("table_heading", {{"week", fmt::format("{:g}", last_week)}}),
          text_table(header, rows));
}

void print_text(const service::TrialAnswer& answer, const format::Texts& words) {
    const auto whole = [](std::uint64_t number) { return fmt::format("{}", number); };
    const study::OrderedTally& tally = answer.tally.ordered;
    print("{}\n{}\n\n", printable(answer.design.title.in(words.language())), words("use_line"));
    print("{}\n",
          words.fill("people_line",
                     {{"patients", whole(tally.patients)},
                      {"asked", whole(answer.patients_asked)},
                      {"included", whole(answer.tally.included())},
                      {"seconds", fmt::format("{:.1f}", answer.manifest.wall_time_second)}}));
    for (std::size_t i = 1; i < tally.by_exclusion.size(); ++i) {
        if (tally.by_exclusion[i] > 0) {
            const std::string_view reason = care::exclusion_names[i];
            print(
                "  {}\n",
                words.fill("left_out",
                           {{"count", whole(tally.by_exclusion[i])},
                            {"reason", format::translated(words, "exclusion_", reason, reason)}}));
        }
    }
    print("{}\n",
          words.fill("baseline_line",
                     {{"mean", number_or_dash(tally.baseline_easi.mean_if_any())},
                      {"deviation", number_or_dash(tally.baseline_easi.standard_deviation())}}));
    print_table(answer, words);
    print("\n");
    print_files(words, answer.files);
    print_removed(words, answer.removed);
}

int run_trial(const TrialOptions& options) {
    const format::Texts words = options.simulation.shared.texts("trial");
    ProgressBar bar(words, "patients");
    format::FolderStore folder(options.out_folder);
    service::TrialRequest request = request_of(options, folder);
    watch(request.control, bar);
    const service::TrialAnswer answer =
        service::run_trial(options.simulation.shared.knowledge(), request);
    bar.clear();
    print_answer(options.format, {.print_text = [&] { print_text(answer, words); },
                                  .csv = [&] { return format::results_csv(answer.record()); },
                                  .json = [&] { return format::trial_json(answer.record()); }});
    if (answer.manifest.is_complete) {
        return success;
    }
    const std::string stopped =
        words.fill("stopped_patients", {{"done", fmt::format("{}", answer.tally.ordered.patients)},
                                        {"all", fmt::format("{}", answer.patients_asked)}});
    say_beside(options.format, "\n" + stopped_line(words, stopped, KeptWork::yes));
    return interrupted;
}

}  // namespace

RegisteredCommand add_trial_command(CLI::App& app) {
    const auto options = std::make_shared<TrialOptions>();
    CLI::App* command = app.add_subcommand("trial", "Run a virtual trial and write its results");
    add_simulation_options(*command, options->simulation);
    add_number(*command, "--patients", options->patients,
               "How many virtual patients, instead of the file's number");
    command->add_option("--out", options->out_folder, "Folder for the results")
        ->capture_default_str();
    add_format_option(*command, options->format);
    add_threads(*command, options->threads);
    command->add_flag("--per-patient", options->writes_patients, "Write per_patient.csv as well");
    add_resume_option(*command, options->resumes);
    command->footer(
        "Examples:\n"
        "  vesikin trial data/trials/miyano2021.toml\n"
        "  vesikin trial data/trials/miyano2021.toml --patients 100000 --seed 7 --out big\n"
        "  vesikin trial data/trials/miyano2021.toml --population cases.csv --per-patient");
    return {command, [options] { return run_trial(*options); }};
}

}  // namespace vesikin::cli
