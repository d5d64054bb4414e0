#include "vesikin/format/data/load_delivery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/provenance_reader.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

namespace {

using catalogue::DeliveryParameter;
using catalogue::Route;
using delivery::FieldText;

constexpr double inf = delivery::unbounded;
constexpr double last_place = 1000.0;

template <class Fields>
void append_texts(std::vector<FieldText>& texts, const Fields& fields) {
    for (const auto& field : fields) {
        texts.push_back({field.name, field.unit, field.lower, field.upper, field.meaning});
    }
}

const FieldText* find_field(const std::vector<FieldText>& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &FieldText::name);
    return found == fields.end() ? nullptr : &*found;
}

/// A field's range in the unit as written. Dividing rounds, so the ends are let out by a hair.
Range range_as_written(const FieldText& field, double ratio) {
    constexpr double hair = 1e-12;
    return {field.lower / ratio * (1.0 - hair), field.upper / ratio * (1.0 + hair)};
}

/// Parameters by name, as one file lists them.
using ParameterMap = std::map<std::string, DeliveryParameter>;

class DeliveryLoader {
  public:
    explicit DeliveryLoader(const DataSource& data) : data_(data) {}

    catalogue::DeliveryCatalogue load();

  private:
    void load_body();
    void load_site(TableReader& table);
    void load_shared();
    void load_route(const std::string& name);
    void read_head(TableReader& root, Route& route);
    void read_settings(TableReader& root, Route& route);
    void read_practice(TableReader& root, Route& route);
    void read_article(TableReader& root, Route& route);
    void join_parameters(TableReader& root, Route& route);
    ParameterMap read_parameters(TableReader& root, const std::vector<FieldText>& fields);
    DeliveryParameter read_parameter(TableReader& table, const FieldText& field);

    catalogue::Provenance provenance(TableReader& table) {
        return read_provenance(table, catalogue_.sources);
    }

    const DataSource& data_;
    catalogue::DeliveryCatalogue catalogue_;
    ParameterMap shared_;
    std::map<std::string, std::string> correlated_;  // of the file being read: name to name
    std::set<std::string> route_labels_;
    double junction_cm_ = 0.0;
    double papillary_cm_ = 0.0;
};

void DeliveryLoader::load_site(TableReader& table) {
    catalogue::Body& body = catalogue_.body;
    catalogue::BodySite site;
    site.name = table.text("name");
    site.label = table.label("label");
    std::vector<std::string_view> regions;
    for (const catalogue::BodyRegion& region : body.regions) {
        regions.emplace_back(region.name);
    }
    site.region = table.choice("region", regions);
    site.area_cm2 = table.quantity("area", "cm2", {1.0, body.surface_cm2}).inside;
    delivery::SiteThickness thickness;
    thickness.corneum_cm = table.quantity("corneum", "cm", {1e-4, 0.1}).inside;
    thickness.epidermis_cm = table.quantity("epidermis", "cm", {1e-3, 0.1}).inside;
    thickness.junction_cm = junction_cm_;
    thickness.papillary_cm = papillary_cm_;
    site.thickness = {thickness, thickness};
    site.thickness[0].dermis_cm = table.quantity("dermis_female", "cm", {0.01, 1.0}).inside;
    site.thickness[1].dermis_cm = table.quantity("dermis_male", "cm", {0.01, 1.0}).inside;
    site.meaning = table.text("meaning");
    site.provenance = provenance(table);
    table.refuse_unknown_keys();
    body.sites.push_back(std::move(site));
}

void DeliveryLoader::load_body() {
    const DataFile file = data_.open("body/adult.toml");
    TableReader root = file.root();
    check_schema(root);
    catalogue::Body& body = catalogue_.body;
    body.surface_cm2 = root.quantity("surface", "cm2", {1000.0, 30000.0}).inside;
    body.nucleated_cells_per_cm2 = root.quantity("nucleated_cells", "1/cm2", {1.0, 1e9}).inside;
    junction_cm_ = root.quantity("junction", "cm", {1e-4, 1e-2}).inside;
    papillary_cm_ = root.quantity("papillary", "cm", {1e-3, 0.1}).inside;
    body.deepest_needle_over_skin = root.number("deepest_needle_over_skin", {0.1, 10.0});
    body.provenance = provenance(root);
    std::set<std::string> regions;
    for (TableReader& table : root.tables("region")) {
        catalogue::BodyRegion region;
        region.name = table.text("name");
        note_second_use(table, "name", region.name, regions);
        region.label = table.text("label");
        region.easi_weight = table.number("easi_weight", {0.0, 1.0});
        region.surface_frac = table.number("surface_share", {0.0, 1.0});
        TableReader involved = table.table("involved");
        region.involved_frac = involved.number("share", {0.0, 1.0});
        region.involved_provenance = provenance(involved);
        involved.refuse_unknown_keys();
        body.involved_frac += region.surface_frac * region.involved_frac;
        region.provenance = provenance(table);
        table.refuse_unknown_keys();
        body.regions.push_back(std::move(region));
    }
    std::set<std::string> sites;
    for (TableReader& table : root.tables("site")) {
        load_site(table);
        note_second_use(table, "name", body.sites.back().name, sites);
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
    std::ranges::sort(body.sites, {}, &catalogue::BodySite::name);
}

DeliveryParameter DeliveryLoader::read_parameter(TableReader& table, const FieldText& field) {
    DeliveryParameter parameter;
    parameter.name = field.name;
    parameter.unit = table.text("unit");
    parameter.inside_per_given = table.unit_ratio("unit", std::string(field.unit));
    const double ratio = parameter.inside_per_given;
    TableReader distribution = table.table("distribution");
    const bool is_fixed = distribution.choice("kind", {"log_normal", "fixed"}) == 1;
    catalogue::Spread& spread = parameter.inside;
    const Range allowed = range_as_written(field, ratio);
    if (is_fixed) {
        spread.median = distribution.number("value", allowed) * ratio;
        spread.lower = spread.upper = spread.median;
    } else {
        spread.median =
            distribution.number("median", {std::max(allowed.lower, 1e-300), allowed.upper}) * ratio;
        spread.gsd = distribution.number("gsd", {1.0, 20.0});
        spread.lower = distribution.number_or("lower", allowed, field.lower / ratio) * ratio;
        spread.upper = distribution.number_or("upper", allowed, field.upper / ratio) * ratio;
        spread.people_frac = table.number("between_people", {0.0, 1.0});
    }
    distribution.refuse_unknown_keys();
    if (table.has("correlated_with")) {
        correlated_[parameter.name] = table.text("correlated_with");
        parameter.correlation = table.number("correlation", {-0.999, 0.999});
    }
    parameter.meaning = table.text("meaning");
    parameter.provenance = provenance(table);
    table.refuse_unknown_keys();
    return parameter;
}

ParameterMap DeliveryLoader::read_parameters(TableReader& root,
                                             const std::vector<FieldText>& fields) {
    ParameterMap found;
    correlated_.clear();
    for (TableReader& table : root.tables("parameter")) {
        const std::string name = table.text("name");
        const FieldText* field = find_field(fields, name);
        if (field == nullptr) {
            std::string known;
            for (const FieldText& text : fields) {
                known += fmt::format("{}{}", known.empty() ? "" : ", ", text.name);
            }
            table.problem("name", base::quoted(name), base::message("one of {}", known));
            continue;
        }
        if (!found.emplace(name, read_parameter(table, *field)).second) {
            table.problem("name", base::message("\"{}\" a second time", name),
                          base::message("a name used once"));
        }
    }
    return found;
}

void DeliveryLoader::load_shared() {
    const DataFile file = data_.open("delivery/parameters.toml");
    TableReader root = file.root();
    check_schema(root);
    std::vector<FieldText> fields;
    append_texts(fields, delivery::shared_parameter_fields);
    shared_ = read_parameters(root, fields);
    for (const FieldText& field : fields) {
        if (!shared_.contains(std::string(field.name))) {
            root.problem("parameter", base::message("no \"{}\"", field.name),
                         base::message("one table for each"));
        }
    }
    root.refuse_unknown_keys();
    file.throw_if_any();
}

void DeliveryLoader::read_head(TableReader& root, Route& route) {
    route.label = root.label("label");
    const std::size_t process =
        root.choice("process", {delivery::process_names.begin(), delivery::process_names.end()});
    route.process = delivery::all_processes[process];
    route.acts_on = root.text("acts_on");
    route.default_site = root.text("default_site");
    if (catalogue_.body.find_site(route.default_site) == nullptr) {
        root.problem("default_site", base::quoted(route.default_site),
                     base::message("a site of body/adult.toml"));
    }
    route.order = static_cast<int>(root.number_or("order", {0.0, last_place}, last_place));
    route.is_allowed_on_active_skin = root.boolean("allowed_on_active_skin");
    route.pierces_skin = root.boolean("pierces_skin");
    route.device = root.label("device");
    route.description = root.label("description");
}

void DeliveryLoader::read_settings(TableReader& root, Route& route) {
    std::vector<FieldText> fields;
    append_texts(fields, delivery::session_fields);
    std::erase_if(fields, [](const FieldText& field) { return field.name == "area"; });
    std::visit([&](auto process) { append_texts(fields, decltype(process)::setting_fields); },
               route.process);
    std::map<std::string, catalogue::RouteSetting> found;
    std::set<std::string> used;
    for (TableReader& table : root.tables("setting")) {
        catalogue::RouteSetting setting;
        setting.name = table.text("name");
        const FieldText* field = find_field(fields, setting.name);
        if (field == nullptr) {
            table.problem("name", base::quoted(setting.name),
                          base::message("a setting of this process"));
            continue;
        }
        setting.unit = table.text("unit");
        setting.inside_per_given = table.unit_ratio("unit", std::string(field->unit));
        const double ratio = setting.inside_per_given;
        const Range allowed = range_as_written(*field, ratio);
        const double lowest = table.number("lowest", allowed);
        const double highest = table.number("highest", {lowest, allowed.upper});
        setting.typical = table.number("typical", {lowest, highest}) * ratio;
        setting.lowest = lowest * ratio;
        setting.highest = highest * ratio;
        if (table.has("gap_from")) {
            const double from = table.number("gap_from", {lowest, highest});
            setting.gap = {from * ratio, table.number("gap_to", {from, highest}) * ratio};
        }
        setting.meaning = table.text("meaning");
        setting.provenance = provenance(table);
        table.refuse_unknown_keys();
        note_second_use(table, "name", setting.name, used);
        found.emplace(setting.name, std::move(setting));
    }
    for (const FieldText& field : fields) {
        const auto entry = found.find(std::string(field.name));
        if (entry == found.end()) {
            root.problem("setting", base::message("no \"{}\"", field.name),
                         base::message("one table for each"));
            continue;
        }
        route.settings.push_back(std::move(entry->second));
    }
}

void DeliveryLoader::join_parameters(TableReader& root, Route& route) {
    std::vector<FieldText> fields;
    append_texts(fields, delivery::shared_parameter_fields);
    std::visit([&](auto process) { append_texts(fields, decltype(process)::parameter_fields); },
               route.process);
    ParameterMap own = read_parameters(root, fields);
    for (const FieldText& field : fields) {
        const std::string name(field.name);
        const auto entry = own.find(name);
        if (entry != own.end()) {
            route.parameters.push_back(entry->second);
        } else if (const auto shared = shared_.find(name); shared != shared_.end()) {
            route.parameters.push_back(shared->second);
        } else {
            root.problem("parameter", base::message("no \"{}\"", name),
                         base::message("one table for each"));
            continue;
        }
        const auto other = correlated_.find(name);
        if (other == correlated_.end()) {
            continue;
        }
        const auto index =
            std::ranges::find(route.parameters, other->second, &DeliveryParameter::name);
        if (index == route.parameters.end() || index->name == name) {
            root.problem("parameter", base::message("{} correlated with {}", name, other->second),
                         base::message("a parameter that comes before it"));
            continue;
        }
        route.parameters.back().correlated_with =
            static_cast<std::size_t>(index - route.parameters.begin());
    }
}

void DeliveryLoader::read_practice(TableReader& root, Route& route) {
    std::set<std::string> facts;
    for (TableReader& table : root.tables("practice")) {
        catalogue::PracticeFact fact;
        fact.name = table.text("name");
        note_second_use(table, "name", fact.name, facts);
        fact.unit = table.text("unit");
        static_cast<void>(table.unit_ratio("unit", fact.unit));
        fact.lowest = table.number("lowest", {0.0, inf});
        fact.highest = table.number("highest", {fact.lowest, inf});
        fact.typical = table.number("typical", {fact.lowest, fact.highest});
        fact.meaning = table.label("meaning");
        fact.provenance = provenance(table);
        table.refuse_unknown_keys();
        route.practice.push_back(std::move(fact));
    }
    std::set<std::string> harms;
    for (TableReader& table : root.tables("harm")) {
        catalogue::Harm harm;
        harm.name = table.text("name");
        note_second_use(table, "name", harm.name, harms);
        harm.label = table.label("label");
        harm.lowest_frac = table.number("lowest", {0.0, 1.0});
        harm.highest_frac = table.number("highest", {harm.lowest_frac, 1.0});
        harm.per_session_frac = table.number("per_session", {harm.lowest_frac, harm.highest_frac});
        harm.provenance = provenance(table);
        table.refuse_unknown_keys();
        route.harms.push_back(std::move(harm));
    }
}

void DeliveryLoader::read_article(TableReader& root, Route& route) {
    if (!root.has("article")) {
        return;
    }
    constexpr std::int64_t most_stars = 5;
    TableReader table = root.table("article");
    catalogue::ArticleStatement article;
    const auto stars = [&](const char* key) {
        return static_cast<int>(table.integer(key, 1, most_stars));
    };
    article.ease_stars = stars("ease_stars");
    article.price_stars = stars("price_stars");
    article.downtime_stars = stars("downtime_stars");
    article.claims = table.texts("claims");
    if (table.has("also")) {
        article.also = table.label("also");
    }
    article.says = table.label("says");
    article.provenance = provenance(table);
    table.refuse_unknown_keys();
    route.article = std::move(article);
}

void DeliveryLoader::load_route(const std::string& name) {
    const DataFile file = data_.open(fmt::format("routes/{}.toml", name));
    TableReader root = file.root();
    check_schema(root);
    Route route;
    route.name = name;
    static_cast<void>(root.choice("name", {route.name}));  // a route is found by its file's name
    read_head(root, route);
    note_second_use(root, "label", route.label.english(), route_labels_);
    read_settings(root, route);
    join_parameters(root, route);
    read_practice(root, route);
    read_article(root, route);
    root.refuse_unknown_keys();
    file.throw_if_any();
    catalogue_.routes.push_back(std::move(route));
}

catalogue::DeliveryCatalogue DeliveryLoader::load() {
    catalogue_.sources = read_sources(data_.open("sources.toml"));
    load_body();
    load_shared();
    for (const std::string& name : toml_names_in(data_, "routes")) {
        load_route(name);
    }
    return std::move(catalogue_);
}

}  // namespace

catalogue::DeliveryCatalogue load_delivery(const DataSource& data) {
    return DeliveryLoader(data).load();
}

}  // namespace vesikin::format
