#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
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
    DataOption data;
    OutputFormat format = OutputFormat::text;
};

std::string marks(const catalogue::Provenance& provenance) {
    return fmt::format("{}, {}, {}", provenance.source, catalogue::name_of(provenance.evidence),
                       catalogue::name_of(provenance.mark));
}

void print_states(const catalogue::ModelDescription& model) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& state : model.states) {
        rows.push_back({state.name, state.symbol, fmt::format("{:g}", state.seed), state.unit,
                        marks(state.provenance), state.meaning});
    }
    print(
        "States ({})\n{}\n", rows.size(),
        text_table({"name", "symbol", "seed", "unit", "source, evidence, mark", "meaning"}, rows));
}

void print_parameters(const catalogue::ModelDescription& model) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& parameter : model.parameters) {
        const format::ParameterSpread spread = format::spread_of(parameter);
        rows.push_back({parameter.symbol, parameter.name, fmt::format("{:.4g}", spread.median),
                        fmt::format("{:.3g} - {:.3g}", spread.p05, spread.p95), parameter.unit,
                        marks(parameter.provenance)});
    }
    print("Parameters ({}), log-normal between people\n{}\n", rows.size(),
          text_table({"symbol", "name", "median", "5 - 95 %", "unit", "source, evidence, mark"},
                     rows));
}

void print_drugs(const catalogue::Catalogue& catalogue) {
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        for (const catalogue::DrugEffect& effect : drug.effects) {
            rows.push_back({drug.name, std::string(disease::effect_fields[effect.field].name),
                            fmt::format("{:g}", effect.size), fmt::format("{:g}", effect.access),
                            marks(effect.provenance)});
        }
    }
    print("Drugs ({})\n{}\n", catalogue.drugs.size(),
          text_table({"name", "effect", "size", "access", "source, evidence, mark"}, rows));
}

void print_layer(const catalogue::TrialLayerDescription& layer) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        const auto& field = catalogue::trial_layer_fields[i];
        const std::optional<double> sd_log = format::fitted_sd_log(layer, field.name);
        rows.push_back({std::string(field.name), fmt::format("{:.4g}", layer.layer.*field.member),
                        std::string(field.unit),
                        sd_log ? fmt::format("fitted, x/÷ {:.2f}", std::exp(*sd_log))
                               : marks(layer.rows[i].provenance),
                        layer.rows[i].meaning});
    }
    print("Trial layer ({}), calibrated {}\n{}\n", rows.size(),
          layer.calibrated_on.empty() ? "never" : printable(layer.calibrated_on),
          text_table({"name", "value", "unit", "source", "meaning"}, rows));
}

/// Dosing, price and status, as the drug files say.
void print_care(const catalogue::Catalogue& catalogue) {
    std::vector<std::vector<std::string>> rows;
    for (const catalogue::Drug& drug : catalogue.drugs) {
        if (drug.regimens.empty()) {
            continue;  // of the published model only
        }
        const catalogue::Regimen& usual = drug.regimens.front();
        std::vector<std::string> cells{drug.name, drug.target_class, usual.label.english()};
        for (const std::optional<double>& jpy : format::usual_costs_jpy(drug)) {
            cells.push_back(jpy ? fmt::format("{:.0f}", *jpy) : "-");
        }
        cells.push_back(drug.price ? drug.price->valid_from : "-");
        cells.push_back(drug.price ? std::string(catalogue::name_of(drug.price->provenance.mark))
                                   : "-");
        cells.push_back(drug.approval ? drug.approval->status : "-");
        rows.push_back(std::move(cells));
    }
    print(
        "Care ({}): the usual regimen, and 28 days of it in JPY at 10, 20, 30 % co-payment\n"
        "(drug price only, before the cap on high costs)\n{}\n",
        rows.size(),
        text_table(
            {"drug", "target", "regimen", "10 %", "20 %", "30 %", "price from", "mark", "in Japan"},
            rows));
}

void print_text(const service::ModelAnswer& answer) {
    const catalogue::ModelDescription& model = answer.catalogue.model;
    print("{}: {}\n\n", printable(model.name), printable_paragraph(model.title.english()));
    print_states(model);
    print_parameters(model);
    if (answer.catalogue.layer) {
        print_layer(*answer.catalogue.layer);
        print_care(answer.catalogue);
    } else {
        print_drugs(answer.catalogue);
    }
    std::vector<std::vector<std::string>> outcomes;
    for (const auto& outcome : answer.outcomes) {
        outcomes.push_back({outcome.name, outcome.unit, outcome.meaning});
    }
    print("Outcomes\n{}\n", text_table({"name", "unit", "meaning"}, outcomes));
    print("Limitations\n");
    for (const catalogue::Label& limitation : model.limitations) {
        print("  - {}\n", printable_paragraph(limitation.english()));
    }
    print("\nSources\n");
    for (const auto& source : answer.catalogue.sources) {
        print("  {}\n", printable_paragraph(fmt::format(
                            "{}: {} ({}). {}. {}. {}", source.key, source.authors, source.year,
                            source.title, source.published_in,
                            source.doi ? "doi:" + *source.doi : source.url.value_or(""))));
    }
}

int run_model(const ModelOptions& options) {
    const service::ModelAnswer answer =
        service::describe_model(options.data.installation(), options.model);
    print_answer(options.format, {.print_text = [&] { print_text(answer); },
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
    add_data_option(*command, options->data);
    add_format_option(*command, options->format);
    command->footer("Examples:\n  vesikin model | less\n  vesikin model miyano2021 | less");
    return {command, [options] { return run_model(*options); }};
}

}  // namespace vesikin::cli
