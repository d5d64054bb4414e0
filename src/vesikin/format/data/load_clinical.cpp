#include "vesikin/format/data/load_clinical.hpp"

#include "vesikin/format/data/number_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace fs = std::filesystem;

LoadedClinical load_clinical(const fs::path& data_folder,
                             const std::vector<catalogue::Source>& sources,
                             const UnitSystem& units) {
    const fs::path relative = fs::path("scores") / "clinical.toml";
    const TomlFile file(data_folder / relative, units);
    LoadedClinical loaded;
    loaded.file = {relative.generic_string(), sha256(read_text_file(data_folder / relative))};
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
