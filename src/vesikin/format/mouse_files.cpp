#include "vesikin/format/mouse_files.hpp"

#include <fmt/format.h>

#include <utility>

#include "vesikin/format/csv.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

constexpr AnswerKind mouse_answer{.kind = "mouse"};

std::string_view direction_of(const study::MouseRow& row) {
    return catalogue::direction_names[static_cast<std::size_t>(row.reported)];
}

std::string_view name_of(catalogue::MouseRoute route) {
    return catalogue::mouse_route_names[static_cast<std::size_t>(route)];
}

std::string_view verdict_name(const study::MouseRow& row) {
    return study::mouse_verdict_names[static_cast<std::size_t>(study::verdict_of(row))];
}

Json row_json(const catalogue::MouseStudy& study, const study::MouseRow& row) {
    Json by_dose = Json::array();
    for (std::size_t dose = 0; dose < row.change_percent.size(); ++dose) {
        const study::Band& band = row.change_percent[dose];
        by_dose.push_back({{"dose_particles", study.doses_particles[dose]},
                           {"change_percent", band.median},
                           {"p05", band.p05},
                           {"p95", band.p95}});
    }
    Json json{{"route", name_of(row.route)},
              {"record", row.record},
              {"analyte", row.analyte},
              {"reported", direction_of(row)},
              {"verdict", verdict_name(row)}};
    json["by_dose"] = std::move(by_dose);
    return json;
}

Json study_json(const MouseRecord& record, const catalogue::MouseStudy& study) {
    Json json{{"name", study.name},
              {"label", study.label},
              {"doses_particles", study.doses_particles},
              {"dose_meaning", study.dose_meaning},
              {"sessions", study.sessions},
              {"interval_day", study.interval_day},
              {"read_day", study.read_day}};
    json["provenance"] = provenance_object(study.provenance);
    json["rows"] = Json::array();
    for (const study::MouseRow& row : record.rows) {
        if (row.study == study.name) {
            json["rows"].push_back(row_json(study, row));
        }
    }
    return json;
}

}  // namespace

std::array<std::size_t, study::mouse_verdict_names.size()> MouseRecord::verdicts() const {
    std::array<std::size_t, study::mouse_verdict_names.size()> counts{};
    for (const study::MouseRow& row : rows) {
        ++counts[static_cast<std::size_t>(study::verdict_of(row))];
    }
    return counts;
}

std::string mouse_csv(const MouseRecord& record) {
    std::string text = csv_line({"study", "route", "record", "analyte", "reported",
                                 "dose_particles", "change_percent", "p05", "p95", "verdict"});
    for (const catalogue::MouseStudy& study : record.mouse.studies) {
        for (const study::MouseRow& row : record.rows) {
            for (std::size_t dose = 0; row.study == study.name && dose < row.change_percent.size();
                 ++dose) {
                const study::Band& band = row.change_percent[dose];
                text +=
                    csv_line({row.study, std::string(name_of(row.route)), row.record, row.analyte,
                              std::string(direction_of(row)),
                              fmt::format("{:g}", study.doses_particles[dose]),
                              fmt::format("{:.6g}", band.median), fmt::format("{:.6g}", band.p05),
                              fmt::format("{:.6g}", band.p95), std::string(verdict_name(row))});
            }
        }
    }
    return text;
}

std::string mouse_json(const MouseRecord& record) {
    Json answer = answer_frame(mouse_answer, record.manifest);
    answer["animals"] = record.design.animals;
    answer["worlds"] = record.design.worlds;
    answer["verdicts"] = Json::array();
    const auto counts = record.verdicts();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        answer["verdicts"].push_back(
            {{"verdict", study::mouse_verdict_names[i]}, {"rows", counts[i]}});
    }
    answer["studies"] = Json::array();
    for (const catalogue::MouseStudy& study : record.mouse.studies) {
        answer["studies"].push_back(study_json(record, study));
    }
    return json_text(answer);
}

}  // namespace vesikin::format
