#include "vesikin/format/data/load_catalogue.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/format/data/load_clinical.hpp"
#include "vesikin/format/data/load_drug.hpp"
#include "vesikin/format/data/load_layer.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

/// Reads the files of one catalogue.
class CatalogueLoader {
  public:
    CatalogueLoader(const DataSource& data, CalibrationUse calibration)
        : data_(data), calibration_(calibration) {}

    catalogue::Catalogue load(const std::string& model);

  private:
    void load_sources();
    void load_states(const std::string& model);
    void load_parameters(const std::string& model);
    void load_easi_bands();
    void load_drug(const std::string& name);
    void load_layer(const std::string& model);

    /// The model whose states and parameters this one has: itself, or its `core`.
    std::string core_of(const std::string& model);

    catalogue::Provenance read_provenance(TableReader& table);

    const DataSource& data_;
    CalibrationUse calibration_;
    bool stands_on_another_ = false;
    bool is_calibrated_ = false;
    std::set<std::string> drug_names_;  // with aliases, as tables of trials are compared
    std::set<std::string> drug_labels_;
    catalogue::Catalogue catalogue_;
};

catalogue::Provenance CatalogueLoader::read_provenance(TableReader& table) {
    return format::read_provenance(table, catalogue_.sources);
}

void CatalogueLoader::load_sources() {
    catalogue_.sources = read_sources(data_.open("sources.toml"));
}

/// The row of `fields` with that name; notes a problem when there is none or it was described
/// before.
template <class Fields>
std::size_t find_field(const Fields& fields, TableReader& table, std::vector<bool>& described) {
    const std::string name = table.text("name");
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) {
            if (described[i]) {
                table.problem("name", base::message("\"{}\" a second time", name),
                              base::message("a name used once"));
            }
            described[i] = true;
            return i;
        }
    }
    table.problem("name", base::quoted(name), base::message("a name that the model knows"));
    return fields.size();
}

template <class Fields>
void require_all(const Fields& fields, const std::vector<bool>& described, TableReader& root,
                 const char* key) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!described[i]) {
            root.problem(key, base::message("no \"{}\"", fields[i].name),
                         base::message("one table for each"));
        }
    }
}

void CatalogueLoader::load_states(const std::string& model) {
    const DataFile file = data_.open(fmt::format("models/{}/states.toml", model));
    TableReader root = file.root();
    check_schema(root);
    static_cast<void>(root.choice("model", {model}));
    catalogue_.model.name = model;
    const catalogue::Label title = root.label("title");
    const std::vector<catalogue::Label> limitations = root.labels("limitations");
    if (catalogue_.model.title.english().empty()) {
        catalogue_.model.title = title;
        catalogue_.model.limitations = limitations;
    }
    std::vector<bool> described(disease::state_count);
    for (TableReader& table : root.tables("state")) {
        const std::size_t i = find_field(disease::state_fields, table, described);
        if (i == disease::state_count) {
            continue;
        }
        const auto& field = disease::state_fields[i];
        catalogue::StateDescription& state = catalogue_.model.states[i];
        state.name = field.name;
        state.symbol = table.text("symbol");
        state.label = table.text("label");
        state.unit = table.text("unit");
        static_cast<void>(table.unit_ratio("unit", std::string(field.unit)));
        state.seed = table.number("seed", {field.lower, field.upper});
        state.meaning = table.text("meaning");
        state.provenance = read_provenance(table);
        table.refuse_unknown_keys();
    }
    require_all(disease::state_fields, described, root, "state");
    root.refuse_unknown_keys();
    file.throw_if_any();
}

void CatalogueLoader::load_parameters(const std::string& model) {
    const DataFile file = data_.open(fmt::format("models/{}/parameters.toml", model));
    TableReader root = file.root();
    check_schema(root);
    static_cast<void>(root.choice("model", {model}));
    static_cast<void>(root.text("title"));
    std::vector<bool> described(disease::parameter_count);
    for (TableReader& table : root.tables("parameter")) {
        const std::size_t i = find_field(disease::parameter_fields, table, described);
        if (i == disease::parameter_count) {
            continue;
        }
        const auto& field = disease::parameter_fields[i];
        catalogue::ParameterDescription& parameter = catalogue_.model.parameters[i];
        parameter.name = field.name;
        parameter.symbol = field.symbol;
        static_cast<void>(table.choice("symbol", {field.symbol}));
        parameter.unit = table.text("unit");
        parameter.inside_per_published = table.unit_ratio("unit", std::string(field.unit));
        TableReader distribution = table.table("distribution");
        static_cast<void>(distribution.choice("kind", {"log_normal"}));
        parameter.as_published.mu_log = distribution.number("mu_log", {-100.0, 100.0});
        parameter.as_published.sigma_log = distribution.number("sigma_log", {0.0, 10.0});
        distribution.refuse_unknown_keys();
        parameter.inside = parameter.as_published;
        parameter.inside.mu_log += std::log(parameter.inside_per_published);
        parameter.meaning = table.text("meaning");
        parameter.provenance = read_provenance(table);
        table.refuse_unknown_keys();
    }
    require_all(disease::parameter_fields, described, root, "parameter");
    root.refuse_unknown_keys();
    file.throw_if_any();
}

void CatalogueLoader::load_easi_bands() {
    const DataFile file = data_.open("scores/easi_bands.toml");
    TableReader root = file.root();
    check_schema(root);
    catalogue::EasiBands& strata = catalogue_.easi_bands;
    strata.provenance = read_provenance(root);
    double lower = 0.0;
    for (TableReader& table : root.tables("band")) {
        catalogue::EasiBand band;
        band.iga = static_cast<int>(table.integer("iga", 0, 4));
        band.label = table.text("label");
        band.easi_max = table.number("easi_max", {lower, 72.0});
        lower = band.easi_max;
        table.refuse_unknown_keys();
        strata.bands.push_back(std::move(band));
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
}

void CatalogueLoader::load_drug(const std::string& name) {
    const DataFile file = data_.open(fmt::format("drugs/{}.toml", name));
    catalogue::Drug drug = read_drug(file, name, catalogue_.sources);
    TableReader root = file.root();
    note_second_use(root, "name", base::plain_text(drug.name), drug_names_);
    for (const std::string& alias : drug.aliases) {
        note_second_use(root, "aliases", base::plain_text(alias), drug_names_);
    }
    note_second_use(root, "label", drug.label.english(), drug_labels_);
    file.throw_if_any();
    catalogue_.drugs.push_back(std::move(drug));
}

std::string CatalogueLoader::core_of(const std::string& model) {
    const std::string path = fmt::format("models/{}/model.toml", model);
    if (!data_.has(path)) {
        return model;
    }
    const DataFile file = data_.open(path);
    TableReader root = file.root();
    check_schema(root);
    static_cast<void>(root.choice("model", {model}));
    std::string core = root.text("core");
    stands_on_another_ = true;
    is_calibrated_ = root.has("calibrated") && root.boolean("calibrated");
    catalogue_.model.title = root.label("title");
    catalogue_.model.limitations = root.labels("limitations");
    root.refuse_unknown_keys();
    file.throw_if_any();
    return core;
}

void CatalogueLoader::load_layer(const std::string& model) {
    const std::string layer = fmt::format("models/{}/layer.toml", model);
    // A model that stands on another is its layer; without it, it would be the other one, unsaid.
    if (!stands_on_another_ && !data_.has(layer)) {
        return;
    }
    catalogue_.layer = read_layer(data_.open(layer), catalogue_.sources);
    catalogue_.layer->published_clinical = load_clinical(data_, catalogue_.sources).clinical;
    const std::string calibration = fmt::format("models/{}/calibration.toml", model);
    if (calibration_ == CalibrationUse::applied && (is_calibrated_ || data_.has(calibration))) {
        apply_calibration(data_.open(calibration), catalogue_);
    }
}

catalogue::Catalogue CatalogueLoader::load(const std::string& model) {
    load_sources();
    const std::vector<std::string> models = model_names(data_);
    if (std::ranges::find(models, model) == models.end()) {
        throw base::InputError(base::field("model"), base::quoted(model),
                               base::message("one of {}", base::listed(models)));
    }
    const std::string core = core_of(model);
    load_states(core);
    load_parameters(core);
    catalogue_.model.name = model;
    load_easi_bands();
    for (const std::string& name : toml_names_in(data_, "drugs")) {
        load_drug(name);
    }
    load_layer(model);
    return std::move(catalogue_);
}

}  // namespace

std::vector<std::string> model_names(const DataSource& data) {
    std::vector<std::string> names = data.names_in("models");
    std::erase_if(names, [&](const std::string& name) {
        return std::ranges::none_of(std::array{"model", "states", "layer"}, [&](const char* file) {
            return data.has(fmt::format("models/{}/{}.toml", name, file));
        });
    });
    return names;
}

catalogue::Catalogue load_catalogue(const DataSource& data, const std::string& model,
                                    CalibrationUse calibration) {
    return CatalogueLoader(data, calibration).load(model);
}

}  // namespace vesikin::format
