#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

#include "vesikin/base/shown_text.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/output.hpp"
#include "vesikin/cli/output_format.hpp"
#include "vesikin/cli/run.hpp"
#include "vesikin/cli/terminal.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/service/describe_model.hpp"

namespace vesikin::cli {

namespace {

using base::printable;
using base::printable_paragraph;

struct ModelOptions {
    std::string model = "vesikin";
    SharedOptions shared;
    OutputFormat format = OutputFormat::text;
};

std::string marks(const catalogue::Provenance& provenance, const format::Texts& words) {
    return fmt::format("{}, {}, {}", provenance.source,
                       words(fmt::format("evidence_{}", catalogue::name_of(provenance.evidence))),
                       words(fmt::format("mark_{}", catalogue::name_of(provenance.mark))));
}

/// The title of a table with the number of its rows.
std::string counted(const format::Texts& words, std::string_view key, std::size_t rows) {
    return words.fill(key, {{"count", fmt::format("{}", rows)}});
}

void print_states(const catalogue::ModelDescription& model, const format::Texts& words) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& state : model.states) {
        rows.push_back({state.name, state.symbol, fmt::format("{:g}", state.seed), state.unit,
                        marks(state.provenance, words), state.meaning});
    }
    print("{}\n{}\n", counted(words, "states", rows.size()),
          text_table(heads(words, {"name", "symbol", "seed", "unit", "marks", "meaning"}), rows));
}

void print_parameters(const catalogue::ModelDescription& model, const format::Texts& words) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& parameter : model.parameters) {
        const format::ParameterSpread spread = format::spread_of(parameter);
        rows.push_back({parameter.symbol, parameter.name, fmt::format("{:.4g}", spread.median),
                        fmt::format("{:.3g} - {:.3g}", spread.p05, spread.p95), parameter.unit,
                        marks(parameter.provenance, words)});
    }
    print("{}\n{}\n", counted(words, "parameters", rows.size()),
          text_table(heads(words, {"symbol", "name", "median", "range", "unit", "marks"}), rows));
}

void print_drugs(const catalogue::Catalogue& catalogue, const format::Texts& words) {
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        for (const catalogue::DrugEffect& effect : drug.effects) {
            rows.push_back({drug.name, std::string(disease::effect_fields[effect.field].name),
                            fmt::format("{:g}", effect.size), fmt::format("{:g}", effect.access),
                            marks(effect.provenance, words)});
        }
    }
    print("{}\n{}\n", counted(words, "drugs", catalogue.drugs.size()),
          text_table(heads(words, {"name", "effect", "size", "access", "marks"}), rows));
}

void print_layer(const catalogue::TrialLayerDescription& layer, const format::Texts& words) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        const auto& field = catalogue::trial_layer_fields[i];
        const std::optional<double> sd_log = format::fitted_sd_log(layer, field.name);
        rows.push_back(
            {std::string(field.name), fmt::format("{:.4g}", layer.layer.*field.member),
             std::string(field.unit),
             sd_log ? words.fill("fitted", {{"factor", fmt::format("{:.2f}", std::exp(*sd_log))}})
                    : marks(layer.rows[i].provenance, words),
             layer.rows[i].meaning});
    }
    print("{}\n{}\n",
          words.fill("layer",
                     {{"count", fmt::format("{}", rows.size())},
                      {"date", layer.calibrated_on.empty() ? words("never")
                                                           : printable(layer.calibrated_on)}}),
          text_table(heads(words, {"name", "value", "unit", "source", "meaning"}), rows));
}

/// Dosing, price and status, as the drug files say.
void print_care(const catalogue::Catalogue& catalogue, const format::Texts& words) {
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        if (drug.regimens.empty()) {
            continue;  // of the published model only
        }
        const catalogue::Regimen& usual = drug.regimens.front();
        std::vector<std::string> cells{drug.name, drug.target_class,
                                       usual.label.in(words.language())};
        for (const std::optional<double>& jpy : format::usual_costs_jpy(drug)) {
            cells.push_back(jpy ? fmt::format("{:.0f}", *jpy) : "-");
        }
        cells.push_back(drug.price ? drug.price->valid_from : "-");
        cells.push_back(
            drug.price
                ? words(fmt::format("mark_{}", catalogue::name_of(drug.price->provenance.mark)))
                : "-");
        cells.push_back(drug.approval ? drug.approval->status : "-");
        rows.push_back(std::move(cells));
    }
    std::vector<std::string> header = heads(words, {"drug", "target", "regimen"});
    header.insert(header.end(), {"10 %", "20 %", "30 %"});
    std::ranges::copy(heads(words, {"price_from", "mark", "status"}), std::back_inserter(header));
    print("{}\n{}\n{}\n", counted(words, "care", rows.size()), words("care_note"),
          text_table(header, rows));
}

void print_text(const service::ModelAnswer& answer, const format::Texts& words) {
    const catalogue::ModelDescription& model = answer.catalogue.model;
    print("{}: {}\n\n", printable(model.name),
          printable_paragraph(model.title.in(words.language())));
    print_states(model, words);
    print_parameters(model, words);
    if (answer.catalogue.layer) {
        print_layer(*answer.catalogue.layer, words);
        print_care(answer.catalogue, words);
    } else {
        print_drugs(answer.catalogue, words);
    }
    std::vector<std::vector<std::string>> outcomes;
    for (const auto& outcome : answer.outcomes) {
        outcomes.push_back({outcome.name, outcome.unit,
                            format::translated(words, "meaning_", outcome.name, outcome.meaning)});
    }
    print("{}\n{}\n", words("outcomes"),
          text_table(heads(words, {"name", "unit", "meaning"}), outcomes));
    print("{}\n", words("limitations"));
    for (const catalogue::Label& limitation : model.limitations) {
        print("  - {}\n", printable_paragraph(limitation.in(words.language())));
    }
    print("\n{}\n", words("sources"));
    for (const auto& source : answer.catalogue.sources) {
        print("  {}\n", printable_paragraph(fmt::format(
                            "{}: {} ({}). {}. {}. {}", source.key, source.authors, source.year,
                            source.title, source.published_in,
                            source.doi ? "doi:" + *source.doi : source.url.value_or(""))));
    }
}

int run_model(const ModelOptions& options) {
    const format::Texts words = options.shared.texts("model");
    const service::ModelAnswer answer =
        service::describe_model(options.shared.knowledge(), options.model, options.shared.words);
    print_answer(options.format, {.print_text = [&] { print_text(answer, words); },
                                  .csv = [&] { return format::model_csv(answer.record()); },
                                  .json = [&] { return format::model_json(answer.record()); }});
    return success;
}

}  // namespace

RegisteredCommand add_model_command(CLI::App& app) {
    const auto options = std::make_shared<ModelOptions>();
    CLI::App* command =
        app.add_subcommand("model", "List states, parameters, drugs, outcomes and their sources");
    command->add_option("NAME", options->model, "The model")->capture_default_str();
    add_shared_options(*command, options->shared);
    add_format_option(*command, options->format);
    command->footer("Examples:\n  vesikin model | less\n  vesikin model miyano2021 | less");
    return {command, [options] { return run_model(*options); }};
}

}  // namespace vesikin::cli
