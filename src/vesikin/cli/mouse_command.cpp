#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/study_options.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/service/mouse.hpp"

namespace vesikin::cli {

namespace {

using base::printable;
using base::printable_paragraph;

struct MouseOptions {
    service::MouseRequest request;
    OutputFormat format = OutputFormat::text;
    SharedOptions shared;
};

const std::string& direction_text(const study::MouseRow& row, const format::Texts& words) {
    const auto name = catalogue::direction_names[static_cast<std::size_t>(row.reported)];
    return words(fmt::format("direction_{}", name));
}

const std::string& verdict_text(const study::MouseRow& row, const format::Texts& words) {
    constexpr std::array keys{"verdict_agrees", "verdict_opposite", "verdict_no_change",
                              "verdict_not_in_model"};
    static_assert(keys.size() == study::mouse_verdict_names.size());
    return words(keys[static_cast<std::size_t>(study::verdict_of(row))]);
}

void print_study(const service::MouseAnswer& answer, const catalogue::MouseStudy& study,
                 catalogue::MouseRoute route, const format::Texts& words) {
    const auto route_name = catalogue::mouse_route_names[static_cast<std::size_t>(route)];
    print("== {}\n", words.fill("study", {{"study", printable(study.label)},
                                          {"route", words(fmt::format("route_{}", route_name))},
                                          {"sessions", fmt::format("{}", study.sessions)},
                                          {"interval", fmt::format("{:.2g}", study.interval_day)},
                                          {"day", fmt::format("{:g}", study.read_day)}}));
    const auto mark = catalogue::name_of(study.provenance.mark);
    print("{}\n", words.fill("doses", {{"doses", printable_paragraph(study.dose_meaning)},
                                       {"source", printable(study.provenance.source)},
                                       {"mark", words(fmt::format("mark_{}", mark))}}));
    std::vector<std::string> header = heads(words, {"analyte", "record", "reported"});
    for (const double dose : study.doses_particles) {
        header.push_back(words.fill("head_dose", {{"particles", fmt::format("{:.2g}", dose)}}));
    }
    header.push_back(words("head_verdict"));
    std::vector<std::vector<std::string>> rows;
    for (const study::MouseRow& row : answer.rows) {
        if (row.study == study.name && row.route == route) {
            std::vector<std::string> cells{row.analyte, row.record, direction_text(row, words)};
            for (const study::Band& band : row.change_percent) {
                cells.push_back(words.fill("band", {{"median", fmt::format("{:+.1f}", band.median)},
                                                    {"low", fmt::format("{:+.1f}", band.p05)},
                                                    {"high", fmt::format("{:+.1f}", band.p95)}}));
            }
            cells.resize(header.size() - 1, "-");
            cells.push_back(verdict_text(row, words));
            rows.push_back(std::move(cells));
        }
    }
    print("{}\n", text_table(header, rows));
}

void print_text(const service::MouseAnswer& answer, const format::Texts& words) {
    print("{}\n", wrapped_text(words("heading")));
    for (const catalogue::MouseStudy& study : answer.mouse.studies) {
        for (const catalogue::MouseRoute route : study.routes) {
            print_study(answer, study, route, words);
        }
    }
    const auto counts = answer.record().verdicts();
    const auto count = [&](study::MouseVerdict verdict) {
        return fmt::format("{}", counts[static_cast<std::size_t>(verdict)]);
    };
    print("{}\n",
          words.fill("count", {{"agrees", count(study::MouseVerdict::agrees)},
                               {"all", fmt::format("{}", answer.rows.size())},
                               {"opposite", count(study::MouseVerdict::opposite)},
                               {"no_change", count(study::MouseVerdict::no_change)},
                               {"not_in_model", count(study::MouseVerdict::not_in_model)}}));
}

int run_mouse(MouseOptions& options) {
    options.request.command_words = options.shared.words;
    const format::Texts words = options.shared.texts("mouse");
    ProgressBar bar(words, "worlds");
    watch(options.request.control, bar);
    const service::MouseAnswer answer =
        service::simulate_mice(options.shared.knowledge(), options.request);
    bar.clear();
    if (!answer.manifest.is_complete) {
        say_beside(options.format, stopped_line(words, words("stopped_nothing"), KeptWork::no));
        return interrupted;
    }
    print_answer(options.format, {.print_text = [&] { print_text(answer, words); },
                                  .csv = [&] { return format::mouse_csv(answer.record()); },
                                  .json = [&] { return format::mouse_json(answer.record()); }});
    return success;
}

}  // namespace

RegisteredCommand add_mouse_command(CLI::App& app) {
    const auto options = std::make_shared<MouseOptions>();
    study::MouseDesign& design = options->request.design;
    CLI::App* command = app.add_subcommand(
        "mouse", "Simulate the studies of vesicles in mice beside what they report");
    add_number(*command, "--animals", design.animals, "Virtual animals");
    add_number(*command, "--worlds", design.worlds, "Draws of what nobody knows");
    add_number(*command, "--seed", design.seed, "Seed");
    command->add_option("--solver", options->request.control.solver, "batched or cvode")
        ->capture_default_str();
    add_format_option(*command, options->format);
    add_shared_options(*command, options->shared);
    command->footer("Example:\n  vesikin mouse");
    return {command, [options] { return run_mouse(*options); }};
}

}  // namespace vesikin::cli
