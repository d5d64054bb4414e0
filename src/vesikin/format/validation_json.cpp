#include <set>
#include <string_view>
#include <utility>

#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/report_data.hpp"
#include "vesikin/format/run_page.hpp"
#include "vesikin/format/validation_files.hpp"

namespace vesikin::format {

namespace {

constexpr AnswerKind validate_answer{.kind = "validate"};

Json text_or_null(std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json prediction_json(const analysis::RowPrediction& prediction) {
    return {{"value", prediction.value},
            {"low", prediction.low},
            {"high", prediction.high},
            {"sampling_sd", prediction.sampling_sd},
            {"world_sd", prediction.world_sd}};
}

Json row_json(const ValidationRecord& record, std::size_t index) {
    const analysis::TrialRow& row = record.table.rows[index];
    const analysis::ValidatedRow& checked = record.rows[index];
    const bool is_simulated = checked.prediction.is_simulated;
    const bool is_read = checked.reading.reason.empty();
    Json json{{"line", row.line},
              {"trial", row.trial},
              {"drug", row.drug},
              {"arm", row.arm},
              {"dose_regimen", row.dose_regimen},
              {"population", row.population},
              {"endpoint", row.endpoint},
              {"unit", is_read ? Json(checked.reading.endpoint->unit()) : Json(nullptr)},
              {"week", row.week},
              {"first_week", json_or_null(row.first_week)},
              {"people", json_or_null(row.people)},
              {"status", text_or_null(row.status)},
              {"published", json_or_null(row.value)}};
    json["treated_with"] = is_read ? text_or_null(checked.reading.drug()) : Json(nullptr);
    json["simulated"] = is_simulated ? prediction_json(checked.prediction) : Json(nullptr);
    json["inside"] =
        is_simulated && row.value ? Json(checked.is_inside(*row.value)) : Json(nullptr);
    json["reason"] = text_or_null(reason_without_prediction(checked));
    json["simulated_as"] = is_simulated ? Json(checked.reading.simulated_as) : Json(nullptr);
    json["grade"] = analysis::grade_names[static_cast<std::size_t>(checked.grade)];
    json["references"] = Json::array();
    for (std::size_t i = 0; i < checked.reference.size(); ++i) {
        json["references"].push_back({{"name", analysis::reference_names[i]},
                                      {"value", json_or_null(checked.reference[i])}});
    }
    return json;
}

Json against_json(std::size_t reference, const analysis::Score::AgainstReference& against) {
    const bool has_rows = against.rows > 0;
    return {
        {"reference", analysis::reference_names[reference]},
        {"rows", against.rows},
        {"reference_mean_absolute_error", has_rows ? Json(against.reference_error) : Json(nullptr)},
        {"own_mean_absolute_error", has_rows ? Json(against.own_error) : Json(nullptr)}};
}

Json scores_json(std::span<const analysis::Score> scores) {
    Json json = Json::array();
    for (const analysis::Score& score : scores) {
        Json one{{"endpoint", score.endpoint},
                 {"group", score.group},
                 {"rows", score.rows},
                 {"mean_absolute_error", score.mean_absolute_error},
                 {"mean_error", score.mean_error},
                 {"covered_frac", score.covered_frac}};
        one["against"] = Json::array();
        for (std::size_t i = 0; i < score.against.size(); ++i) {
            one["against"].push_back(against_json(i, score.against[i]));
        }
        json.push_back(std::move(one));
    }
    return json;
}

/// The endpoints of the table that are known, in the order in which it first names them.
Json endpoints_json(const ValidationRecord& record) {
    Json json = Json::array();
    std::set<std::string_view> seen;
    for (const analysis::TrialRow& row : record.table.rows) {
        const outcome::TrialEndpoint* endpoint = outcome::find_endpoint(row.endpoint);
        if (endpoint != nullptr && seen.insert(row.endpoint).second) {
            json.push_back(
                {{"name", row.endpoint},
                 {"label", endpoint->label},
                 {"unit", endpoint->unit()},
                 {"kind", name_of(endpoint->is_proportion() ? outcome::OutcomeKind::proportion
                                                            : outcome::OutcomeKind::continuous)}});
        }
    }
    return json;
}

/// The drugs that rows were simulated with, in the order of the catalogue.
Json drugs_json(const ValidationRecord& record) {
    std::set<std::string_view> used;
    for (const analysis::ValidatedRow& row : record.rows) {
        used.insert(row.reading.drug());
    }
    Json json = Json::array();
    for (const catalogue::Drug& drug : record.catalogue.drugs) {
        if (used.contains(drug.name)) {
            json.push_back({{"name", drug.name}, {"label", drug.label.english()}});
        }
    }
    return json;
}

Json answer_of(const ValidationRecord& record) {
    Json answer = answer_frame(validate_answer, record.manifest);
    answer["complete"] = record.manifest.is_complete;
    answer["model"] = {{"name", record.catalogue.model.name},
                       {"title", record.catalogue.model.title.english()}};
    answer["calibrated_on"] = text_or_null(record.calibrated_on);
    answer["trials"] = record.table.name;
    answer["worlds"] = record.options.worlds;
    answer["people"] = record.options.people;
    answer["interval_frac"] = record.options.interval;
    answer["simulated_rows"] = record.simulated_rows();
    answer["endpoints"] = endpoints_json(record);
    answer["drugs"] = drugs_json(record);
    answer["rows"] = Json::array();
    for (std::size_t i = 0; i < record.rows.size(); ++i) {
        answer["rows"].push_back(row_json(record, i));
    }
    answer["scores"] = scores_json(record.scores);
    answer["scores_of_read_rows_weeks_12_to_24"] = scores_json(record.read_scores);
    return answer;
}

RunWords words_in(const ValidationRecord& record, const Texts& texts) {
    const catalogue::ModelDescription& model = record.catalogue.model;
    RunWords words{.title = texts("title")};
    words.labels.add("model", model.name, model.title.in(texts.language()));
    for (const catalogue::Drug& drug : record.catalogue.drugs) {
        words.labels.add("drug", drug.name, drug.label.in(texts.language()));
    }
    for (const outcome::TrialEndpoint& endpoint : outcome::trial_endpoints()) {
        words.labels.add_called(texts, "endpoint", endpoint.name, endpoint.label);
        words.labels.add_called(texts, "unit", endpoint.unit(), endpoint.unit());
    }
    for (const std::string_view grade : analysis::grade_names) {
        words.labels.add_called(texts, "grade", grade, grade);
    }
    for (const analysis::Score& score : record.scores) {
        words.labels.add_called(texts, "grade", score.group, score.group);
    }
    for (const std::string_view reference : analysis::reference_names) {
        words.labels.add_called(texts, "reference", reference, reference);
    }
    for (const analysis::TrialRow& row : record.table.rows) {
        if (!row.status.empty()) {
            words.labels.add_called(texts, "status", row.status, row.status);
        }
    }
    return words;
}

}  // namespace

std::string validation_json(const ValidationRecord& record) {
    return json_text(answer_of(record));
}

std::string validation_page(const ValidationRecord& record, const PageParts& parts) {
    return run_page(answer_of(record), parts, validate_page_texts,
                    [&](const Texts& texts) { return words_in(record, texts); });
}

}  // namespace vesikin::format
