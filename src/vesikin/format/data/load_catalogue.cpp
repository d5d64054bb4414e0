#include "vesikin/format/data/load_catalogue.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
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
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {

namespace {

namespace fs = std::filesystem;

/// Reads the files of one catalogue, keeping account of them.
class CatalogueLoader {
  public:
    CatalogueLoader(fs::path folder, const UnitSystem& units, CalibrationUse calibration)
        : folder_(std::move(folder)), units_(units), calibration_(calibration) {}

    LoadedCatalogue load(const std::string& model);

  private:
    void load_sources();
    void load_states(const std::string& model);
    void load_parameters(const std::string& model);
    void load_easi_bands();
    void load_drug(const fs::path& path);
    void load_layer(const std::string& model);

    /// The model whose states and parameters this one has: itself, or its `core`.
    std::string core_of(const std::string& model);

    /// Opens a file of the data folder, notes it as input, and checks its schema version.
    TomlFile open(const fs::path& relative);
    catalogue::Provenance read_provenance(TableReader& table);

    fs::path folder_;
    const UnitSystem& units_;
    CalibrationUse calibration_;
    bool stands_on_another_ = false;
    bool is_calibrated_ = false;
    std::set<std::string> drug_names_;  // with aliases, as tables of trials are compared
    std::set<std::string> drug_labels_;
    LoadedCatalogue loaded_;
};

TomlFile CatalogueLoader::open(const fs::path& relative) {
    const fs::path path = folder_ / relative;
    TomlFile file(path, units_);
    loaded_.files.push_back({relative.generic_string(), sha256(read_text_file(path))});
    return file;
}

catalogue::Provenance CatalogueLoader::read_provenance(TableReader& table) {
    return format::read_provenance(table, loaded_.catalogue.sources);
}

void CatalogueLoader::load_sources() {
    loaded_.catalogue.sources = read_sources(open("sources.toml"));
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
    const TomlFile file = open(fs::path("models") / model / "states.toml");
    TableReader root = file.root();
    check_schema(root);
    static_cast<void>(root.choice("model", {model}));
    loaded_.catalogue.model.name = model;
    const catalogue::Label title = root.label("title");
    const std::vector<catalogue::Label> limitations = root.labels("limitations");
    if (loaded_.catalogue.model.title.english().empty()) {
        loaded_.catalogue.model.title = title;
        loaded_.catalogue.model.limitations = limitations;
    }
    std::vector<bool> described(disease::state_count);
    for (TableReader& table : root.tables("state")) {
        const std::size_t i = find_field(disease::state_fields, table, described);
        if (i == disease::state_count) {
            continue;
        }
        const auto& field = disease::state_fields[i];
        catalogue::StateDescription& state = loaded_.catalogue.model.states[i];
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
    const TomlFile file = open(fs::path("models") / model / "parameters.toml");
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
        catalogue::ParameterDescription& parameter = loaded_.catalogue.model.parameters[i];
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
    const TomlFile file = open(fs::path("scores") / "easi_bands.toml");
    TableReader root = file.root();
    check_schema(root);
    catalogue::EasiBands& strata = loaded_.catalogue.easi_bands;
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

void CatalogueLoader::load_drug(const fs::path& path) {
    const TomlFile file = open(fs::path("drugs") / path.filename());
    catalogue::Drug drug = read_drug(file, path.stem().string(), loaded_.catalogue.sources);
    TableReader root = file.root();
    note_second_use(root, "name", base::plain_text(drug.name), drug_names_);
    for (const std::string& alias : drug.aliases) {
        note_second_use(root, "aliases", base::plain_text(alias), drug_names_);
    }
    note_second_use(root, "label", drug.label.english(), drug_labels_);
    file.throw_if_any();
    loaded_.catalogue.drugs.push_back(std::move(drug));
}

std::string CatalogueLoader::core_of(const std::string& model) {
    const fs::path relative = fs::path("models") / model / "model.toml";
    if (!fs::exists(folder_ / relative)) {
        return model;
    }
    const TomlFile file = open(relative);
    TableReader root = file.root();
    check_schema(root);
    static_cast<void>(root.choice("model", {model}));
    std::string core = root.text("core");
    stands_on_another_ = true;
    is_calibrated_ = root.has("calibrated") && root.boolean("calibrated");
    loaded_.catalogue.model.title = root.label("title");
    loaded_.catalogue.model.limitations = root.labels("limitations");
    root.refuse_unknown_keys();
    file.throw_if_any();
    return core;
}

void CatalogueLoader::load_layer(const std::string& model) {
    const fs::path folder = fs::path("models") / model;
    // A model that stands on another is its layer; without it, it would be the other one, unsaid.
    if (!stands_on_another_ && !fs::exists(folder_ / folder / "layer.toml")) {
        return;
    }
    loaded_.catalogue.layer = read_layer(open(folder / "layer.toml"), loaded_.catalogue.sources);
    const LoadedClinical clinical = load_clinical(folder_, loaded_.catalogue.sources, units_);
    loaded_.catalogue.layer->published_clinical = clinical.clinical;
    loaded_.files.push_back(clinical.file);
    if (calibration_ == CalibrationUse::applied &&
        (is_calibrated_ || fs::exists(folder_ / folder / "calibration.toml"))) {
        apply_calibration(open(folder / "calibration.toml"), loaded_.catalogue);
    }
}

LoadedCatalogue CatalogueLoader::load(const std::string& model) {
    load_sources();
    const std::vector<std::string> models = model_names(folder_);
    if (std::ranges::find(models, model) == models.end()) {
        throw base::InputError(base::field("model"), base::quoted(model),
                               base::message("one of {}", base::listed(models)));
    }
    const std::string core = core_of(model);
    load_states(core);
    load_parameters(core);
    loaded_.catalogue.model.name = model;
    load_easi_bands();
    for (const fs::path& path : sorted_entries(folder_ / "drugs")) {
        if (path.extension() == ".toml") {
            load_drug(path);
        }
    }
    load_layer(model);
    return std::move(loaded_);
}

}  // namespace

std::vector<std::string> model_names(const fs::path& data_folder) {
    std::vector<std::string> names;
    for (const fs::path& path : sorted_entries(data_folder / "models")) {
        if (fs::is_directory(path)) {
            names.push_back(path.filename().string());
        }
    }
    return names;
}

LoadedCatalogue load_catalogue(const fs::path& data_folder, const std::string& model,
                               const UnitSystem& units, CalibrationUse calibration) {
    return CatalogueLoader(data_folder, units, calibration).load(model);
}

}  // namespace vesikin::format
