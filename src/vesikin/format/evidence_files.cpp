#include "vesikin/format/evidence_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "vesikin/format/csv.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

using catalogue::EvidenceRecord;
using Json = nlohmann::ordered_json;

std::string_view direction_of(const catalogue::Analyte& analyte) {
    return catalogue::direction_names[static_cast<std::size_t>(analyte.direction)];
}

std::string_view system_of(const EvidenceRecord& record) {
    return catalogue::study_system_names[static_cast<std::size_t>(record.system)];
}

std::string_view certainty_of(const EvidenceRecord& record) {
    return catalogue::certainty_names[static_cast<std::size_t>(record.certainty)];
}

Json record_json(const EvidenceRecord& record) {
    Json json{{"id", record.id}, {"claims", record.claims}, {"analytes", Json::array()}};
    for (const catalogue::Analyte& analyte : record.analytes) {
        json["analytes"].push_back({{"name", analyte.name}, {"direction", direction_of(analyte)}});
    }
    const auto optional = [&](const char* key, const auto& value) {
        json[key] = value ? Json(*value) : Json(nullptr);
    };
    json["finding"] = record.finding;
    optional("size", record.size);
    optional("dose", record.dose);
    optional("route", record.route);
    json["system"] = system_of(record);
    json["model"] = record.model;
    optional("n", record.n);
    json["design"] = record.design;
    json["is_vesicle"] = record.is_vesicle;
    json["certainty"] = certainty_of(record);
    json["mark"] = catalogue::name_of(record.mark);
    json["reading"] = record.reading;
    optional("caveat", record.caveat);
    json["source"] = record.source;
    return json;
}

}  // namespace

std::string analytes_text(const EvidenceRecord& record) {
    std::vector<std::string> parts;
    for (const catalogue::Analyte& analyte : record.analytes) {
        const std::string_view direction =
            analyte.direction == catalogue::Direction::none ? "unchanged" : direction_of(analyte);
        parts.push_back(fmt::format("{} {}", analyte.name, direction));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string evidence_csv(const std::vector<const EvidenceRecord*>& records) {
    std::string text =
        csv_line({"id", "claims", "analytes", "finding", "size", "dose", "route", "system", "model",
                  "n", "design", "is_vesicle", "certainty", "mark", "reading", "caveat", "source"});
    for (const EvidenceRecord* record : records) {
        std::vector<std::string> analytes;
        for (const catalogue::Analyte& analyte : record->analytes) {
            analytes.push_back(fmt::format("{}:{}", analyte.name, direction_of(analyte)));
        }
        text +=
            csv_line({record->id, fmt::format("{}", fmt::join(record->claims, ";")),
                      fmt::format("{}", fmt::join(analytes, ";")), record->finding,
                      record->size.value_or(""), record->dose.value_or(""),
                      record->route.value_or(""), std::string(system_of(*record)), record->model,
                      record->n ? fmt::format("{}", *record->n) : "", record->design,
                      record->is_vesicle ? "true" : "false", std::string(certainty_of(*record)),
                      std::string(catalogue::name_of(record->mark)), record->reading,
                      record->caveat.value_or(""), record->source});
    }
    return text;
}

std::string evidence_json(const std::vector<catalogue::Claim>& claims,
                          const std::vector<const EvidenceRecord*>& records) {
    Json json{{"claims", Json::array()}, {"records", Json::array()}};
    for (const catalogue::Claim& claim : claims) {
        json["claims"].push_back({{"id", claim.id},
                                  {"kind", claim.is_benefit ? "benefit" : "drawback"},
                                  {"label_en", claim.label.english()},
                                  {"label_ja", claim.label.in("ja")},
                                  {"said", claim.said.english()},
                                  {"source", claim.source}});
    }
    for (const EvidenceRecord* record : records) {
        json["records"].push_back(record_json(*record));
    }
    return json_text(json);
}

}  // namespace vesikin::format
