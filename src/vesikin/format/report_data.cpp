#include "vesikin/format/report_data.hpp"

#include <set>
#include <utility>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

constexpr std::string_view data_marker = "__VESIKIN_REPORT_DATA__";

}  // namespace

std::string json_text(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json answer_frame(const AnswerKind& kind, const Manifest& manifest) {
    Json answer{{"schema", kind.schema},
                {"kind", kind.kind},
                {"intended_use", intended_use},
                {"version", manifest.version}};
    Json made = manifest_object(manifest);
    if (manifest.has_simulated()) {
        answer["seed"] = made["seed"] = std::to_string(manifest.seed);
    }
    answer["manifest"] = std::move(made);
    return answer;
}

Json likeness_json(const study::LikenessReport& likeness) {
    if (likeness.drawn == 0) {
        return nullptr;
    }
    Json sightings = Json::array();
    for (const study::SightingCheck& check : likeness.checks) {
        const bool is_said = check.sighting.kind == study::SightingKind::response;
        const auto kind = static_cast<std::size_t>(check.sighting.kind);
        const auto place = static_cast<std::size_t>(check.sighting.value);
        sightings.push_back({{"course", check.course},
                             {"day", check.sighting.day},
                             {"kind", study::sighting_names[kind]},
                             {"value", is_said ? Json(nullptr) : Json(check.sighting.value)},
                             {"said", is_said ? Json(study::response_names[place]) : Json(nullptr)},
                             {"expected", check.expected},
                             {"as_extreme_frac", check.as_extreme_frac},
                             {"effective", check.effective}});
    }
    return {{"fits", likeness.fits},
            {"drawn", likeness.drawn},
            {"effective", likeness.effective},
            {"distinct", likeness.distinct},
            {"sightings", std::move(sightings)}};
}

Json band_json(const study::Band& band) {
    return {{"median", band.median}, {"p05", band.p05}, {"p95", band.p95}};
}

Json source_object(const catalogue::Source& source) {
    return {{"key", source.key},
            {"title", source.title},
            {"authors", source.authors},
            {"year", source.year},
            {"doi", json_or_null(source.doi)},
            {"url", json_or_null(source.url)},
            {"published_in", source.published_in}};
}

Json provenance_object(const catalogue::Provenance& provenance) {
    return {{"source", provenance.source},
            {"evidence", catalogue::name_of(provenance.evidence)},
            {"mark", catalogue::name_of(provenance.mark)}};
}

Json facts_json(const catalogue::Route& route) {
    Json facts = Json::array();
    for (const catalogue::PracticeFact& fact : route.practice) {
        facts.push_back({{"name", fact.name},
                         {"meaning", fact.meaning.english()},
                         {"unit", fact.unit},
                         {"typical", fact.typical},
                         {"lowest", fact.lowest},
                         {"highest", fact.highest},
                         {"provenance", provenance_object(fact.provenance)}});
    }
    return facts;
}

Json harms_json(const catalogue::Route& route) {
    Json harms = Json::array();
    for (const catalogue::Harm& harm : route.harms) {
        harms.push_back({{"name", harm.name},
                         {"label", harm.label.english()},
                         {"per_session_frac", harm.per_session_frac},
                         {"lowest_frac", harm.lowest_frac},
                         {"highest_frac", harm.highest_frac},
                         {"provenance", provenance_object(harm.provenance)}});
    }
    return harms;
}

Json english(const std::vector<catalogue::Label>& labels) {
    Json texts = Json::array();
    for (const catalogue::Label& label : labels) {
        texts.push_back(label.english());
    }
    return texts;
}

void add_report_frame(Json& answer, const std::string& title, const std::string& description,
                      const catalogue::Catalogue& catalogue) {
    answer["title"] = title;
    answer["description"] = description;
    answer["notice"] = intended_use;
    answer["model"] = {{"name", catalogue.model.name}, {"title", catalogue.model.title.english()}};
    answer["sources"] = Json::array();
    for (const catalogue::Source& source : catalogue.sources) {
        answer["sources"].push_back(source_object(source));
    }
    answer["limitations"] = english(catalogue.model.limitations);
}

std::string_view name_of(outcome::OutcomeKind kind) {
    return kind == outcome::OutcomeKind::proportion ? "proportion" : "continuous";
}

Json outcomes_json(const std::vector<outcome::Outcome>& outcomes) {
    Json json = Json::array();
    for (const outcome::Outcome& outcome : outcomes) {
        json.push_back({{"name", outcome.name},
                        {"label", outcome.label},
                        {"unit", outcome.unit},
                        {"kind", name_of(outcome.kind)},
                        {"meaning", outcome.meaning}});
    }
    return json;
}

Json arm_object(const study::Arm& arm) {
    std::set<std::string> drugs;
    for (const study::TreatmentPeriod& period : arm.treatments) {
        drugs.insert(period.drug);
    }
    return {{"name", arm.name},
            {"label", arm.label.english()},
            {"description", arm.description.english()},
            {"drugs", drugs}};
}

std::string fill_report_page(std::string_view page, const Json& data) {
    const std::size_t place = page.find(data_marker);
    if (place == std::string_view::npos) {
        throw base::EnvironmentError(base::message("cannot make the report"),
                                     base::message("report page"),
                                     base::message("its data marker is missing"));
    }
    std::string text = data.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string escaped;
    for (const char character : text) {
        if (character == '<') {
            escaped += "\\u003c";
        } else {
            escaped += character;
        }
    }
    std::string filled(page.substr(0, place));
    filled += escaped;
    filled += page.substr(place + data_marker.size());
    return filled;
}

}  // namespace vesikin::format
