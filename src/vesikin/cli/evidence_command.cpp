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
    SharedOptions shared;
    bool lists_sources = false;
};

/// What a record says was measured, and where it went.
std::string analytes_text(const EvidenceRecord& record, const format::Texts& words) {
    std::vector<std::string> parts;
    for (const catalogue::Analyte& analyte : record.analytes) {
        const std::string_view direction =
            catalogue::direction_names[static_cast<std::size_t>(analyte.direction)];
        parts.push_back(
            words.fill(fmt::format("direction_{}", direction), {{"analyte", analyte.name}}));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string design_text(const EvidenceRecord& record, const format::Texts& words) {
    std::string text = record.design;
    if (record.n) {
        text = words.fill("design_people",
                          {{"design", text}, {"people", fmt::format("{}", *record.n)}});
    }
    return record.is_vesicle ? text : words.fill("design_other", {{"design", text}});
}

void print_record(const EvidenceAnswer& answer, const EvidenceRecord& record,
                  const format::Texts& words) {
    print("== {}\n",
          printable_paragraph(fmt::format(
              "{}{}  {}", record.id,
              record.claims.empty() ? "" : fmt::format(" [{}]", fmt::join(record.claims, ", ")),
              record.model)));
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](std::string_view label, const std::string& text) {
        if (!text.empty()) {
            rows.push_back({words(label), text});
        }
    };
    add("finding", record.finding);
    add("analytes", analytes_text(record, words));
    add("size", record.size.value_or(""));
    add("dose_route",
        fmt::format("{}{}{}", record.dose.value_or(""), record.dose && record.route ? "; " : "",
                    record.route.value_or("")));
    add("design", design_text(record, words));
    const auto system = catalogue::study_system_names[static_cast<std::size_t>(record.system)];
    const auto certainty = catalogue::certainty_names[static_cast<std::size_t>(record.certainty)];
    add("system_certainty", fmt::format("{}, {}", words(fmt::format("system_{}", system)),
                                        words(fmt::format("certainty_{}", certainty))));
    add("known", fmt::format("{}{}",
                             record.mark == catalogue::Mark::recalled
                                 ? words("known_recalled")
                                 : words.fill("known_read", {{"reading", record.reading}}),
                             record.caveat ? "; " + *record.caveat : ""));
    add("numbers", fmt::format("{}", fmt::join(answer.list().used_by(record.id), ", ")));
    add("source", record.source);
    print("{}\n", wrapped_pairs(rows));
}

/// What the whole base amounts to, before any row.
void print_head(const EvidenceAnswer& answer, const format::Texts& words) {
    print("{}\n\n", words.fill("count", {{"shown", fmt::format("{}", answer.selected.size())},
                                         {"all", fmt::format("{}", answer.base.records.size())},
                                         {"headline", printable_paragraph(answer.base.headline)}}));
    for (const catalogue::Claim& claim : answer.base.claims) {
        print("{}\n", words.fill(claim.is_benefit ? "claim_benefit" : "claim_drawback",
                                 {{"claim", printable(claim.id)},
                                  {"label", printable(claim.label.in(words.language()))},
                                  {"said", printable_paragraph(claim.said.in(words.language()))}}));
    }
    print("\n");
}

void print_unknowns(const EvidenceAnswer& answer, const format::Texts& words,
                    const base::Wording& wording) {
    print("{}\n", words("unknowns_heading"));
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::VesicleUnknown& unknown : answer.vesicles.unknowns) {
        rows.push_back({unknown.name,
                        basis_of(answer.base, unknown.records, unknown.provenance).text(wording)});
    }
    print("{}\n", wrapped_pairs(rows));
}

void print_sources(const EvidenceAnswer& answer, const format::Texts& words) {
    print("{}\n", words("sources_heading"));
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

void print_text(const EvidenceAnswer& answer, const EvidenceOptions& options,
                const format::Texts& words) {
    print_head(answer, words);
    for (const EvidenceRecord* record : answer.selected) {
        print_record(answer, *record, words);
    }
    const bool shows_all = answer.selected.size() == answer.base.records.size();
    if (shows_all) {
        print_unknowns(answer, words, options.shared.wording());
    }
    if (options.lists_sources || !shows_all) {
        print_sources(answer, words);
    }
}

int run_evidence(EvidenceOptions& options) {
    if (!options.system.empty()) {
        const auto& names = catalogue::study_system_names;
        const auto found = std::ranges::find(names, options.system);
        if (found == names.end()) {
            throw base::InputError(base::field("system"), base::as_written(options.system),
                                   base::message("one of {}", base::listed(names)));
        }
        options.filter.system = static_cast<catalogue::StudySystem>(found - names.begin());
    }
    const format::Texts words = options.shared.texts("evidence");
    const EvidenceAnswer answer =
        service::list_evidence(options.shared.knowledge(), options.filter, options.shared.words);
    print_answer(options.format, {.print_text = [&] { print_text(answer, options, words); },
                                  .csv = [&] { return format::evidence_csv(answer.selected); },
                                  .json = [&] { return format::evidence_json(answer.list()); }});
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
    add_shared_options(*command, options->shared);
    command->footer(
        "Examples:\n"
        "  vesikin evidence --claim B2\n"
        "  vesikin evidence --analyte IL-10 --system human\n"
        "  vesikin evidence --format csv > evidence.csv");
    return {command, [options] { return run_evidence(*options); }};
}

}  // namespace vesikin::cli
