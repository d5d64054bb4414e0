#include "vesikin/format/data/load_mouse.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "vesikin/format/data/number_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/outcome/markers.hpp"

namespace vesikin::format {

namespace {

using catalogue::MouseStudy;

catalogue::MouseBody read_body(const DataFile& file,
                               const std::vector<catalogue::Source>& sources) {
    TableReader root = file.root();
    check_schema(root);
    catalogue::MouseBody body;
    std::vector<NumberField> fields;
    append(fields, catalogue::mouse_body_fields);
    read_parameters(root, fields, [&](TableReader& table, std::size_t index, double ratio) {
        body.*catalogue::mouse_body_fields[index].member =
            table.number("value", as_written(fields[index], ratio)) * ratio;
        static_cast<void>(table.text("meaning"));
        static_cast<void>(read_provenance(table, sources));
    });
    root.refuse_unknown_keys();
    file.throw_if_any();
    return body;
}

std::vector<catalogue::MouseAnalyte> read_analytes(const DataFile& file) {
    std::vector<std::string_view> markers;
    for (const outcome::Marker& marker : outcome::all_markers()) {
        markers.push_back(marker.name);
    }
    TableReader root = file.root();
    check_schema(root);
    std::vector<catalogue::MouseAnalyte> analytes;
    std::set<std::string> names;
    for (TableReader& table : root.tables("analyte")) {
        const std::string name = table.text("name");
        note_second_use(table, "name", name, names);
        analytes.push_back({name, std::string(markers[table.choice("marker", markers)])});
        table.refuse_unknown_keys();
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
    return analytes;
}

MouseStudy read_study(const DataFile& file, const std::vector<catalogue::Source>& sources,
                      const catalogue::EvidenceBase& evidence, std::set<std::string>& studies) {
    constexpr double longest_day = 366.0;
    constexpr double most_particles = 1e15;
    TableReader root = file.root();
    check_schema(root);
    MouseStudy study;
    study.name = root.text("name");
    note_second_use(root, "name", study.name, studies);
    study.label = root.text("label");
    study.records = root.texts("records");
    for (const std::string& id : study.records) {
        if (evidence.find(id) == nullptr) {
            root.problem("records", base::quoted(id), base::message("ids of records of evidence/"));
        }
    }
    std::set<std::string> routes;
    for (const std::string& route : root.texts("routes")) {
        note_second_use(root, "routes", route, routes);
        const auto& names = catalogue::mouse_route_names;
        const auto found = std::ranges::find(names, route);
        if (found == names.end()) {
            root.problem("routes", base::quoted(route),
                         base::message("some of {}", base::listed(names)));
        } else {
            study.routes.push_back(static_cast<catalogue::MouseRoute>(found - names.begin()));
        }
    }
    study.doses_particles = root.quantities("doses", "particles", {1.0, most_particles});
    if (!std::ranges::is_sorted(study.doses_particles)) {
        root.problem("doses", base::message("not rising"), base::message("rising doses"));
    }
    study.dose_meaning = root.text("dose_meaning");
    study.sessions = static_cast<std::size_t>(root.integer("sessions", 1, 1000));
    study.interval_day = root.quantity("interval", "day", {0.01, longest_day}).inside;
    study.read_day = root.quantity("read_at", "day", {0.01, longest_day}).inside;
    study.provenance = read_provenance(root, sources);
    root.refuse_unknown_keys();
    file.throw_if_any();
    return study;
}

}  // namespace

catalogue::MouseCatalogue load_mouse(const DataSource& data,
                                     const std::vector<catalogue::Source>& sources,
                                     const catalogue::EvidenceBase& evidence) {
    constexpr std::string_view studies = "mouse/studies";
    catalogue::MouseCatalogue loaded;
    loaded.body = read_body(data.open("mouse/body.toml"), sources);
    loaded.analytes = read_analytes(data.open("mouse/analytes.toml"));
    std::set<std::string> names;
    for (const std::string& name : toml_names_in(data, studies)) {
        loaded.studies.push_back(read_study(data.open(fmt::format("{}/{}.toml", studies, name)),
                                            sources, evidence, names));
    }
    return loaded;
}

}  // namespace vesikin::format
