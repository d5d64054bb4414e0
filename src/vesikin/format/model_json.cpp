#include <array>
#include <string_view>
#include <utility>

#include "vesikin/disease/fields.hpp"
#include "vesikin/format/model_files.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

constexpr AnswerKind model_answer{.kind = "model"};
constexpr std::array<std::string_view, 3> effect_kind_names{"block", "add", "gain"};

Json states_json(const catalogue::ModelDescription& model) {
    Json states = Json::array();
    for (const auto& state : model.states) {
        states.push_back({{"name", state.name},
                          {"symbol", state.symbol},
                          {"label", state.label},
                          {"unit", state.unit},
                          {"seed", state.seed},
                          {"meaning", state.meaning},
                          {"provenance", provenance_object(state.provenance)}});
    }
    return states;
}

Json parameters_json(const catalogue::ModelDescription& model) {
    Json parameters = Json::array();
    for (const auto& parameter : model.parameters) {
        const ParameterSpread spread = spread_of(parameter);
        parameters.push_back({{"name", parameter.name},
                              {"symbol", parameter.symbol},
                              {"unit", parameter.unit},
                              {"median", spread.median},
                              {"p05", spread.p05},
                              {"p95", spread.p95},
                              {"sigma_log", parameter.as_published.sigma_log},
                              {"meaning", parameter.meaning},
                              {"provenance", provenance_object(parameter.provenance)}});
    }
    return parameters;
}

Json layer_json(const catalogue::TrialLayerDescription& layer) {
    Json numbers = Json::array();
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        const auto& field = catalogue::trial_layer_fields[i];
        numbers.push_back({{"name", field.name},
                           {"symbol", field.symbol},
                           {"unit", field.unit},
                           {"value", layer.layer.*field.member},
                           {"sd_log", json_or_null(fitted_sd_log(layer, field.name))},
                           {"meaning", layer.rows[i].meaning},
                           {"provenance", provenance_object(layer.rows[i].provenance)}});
    }
    Json json{
        {"calibrated_on", layer.calibrated_on.empty() ? Json(nullptr) : Json(layer.calibrated_on)}};
    json["numbers"] = std::move(numbers);
    return json;
}

Json effects_json(const catalogue::Drug& drug) {
    Json effects = Json::array();
    for (const catalogue::DrugEffect& effect : drug.effects) {
        effects.push_back({{"name", disease::effect_fields[effect.field].name},
                           {"target", effect.target},
                           {"kind", effect_kind_names[static_cast<std::size_t>(effect.kind)]},
                           {"size", effect.size},
                           {"access", effect.access},
                           {"meaning", effect.meaning},
                           {"provenance", provenance_object(effect.provenance)}});
    }
    return effects;
}

/// A drug whose effect follows its daily dose or strength is dosed in that unit.
std::string dose_unit(const catalogue::Drug& drug, const catalogue::Regimen& regimen) {
    if (regimen.is_per_kg) {
        return "mg/kg";
    }
    return drug.action && !drug.kinetics ? drug.action->unit : "mg";
}

Json regimens_json(const catalogue::Drug& drug) {
    Json regimens = Json::array();
    for (const catalogue::Regimen& regimen : drug.regimens) {
        regimens.push_back({{"name", regimen.name},
                            {"label", regimen.label.english()},
                            {"dose", regimen.dose},
                            {"dose_unit", dose_unit(drug, regimen)},
                            {"loading_mg", regimen.loading},
                            {"interval_day", regimen.interval_day},
                            {"provenance", provenance_object(regimen.provenance)}});
    }
    return regimens;
}

Json costs_json(const catalogue::Drug& drug) {
    Json json = Json::array();
    const auto costs = usual_costs_jpy(drug);
    for (std::size_t i = 0; i < costs.size(); ++i) {
        json.push_back({{"copayment_frac", copayments_frac[i]}, {"jpy", json_or_null(costs[i])}});
    }
    return json;
}

Json price_json(const catalogue::Price& price) {
    return {{"unit", price.unit_label},
            {"jpy_per_unit", price.jpy_per_unit},
            {"valid_from", price.valid_from},
            {"provenance", provenance_object(price.provenance)}};
}

Json drug_json(const catalogue::Drug& drug) {
    Json json{{"name", drug.name},
              {"label", drug.label.english()},
              {"description", drug.description},
              {"target_class", drug.target_class}};
    json["effects"] = effects_json(drug);
    json["half_effect"] = drug.action
                              ? Json{{"value", drug.action->half_effect},
                                     {"unit", drug.action->unit},
                                     {"provenance", provenance_object(drug.action->provenance)}}
                              : Json(nullptr);
    json["regimens"] = regimens_json(drug);
    json["usual_28_days"] = costs_json(drug);
    json["price"] = drug.price ? price_json(*drug.price) : Json(nullptr);
    json["status_in_japan"] = drug.approval ? Json(drug.approval->status) : Json(nullptr);
    return json;
}

}  // namespace

std::string model_json(const ModelRecord& record) {
    const catalogue::Catalogue& known = record.catalogue;
    Json answer = answer_frame(model_answer, record.manifest);
    answer["model"] = {{"name", known.model.name}, {"title", known.model.title.english()}};
    answer["states"] = states_json(known.model);
    answer["parameters"] = parameters_json(known.model);
    answer["layer"] = known.layer ? layer_json(*known.layer) : Json(nullptr);
    answer["drugs"] = Json::array();
    for (const catalogue::Drug& drug : known.drugs) {
        answer["drugs"].push_back(drug_json(drug));
    }
    answer["outcomes"] = outcomes_json(record.outcomes);
    answer["limitations"] = english(known.model.limitations);
    answer["sources"] = Json::array();
    for (const catalogue::Source& source : known.sources) {
        answer["sources"].push_back(source_object(source));
    }
    return json_text(answer);
}

}  // namespace vesikin::format
