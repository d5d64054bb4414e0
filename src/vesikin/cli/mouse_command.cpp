#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/service/mouse.hpp"

namespace vesikin::cli {

namespace {

using base::printable;
using base::printable_paragraph;

struct MouseOptions {
    service::MouseRequest request;
    OutputFormat format = OutputFormat::text;
    DataOption data;
};

std::string_view direction_name(const study::MouseRow& row) {
    return catalogue::direction_names[static_cast<std::size_t>(row.reported)];
}

std::string_view verdict_name(const study::MouseRow& row) {
    return study::mouse_verdict_names[static_cast<std::size_t>(study::verdict_of(row))];
}

void print_study(const service::MouseAnswer& answer, const catalogue::MouseStudy& study,
                 catalogue::MouseRoute route) {
    print("== {}, {}: {} sessions, every {:.2g} days, read on day {:g}\n", printable(study.label),
          route == catalogue::MouseRoute::iv ? "by vein" : "under the skin", study.sessions,
          study.interval_day, study.read_day);
    print("Doses: {}; {}, {}\n", printable_paragraph(study.dose_meaning),
          printable(study.provenance.source), catalogue::name_of(study.provenance.mark));
    std::vector<std::string> header{"analyte", "record", "reported"};
    for (const double dose : study.doses_particles) {
        header.push_back(fmt::format("{:.2g} particles, %", dose));
    }
    header.emplace_back("verdict");
    std::vector<std::vector<std::string>> rows;
    for (const study::MouseRow& row : answer.rows) {
        if (row.study == study.name && row.route == route) {
            std::vector<std::string> cells{row.analyte, row.record,
                                           std::string(direction_name(row))};
            for (const study::Band& band : row.change_percent) {
                cells.push_back(
                    fmt::format("{:+.1f} ({:+.1f} to {:+.1f})", band.median, band.p05, band.p95));
            }
            cells.resize(header.size() - 1, "-");
            cells.emplace_back(verdict_name(row));
            rows.push_back(std::move(cells));
        }
    }
    print("{}\n", text_table(header, rows));
}

void print_text(const service::MouseAnswer& answer) {
    print(
        "Simulated change over untreated animals, median and 5 - 95 % of worlds, beside the "
        "reported "
        "direction. Sizes\nwere not read in the studies; doses and the mouse are partly recalled "
        "or "
        "assumed (data/mouse). For research and\neducation.\n\n");
    for (const catalogue::MouseStudy& study : answer.mouse.studies) {
        for (const catalogue::MouseRoute route : study.routes) {
            print_study(answer, study, route);
        }
    }
    const auto counts = answer.record().verdicts();
    const auto count = [&](study::MouseVerdict verdict) {
        return counts[static_cast<std::size_t>(verdict)];
    };
    print(
        "{} of {} directions agree, {} are opposite, {} do not change, {} are not in the model.\n",
        count(study::MouseVerdict::agrees), answer.rows.size(),
        count(study::MouseVerdict::opposite), count(study::MouseVerdict::no_change),
        count(study::MouseVerdict::not_in_model));
}

int run_mouse(MouseOptions& options) {
    options.request.installation = options.data.installation();
    const service::MouseAnswer answer = service::simulate_mice(options.request);
    print_answer(options.format, {.print_text = [&] { print_text(answer); },
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
    add_data_option(*command, options->data);
    command->footer("Example:\n  vesikin mouse");
    return {command, [options] { return run_mouse(*options); }};
}

}  // namespace vesikin::cli
