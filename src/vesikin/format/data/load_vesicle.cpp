#include "vesikin/format/data/load_vesicle.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

namespace fs = std::filesystem;
using catalogue::WorldSpread;

/// Name, unit inside and bounds of one number, whoever owns it.
struct NumberField {
    std::string_view name;
    std::string_view unit;
    double lower;
    double upper;
};

template <class Fields>
void append(std::vector<NumberField>& to, const Fields& fields) {
    for (const auto& field : fields) {
        to.push_back({field.name, field.unit, field.lower, field.upper});
    }
}

/// Bounds in the unit as written, let out by a hair for the rounding of the division.
Range as_written(const NumberField& field, double ratio) {
    constexpr double hair = 1e-12;
    return {field.lower / ratio * (1.0 - hair), field.upper / ratio * (1.0 + hair)};
}

WorldSpread read_spread(TableReader& parameter, const NumberField& field, double ratio) {
    TableReader table = parameter.table("distribution");
    const Range allowed = as_written(field, ratio);
    WorldSpread spread;
    spread.kind = static_cast<WorldSpread::Kind>(table.choice(
        "kind", {catalogue::world_spread_names.begin(), catalogue::world_spread_names.end()}));
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

/// Calls `read(table, index, ratio)` for each `[[parameter]]` and notes unknown, double and missing
/// names.
template <class Read>
void read_parameters(TableReader& root, const std::vector<NumberField>& fields, Read read) {
    std::vector<bool> seen(fields.size());
    for (TableReader& table : root.tables("parameter")) {
        const std::string name = table.text("name");
        const auto field = std::ranges::find(fields, name, &NumberField::name);
        if (field == fields.end()) {
            std::string known;
            for (const NumberField& each : fields) {
                known += fmt::format("{}{}", known.empty() ? "" : ", ", each.name);
            }
            table.problem("name", fmt::format("\"{}\"", name), "one of " + known);
            continue;
        }
        const auto index = static_cast<std::size_t>(field - fields.begin());
        if (seen[index]) {
            table.problem("name", fmt::format("\"{}\" a second time", name), "a name used once");
        }
        seen[index] = true;
        read(table, index, table.unit_ratio("unit", std::string(field->unit)));
        table.refuse_unknown_keys();
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!seen[i]) {
            root.problem("parameter", fmt::format("no \"{}\"", fields[i].name),
                         "one table for each");
        }
    }
}

}  // namespace

LoadedVesicle load_vesicle(const fs::path& data_folder,
                           const std::vector<catalogue::Source>& sources,
                           const catalogue::EvidenceBase& evidence, const UnitSystem& units) {
    LoadedVesicle loaded;
    catalogue::VesicleCatalogue& all = loaded.catalogue;
    const auto open = [&](const fs::path& relative) {
        TomlFile file(data_folder / relative, units);
        loaded.files.push_back(
            {relative.generic_string(), sha256(read_text_file(data_folder / relative))});
        return file;
    };

    const TomlFile action = open(fs::path("vesicle") / "parameters.toml");
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
                table.problem("records", fmt::format("\"{}\"", id), "ids of records of evidence/");
            }
        }
        unknown.provenance = read_provenance(table, sources);
    });
    root.refuse_unknown_keys();
    action.throw_if_any();

    const TomlFile clinical = open(fs::path("scores") / "clinical.toml");
    TableReader clinical_root = clinical.root();
    check_schema(clinical_root);
    all.itch_error = clinical_root.number("itch_error", {0.0, 10.0});
    std::vector<NumberField> clinical_fields;
    append(clinical_fields, disease::clinical_fields);
    read_parameters(
        clinical_root, clinical_fields, [&](TableReader& table, std::size_t index, double ratio) {
            catalogue::ClinicalNumber& number = all.clinical_numbers[index];
            number.name = clinical_fields[index].name;
            number.unit = table.text("unit");
            all.clinical.*disease::clinical_fields[index].member =
                table.number("value", as_written(clinical_fields[index], ratio)) * ratio;
            number.meaning = table.text("meaning");
            number.provenance = read_provenance(table, sources);
        });
    clinical_root.refuse_unknown_keys();
    clinical.throw_if_any();
    return loaded;
}

}  // namespace vesikin::format
