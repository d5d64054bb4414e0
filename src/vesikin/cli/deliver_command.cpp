#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>

#include "vesikin/base/error.hpp"
#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/study_options.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/service/deliver.hpp"

namespace vesikin::cli {

namespace {

using base::printable;

using simulation::Measure;

constexpr double hours_per_day = 24.0;
constexpr double shown_hours[] = {0.1, 1.0, 4.0, 24.0, 72.0};

struct DeliverOptions {
    service::DeliverRequest request;
    std::string out_folder;
    std::string sex = "both";
    OutputFormat format = OutputFormat::text;
    StudyOptions study;
};

/// Two digits; what is too small to matter is said to be so.
std::string shown(double value) {
    constexpr double tiny = 1e-6;
    if (std::abs(value) >= tiny) {
        return fmt::format("{:.2g}", value);
    }
    return value > 0.0 ? "<1e-6" : "0";
}

std::string spread(const study::SpreadSummary& s, double scale = 1.0) {
    if (s.p05 == 0.0 && s.p95 == 0.0) {
        return "0";
    }
    return fmt::format("{} ({} - {})", shown(scale * s.median), shown(scale * s.p05),
                       shown(scale * s.p95));
}

/// What was given, where, and how much of the body that is.
std::string session_text(const simulation::DeliveryPlan& plan) {
    const catalogue::SiteSplit split = split_body(*plan.body, *plan.site, plan.session.area_cm2);
    return fmt::format(
        "{:.3g} particles on the label, {:g} ml, {} of {:g} cm2 ({:.2g} % of the body, {:.2g} of "
        "EASI's weight), {} skin",
        plan.session.label_particles, plan.session.volume_ml, printable(plan.site->label.english()),
        plan.session.area_cm2, 100.0 * split.treated_surface_frac, split.treated_easi_weight,
        delivery::skin_condition_names[static_cast<std::size_t>(plan.condition)]);
}

void print_comparison(const std::vector<format::DeliveredWay>& ways) {
    std::vector<std::vector<std::string>> rows;
    for (const format::DeliveredWay& way : ways) {
        const auto of = [&](Measure m) { return way.answer.measures[static_cast<std::size_t>(m)]; };
        rows.push_back({way.plan.route->label.english(), spread(of(Measure::reached_dermis), 100.0),
                        spread(of(Measure::whole_skin), 100.0), spread(of(Measure::dermis_per_cm2)),
                        spread(of(Measure::skin_per_cell)), spread(of(Measure::untreated_per_cm2)),
                        spread(of(Measure::below_dermis), 100.0),
                        spread(of(Measure::open_area), 100.0)});
    }
    print("Median (5 - 95 % of people and worlds together), to 72 h\n{}\n",
          text_table(
              {"way", "dermis of site, % of label", "all skin, % of label", "dermis, per cm2",
               "skin, per cell", "untreated skin, per cm2", "below dermis, %", "opened area, %"},
              rows));
}

void print_course(const format::DeliveredWay& way) {
    print("{}: {}\n", printable(way.plan.route->label.english()), session_text(way.plan));
    // 1. A few times with bands; delivery.csv and the page have all.
    std::vector<std::string> header{"where, % of label"};
    std::vector<std::vector<std::string>> rows;
    rows.reserve(simulation::place_names.size() + 1);
    for (const std::string_view name : simulation::place_names) {
        rows.push_back({std::string(name)});
    }
    rows.push_back({"plasma, per ml"});
    for (std::size_t t = 0; t < way.plan.output_day.size(); ++t) {
        const double hour = way.plan.output_day[t] * hours_per_day;
        if (std::ranges::none_of(shown_hours, [&](double shown_hour) {
                return std::abs(shown_hour - hour) < 1e-6;
            })) {
            continue;
        }
        header.push_back(fmt::format("{:g} h", hour));
        for (std::size_t place = 0; place < simulation::place_count; ++place) {
            rows[place].push_back(spread(way.answer.places[t][place], 100.0));
        }
        rows.back().push_back(spread(way.answer.plasma_per_ml[t]));
    }
    print("Median (5 - 95 %), each its own, so columns need not add up\n{}",
          text_table(header, rows));
    // 2. What the spread comes from.
    std::string dominant;
    for (std::size_t i = 0; i < std::min<std::size_t>(4, way.answer.variance.size()); ++i) {
        dominant +=
            fmt::format("{}{} {:.0f} %", i == 0 ? "" : ", ", way.answer.variance[i].parameter,
                        100.0 * way.answer.variance[i].share_frac);
    }
    const auto& per_cm2 = way.answer.measures[static_cast<std::size_t>(Measure::dermis_per_cm2)];
    print("What dominates the spread of dermis per cm2: {}\n",
          dominant.empty() ? "nothing, no vesicles were given" : dominant);
    print("Between people {:.2g} - {:.2g}, between worlds {:.2g} - {:.2g} per cm2\n\n",
          per_cm2.people_p05, per_cm2.people_p95, per_cm2.world_p05, per_cm2.world_p95);
}

void print_text(const service::DeliverAnswer& answer) {
    for (const format::DeliveredWay& way : answer.ways) {
        print_course(way);
    }
    print_comparison(answer.ways);
    print_files(answer.files);
    print(
        "A simulation for research and education. No way of giving vesicles is an approved "
        "treatment of atopic dermatitis.\n");
}

int run_deliver(DeliverOptions& options) {
    service::DeliverRequest& request = options.request;
    request.installation = options.study.installation();
    request.control.threads = options.study.thread_count();
    if (options.sex == "female" || options.sex == "male") {
        request.study.sex =
            options.sex == "female" ? study::SexChoice::female : study::SexChoice::male;
    } else if (options.sex != "both") {
        throw base::InputError("--sex", options.sex, "one of female, male, both");
    }
    if (!options.out_folder.empty()) {
        request.out_folder = options.out_folder;
    }
    std::erase(request.ways, "all");
    ProgressBar bar("sessions");
    watch(request.control, bar);
    const auto answer = service::deliver(request);
    bar.clear();
    if (!answer->is_complete) {
        say_beside(options.format, "STOPPED EARLY: nothing was written.\n");
        return interrupted;
    }
    print_answer(options.format, {.print_text = [&] { print_text(*answer); },
                                  .csv = [&] { return format::delivery_csv(answer->record()); },
                                  .json = [&] { return format::delivery_json(answer->record()); }});
    return success;
}

}  // namespace

RegisteredCommand add_deliver_command(CLI::App& app) {
    const auto options = std::make_shared<DeliverOptions>();
    service::DeliverRequest& request = options->request;
    CLI::App* command = app.add_subcommand(
        "deliver", "Follow one session of vesicles from the label to the cells of the skin");
    command->add_option("--way", request.ways, "A route of data/routes, or all (repeatable)");
    command->add_option("--area", request.site, "Site of the body, such as face or hands");
    add_number(*command, "--dose", request.dose_particles, "Labelled particles");
    add_number(*command, "--treated-cm2", request.treated_cm2, "Part of the site, in cm2");
    command->add_option("--skin", request.skin, "healthy, uninvolved or lesion");
    command->add_option("--sex", options->sex, "female, male or both")->capture_default_str();
    command->add_option("--set", request.settings,
                        "A setting of the route, NAME=VALUE UNIT (repeatable)");
    add_number(*command, "--people", request.study.people, "Virtual people");
    add_number(*command, "--worlds", request.study.worlds, "Draws of what nobody knows");
    add_number(*command, "--seed", request.study.seed, "Seed");
    command->add_option("--out", options->out_folder,
                        "Folder for delivery.csv, deliver.json and delivery.html");
    add_format_option(*command, options->format);
    add_study_options(*command, options->study);
    command->footer(
        "Examples:\n"
        "  vesikin deliver --way dermapen --area face --dose 1e10\n"
        "  vesikin deliver --way stamp --area cheek --set needle_depth=\"1.5 mm\" --out results\n"
        "  vesikin deliver --way all --out results");
    return {command, [options] { return run_deliver(*options); }};
}

}  // namespace vesikin::cli
