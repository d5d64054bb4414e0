#include <fmt/format.h>

#include <CLI/CLI.hpp>
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
#include "vesikin/service/plan.hpp"

namespace vesikin::cli {

namespace {

using base::printable;

struct PlanOptions {
    service::PlanRequest request;
    std::string person_file;
    std::optional<std::string> course_file;
    std::vector<std::string> weights;  ///< as typed
    StudyOptions study;
    OutputFormat format = OutputFormat::text;
    bool has_details = false;
};

/// "benefit=60" as name and points.
std::pair<std::string, double> read_weight(const std::string& typed) {
    const std::size_t equals = typed.find('=');
    if (equals == std::string::npos || equals == 0) {
        throw base::InputError(base::field("weights"), base::as_written(typed),
                               base::message("a criterion and points, as benefit=60"));
    }
    return {typed.substr(0, equals), read_number("--weights", typed.substr(equals + 1))};
}

/// All options side by side: a table that fits a screen of 100 columns.
std::string option_table(const format::PlanView& view) {
    constexpr std::size_t widest_name = 22;
    std::vector<std::vector<std::string>> rows = view.rows;
    for (std::vector<std::string>& row : rows) {
        row.front() = printable(row.front(), widest_name);
    }
    return text_table(view.header, rows);
}

void print_lines(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        print("{}", wrapped_text(line));
    }
    if (!lines.empty()) {
        print("\n");
    }
}

void print_block(const format::PlanBlock& block) {
    if (block.lines.empty()) {
        return;
    }
    print("== {}\n", printable(block.heading));
    std::vector<std::vector<std::string>> pairs;
    for (const format::PlanLine& line : block.lines) {
        if (line.label.empty()) {
            print("{}", wrapped_text("- " + line.text));
        } else {
            pairs.push_back({line.label, line.text});
        }
    }
    print("{}\n", pairs.empty() ? "" : wrapped_pairs(pairs));
}

void print_text(const service::PlanAnswer& answer, bool has_details) {
    const format::PlanRecord record = answer.record();
    const format::PlanView view = format::plan_view(record);
    print("{}\n{}\n", wrapped_text(view.notice), wrapped_text(view.headline));
    if (!view.rows.empty()) {
        print("{}\n{}\n", wrapped_text(view.people), option_table(view));
    }
    print_lines(view.fit);
    print_lines(view.priorities);
    print_lines(view.notes);
    print_block(view.alike);
    print_block(view.reasons);
    print_block(view.advice);
    print_block(view.change);
    print_block(view.disclosure);
    print_block(view.product);
    if (has_details) {
        print_block(view.unsaid);
        print_lines(format::limits_of(record.comparison));
    }
}

int run_plan(PlanOptions& options) {
    service::PlanRequest& request = options.request;
    const service::Knowledge& knowledge = options.study.shared.knowledge();
    request.command_words = options.study.shared.words;
    request.control.threads = options.study.thread_count();
    request.language = options.study.shared.language();
    request.person = service::read_person(knowledge, options.person_file);
    if (options.course_file) {
        request.own_course = service::read_own_course(knowledge, *options.course_file);
    }
    for (const std::string& typed : options.weights) {
        request.weights.push_back(read_weight(typed));
    }
    const format::Texts words = options.study.shared.texts();
    ProgressBar bar(words, "worlds");
    watch(request.control, bar);
    const auto answer = service::plan(knowledge, request);
    bar.clear();
    const std::size_t worlds = answer->comparison->answer.worlds;
    if (!answer->has_answer()) {
        say_beside(options.format, stopped_line(words, words("stopped_nothing"), KeptWork::no));
        return interrupted;
    }
    const format::PlanRecord record = answer->record();
    print_answer(options.format, {.print_text = [&] { print_text(*answer, options.has_details); },
                                  .csv = [&] { return format::plan_csv(record); },
                                  .json = [&] { return format::plan_json(record); }});
    if (!answer->comparison->answer.is_complete) {
        say_beside(
            options.format,
            stopped_line(words,
                         words.fill("stopped_worlds", {{"done", fmt::format("{}", worlds)},
                                                       {"all", fmt::format("{}", request.worlds)}}),
                         KeptWork::no));
        return interrupted;
    }
    return success;
}

}  // namespace

RegisteredCommand add_plan_command(CLI::App& app) {
    const auto options = std::make_shared<PlanOptions>();
    service::PlanRequest& request = options->request;
    CLI::App* command = app.add_subcommand(
        "plan", "What one person could do: what is ruled out, what it asks for, what it may bring");
    command->add_option("PERSON", options->person_file, "A person (data/persons)")->required();
    command->add_option("--course", options->course_file,
                        "The person's own course: dates, what was used, what was seen");
    command
        ->add_option("--weights", options->weights,
                     "What matters, as benefit=60,cost=30,burden=10; by default the person's goals")
        ->delimiter(',');
    command->add_option("--product", request.product, "A product of data/products");
    add_number(*command, "--patients", request.patients, "Virtual people");
    add_number(*command, "--worlds", request.worlds, "Draws of what nobody knows");
    add_number(*command, "--delivery-people", request.delivery_people,
               "People whose delivery is followed in each world");
    add_number(*command, "--seed", request.seed, "Seed");
    add_study_solver(*command, request.control);
    command->add_flag("--details", options->has_details,
                      "Also what was not said, and what to know before believing any of it");
    add_format_option(*command, options->format);
    add_study_options(*command, options->study);
    command->footer(
        "Examples:\n"
        "  vesikin plan data/persons/example.toml\n"
        "  vesikin plan data/persons/example.toml --weights benefit=60,cost=30,burden=10\n"
        "  vesikin plan data/persons/example.toml --product umbilical_cord --lang ja");
    return {command, [options] { return run_plan(*options); }};
}

}  // namespace vesikin::cli
