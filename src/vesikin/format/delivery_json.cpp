#include "vesikin/base/units.hpp"
#include "vesikin/format/delivery_files.hpp"
#include "vesikin/format/report_data.hpp"

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
    Json json{{"name", way.plan.route->name}, {"label", way.plan.route->label.english()}};
    json["session"] = session_json(way.plan);
    json["measures"] = std::move(measures);
    json["times"] = std::move(times);
    json["variance_of_dermis_per_cm2"] = std::move(variance);
    return json;
}

}  // namespace

std::string delivery_json(const DeliveryRecord& record) {
    Json answer = answer_frame(deliver_answer, record.manifest);
    answer["people"] = record.study.people;
    answer["worlds"] = record.study.worlds;
    answer["sex"] = study::sex_choice_names[static_cast<std::size_t>(record.study.sex)];
    answer["ways"] = Json::array();
    for (const DeliveredWay& way : record.ways) {
        answer["ways"].push_back(way_json(way));
    }
    return json_text(answer);
}

}  // namespace vesikin::format
