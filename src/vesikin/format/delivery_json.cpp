#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "vesikin/base/units.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/delivery_files.hpp"
#include "vesikin/format/report_data.hpp"
#include "vesikin/format/run_page.hpp"

namespace vesikin::format {

namespace {

constexpr AnswerKind deliver_answer{.kind = "deliver"};

Json spread_json(const study::SpreadSummary& s) {
    return {{"median", s.median},
            {"p05", s.p05},
            {"p95", s.p95},
            {"people_p05", s.people_p05},
            {"people_p95", s.people_p95},
            {"world_p05", s.world_p05},
            {"world_p95", s.world_p95}};
}

/// Every setting as it was, in the unit of the route's file.
Json settings_json(const simulation::DeliveryPlan& plan) {
    std::vector<double> inside;
    for (const auto& field : delivery::session_fields) {
        if (field.name != "area") {  // a choice of the session, not of the route
            inside.push_back(plan.session.*field.member);
        }
    }
    inside.insert(inside.end(), plan.process_settings.begin(), plan.process_settings.end());
    Json settings = Json::array();
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const catalogue::RouteSetting& setting = plan.route->settings[i];
        settings.push_back({{"name", setting.name},
                            {"unit", setting.unit},
                            {"value", inside[i] / setting.inside_per_given}});
    }
    return settings;
}

Json session_json(const simulation::DeliveryPlan& plan) {
    const catalogue::SiteSplit split = split_body(*plan.body, *plan.site, plan.session.area_cm2);
    return {{"site", plan.site->name},
            {"site_label", plan.site->label.english()},
            {"skin", delivery::skin_condition_names[static_cast<std::size_t>(plan.condition)]},
            {"area_cm2", plan.session.area_cm2},
            {"treated_surface_frac", split.treated_surface_frac},
            {"treated_easi_weight", split.treated_easi_weight},
            {"settings", settings_json(plan)}};
}

/// How the way works, and what a person wants to know of it.
Json practice_json(const catalogue::Route& route) {
    return {{"device", route.device.english()},
            {"description", route.description.english()},
            {"allowed_on_active_skin", route.is_allowed_on_active_skin},
            {"facts", facts_json(route)},
            {"harms", harms_json(route)}};
}

/// The skin of the person with every median, and what the session does to it.
Json typical_skin_json(const simulation::DeliveryCourse& course) {
    Json layers = Json::array();
    double top_cm = 0.0;
    for (std::size_t i = 0; i < delivery::layer_count; ++i) {
        const double bottom_cm = top_cm + course.skin.layers[i].thickness_cm;
        layers.push_back({{"name", delivery::layer_names[i]},
                          {"top_um", top_cm * base::um_per_cm},
                          {"bottom_um", bottom_cm * base::um_per_cm}});
        top_cm = bottom_cm;
    }
    Json edges = Json::array();
    for (const double edge_cm : course.transport.edges) {
        edges.push_back(edge_cm * base::um_per_cm);
    }
    const delivery::Placement& placement = course.placement;
    return {{"layers", std::move(layers)},
            {"cell_edges_um", std::move(edges)},
            {"needle_tip_um", placement.tip_depth_cm * base::um_per_cm},
            {"punctures_per_cm2", placement.puncture_per_cm2},
            {"opened_area_frac", placement.open_area_frac}};
}

/// Concentrations in that skin at one output.
Json typical_time_json(const DeliveredWay& way, std::size_t time) {
    const simulation::DeliveryCourse& course = way.answer.typical;
    const double per_cm2 =
        way.plan.session.label_particles / way.plan.session.area_cm2 * course.left_per_label;
    const auto& edges = course.transport.edges;
    Json cells = Json::array();
    for (std::size_t cell = 0; cell < delivery::cell_count; ++cell) {
        cells.push_back(course.transport.profiles[time][cell] * per_cm2 /
                        (edges[cell + 1] - edges[cell]));
    }
    const double film_frac = course.transport.at_output[time].film;
    return {{"film_particles_per_ml", film_frac * per_cm2 / course.placement.film_thickness_cm},
            {"cell_particles_per_ml", std::move(cells)},
            {"openness_frac", course.placement.opening.course.openness(way.plan.output_day[time])}};
}

/// What the ways shown rest on.
Json sources_json(const DeliveryRecord& record) {
    std::set<std::string> used;
    const auto use = [&](const auto& list) {
        for (const auto& item : list) {
            used.insert(item.provenance.source);
        }
    };
    for (const DeliveredWay& way : record.ways) {
        use(way.plan.route->parameters);
        use(way.plan.route->settings);
        use(way.plan.route->practice);
        use(way.plan.route->harms);
        used.insert(way.plan.site->provenance.source);
    }
    Json sources = Json::array();
    for (const catalogue::Source& source : record.catalogue.sources) {
        if (used.contains(source.key)) {
            sources.push_back(source_object(source));
        }
    }
    return sources;
}

Json time_json(const DeliveredWay& way, std::size_t time) {
    Json places = Json::object();
    for (std::size_t i = 0; i < simulation::place_count; ++i) {
        places[std::string(simulation::place_names[i])] = spread_json(way.answer.places[time][i]);
    }
    Json depths = Json::array();
    for (std::size_t i = 0; i < simulation::depth_bins; ++i) {
        const double top_um = static_cast<double>(i) * simulation::depth_bin_cm * base::um_per_cm;
        Json depth{{"top_um", top_um},
                   {"bottom_um", top_um + simulation::depth_bin_cm * base::um_per_cm}};
        depth["free_share_of_label"] = spread_json(way.answer.depths[time][i]);
        depths.push_back(std::move(depth));
    }
    Json json{{"hour", way.plan.output_day[time] * base::hours_per_day}};
    json["share_of_label"] = std::move(places);
    json["plasma_particles_per_ml"] = spread_json(way.answer.plasma_per_ml[time]);
    json["depths"] = std::move(depths);
    json["typical_skin"] = typical_time_json(way, time);
    return json;
}

Json way_json(const DeliveredWay& way) {
    Json measures = Json::array();
    for (std::size_t i = 0; i < simulation::measure_count; ++i) {
        Json measure{{"name", simulation::measure_names[i]},
                     {"unit", simulation::measure_units[i]}};
        measure.update(spread_json(way.answer.measures[i]));
        measures.push_back(std::move(measure));
    }
    Json times = Json::array();
    for (std::size_t time = 0; time < way.plan.output_day.size(); ++time) {
        times.push_back(time_json(way, time));
    }
    Json variance = Json::array();
    for (const study::VarianceShare& share : way.answer.variance) {
        variance.push_back({{"parameter", share.parameter},
                            {"share_frac", share.share_frac},
                            {"rank_correlation", share.rank_correlation}});
    }
    const catalogue::Route& route = *way.plan.route;
    Json json{{"name", route.name}, {"label", route.label.english()}};
    json["process"] = std::visit([](auto process) { return std::string(decltype(process)::name); },
                                 route.process);
    json["session"] = session_json(way.plan);
    json["measures"] = std::move(measures);
    json["times"] = std::move(times);
    json["variance_of_dermis_per_cm2"] = std::move(variance);
    json["typical_skin"] = typical_skin_json(way.answer.typical);
    json["practice"] = practice_json(route);
    return json;
}

Json answer_of(const DeliveryRecord& record) {
    Json answer = answer_frame(deliver_answer, record.manifest);
    answer["people"] = record.study.people;
    answer["worlds"] = record.study.worlds;
    answer["sex"] = study::sex_choice_names[static_cast<std::size_t>(record.study.sex)];
    answer["ways"] = Json::array();
    for (const DeliveredWay& way : record.ways) {
        answer["ways"].push_back(way_json(way));
    }
    answer["sources"] = sources_json(record);
    return answer;
}

/// What the program calls by a name alone.
void add_names(NamedThings& labels, const Texts& texts, std::string_view kind,
               std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        labels.add_called(texts, kind, name, spaced(name));
    }
}

void add_practice(NamedThings& labels, const Texts& texts, const catalogue::Route& route) {
    const std::string& language = texts.language();
    labels.add("device", route.name, route.device.in(language));
    labels.add("description", route.name, route.description.in(language));
    for (const catalogue::PracticeFact& fact : route.practice) {
        labels.add("fact", fact.name,
                   translated(texts, "fact_of_practice_", fact.name, spaced(fact.name)));
        labels.add("fact_meaning", route.name + "." + fact.name, fact.meaning.in(language));
        labels.add_called(texts, "unit", fact.unit, fact.unit);
    }
    for (const catalogue::Harm& harm : route.harms) {
        labels.add("harm", harm.name, harm.label.in(language));
    }
}

RunWords words_in(const DeliveryRecord& record, const Texts& texts) {
    RunWords words{.title = texts("title")};
    add_names(words.labels, texts, "layer", delivery::layer_names);
    add_names(words.labels, texts, "skin", delivery::skin_condition_names);
    add_names(words.labels, texts, "place", simulation::place_names);
    add_names(words.labels, texts, "evidence", catalogue::evidence_names);
    add_names(words.labels, texts, "mark", catalogue::mark_names);
    for (const DeliveredWay& way : record.ways) {
        const catalogue::Route& route = *way.plan.route;
        words.labels.add("way", route.name, route.label.in(texts.language()));
        words.labels.add("site", way.plan.site->name, way.plan.site->label.in(texts.language()));
        for (const study::VarianceShare& share : way.answer.variance) {
            words.labels.add(
                "parameter", share.parameter,
                translated(texts, number_text_prefix, share.parameter, spaced(share.parameter)));
        }
        add_practice(words.labels, texts, route);
    }
    return words;
}

}  // namespace

std::string delivery_json(const DeliveryRecord& record) {
    return json_text(answer_of(record));
}

std::string delivery_page(const DeliveryRecord& record, const PageParts& parts) {
    return run_page(answer_of(record), parts, deliver_page_texts,
                    [&](const Texts& texts) { return words_in(record, texts); });
}

}  // namespace vesikin::format
