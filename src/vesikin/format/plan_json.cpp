#include <fmt/format.h>

#include <algorithm>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/format/comparison_glance.hpp"
#include "vesikin/format/plan_files.hpp"
#include "vesikin/format/report_data.hpp"

namespace vesikin::format {

namespace {

using planner::Money;
using planner::Option;
using planner::OptionKind;
using planner::PlannedOption;
using study::Band;

Json money_json(const std::optional<Money>& money) {
    return money ? Json{{"lowest", money->lowest},
                        {"typical", money->typical},
                        {"highest", money->highest}}
                 : Json(nullptr);
}

/// What is read of an option at a time, and its name in the answer.
struct Reading {
    std::string_view name;     ///< in the answer
    std::string_view reading;  ///< of the comparison
};

constexpr std::array<Reading, 4> shown_readings{{{"easi", "easi_person"},
                                                 {"easi_50_frac", "easi_50"},
                                                 {"easi_75_frac", "easi_75"},
                                                 {"itch", "itch_person"}}};

class PlanJson {
  public:
    explicit PlanJson(const PlanRecord& record)
        : record_(record), language_(record.texts.language()) {}

    [[nodiscard]] Json whole() const {
        const ComparisonRecord& comparison = record_.comparison;
        const planner::PlanAnswer& plan = record_.plan;
        Json answer = answer_frame({.kind = "plan"}, comparison.manifest);
        const PlanView view = plan_view(record_);
        answer["language"] = language_;
        answer["notice"] = view.notice;
        answer["headline"] = view.headline;
        answer["complete"] = comparison.answer.is_complete;
        answer["state"] = comparison.is_calm ? "calm" : "active";
        answer["patients"] = comparison.answer.patients;
        answer["worlds"] = comparison.answer.worlds;
        answer["start_easi"] = comparison.answer.baseline_easi;
        answer["clock_day"] = comparison.design.clock_day;
        answer["plan_day"] = plan.plan_day;
        answer["care_beside"] = json_or_null(comparison.care_drug);
        answer["likeness"] = likeness_json(comparison.answer.likeness);
        answer["unsaid"] = plan.unsaid;
        answer["questioned"] = plan.questioned;
        answer["product"] = record_.product == nullptr ? Json(nullptr) : product();
        answer["points"] = record_.points.empty() ? Json(nullptr) : criteria(record_.points);
        answer["options"] = Json::array();
        for (const PlannedOption& planned : plan.options) {
            answer["options"].push_back(option(planned));
        }
        answer["most_often_first"] =
            plan.options.empty() ? Json(nullptr) : Json(plan.options[plan.first].option.name);
        answer["most_often_first_has_no_benefit"] = plan.first_has_no_benefit;
        answer["has_fitting_way"] = plan.has_fitting_way;
        answer["relaxations"] = relaxations();
        answer["nearest_way"] =
            plan.nearest ? Json(plan.options[*plan.nearest].option.name) : Json(nullptr);
        answer["value_of_knowing"] = knowledge();
        answer["advice"] = Json::array();
        for (const PlanLine& line : view.advice.lines) {
            answer["advice"].push_back({{"about", line.label}, {"answer", line.text}});
        }
        answer["disclosure"] = lines(view.disclosure);
        answer["limits"] = limits_of(comparison);
        return answer;
    }

  private:
    static Json criteria(const std::vector<double>& values) {
        Json named = Json::object();
        for (std::size_t i = 0; i < values.size(); ++i) {
            named[std::string(planner::criterion_names[i])] = values[i];
        }
        return named;
    }

    static Json lines(const PlanBlock& block) {
        Json texts = Json::array();
        for (const PlanLine& line : block.lines) {
            texts.push_back(line.text);
        }
        return texts;
    }

    [[nodiscard]] Json texts_of(const std::vector<catalogue::Label>& labels) const {
        Json texts = Json::array();
        for (const catalogue::Label& label : labels) {
            texts.push_back(label.in(language_));
        }
        return texts;
    }

    [[nodiscard]] Json product() const {
        const planner::Product& product = *record_.product;
        Json count = nullptr;
        if (product.label_count) {
            count = {{"lowest", product.label_count->lowest},
                     {"typical", product.label_count->typical},
                     {"highest", product.label_count->highest}};
        }
        return {{"name", product.name},
                {"label", product.label.in(language_)},
                {"cells", product.cells.in(language_)},
                {"label_particles", std::move(count)},
                {"count_meaning", product.count_meaning.in(language_)},
                {"purity", product.purity.in(language_)},
                {"certified", texts_of(product.certified)},
                {"not_certified", texts_of(product.not_certified)},
                {"provenance", provenance_object(product.provenance)}};
    }

    [[nodiscard]] const study::ArmAnswer& arm(const Option& option) const {
        return record_.comparison.answer.arms[option.arm];
    }

    [[nodiscard]] Json course(const Option& option) const {
        const study::ComparisonDesign& design = record_.comparison.design;
        Json course = Json::array();
        for (std::size_t time = 0; time < arm(option).visits.size(); ++time) {
            Json now{{"day", time == 0 ? 0.0 : design.visit_day[time - 1]}};
            for (const Reading& shown : shown_readings) {
                now[std::string(shown.name)] =
                    band_json(arm(option)
                                  .visits[time]
                                  .readings[record_.comparison.answer.reading(shown.reading)]);
            }
            course.push_back(std::move(now));
        }
        return course;
    }

    [[nodiscard]] Json gates(const PlannedOption& planned) const {
        Json gates = Json::array();
        for (std::size_t i = 0; i < planned.gates.size(); ++i) {
            if (planned.gates[i] == planner::GateState::no) {
                continue;
            }
            const planner::Gate& gate = record_.known.gates[i];
            gates.push_back(
                {{"id", gate.id},
                 {"effect", planner::gate_effect_names[static_cast<std::size_t>(gate.effect)]},
                 {"state", planner::gate_state_names[static_cast<std::size_t>(planned.gates[i])]},
                 {"text", gate.text.in(language_)},
                 {"change", gate.change.in(language_)},
                 {"provenance", provenance_object(gate.provenance)}});
        }
        return gates;
    }

    static Json limits(const PlannedOption& planned) {
        constexpr std::array<std::string_view, 3> fit_names{"within", "tight", "beyond"};
        Json limits = Json::object();
        for (std::size_t i = 0; i < planner::limit_count; ++i) {
            limits[std::string(planner::limit_names[i])] =
                fit_names[static_cast<std::size_t>(planned.fit[i])];
        }
        return limits;
    }

    [[nodiscard]] Json ranking(const PlannedOption& planned) const {
        if (!planned.place) {
            return nullptr;
        }
        const planner::SmaaAnswer& ranks = record_.plan.ranks;
        const std::size_t place = *planned.place;
        const std::vector<double>& central = ranks.central_weights[place];
        return {{"on_front", planned.is_on_front},
                {"rank_share", ranks.rank_acceptability[place]},
                {"central_weights", central.empty() ? Json(nullptr) : criteria(central)},
                {"confidence", ranks.confidence[place]},
                {"first_by_product_share", ranks.product_first[place]}};
    }

    /// On which kind of study an option stands; null for nothing, and for care that was not named.
    [[nodiscard]] Json evidence(const Option& option) const {
        const ComparisonRecord& comparison = record_.comparison;
        const catalogue::Drug* drug = comparison.design.model->find_drug(option.name);
        if (option.kind != OptionKind::way && drug == nullptr) {
            return nullptr;
        }
        const catalogue::Standing standing = option.kind == OptionKind::way
                                                 ? standing_of_way(comparison.evidence, option.name)
                                                 : standing_of_drug(*drug);
        return {{"rung", catalogue::rung_names[static_cast<std::size_t>(standing.rung)]},
                {"rests_on", standing.rests_on}};
    }

    /// When the sessions of a way are.
    [[nodiscard]] Json session_days(const Option& option) const {
        Json days = Json::array();
        if (option.kind == OptionKind::way) {
            const care::SessionPlan& sessions =
                record_.comparison.design.way_of(option.arm).sessions;
            for (std::size_t session = 0; session < sessions.count; ++session) {
                days.push_back(sessions.day(session));
            }
        }
        return days;
    }

    [[nodiscard]] Json option(const PlannedOption& planned) const {
        const Option& option = planned.option;
        const study::WorldShares& shares = arm(option).shares_at_clock;
        const bool is_way = option.kind == OptionKind::way;
        return {
            {"name", option.name},
            {"label", option_label(record_, option)},
            {"kind", planner::option_kind_names[static_cast<std::size_t>(option.kind)]},
            {"contains", contents_of(record_.comparison, option.arm)},
            {"status", planner::option_status_names[static_cast<std::size_t>(
                           planner::status_of(planned, record_.known.gates))]},
            {"possible", planned.is_possible},
            {"within_limits", !is_beyond(planned.fit)},
            {"course", course(option)},
            {"worlds_beside_dummy",
             {{"lighter", shares.lighter}, {"same", shares.same}, {"heavier", shares.heavier}}},
            {"half_effect_day", is_way ? Json(arm(option).half_effect_day) : Json(nullptr)},
            {"insured_jpy", money_json(option.insured)},
            {"self_pay_jpy", money_json(option.self_pay)},
            {"dearest_28_days_jpy", money_json(option.month)},
            {"session_day", session_days(option)},
            {"visits", option.visits},
            {"most_visits_in_28_days", option.visits_month},
            {"downtime_day", option.downtime_day},
            {"pain", option.pain},
            {"taken_day", option.burden_day},
            {"limits", limits(planned)},
            {"gates", gates(planned)},
            {"ranking", ranking(planned)},
            {"evidence", evidence(option)},
            {"harms", is_way ? harms_json(*record_.comparison.design.way_of(option.arm).plan->route)
                             : Json::array()}};
    }

    [[nodiscard]] Json relaxations() const {
        Json list = Json::array();
        for (const planner::Relaxation& relaxation : record_.plan.relaxations) {
            Json names = Json::array();
            for (const std::size_t option : relaxation.options) {
                names.push_back(record_.plan.options[option].option.name);
            }
            list.push_back(
                {{"limit", planner::limit_names[static_cast<std::size_t>(relaxation.limit)]},
                 {"from", relaxation.from},
                 {"to", relaxation.to},
                 {"lets_in", std::move(names)}});
        }
        return list;
    }

    [[nodiscard]] Json knowledge() const {
        const ComparisonRecord& comparison = record_.comparison;
        Json all = Json::object();
        for (std::size_t way = 0; way < comparison.answer.knowledge.size(); ++way) {
            Json values = Json::array();
            for (const study::KnowledgeValue& value : comparison.answer.knowledge[way]) {
                values.push_back({{"name", value.name}, {"narrowing", value.narrowing_frac}});
            }
            all[comparison.design.ways[way].plan->route->name] = std::move(values);
        }
        return all;
    }

    const PlanRecord& record_;
    const std::string& language_;
};

std::string csv_line(const Option& option, std::string_view quantity, std::string_view unit,
                     const Band& band) {
    return fmt::format("{},{},{},{:.8g},{:.8g},{:.8g}\n", option.name, quantity, unit, band.median,
                       band.p05, band.p95);
}

}  // namespace

std::string plan_json(const PlanRecord& record) {
    return json_text(PlanJson(record).whole());
}

std::string plan_csv(const PlanRecord& record) {
    const study::ComparisonAnswer& answer = record.comparison.answer;
    std::string text = "option,quantity,unit,middle,low,high\n";
    for (const PlannedOption& planned : record.plan.options) {
        const Option& option = planned.option;
        const study::ArmVisit& visit =
            answer.arms[option.arm].visits[record.comparison.design.clock()];
        for (const Reading& shown : shown_readings) {
            const bool is_share = shown.name.ends_with("_frac");
            text += csv_line(option, shown.name, is_share ? "1" : "points",
                             visit.readings[answer.reading(shown.reading)]);
        }
        for (const auto& [name, money] : {std::pair("insured_jpy", option.insured),
                                          std::pair("self_pay_jpy", option.self_pay)}) {
            if (money) {
                text +=
                    csv_line(option, name, "JPY", {money->typical, money->lowest, money->highest});
            }
        }
        const auto exact = [&](std::string_view name, std::string_view unit, double value) {
            text += csv_line(option, name, unit, {value, value, value});
        };
        exact("visits", "1", option.visits);
        exact("downtime_day", "day", option.downtime_day);
        exact("pain", "1", option.pain);
        exact("taken_day", "day", option.burden_day);
    }
    return text;
}

}  // namespace vesikin::format
