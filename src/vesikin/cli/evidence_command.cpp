#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "vesikin/base/error.hpp"
#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/service/list_evidence.hpp"

namespace vesikin::cli {

namespace {

using base::printable;
using base::printable_paragraph;

using catalogue::EvidenceRecord;
using service::EvidenceAnswer;

struct EvidenceOptions {
    catalogue::EvidenceFilter filter;
    std::string system;
    OutputFormat format = OutputFormat::text;
    DataOption data;
    bool lists_sources = false;
};

void print_record(const EvidenceAnswer& answer, const EvidenceRecord& record) {
    print("== {}\n",
          printable_paragraph(fmt::format(
              "{}{}  {}", record.id,
              record.claims.empty() ? "" : fmt::format(" [{}]", fmt::join(record.claims, ", ")),
              record.model)));
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](const char* label, const std::string& text) {
        if (!text.empty()) {
            rows.push_back({label, text});
        }
    };
    add("Finding", record.finding);
    add("Analytes", format::analytes_text(record));
    add("Size", record.size.value_or(""));
    add("Dose, route",
        fmt::format("{}{}{}", record.dose.value_or(""), record.dose && record.route ? "; " : "",
                    record.route.value_or("")));
    add("Design",
        fmt::format("{}{}{}", record.design, record.n ? fmt::format(", n = {}", *record.n) : "",
                    record.is_vesicle ? "" : "; not vesicles"));
    add("System, certainty for AD",
        fmt::format("{}, {}",
                    catalogue::study_system_names[static_cast<std::size_t>(record.system)],
                    catalogue::certainty_names[static_cast<std::size_t>(record.certainty)]));
    add("How we know",
        fmt::format("{}{}",
                    record.mark == catalogue::Mark::recalled ? "recalled, not read"
                                                             : "read: " + record.reading,
                    record.caveat ? "; " + *record.caveat : ""));
    add("Model numbers", fmt::format("{}", fmt::join(answer.list().used_by(record.id), ", ")));
    add("Source", record.source);
    print("{}\n", wrapped_pairs(rows));
}

/// What the whole base amounts to, before any row.
void print_head(const EvidenceAnswer& answer) {
    print("{} of {} records. {}\n\n", answer.selected.size(), answer.base.records.size(),
          printable_paragraph(answer.base.headline));
    for (const catalogue::Claim& claim : answer.base.claims) {
        print("{} {}: \"{}\" - a {} claimed by the founding article, not a truth\n",
              printable(claim.id), printable(claim.label.english()),
              printable_paragraph(claim.said.english()), claim.is_benefit ? "benefit" : "drawback");
    }
    print("\n");
}

void print_unknowns(const EvidenceAnswer& answer) {
    print("Numbers of the model, and what they rest on\n");
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::VesicleUnknown& unknown : answer.vesicles.unknowns) {
        rows.push_back({unknown.name, basis_of(answer.base, unknown.records, unknown.provenance)});
    }
    print("{}\n", wrapped_pairs(rows));
}

void print_sources(const EvidenceAnswer& answer) {
    print("Sources\n");
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::Source* source : answer.list().selected_sources()) {
        rows.push_back({source->key,
                        fmt::format("{} ({}). {}. {}. {}{}", source->authors, source->year,
                                    source->title, source->published_in,
                                    source->doi ? "doi:" + *source->doi : source->url.value_or(""),
                                    source->note ? " [" + *source->note + "]" : "")});
    }
    print("{}", wrapped_pairs(rows));
}

void print_text(const EvidenceAnswer& answer, bool lists_sources) {
    print_head(answer);
    for (const EvidenceRecord* record : answer.selected) {
        print_record(answer, *record);
    }
    const bool shows_all = answer.selected.size() == answer.base.records.size();
    if (shows_all) {
        print_unknowns(answer);
    }
    if (lists_sources || !shows_all) {
        print_sources(answer);
    }
}

int run_evidence(EvidenceOptions& options) {
    if (!options.system.empty()) {
        const auto& names = catalogue::study_system_names;
        const auto found = std::ranges::find(names, options.system);
        if (found == names.end()) {
            throw base::InputError("--system", options.system,
                                   fmt::format("one of {}", fmt::join(names, ", ")));
        }
        options.filter.system = static_cast<catalogue::StudySystem>(found - names.begin());
    }
    const auto answer = service::list_evidence(options.data.installation(), options.filter);
    print_answer(options.format, {.print_text = [&] { print_text(*answer, options.lists_sources); },
                                  .csv = [&] { return format::evidence_csv(answer->selected); },
                                  .json = [&] { return format::evidence_json(answer->list()); }});
    return success;
}

}  // namespace

RegisteredCommand add_evidence_command(CLI::App& app) {
    const auto options = std::make_shared<EvidenceOptions>();
    CLI::App* command = app.add_subcommand(
        "evidence", "List claims and studies of vesicles, and what the model's numbers rest on");
    command->add_option("--claim", options->filter.claim, "B1, B2, B3, C1, C2 or C3");
    command->add_option("--analyte", options->filter.analyte, "Such as IL-10, Treg or ceramide");
    command->add_option("--system", options->system,
                        "in_vitro, ex_vivo_human, mouse, rat, human, review or article");
    command->add_option("--id", options->filter.id, "One record, such as AI-01");
    add_format_option(*command, options->format);
    command->add_flag("--sources", options->lists_sources, "Sources in full, for all records too");
    add_data_option(*command, options->data);
    command->footer(
        "Examples:\n"
        "  vesikin evidence --claim B2\n"
        "  vesikin evidence --analyte IL-10 --system human\n"
        "  vesikin evidence --format csv > evidence.csv");
    return {command, [options] { return run_evidence(*options); }};
}

}  // namespace vesikin::cli
