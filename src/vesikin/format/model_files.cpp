#include "vesikin/format/model_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "vesikin/disease/fields.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

/// The cells in front of a number of `model_csv`, and its marks behind.
struct NumberHead {
    std::string kind;
    std::string name;
    std::string symbol;
    catalogue::Provenance provenance;
};

std::string number_row(const NumberHead& head, const std::string& quantity, double value,
                       const std::string& unit) {
    return csv_line({head.kind, head.name, head.symbol, quantity, fmt::format("{:.6g}", value),
                     unit, head.provenance.source,
                     std::string(catalogue::name_of(head.provenance.evidence)),
                     std::string(catalogue::name_of(head.provenance.mark))});
}

std::string layer_rows(const catalogue::TrialLayerDescription& layer) {
    std::string text;
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        const auto& field = catalogue::trial_layer_fields[i];
        const NumberHead head{"layer", std::string(field.name), std::string(field.symbol),
                              layer.rows[i].provenance};
        text += number_row(head, "value", layer.layer.*field.member, std::string(field.unit));
        if (const auto sd_log = fitted_sd_log(layer, field.name)) {
            text += number_row(head, "sd_log", *sd_log, "1");
        }
    }
    return text;
}

std::string drug_rows(const catalogue::Drug& drug) {
    std::string text;
    for (const catalogue::DrugEffect& effect : drug.effects) {
        const NumberHead head{"effect", drug.name,
                              std::string(disease::effect_fields[effect.field].name),
                              effect.provenance};
        text += number_row(head, "size", effect.size, "1");
        text += number_row(head, "access", effect.access, "1");
    }
    const auto costs = usual_costs_jpy(drug);
    for (std::size_t i = 0; i < costs.size(); ++i) {
        if (costs[i]) {
            text += number_row(
                {"cost", drug.name, drug.regimens.front().name, drug.price->provenance},
                fmt::format("28 days at {:g} co-payment", copayments_frac[i]), *costs[i], "JPY");
        }
    }
    return text;
}

}  // namespace

ParameterSpread spread_of(const catalogue::ParameterDescription& parameter) {
    const double median = std::exp(parameter.as_published.mu_log);
    const double fold = std::exp(normal_quantile_95 * parameter.as_published.sigma_log);
    return {.median = median, .p05 = median / fold, .p95 = median * fold};
}

std::optional<double> fitted_sd_log(const catalogue::TrialLayerDescription& layer,
                                    std::string_view number) {
    std::optional<double> sd_log;
    for (const catalogue::CalibrationStage& stage : layer.calibration) {
        const auto found =
            std::ranges::find(stage.numbers, number, &catalogue::CalibratedNumber::name);
        if (found != stage.numbers.end() && found->sd_log > 0.0) {
            sd_log = found->sd_log;  // a later stage overrules
        }
    }
    return sd_log;
}

std::array<std::optional<double>, copayments_frac.size()> usual_costs_jpy(
    const catalogue::Drug& drug) {
    std::array<std::optional<double>, copayments_frac.size()> costs;
    for (std::size_t i = 0; !drug.regimens.empty() && i < costs.size(); ++i) {
        costs[i] =
            catalogue::cost_of_28_days_jpy(drug, drug.regimens.front(), copayments_frac[i], false);
    }
    return costs;
}

std::string model_csv(const ModelRecord& record) {
    std::string text = csv_line(
        {"kind", "name", "symbol", "quantity", "value", "unit", "source", "evidence", "mark"});
    for (const auto& state : record.catalogue.model.states) {
        text += number_row({"state", state.name, state.symbol, state.provenance}, "seed",
                           state.seed, state.unit);
    }
    for (const auto& parameter : record.catalogue.model.parameters) {
        const NumberHead head{"parameter", parameter.name, parameter.symbol, parameter.provenance};
        const ParameterSpread spread = spread_of(parameter);
        text += number_row(head, "median", spread.median, parameter.unit);
        text += number_row(head, "p05", spread.p05, parameter.unit);
        text += number_row(head, "p95", spread.p95, parameter.unit);
    }
    if (record.catalogue.layer) {
        text += layer_rows(*record.catalogue.layer);
    }
    for (const catalogue::Drug& drug : record.catalogue.drugs) {
        text += drug_rows(drug);
    }
    return text;
}

}  // namespace vesikin::format
