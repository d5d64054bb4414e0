#include "vesikin/format/evidence_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "vesikin/format/csv.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

using catalogue::EvidenceRecord;

constexpr AnswerKind evidence_answer{.kind = "evidence"};

std::string_view direction_of(const catalogue::Analyte& analyte) {
    return catalogue::direction_names[static_cast<std::size_t>(analyte.direction)];
}

std::string_view system_of(const EvidenceRecord& record) {
    return catalogue::study_system_names[static_cast<std::size_t>(record.system)];
}

/// Empty where no people were studied.
std::string_view people_of(const EvidenceRecord& record) {
    return record.people ? catalogue::studied_people_names[static_cast<std::size_t>(*record.people)]
                         : std::string_view();
}

std::string_view certainty_of(const EvidenceRecord& record) {
    return catalogue::certainty_names[static_cast<std::size_t>(record.certainty)];
}

Json record_json(const EvidenceRecord& record) {
    Json json{{"id", record.id}, {"claims", record.claims}, {"analytes", Json::array()}};
    for (const catalogue::Analyte& analyte : record.analytes) {
        json["analytes"].push_back({{"name", analyte.name}, {"direction", direction_of(analyte)}});
    }
    json["finding"] = record.finding;
    json["size"] = json_or_null(record.size);
    json["dose"] = json_or_null(record.dose);
    json["route"] = json_or_null(record.route);
    json["system"] = system_of(record);
    json["people"] = record.people ? Json(people_of(record)) : Json(nullptr);
    json["ways"] = record.ways;
    json["model"] = record.model;
    json["n"] = json_or_null(record.n);
    json["design"] = record.design;
    json["is_vesicle"] = record.is_vesicle;
    json["certainty"] = certainty_of(record);
    json["mark"] = catalogue::name_of(record.mark);
    json["reading"] = record.reading;
    json["caveat"] = json_or_null(record.caveat);
    json["source"] = record.source;
    return json;
}

/// A number of the model that nobody knows, in the unit of its file.
Json unknown_json(const catalogue::EvidenceBase& base, const catalogue::VesicleUnknown& unknown) {
    const auto given = [&](double z) {
        return unknown.spread.at_normal(z) / unknown.inside_per_given;
    };
    return {{"name", unknown.name},
            {"unit", unknown.unit},
            {"median", given(0.0)},
            {"p05", given(-normal_quantile_95)},
            {"p95", given(normal_quantile_95)},
            {"meaning", unknown.meaning},
            {"records", unknown.records},
            {"provenance", provenance_object(unknown.provenance)},
            {"rests_on", basis_of(base, unknown.records, unknown.provenance).text()}};
}

}  // namespace

std::string evidence_csv(const std::vector<const EvidenceRecord*>& records) {
    std::string text = csv_line({"id", "claims", "analytes", "finding", "size", "dose", "route",
                                 "system", "people", "ways", "model", "n", "design", "is_vesicle",
                                 "certainty", "mark", "reading", "caveat", "source"});
    for (const EvidenceRecord* record : records) {
        std::vector<std::string> analytes;
        for (const catalogue::Analyte& analyte : record->analytes) {
            analytes.push_back(fmt::format("{}:{}", analyte.name, direction_of(analyte)));
        }
        text += csv_line({record->id, fmt::format("{}", fmt::join(record->claims, ";")),
                          fmt::format("{}", fmt::join(analytes, ";")), record->finding,
                          record->size.value_or(""), record->dose.value_or(""),
                          record->route.value_or(""), std::string(system_of(*record)),
                          std::string(people_of(*record)),
                          fmt::format("{}", fmt::join(record->ways, ";")), record->model,
                          record->n ? fmt::format("{}", *record->n) : "", record->design,
                          record->is_vesicle ? "true" : "false", std::string(certainty_of(*record)),
                          std::string(catalogue::name_of(record->mark)), record->reading,
                          record->caveat.value_or(""), record->source});
    }
    return text;
}

std::vector<std::string> EvidenceList::used_by(const std::string& record) const {
    std::vector<std::string> names;
    for (const catalogue::VesicleUnknown& unknown : vesicles.unknowns) {
        if (std::ranges::find(unknown.records, record) != unknown.records.end()) {
            names.push_back(unknown.name);
        }
    }
    return names;
}

std::vector<const catalogue::Source*> EvidenceList::selected_sources() const {
    std::vector<const catalogue::Source*> used;
    for (const catalogue::Source& source : sources) {
        if (std::ranges::find(selected, source.key, &EvidenceRecord::source) != selected.end()) {
            used.push_back(&source);
        }
    }
    std::ranges::sort(used, {}, &catalogue::Source::key);
    return used;
}

std::string evidence_json(const EvidenceList& list) {
    Json answer = answer_frame(evidence_answer, list.manifest);
    answer["headline"] = list.base.headline;
    answer["records_in_all"] = list.base.records.size();
    answer["claims"] = Json::array();
    for (const catalogue::Claim& claim : list.base.claims) {
        answer["claims"].push_back({{"id", claim.id},
                                    {"kind", claim.is_benefit ? "benefit" : "drawback"},
                                    {"label_en", claim.label.english()},
                                    {"label_ja", claim.label.in("ja")},
                                    {"said", claim.said.english()},
                                    {"source", claim.source}});
    }
    answer["records"] = Json::array();
    for (const EvidenceRecord* record : list.selected) {
        Json json = record_json(*record);
        json["used_by"] = list.used_by(record->id);
        answer["records"].push_back(std::move(json));
    }
    answer["unknowns"] = Json::array();
    for (const catalogue::VesicleUnknown& unknown : list.vesicles.unknowns) {
        answer["unknowns"].push_back(unknown_json(list.base, unknown));
    }
    answer["sources"] = Json::array();
    for (const catalogue::Source* source : list.selected_sources()) {
        answer["sources"].push_back(source_object(*source));
    }
    return json_text(answer);
}

}  // namespace vesikin::format
