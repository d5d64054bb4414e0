#include "vesikin/format/patient_files.hpp"

#include <fmt/format.h>

#include <span>

#include "vesikin/base/units.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/report_data.hpp"
#include "vesikin/format/run_page.hpp"

namespace vesikin::format {

namespace {

constexpr AnswerKind patient_answer{.kind = "patient"};

Json answer_of(const PatientRecord& record) {
    Json answer = answer_frame(patient_answer, record.manifest);
    add_report_frame(answer,
                     fmt::format("One virtual patient under {}", record.arm.label.english()),
                     record.trial_title.english(), record.catalogue);
    answer["patient"] = record.patient_name;
    answer["arm"] = arm_object(record.arm);
    answer["states"] = Json::array();
    for (const PatientSeries& series : std::span(record.series).subspan(1)) {
        answer["states"].push_back({{"name", series.name},
                                    {"label", series.label},
                                    {"unit", series.unit == "1" ? "" : series.unit},
                                    {"meaning", series.meaning}});
    }
    answer["rows"] = Json::array();
    for (std::size_t i = 0; i < record.day.size(); ++i) {
        Json row{{"week", record.day[i] / base::days_per_week}};
        for (const PatientSeries& series : record.series) {
            row[series.name] = series.values[i];
        }
        answer["rows"].push_back(std::move(row));
    }
    return answer;
}

RunWords words_in(const PatientRecord& record, const Texts& texts) {
    const std::string& language = texts.language();
    const catalogue::ModelDescription& model = record.catalogue.model;
    RunWords words{.title = texts.fill("title", {{"arm", record.arm.label.in(language)}}),
                   .description = record.trial_title.in(language),
                   .limitations = in_language(model.limitations, language)};
    words.labels.add("model", model.name, model.title.in(language));
    words.labels.add("arm", record.arm.name, record.arm.label.in(language));
    for (const study::TreatmentPeriod& period : record.arm.treatments) {
        words.labels.add("drug", period.drug,
                         record.catalogue.find_drug(period.drug)->label.in(language));
    }
    for (const PatientSeries& series : record.series) {
        add_outcome(words.labels, texts, {series.name, series.label, series.meaning, series.unit});
    }
    return words;
}

}  // namespace

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

std::string patient_json(const PatientRecord& record) {
    return json_text(answer_of(record));
}

std::string patient_report_html(const PatientRecord& record, const PageParts& parts) {
    return run_page(answer_of(record), parts, patient_page_texts,
                    [&](const Texts& texts) { return words_in(record, texts); });
}

}  // namespace vesikin::format
