#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/number_option.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/study_options.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/format/comparison_article.hpp"
#include "vesikin/format/comparison_glance.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/service/compare.hpp"

namespace vesikin::cli {

namespace {

using base::printable;
using base::printable_paragraph;

struct CompareOptions {
    service::CompareRequest request;
    std::string person_file;
    std::string out_folder;
    std::optional<double> interval_week;
    std::optional<double> clock_week;
    StudyOptions study;
    OutputFormat format = OutputFormat::text;
    bool has_details = false;
    bool explains = false;
};

void print_explanations(const format::ComparisonTable& table, std::size_t arm) {
    for (const format::ComparisonRow& row : table.rows) {
        if (row.cells[arm].explanation.empty()) {
            continue;
        }
        print("  {}\n", printable_paragraph(row.label));
        for (const std::string& line : row.cells[arm].explanation) {
            print("    - {}\n", printable_paragraph(line));
        }
    }
    print("\n");
}

/// All arms side by side: a table that fits a screen of 100 columns.
std::string glance_table(const format::Glance& glance) {
    constexpr std::size_t widest_name = 22;
    std::vector<std::vector<std::string>> rows;
    for (const format::GlanceRow& row : glance.rows) {
        rows.push_back(row.cells());
        rows.back().insert(rows.back().begin(), printable(row.label, widest_name));
    }
    return text_table(glance.header, rows);
}

/// All arms on one screen.
void print_glance(const format::ComparisonRecord& record) {
    const format::Glance glance = comparison_glance(record);
    std::vector<std::vector<std::string>> contents;
    for (const format::GlanceRow& row : glance.rows) {
        contents.push_back({row.label, row.contains});
    }
    print("{}\n\n{}\n{}\n\n{}\n\n", printable_paragraph(record.texts("intended_use")),
          printable_paragraph(glance.headline), printable_paragraph(glance.standard_line),
          printable_paragraph(people_line(record)));
    print("{}\n", glance_table(glance));
    for (const std::string& note : glance.notes) {
        print("{}\n", printable_paragraph(note));
    }
    print("\n{}\n{}\n", printable(record.texts("contents_heading")), wrapped_pairs(contents));
}

void print_details(const format::ComparisonRecord& record, const format::ComparisonTable& table,
                   bool explains) {
    print("{}\n\n", printable_paragraph(record.texts("dummy_line")));
    // A block per way: eight columns of words do not fit a terminal.
    for (std::size_t arm = 0; arm < table.columns.size(); ++arm) {
        print("== {}\n", printable(table.columns[arm]));
        std::vector<std::vector<std::string>> rows;
        for (const format::ComparisonRow& row : table.rows) {
            if (row.cells[arm].text != record.texts("not_applicable")) {
                rows.push_back({row.label, row.cells[arm].text});
            }
        }
        print("{}\n", wrapped_pairs(rows));
        if (explains) {
            print_explanations(table, arm);
        }
    }
}

/// What the article says, and what the calculation says to it.
void print_article(const format::ArticleView& article) {
    const auto print_answers = [](const std::vector<format::ArticleAnswer>& answers) {
        std::vector<std::vector<std::string>> rows;
        for (const format::ArticleAnswer& answer : answers) {
            rows.push_back({answer.about, answer.article});
            rows.push_back({"", "→ " + answer.calculated});
        }
        print("{}\n", wrapped_pairs(rows));
    };
    print("== {}\n{}\n\n", printable(article.heading), printable_paragraph(article.note));
    for (const std::string& word : article.words) {
        print("{}\n", printable_paragraph(word));
    }
    for (const format::ArticleWay& way : article.ways) {
        print("\n-- {}: {}\n", printable(way.label), printable_paragraph(way.says));
        print_answers(way.answers);
    }
    print_answers(article.drawbacks);
    print_answers(article.advice);
}

void print_limits(const format::ComparisonRecord& record) {
    print("{}\n", printable(record.texts("limits_heading")));
    for (const std::string& limit : limits_of(record)) {
        print("- {}\n", printable_paragraph(limit));
    }
}

std::string first_look_text(const format::ComparisonRecord& record) {
    return record.texts.fill("first_look", {{"people", fmt::format("{}", record.answer.patients)},
                                            {"worlds", fmt::format("{}", record.answer.worlds)}}) +
           "\n\n" + glance_table(comparison_glance(record)) + "\n";
}

void print_text(const service::CompareAnswer& answer, const CompareOptions& options,
                const format::Texts& words) {
    const format::ComparisonRecord record = answer.record();
    print_glance(record);
    if (options.has_details || options.explains) {
        const format::ComparisonTable table = comparison_table(record);
        print_details(record, table, options.explains);
        print_article(comparison_article(record, table));
    }
    print_limits(record);
    print_files(words, answer.files);
}

int run_compare(CompareOptions& options) {
    service::CompareRequest& request = options.request;
    const service::Knowledge& knowledge = options.study.shared.knowledge();
    request.command_words = options.study.shared.words;
    request.control.threads = options.study.thread_count();
    request.language = options.study.shared.language();
    const format::Texts words = options.study.shared.texts();
    if (!options.person_file.empty()) {
        request.person = service::read_person(knowledge, options.person_file);
    }
    const std::unique_ptr<format::ResultStore> folder = folder_of(options.out_folder);
    request.results = folder.get();
    if (options.interval_week) {
        request.interval_day = *options.interval_week * base::days_per_week;
    }
    if (options.clock_week) {
        request.clock_day = *options.clock_week * base::days_per_week;
    }
    TextForNow first_look;
    if (TextForNow::is_seen()) {
        request.on_first_look = [&](const format::ComparisonRecord& record) {
            first_look.show(first_look_text(record));
        };
    }
    ProgressBar bar(words, "worlds");
    watch(request.control, bar);
    const auto answer = service::compare(knowledge, request);
    bar.clear();
    first_look.clear();
    if (answer->answer.worlds < 2) {
        say_beside(options.format, stopped_line(words, words("stopped_nothing"),
                                                folder ? KeptWork::yes : KeptWork::no));
        return interrupted;
    }
    const format::ComparisonRecord record = answer->record();
    print_answer(options.format, {.print_text = [&] { print_text(*answer, options, words); },
                                  .csv = [&] { return format::comparison_csv(record); },
                                  .json = [&] { return format::comparison_json(record); }});
    if (!answer->answer.is_complete) {
        say_beside(options.format,
                   stopped_line(words,
                                words.fill("stopped_worlds",
                                           {{"done", fmt::format("{}", answer->answer.worlds)},
                                            {"all", fmt::format("{}", request.worlds)}}),
                                answer->files.empty() ? KeptWork::no : KeptWork::yes));
        return interrupted;
    }
    return success;
}

}  // namespace

RegisteredCommand add_compare_command(CLI::App& app) {
    const auto options = std::make_shared<CompareOptions>();
    service::CompareRequest& request = options->request;
    CLI::App* command = app.add_subcommand(
        "compare",
        "Compare the ways of giving vesicles, over a dummy treatment, with what nobody knows");
    command->add_option("--person", options->person_file, "A person (data/persons/example.toml)");
    command->add_option("--way", request.ways,
                        "A route of data/routes (repeatable); all by default");
    command->add_option("--state", request.state, "active or calm");
    command->add_option("--target", request.target, "Site that local ways treat, such as face");
    add_number(*command, "--sessions", request.sessions, "Sessions of every way");
    add_number(*command, "--interval", options->interval_week, "Weeks between sessions");
    add_number(*command, "--week", options->clock_week,
               "Week in which all arms are read side by side; 12 by default");
    add_number(*command, "--dose", request.dose_particles, "Labelled particles per session");
    command->add_option("--claim-off", request.claims_off,
                        "Switch a claim off: B1, B2 or B3 (repeatable)");
    command->add_flag("--by-claim", request.has_attribution,
                      "Also what each claim, and the needle itself, carries of the effect");
    add_number(*command, "--patients", request.patients, "Virtual people");
    add_number(*command, "--worlds", request.worlds, "Draws of what nobody knows");
    add_number(*command, "--delivery-people", request.delivery_people,
               "People whose delivery is followed in each world");
    add_number(*command, "--seed", request.seed, "Seed");
    command->add_option("--model", request.model, "vesikin, or miyano2021 (as published)")
        ->capture_default_str();
    command->add_option(
        "--with", request.care_drug,
        "A drug of data/drugs given beside the sessions, as its usual regimen says");
    add_study_solver(*command, request.control);
    command->add_flag("--details", options->has_details,
                      "Also everything about each arm, one after the other");
    command->add_flag(
        "--explain", options->explains,
        "The details, and for each cell, the parameters, sources and assumptions behind it");
    command->add_option("--out", options->out_folder, "Folder for comparison.html, .csv and .json");
    add_format_option(*command, options->format);
    add_resume_option(*command, request.resumes);
    add_study_options(*command, options->study);
    command->footer(
        "Examples:\n"
        "  vesikin compare --out results\n"
        "  vesikin compare --person data/persons/example.toml --lang ja\n"
        "  vesikin compare --with topical_steroid\n"
        "  vesikin compare --state calm --sessions 6 --interval 2 --explain");
    return {command, [options] { return run_compare(*options); }};
}

}  // namespace vesikin::cli
