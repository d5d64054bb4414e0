#include "vesikin/format/report_data.hpp"

#include <set>

#include "vesikin/base/error.hpp"

namespace vesikin::format {

namespace {

constexpr std::string_view data_marker = "__VESIKIN_REPORT_DATA__";

}  // namespace

std::string json_text(const nlohmann::json& json) {
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

nlohmann::json report_frame(const std::string& title, const std::string& description,
                            const catalogue::Catalogue& catalogue) {
    nlohmann::json sources = nlohmann::json::array();
    for (const catalogue::Source& source : catalogue.sources) {
        nlohmann::json entry{{"key", source.key},
                             {"title", source.title},
                             {"authors", source.authors},
                             {"year", source.year},
                             {"doi", nullptr},
                             {"url", nullptr},
                             {"published_in", source.published_in}};
        if (source.doi) {
            entry["doi"] = *source.doi;
        }
        if (source.url) {
            entry["url"] = *source.url;
        }
        sources.push_back(std::move(entry));
    }
    return {{"schema", 1},
            {"title", title},
            {"description", description},
            {"notice", "simulation, research and education"},
            {"model", {{"name", catalogue.model.name}, {"title", catalogue.model.title}}},
            {"sources", sources},
            {"limitations", catalogue.model.limitations}};
}

nlohmann::json arm_object(const study::Arm& arm) {
    std::set<std::string> drugs;
    for (const study::TreatmentPeriod& period : arm.treatments) {
        drugs.insert(period.drug);
    }
    return {{"name", arm.name},
            {"label", arm.label},
            {"description", arm.description},
            {"drugs", drugs}};
}

std::string fill_report_page(std::string_view page, const nlohmann::json& data) {
    const std::size_t place = page.find(data_marker);
    if (place == std::string_view::npos) {
        throw base::EnvironmentError("cannot make the report", "report page",
                                     "its data marker is missing");
    }
    std::string text = data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
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
