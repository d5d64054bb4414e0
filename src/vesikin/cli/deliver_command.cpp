#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <memory>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"
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
    std::vector<std::string> settings;  ///< "needle_depth=0.8 mm"
    OutputFormat format = OutputFormat::text;
    StudyOptions study;
};

/// "needle_depth=0.8 mm". A number that is none stays so, and is refused with the unit it needs.
service::SettingChoice setting_of(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        throw base::InputError(base::field("set"), base::as_written(text),
                               base::message("NAME=VALUE UNIT, such as needle_depth=0.8 mm"));
    }
    service::SettingChoice choice{.name = text.substr(0, equals), .unit = {}, .given = text};
    const std::string rest = text.substr(equals + 1);
    // The number ends at a blank or where the unit's letters begin; "e" may be either.
    double ignored = 0.0;
    const auto [after, error] = std::from_chars(rest.data(), rest.data() + rest.size(), ignored);
    const auto length = static_cast<std::size_t>(after - rest.data());
    choice.value = base::decimal_number(rest.substr(0, length)).value_or(std::nan(""));
    choice.unit = rest.substr(length);
    choice.unit.erase(0, choice.unit.find_first_not_of(' '));
    return choice;
}

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
std::string session_text(const simulation::DeliveryPlan& plan, const format::Texts& words) {
    const catalogue::SiteSplit split = split_body(*plan.body, *plan.site, plan.session.area_cm2);
    const std::string_view skin =
        delivery::skin_condition_names[static_cast<std::size_t>(plan.condition)];
    return words.fill("session",
                      {{"particles", fmt::format("{:.3g}", plan.session.label_particles)},
                       {"volume", fmt::format("{:g}", plan.session.volume_ml)},
                       {"site", printable(plan.site->label.in(words.language()))},
                       {"area", fmt::format("{:g}", plan.session.area_cm2)},
                       {"surface", fmt::format("{:.2g}", 100.0 * split.treated_surface_frac)},
                       {"weight", fmt::format("{:.2g}", split.treated_easi_weight)},
                       {"skin", words(fmt::format("skin_{}", skin))}});
}

void print_comparison(const std::vector<format::DeliveredWay>& ways, const format::Texts& words) {
    std::vector<std::vector<std::string>> rows;
    for (const format::DeliveredWay& way : ways) {
        const auto of = [&](Measure m) { return way.answer.measures[static_cast<std::size_t>(m)]; };
        rows.push_back(
            {way.plan.route->label.in(words.language()), spread(of(Measure::reached_dermis), 100.0),
             spread(of(Measure::whole_skin), 100.0), spread(of(Measure::dermis_per_cm2)),
             spread(of(Measure::skin_per_cell)), spread(of(Measure::untreated_per_cm2)),
             spread(of(Measure::below_dermis), 100.0), spread(of(Measure::open_area), 100.0)});
    }
    print("{}\n{}\n", words("comparison_heading"),
          text_table(heads(words, {"way", "dermis_share", "skin_share", "dermis", "cells",
                                   "untreated", "below", "opened"}),
                     rows));
}

void print_course(const format::DeliveredWay& way, const format::Texts& words) {
    print("{}: {}\n", printable(way.plan.route->label.in(words.language())),
          session_text(way.plan, words));
    // 1. A few times with bands; delivery.csv and the page have all.
    std::vector<std::string> header{words("head_place")};
    std::vector<std::vector<std::string>> rows;
    rows.reserve(simulation::place_names.size() + 1);
    for (const std::string_view name : simulation::place_names) {
        rows.push_back({words(fmt::format("place_{}", name))});
    }
    rows.push_back({words("head_plasma")});
    for (std::size_t t = 0; t < way.plan.output_day.size(); ++t) {
        const double hour = way.plan.output_day[t] * hours_per_day;
        if (std::ranges::none_of(shown_hours, [&](double shown_hour) {
                return std::abs(shown_hour - hour) < 1e-6;
            })) {
            continue;
        }
        header.push_back(words.fill("head_hour", {{"hour", fmt::format("{:g}", hour)}}));
        for (std::size_t place = 0; place < simulation::place_count; ++place) {
            rows[place].push_back(spread(way.answer.places[t][place], 100.0));
        }
        rows.back().push_back(spread(way.answer.plasma_per_ml[t]));
    }
    print("{}\n{}", words("course_heading"), text_table(header, rows));
    // 2. What the spread comes from.
    std::string dominant;
    for (std::size_t i = 0; i < std::min<std::size_t>(4, way.answer.variance.size()); ++i) {
        dominant +=
            fmt::format("{}{} {:.0f} %", i == 0 ? "" : ", ", way.answer.variance[i].parameter,
                        100.0 * way.answer.variance[i].share_frac);
    }
    const auto& per_cm2 = way.answer.measures[static_cast<std::size_t>(Measure::dermis_per_cm2)];
    print("{}\n", words.fill("dominant",
                             {{"numbers", dominant.empty() ? words("dominant_none") : dominant}}));
    print("{}\n\n",
          words.fill("between", {{"people_low", fmt::format("{:.2g}", per_cm2.people_p05)},
                                 {"people_high", fmt::format("{:.2g}", per_cm2.people_p95)},
                                 {"world_low", fmt::format("{:.2g}", per_cm2.world_p05)},
                                 {"world_high", fmt::format("{:.2g}", per_cm2.world_p95)}}));
}

void print_text(const service::DeliverAnswer& answer, const format::Texts& words) {
    for (const format::DeliveredWay& way : answer.ways) {
        print_course(way, words);
    }
    print_comparison(answer.ways, words);
    print_files(words, answer.files);
    print("{}\n", words("not_approved"));
}

int run_deliver(DeliverOptions& options) {
    service::DeliverRequest& request = options.request;
    request.command_words = options.study.shared.words;
    request.language = options.study.shared.language();
    request.control.threads = options.study.thread_count();
    if (options.sex == "female" || options.sex == "male") {
        request.study.sex =
            options.sex == "female" ? study::SexChoice::female : study::SexChoice::male;
    } else if (options.sex != "both") {
        throw base::InputError(base::field("sex"), base::as_written(options.sex),
                               base::message("one of female, male, both"));
    }
    const std::unique_ptr<format::ResultStore> folder = folder_of(options.out_folder);
    request.results = folder.get();
    std::erase(request.ways, "all");
    std::ranges::transform(options.settings, std::back_inserter(request.settings), setting_of);
    const format::Texts words = options.study.shared.texts("deliver");
    ProgressBar bar(words, "sessions");
    watch(request.control, bar);
    const service::DeliverAnswer answer =
        service::deliver(options.study.shared.knowledge(), request);
    bar.clear();
    if (!answer.is_complete) {
        say_beside(options.format, stopped_line(words, words("stopped_nothing"), KeptWork::no));
        return interrupted;
    }
    print_answer(options.format, {.print_text = [&] { print_text(answer, words); },
                                  .csv = [&] { return format::delivery_csv(answer.record()); },
                                  .json = [&] { return format::delivery_json(answer.record()); }});
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
    command->add_option("--set", options->settings,
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
