#include "vesikin/format/data/load_vesicle.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vesikin/format/data/load_clinical.hpp"
#include "vesikin/format/data/number_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

using catalogue::WorldSpread;

WorldSpread read_spread(TableReader& parameter, const NumberField& field, double ratio) {
    TableReader table = parameter.table("distribution");
    const Range allowed = as_written(field, ratio);
    WorldSpread spread;
    spread.kind = choice_of<WorldSpread::Kind>(table, "kind", catalogue::world_spread_names);
    switch (spread.kind) {
        case WorldSpread::Kind::fixed:
            spread.middle = table.number("value", allowed) * ratio;
            break;
        case WorldSpread::Kind::log_normal:
            spread.middle =
                table.number("median", {std::max(allowed.lower, 1e-300), allowed.upper}) * ratio;
            spread.gsd = table.number("gsd", {1.0, 100.0});
            spread.upper = table.number_or("upper", allowed, field.upper / ratio) * ratio;
            break;
        case WorldSpread::Kind::uniform:
            spread.low = table.number("low", allowed) * ratio;
            spread.high = table.number("high", {spread.low / ratio, allowed.upper}) * ratio;
            break;
        case WorldSpread::Kind::triangular:
            spread.low = table.number("low", allowed) * ratio;
            spread.middle = table.number("mode", {spread.low / ratio, allowed.upper}) * ratio;
            spread.high = table.number("high", {spread.middle / ratio, allowed.upper}) * ratio;
            break;
    }
    table.refuse_unknown_keys();
    return spread;
}

}  // namespace

catalogue::VesicleCatalogue load_vesicle(const DataSource& data,
                                         const std::vector<catalogue::Source>& sources,
                                         const catalogue::EvidenceBase& evidence) {
    catalogue::VesicleCatalogue all;
    const DataFile action = data.open("vesicle/parameters.toml");
    TableReader root = action.root();
    check_schema(root);
    std::vector<NumberField> fields;
    append(fields, disease::vesicle_action_fields);
    append(fields, catalogue::vesicle_link_fields);
    read_parameters(root, fields, [&](TableReader& table, std::size_t index, double ratio) {
        catalogue::VesicleUnknown& unknown = all.unknowns[index];
        unknown.name = fields[index].name;
        unknown.unit = table.text("unit");
        unknown.inside_per_given = ratio;
        unknown.spread = read_spread(table, fields[index], ratio);
        unknown.meaning = table.text("meaning");
        unknown.records = table.texts("records");
        for (const std::string& id : unknown.records) {
            if (evidence.find(id) == nullptr) {
                table.problem("records", base::quoted(id),
                              base::message("ids of records of evidence/"));
            }
        }
        unknown.provenance = read_provenance(table, sources);
    });
    root.refuse_unknown_keys();
    action.throw_if_any();

    const LoadedClinical clinical = load_clinical(data, sources);
    all.clinical = clinical.clinical;
    all.clinical_numbers = clinical.numbers;
    all.itch_error = clinical.itch_error;
    return all;
}

}  // namespace vesikin::format
