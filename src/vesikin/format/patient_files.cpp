#include "vesikin/format/patient_files.hpp"

#include <fmt/format.h>

#include <span>

#include "vesikin/base/units.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

std::string patient_csv(const PatientRecord& record) {
    std::vector<std::string> header{"week"};
    for (const PatientSeries& series : record.series) {
        header.push_back(series.name);
    }
    std::string text = csv_line(header);
    for (std::size_t i = 0; i < record.day.size(); ++i) {
        std::vector<std::string> cells{fmt::format("{:.10g}", record.day[i] / base::days_per_week)};
        for (const PatientSeries& series : record.series) {
            cells.push_back(fmt::format("{:.10g}", series.values[i]));
        }
        text += csv_line(cells);
    }
    return text;
}

std::string patient_report_html(const PatientRecord& record, std::string_view page) {
    nlohmann::json report =
        report_frame(fmt::format("One virtual patient under {}", record.arm.label),
                     record.trial_title, record.catalogue);
    report["kind"] = "patient";
    report["patient"] = record.patient_name;
    report["arm"] = arm_object(record.arm);
    report["states"] = nlohmann::json::array();
    for (const PatientSeries& series : std::span(record.series).subspan(1)) {
        report["states"].push_back({{"name", series.name},
                                    {"label", series.label},
                                    {"unit", series.unit == "1" ? "" : series.unit},
                                    {"meaning", series.meaning}});
    }
    report["rows"] = nlohmann::json::array();
    for (std::size_t i = 0; i < record.day.size(); ++i) {
        nlohmann::json row{{"week", record.day[i] / base::days_per_week}};
        for (const PatientSeries& series : record.series) {
            row[series.name] = series.values[i];
        }
        report["rows"].push_back(std::move(row));
    }
    report["manifest"] = manifest_object(record.manifest);
    report["manifest"]["seed"] =
        std::to_string(record.manifest.seed);  // JavaScript rounds large numbers
    return fill_report_page(page, report);
}

}  // namespace vesikin::format
