#include <utility>

#include "vesikin/format/calibration_files.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

constexpr AnswerKind calibrate_answer{.kind = "calibrate"};

Json numbers_json(const CalibrationRecord& record, const catalogue::CalibrationStage& stage) {
    Json numbers = Json::array();
    for (const catalogue::CalibratedNumber& number : stage.numbers) {
        const PosteriorRange range = posterior_range(number);
        numbers.push_back({{"name", number.name},
                           {"unit", unit_of_number(record.catalogue, number.name)},
                           {"value", number.value},
                           {"sd_log", number.sd_log},
                           {"p05", range.p05},
                           {"p95", range.p95}});
    }
    return numbers;
}

Json row_json(const analysis::TrialRow& row, const analysis::FittedRow& fitted) {
    return {{"trial", row.trial},
            {"arm", row.arm},
            {"week", row.week},
            {"endpoint", row.endpoint},
            {"status", row.status},
            {"published", json_or_null(row.value)},
            {"fitted", fitted.fitted},
            {"sd", fitted.sd},
            {"residual_over_sd", residual_over_sd(row, fitted)}};
}

Json stage_json(const CalibrationRecord& record, const analysis::StageResult& result) {
    Json json{{"name", result.stage.name},
              {"evaluations", result.evaluations},
              {"misfit_before", result.misfit_before},
              {"misfit_after", result.misfit_after},
              {"effective_draws", result.effective_draws}};
    json["numbers"] = numbers_json(record, result.stage);
    json["correlation"] = result.stage.correlation;
    json["rows"] = Json::array();
    for (const analysis::FittedRow& fitted : result.rows) {
        json["rows"].push_back(row_json(record.table.rows[fitted.row], fitted));
    }
    return json;
}

}  // namespace

std::string calibration_json(const CalibrationRecord& record) {
    Json answer = answer_frame(calibrate_answer, record.manifest);
    answer["complete"] = record.manifest.is_complete;
    answer["model"] = {{"name", record.catalogue.model.name},
                       {"title", record.catalogue.model.title.english()}};
    answer["trials"] = record.table.name;
    answer["people"] = record.plan.people;
    answer["stages"] = Json::array();
    for (const analysis::StageResult& result : record.stages) {
        if (result.is_complete) {
            answer["stages"].push_back(stage_json(record, result));
        }
    }
    return json_text(answer);
}

}  // namespace vesikin::format
