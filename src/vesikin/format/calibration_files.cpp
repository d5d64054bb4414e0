#include "vesikin/format/calibration_files.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cmath>
#include <sstream>

#include "vesikin/format/csv.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

/// Six digits: more than any fit means, and a file that people can read.
double rounded(double value) {
    return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

toml::table stage_table(const analysis::StageResult& result) {
    toml::array numbers;
    for (const catalogue::CalibratedNumber& number : result.stage.numbers) {
        numbers.push_back(toml::table{{"name", number.name},
                                      {"value", rounded(number.value)},
                                      {"sd_log", rounded(number.sd_log)}});
    }
    toml::array correlation;
    for (const auto& row : result.stage.correlation) {
        for (const double value : row) {
            correlation.push_back(rounded(value));
        }
    }
    return toml::table{
        {"name", result.stage.name},
        {"rows", static_cast<std::int64_t>(result.rows.size())},
        {"evaluations", static_cast<std::int64_t>(result.evaluations)},
        {"misfit_before", rounded(result.misfit_before)},
        {"misfit_after", rounded(result.misfit_after)},
        {"effective_draws", rounded(result.effective_draws)},
        {"correlation", toml::table{{"at", correlation}, {"unit", "1"}}},
        {"number", numbers},
    };
}

}  // namespace

PosteriorRange posterior_range(const catalogue::CalibratedNumber& number) {
    const double fold = std::exp(normal_quantile_95 * number.sd_log);
    return {.p05 = number.value / fold, .p95 = number.value * fold};
}

std::string unit_of_number(const catalogue::Catalogue& catalogue, std::string_view name) {
    for (const auto& field : catalogue::trial_layer_fields) {
        if (field.name == name) {
            return std::string(field.unit);
        }
    }
    const catalogue::Drug* drug = catalogue.find_drug(name.substr(0, name.find('.')));
    return drug != nullptr && drug->action && name.ends_with(".half_effect") ? drug->action->unit
                                                                             : "1";
}

double residual_over_sd(const analysis::TrialRow& row, const analysis::FittedRow& fitted) {
    return (fitted.fitted - *row.value) / fitted.sd;
}

std::string calibration_toml(const CalibrationRecord& record) {
    toml::array stages;
    for (const analysis::StageResult& result : record.stages) {
        stages.push_back(stage_table(result));
    }
    const toml::table root{
        {"schema", 1},
        {"model", record.plan.model},
        {"date", record.manifest.started_utc.substr(0, std::string_view("2026-01-01").size())},
        {"program", record.manifest.version},
        {"trials_sha256", record.manifest.inputs.back().sha256},
        {"seed", static_cast<std::int64_t>(record.plan.seed)},
        {"people", static_cast<std::int64_t>(record.plan.people)},
        {"stage", stages},
    };
    std::ostringstream text;
    text << "# Written by `vesikin calibrate`: numbers of the trial layer and of drugs, fitted to "
            "trials.\n# sd_log: posterior standard deviation of the logarithm. misfit: mean of "
            "squared residuals over their variance.\n"
         << root << "\n";
    return text.str();
}

std::string calibration_rows_csv(const CalibrationRecord& record) {
    std::string text = csv_line({"stage", "trial", "arm", "week", "endpoint", "status", "published",
                                 "fitted", "sd", "residual_over_sd"});
    for (const analysis::StageResult& result : record.stages) {
        for (const analysis::FittedRow& fitted : result.rows) {
            const analysis::TrialRow& row = record.table.rows[fitted.row];
            text +=
                csv_line({result.stage.name, row.trial, row.arm, fmt::format("{:g}", row.week),
                          row.endpoint, row.status, fmt::format("{:g}", *row.value),
                          fmt::format("{:.4g}", fitted.fitted), fmt::format("{:.3g}", fitted.sd),
                          fmt::format("{:.3g}", residual_over_sd(row, fitted))});
        }
    }
    return text;
}

}  // namespace vesikin::format
