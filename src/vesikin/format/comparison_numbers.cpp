#include <fmt/format.h>

#include <algorithm>

#include "vesikin/format/comparison_files.hpp"
#include "vesikin/format/comparison_glance.hpp"
#include "vesikin/format/comparison_page_data.hpp"

namespace vesikin::format {

namespace {

using study::Band;

struct Line {
    const std::string& arm;
    double day;
    std::string_view quantity;
    std::string_view unit;
};

std::string csv_line(const Line& line, const Band& absolute, const Band& over_dummy) {
    return fmt::format("{},{:g},{},{},{:.8g},{:.8g},{:.8g},{:.8g},{:.8g},{:.8g}\n", line.arm,
                       line.day, line.quantity, line.unit, absolute.median, absolute.p05,
                       absolute.p95, over_dummy.median, over_dummy.p05, over_dummy.p95);
}

/// Calls `take(quantity, unit, absolute, over_dummy)` for everything read at a visit.
template <class Take>
void for_each_quantity(const ComparisonRecord& record, const study::ArmVisit& visit, Take take) {
    const auto markers = outcome::all_markers();
    for (std::size_t i = 0; i < markers.size(); ++i) {
        take(markers[i].name, markers[i].unit, visit.markers[i], visit.markers_over_dummy[i]);
    }
    const std::vector<study::Reading>& readings = record.answer.readings;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        take(readings[i].name, readings[i].unit, visit.readings[i], visit.readings_over_dummy[i]);
    }
}

double day_of(const ComparisonRecord& record, std::size_t time) {
    return time == 0 ? 0.0 : record.design.visit_day[time - 1];
}

Json json_shares(const study::WorldShares& shares) {
    return {{"lighter", shares.lighter}, {"same", shares.same}, {"heavier", shares.heavier}};
}

/// What an arm is of: neither care nor vesicles, standard care, or vesicles.
std::string_view kind_of(const ComparisonRecord& record, std::size_t arm) {
    if (arm < study::plain_arm_count) {
        return "plain";
    }
    return arm < record.design.first_way() ? "standard_care" : "way";
}

/// What a way asks of a person, what it can do to them, and what of the label arrives.
Json practice_json(const ComparisonRecord& record, std::size_t index) {
    const study::ComparedWay& way = record.design.way_of(index);
    const catalogue::Route& route = *way.plan->route;
    const study::ArmAnswer& arm = record.answer.arms[index];
    Json practice{{"sessions", way.sessions.count},
                  {"interval_day", way.sessions.interval_day},
                  {"site", way.plan->site->name},
                  {"treated_share_of_easi", way.treated_weight},
                  {"allowed_on_active_skin", route.is_allowed_on_active_skin},
                  {"acting_cargo_per_skin_cell", arm.cargo_per_cell},
                  {"acting_cargo_per_immune_cell", arm.immune_cargo_per_cell},
                  {"label_share_in_living_skin", arm.reached_label_frac}};
    practice["facts"] = facts_json(route);
    practice["harms"] = harms_json(route);
    return practice;
}

/// On which kind of study an arm stands; null where nothing is given.
Json standing_json(const ComparisonRecord& record, std::size_t index) {
    if (index < study::plain_arm_count) {
        return nullptr;
    }
    const catalogue::Standing standing =
        index < record.design.first_way()
            ? standing_of_drug(
                  *record.design.model->find_drug(record.design.standard_of(index).drug))
            : standing_of_way(record.evidence, record.design.way_of(index).plan->route->name);
    return {{"rung", catalogue::rung_names[static_cast<std::size_t>(standing.rung)]},
            {"rests_on", standing.rests_on}};
}

/// What 28 days of a regimen of standard care cost before insurance; null where there is no price.
Json list_price_json(const ComparisonRecord& record, std::size_t index) {
    if (index < study::plain_arm_count || index >= record.design.first_way()) {
        return nullptr;
    }
    const study::StandardCare& standard = record.design.standard_of(index);
    const catalogue::Drug* drug = record.design.model->find_drug(standard.drug);
    constexpr double whole_price = 1.0;
    const auto price =
        cost_of_28_days_jpy(*drug, *drug->regimen(standard.regimen), whole_price, false);
    return price ? Json(*price) : Json(nullptr);
}

Json json_arm(const ComparisonRecord& record, std::size_t index) {
    const study::ArmAnswer& arm = record.answer.arms[index];
    Json visits = Json::array();
    for (std::size_t time = 0; time < arm.visits.size(); ++time) {
        Json quantities = Json::object();
        for_each_quantity(record, arm.visits[time],
                          [&](std::string_view name, std::string_view unit, const Band& absolute,
                              const Band& over_dummy) {
                              quantities[std::string(name)] = {
                                  {"unit", unit},
                                  {"value", band_json(absolute)},
                                  {"over_dummy", band_json(over_dummy)}};
                          });
        visits.push_back({{"day", day_of(record, time)},
                          {"quantities", std::move(quantities)},
                          {"easi_change_treated_person_p10", arm.visits[time].person_p10},
                          {"easi_change_treated_person_p90", arm.visits[time].person_p90}});
    }
    return {{"name", arm.name},
            {"kind", kind_of(record, index)},
            {"visits", std::move(visits)},
            {"easi_at_clock", arm.easi_at_clock},
            {"mean_easi_over_dummy_at_clock", arm.mean_easi_over_dummy},
            {"worlds_at_clock", json_shares(arm.shares_at_clock)},
            {"worlds_at_course_end", json_shares(arm.shares_at_end)},
            {"worlds_with_noticeable_benefit", arm.noticeable_benefit_frac},
            {"half_effect_day", arm.half_effect_day},
            {"highest_rise_of_easi", arm.highest_rise},
            {"evidence", standing_json(record, index)},
            {"list_price_of_28_days_jpy", list_price_json(record, index)},
            {"practice",
             index < record.design.first_way() ? Json(nullptr) : practice_json(record, index)}};
}

}  // namespace

std::string comparison_csv(const ComparisonRecord& record) {
    std::string text =
        "arm,day,quantity,unit,median,p05,p95,over_dummy_median,over_dummy_p05,over_dummy_p95\n";
    for (const study::ArmAnswer& arm : record.answer.arms) {
        for (std::size_t time = 0; time < arm.visits.size(); ++time) {
            for_each_quantity(record, arm.visits[time],
                              [&](std::string_view name, std::string_view unit,
                                  const Band& absolute, const Band& over_dummy) {
                                  text += csv_line({arm.name, day_of(record, time), name, unit},
                                                   absolute, over_dummy);
                              });
        }
    }
    return text;
}

Json comparison_numbers(const ComparisonRecord& record) {
    Json arms = Json::array();
    for (std::size_t arm = 0; arm < record.answer.arms.size(); ++arm) {
        arms.push_back(json_arm(record, arm));
    }
    Json knowledge = Json::object();
    Json attribution = Json::object();
    for (std::size_t way = 0; way < record.answer.knowledge.size(); ++way) {
        const std::string& name = record.design.ways[way].plan->route->name;
        Json values = Json::array();
        for (const study::KnowledgeValue& value : record.answer.knowledge[way]) {
            values.push_back({{"name", value.name},
                              {"variance_share", value.variance_frac},
                              {"narrowing", value.narrowing_frac},
                              {"easi_where_low", json_or_null(value.easi_where_low)},
                              {"easi_where_high", json_or_null(value.easi_where_high)}});
        }
        knowledge[name] = std::move(values);
        if (record.design.has_attribution) {
            const study::Attribution& a = record.answer.attribution[way];
            attribution[name] = {{"B1", a.claims[0]},
                                 {"B2", a.claims[1]},
                                 {"B3", a.claims[2]},
                                 {"needle", a.needle}};
        }
    }
    return {{"state", record.is_calm ? "calm" : "active"},
            {"sex", study::sex_choice_names[static_cast<std::size_t>(record.design.sex)]},
            {"patients", record.answer.patients},
            {"worlds", record.answer.worlds},
            {"complete", record.answer.is_complete},
            {"failed_items", record.answer.failed_items},
            {"start_easi", record.answer.baseline_easi},
            {"start_itch", record.answer.start_itch},
            {"clock_day", record.design.clock_day},
            {"arms", std::move(arms)},
            {"value_of_knowing", std::move(knowledge)},
            {"attribution", std::move(attribution)}};
}

std::string comparison_json(const ComparisonRecord& record) {
    const Glance glance = comparison_glance(record);
    Json answer = answer_frame({.kind = "compare"}, record.manifest);
    answer.update(comparison_numbers(record));
    answer["language"] = record.texts.language();
    answer["headline"] = glance.headline;
    answer["likeness"] = likeness_json(record.answer.likeness);
    answer["standard_line"] = glance.standard_line;
    for (std::size_t arm = 0; arm < record.answer.arms.size(); ++arm) {
        answer["arms"][arm]["label"] = arm_label(record, arm);
        answer["arms"][arm]["contains"] = contents_of(record, arm);
    }
    return json_text(answer);
}

}  // namespace vesikin::format
