#include "vesikin/format/data/load_layer.hpp"

#include <fmt/format.h>

#include <cmath>

#include "vesikin/format/data/number_table.hpp"
#include "vesikin/format/data/provenance_reader.hpp"

namespace vesikin::format {

catalogue::TrialLayerDescription read_layer(const DataFile& file,
                                            const std::vector<catalogue::Source>& sources) {
    TableReader root = file.root();
    check_schema(root);
    catalogue::TrialLayerDescription description;
    std::vector<NumberField> fields;
    append(fields, catalogue::trial_layer_fields);
    read_parameters(root, fields, [&](TableReader& table, std::size_t index, double ratio) {
        catalogue::TrialLayerRow& row = description.rows[index];
        row.unit = table.text("unit");
        row.value = table.number("value", as_written(fields[index], ratio));
        row.meaning = table.text("meaning");
        row.provenance = read_provenance(table, sources);
        description.layer.*catalogue::trial_layer_fields[index].member = row.value * ratio;
    });
    TableReader weight = root.table("body_weight");
    description.body_weight = {weight.quantity("median", "kg", {2.0, 300.0}).inside,
                               weight.number("between_people", {0.0, 2.0})};
    description.body_weight_provenance = read_provenance(weight, sources);
    weight.refuse_unknown_keys();
    root.refuse_unknown_keys();
    file.throw_if_any();
    return description;
}

namespace {

void read_stage(TableReader& table, catalogue::Catalogue& catalogue) {
    catalogue::CalibrationStage stage;
    stage.name = table.text("name");
    static_cast<void>(table.integer("rows", 0, 1'000'000));
    static_cast<void>(table.integer("evaluations", 0, 1'000'000'000));
    static_cast<void>(table.number("misfit_before", {0.0, 1e12}));
    static_cast<void>(table.number("misfit_after", {0.0, 1e12}));
    static_cast<void>(table.number("effective_draws", {0.0, 1e9}));
    for (TableReader& row : table.tables("number")) {
        catalogue::CalibratedNumber number;
        number.name = row.text("name");
        number.value = row.number("value", {1e-12, 1e12});
        number.sd_log = row.number("sd_log", {0.0, 100.0});
        if (!catalogue::set_number(catalogue, number.name, number.value)) {
            row.problem("name", base::quoted(number.name),
                        base::message(
                            "a number of the layer, or drug.half_effect, drug.target or drug.all"));
        }
        row.refuse_unknown_keys();
        stage.numbers.push_back(std::move(number));
    }
    const std::vector<double> flat = table.quantities("correlation", "1", {-1.0, 1.0});
    const std::size_t n = stage.numbers.size();
    if (flat.size() != n * n) {
        table.problem("correlation", base::message("{} values", flat.size()),
                      base::message("{} values, row by row", n * n));
    } else {
        for (std::size_t i = 0; i < n; ++i) {
            stage.correlation.emplace_back(flat.begin() + static_cast<std::ptrdiff_t>(i * n),
                                           flat.begin() + static_cast<std::ptrdiff_t>(i * n + n));
        }
    }
    table.refuse_unknown_keys();
    catalogue.layer->calibration.push_back(std::move(stage));
}

}  // namespace

void apply_calibration(const DataFile& file, catalogue::Catalogue& catalogue) {
    TableReader root = file.root();
    check_schema(root);
    static_cast<void>(root.choice("model", {catalogue.model.name}));
    catalogue.layer->calibrated_on = root.text("date");
    static_cast<void>(root.text("program"));
    static_cast<void>(root.text("trials_sha256"));
    static_cast<void>(root.integer("seed", 0, std::numeric_limits<std::int64_t>::max()));
    static_cast<void>(root.integer("people", 1, 1'000'000));
    for (TableReader& table : root.tables("stage")) {
        read_stage(table, catalogue);
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
}

}  // namespace vesikin::format
