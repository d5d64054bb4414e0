#include "vesikin/format/data/load_clinical.hpp"

#include "vesikin/format/data/number_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

LoadedClinical load_clinical(const DataSource& data,
                             const std::vector<catalogue::Source>& sources) {
    const DataFile file = data.open("scores/clinical.toml");
    LoadedClinical loaded;
    TableReader root = file.root();
    check_schema(root);
    loaded.itch_error = root.number("itch_error", {0.0, 10.0});
    std::vector<NumberField> fields;
    append(fields, disease::clinical_fields);
    read_parameters(root, fields, [&](TableReader& table, std::size_t index, double ratio) {
        catalogue::ClinicalNumber& number = loaded.numbers[index];
        number.name = fields[index].name;
        number.unit = table.text("unit");
        loaded.clinical.*disease::clinical_fields[index].member =
            table.number("value", as_written(fields[index], ratio)) * ratio;
        number.meaning = table.text("meaning");
        number.provenance = read_provenance(table, sources);
    });
    root.refuse_unknown_keys();
    file.throw_if_any();
    return loaded;
}

}  // namespace vesikin::format
