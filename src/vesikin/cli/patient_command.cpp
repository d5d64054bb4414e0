#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <tuple>

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
#include "vesikin/service/simulate_patient.hpp"

namespace vesikin::cli {

namespace {

using base::printable;

struct PatientOptions {
    SimulationOptions simulation;
    std::optional<std::uint64_t> patient;
    std::string arm = "placebo";
    double step_day = 1.0;
    std::string out_folder;
    OutputFormat format = OutputFormat::text;
};

service::PatientRequest request_of(const PatientOptions& options, format::ResultStore* results) {
    const SharedOptions& shared = options.simulation.shared;
    return {.question = options.simulation.question(),
            .command_words = shared.words,
            .results = results,
            .patient = options.patient,
            .arm = options.arm,
            .step_day = options.step_day,
            .language = shared.language(),
            .control = options.simulation.control()};
}

std::vector<std::string> row_of(const std::string& label, const std::vector<double>& values) {
    constexpr std::size_t chart_width = 40;
    return {label, fmt::format("{:.4g}", values.front()),
            fmt::format("{:.4g}", values[values.size() / 2]), fmt::format("{:.4g}", values.back()),
            sparkline(values, chart_width)};
}

void print_text(const service::PatientAnswer& answer, const PatientOptions& options,
                const format::Texts& words) {
    const std::string patient = options.patient ? answer.patient_name : words("median");
    print("{}\n{}\n\n",
          words.fill("heading", {{"patient", printable(patient)},
                                 {"arm", printable(answer.arm.label.in(words.language()))}}),
          words("use_line"));
    std::vector<std::vector<std::string>> rows;
    for (const format::PatientSeries& series : answer.series) {
        rows.push_back(row_of(format::translated(words, "outcome_", series.name, series.label),
                              series.values));
    }
    const auto week_of = [&](std::size_t time) {
        return words.fill(
            "head_week", {{"week", fmt::format("{:.3g}", answer.day[time] / base::days_per_week)}});
    };
    std::vector<std::string> header = heads(words, {"quantity", "baseline"});
    header.insert(header.end(), {week_of(answer.day.size() / 2), week_of(answer.day.size() - 1),
                                 words("head_course")});
    print("{}", text_table(header, rows));
    print_files(words, answer.files);
}

int run_patient(const PatientOptions& options) {
    const format::Texts words = options.simulation.shared.texts("patient");
    const std::unique_ptr<format::ResultStore> folder = folder_of(options.out_folder);
    const service::PatientAnswer answer = service::simulate_patient(
        options.simulation.shared.knowledge(), request_of(options, folder.get()));
    print_answer(options.format, {.print_text = [&] { print_text(answer, options, words); },
                                  .csv = [&] { return format::patient_csv(answer.record()); },
                                  .json = [&] { return format::patient_json(answer.record()); }});
    return success;
}

}  // namespace

RegisteredCommand add_patient_command(CLI::App& app) {
    const auto options = std::make_shared<PatientOptions>();
    CLI::App* command = app.add_subcommand(
        "patient", "Simulate one virtual patient: the time course of every state");
    add_simulation_options(*command, options->simulation);
    add_number(*command, "--patient", options->patient,
               "Number of the patient, from 0; without it, the patient with the median of "
               "every parameter");
    command->add_option("--arm", options->arm, "Arm of the trial file")->capture_default_str();
    add_number(*command, "--step-days", options->step_day, "Days between the times written");
    command->add_option("--out", options->out_folder,
                        "Write patient.csv, patient.json and patient.html to this folder");
    add_format_option(*command, options->format);
    command->footer(
        "Examples:\n"
        "  vesikin patient data/trials/miyano2021.toml --arm dupilumab\n"
        "  vesikin patient data/trials/standard_care.toml --arm dupilumab --patient 7 --seed 3 "
        "--out patient7");
    return {command, [options] { return run_patient(*options); }};
}

}  // namespace vesikin::cli
