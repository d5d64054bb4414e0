#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "vesikin/base/number_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/format/plan_words.hpp"
#include "vesikin/format/shown_number.hpp"

namespace vesikin::format {

namespace {

using planner::Fit;
using planner::Money;
using planner::OptionKind;
using planner::PlannedOption;
using study::Band;

/// Builds the screen of one record.
class PlanScreen : public PlanWords {
  public:
    explicit PlanScreen(const PlanRecord& record)
        : PlanWords(record), clock_(record.comparison.design.clock()) {}

    /// That nobody is like the person.
    [[nodiscard]] PlanView of_nobody() const {
        PlanView view;
        view.notice = record_.comparison.texts("intended_use");
        view.headline = t_("nobody_headline");
        add_blocks(record_, view);
        return view;
    }

    [[nodiscard]] PlanView build() const {
        PlanView view{.notice = record_.comparison.texts("intended_use"),
                      .people = people(),
                      .headline = headline(),
                      .header = header(),
                      .rows = {},
                      .notes = notes(),
                      .fit = fit(),
                      .priorities = priorities(),
                      .reasons = {},
                      .alike = {},
                      .advice = {},
                      .change = {},
                      .unsaid = {},
                      .product = {},
                      .disclosure = {}};
        for (const PlannedOption& planned : record_.plan.options) {
            view.rows.push_back(row(planned));
        }
        add_blocks(record_, view);
        return view;
    }

  private:
    [[nodiscard]] const study::ArmAnswer& arm(const planner::Option& option) const {
        return record_.comparison.answer.arms[option.arm];
    }

    [[nodiscard]] const Band& reading(const planner::Option& option, std::string_view name) const {
        return arm(option).visits[clock_].readings[record_.comparison.answer.reading(name)];
    }

    [[nodiscard]] std::string week() const { return week_text(record_.comparison); }

    [[nodiscard]] std::string people() const {
        const ComparisonRecord& comparison = record_.comparison;
        return t_.fill(
            "people_line",
            {{"patients", fmt::format("{}", comparison.answer.patients)},
             {"state", comparison.texts(comparison.is_calm ? "state_calm" : "state_active")},
             {"easi", short_number(comparison.answer.baseline_easi)},
             {"worlds", fmt::format("{}", comparison.answer.worlds)},
             {"weeks", fmt::format("{:.0f}", record_.plan.plan_day / base::days_per_week)},
             {"week", week()}});
    }

    [[nodiscard]] std::string headline() const {
        std::vector<std::string> parts;
        double low = 1.0;
        double high = 0.0;
        for (const PlannedOption& planned : record_.plan.options) {
            const double share = reading(planned.option, "easi_75").median;
            if (planned.option.kind == OptionKind::way) {
                low = std::min(low, share);
                high = std::max(high, share);
            } else {
                parts.push_back(t_.fill(
                    "headline_part", {{"option", label(planned)}, {"count", hundredths(share)}}));
            }
        }
        if (low <= high) {
            const std::string least = hundredths(low);
            const std::string most = hundredths(high);
            parts.push_back(least == most
                                ? t_.fill("headline_ways_one", {{"count", least}})
                                : t_.fill("headline_ways", {{"low", least}, {"high", most}}));
        }
        return t_.fill("headline", {{"parts", fmt::format("{}", fmt::join(parts, t_("semicolon")))},
                                    {"week", week()}});
    }

    [[nodiscard]] std::vector<std::string> header() const {
        std::vector<std::string> names;
        for (const char* key : {"head_option", "head_easi", "head_easi75", "head_not_better",
                                "head_first", "head_insured", "head_self_pay", "head_visits",
                                "head_downtime", "head_pain", "head_status"}) {
            names.push_back(t_(key));
        }
        return names;
    }

    /// Languages count money by thousands or by ten thousands.
    [[nodiscard]] std::string money(const std::optional<Money>& money) const {
        if (!money) {
            return t_("money_unknown");
        }
        const double unit = *base::decimal_number(record_.comparison.texts(money_unit_key));
        const std::string low = short_number(money->lowest / unit);
        const std::string high = short_number(money->highest / unit);
        return low == high ? t_.fill("money_one", {{"low", low}})
                           : t_.fill("money", {{"low", low}, {"high", high}});
    }

    [[nodiscard]] std::string status(const PlannedOption& planned) const {
        const auto status = planner::status_of(planned, record_.known.gates);
        return t_(fmt::format("status_{}",
                              planner::option_status_names[static_cast<std::size_t>(status)]));
    }

    [[nodiscard]] std::vector<std::string> row(const PlannedOption& planned) const {
        const planner::Option& option = planned.option;
        const Band& easi = reading(option, "easi_person");
        return {label(planned),
                fmt::format("{} ({}-{})", short_number(easi.median), short_number(easi.p05),
                            short_number(easi.p95)),
                hundredths(reading(option, "easi_75").median),
                option.arm == study::dummy_arm
                    ? record_.comparison.texts("not_applicable")
                    : hundredths(1.0 - arm(option).shares_at_clock.lighter),
                planned.place
                    ? hundredths(record_.plan.ranks.rank_acceptability[*planned.place].front())
                    : record_.comparison.texts("not_applicable"),
                money(option.insured),
                money(option.self_pay),
                fmt::format("{:.0f}", option.visits),
                short_number(option.downtime_day),
                short_number(option.pain),
                status(planned)};
    }

    [[nodiscard]] std::vector<std::string> notes() const {
        const double unit = *base::decimal_number(record_.comparison.texts(money_unit_key));
        std::vector<std::string> notes{
            t_.fill("note_table", {{"week", week()}, {"unit", with_commas(unit)}}),
            t_("order_note"), t_.fill("costs_note", {{"year", price_year()}})};
        if (record_.comparison.is_calm) {
            notes.push_back(t_.fill("calm_line", {{"drugs", joined(lead_in_drugs())}}));
        }
        if (record_.comparison.care_drug) {
            const catalogue::Drug* drug =
                record_.comparison.design.model->find_drug(*record_.comparison.care_drug);
            notes.push_back(t_.fill("care_line", {{"drug", drug->label.in(language_)}}));
        }
        if (const std::vector<std::string> others = other_treatments(); !others.empty()) {
            notes.push_back(t_.fill("not_in_calculation", {{"drugs", joined(others)}}));
        }
        return notes;
    }

    /// The year of the newest price.
    [[nodiscard]] std::string price_year() const {
        std::string year;
        for (const PlannedOption& planned : record_.plan.options) {
            const catalogue::Drug* drug = drug_of(planned.option);
            if (drug != nullptr && drug->price) {
                year = std::max(year, drug->price->valid_from.substr(0, 4));
            }
        }
        return year.empty() ? t_("money_unknown") : year;
    }

    [[nodiscard]] std::vector<std::string> lead_in_drugs() const {
        std::vector<std::string> names;
        for (const std::string& name : record_.calm_drugs) {
            names.push_back(record_.comparison.design.model->find_drug(name)->label.in(language_));
        }
        return names;
    }

    /// Drugs that are used now and that nothing is calculated of.
    [[nodiscard]] std::vector<std::string> other_treatments() const {
        std::vector<std::string> names;
        const planner::Answer* now = record_.person.said("treatments_now");
        if (now == nullptr) {
            return names;
        }
        for (const auto& [name, response] : now->responses) {
            const bool is_kept =
                record_.comparison.is_calm
                    ? std::ranges::find(record_.calm_drugs, name) != record_.calm_drugs.end()
                    : record_.comparison.care_drug == name;
            if (!is_kept) {
                names.push_back(
                    record_.comparison.design.model->find_drug(name)->label.in(language_));
            }
        }
        return names;
    }

    [[nodiscard]] std::vector<std::string> fit() const {
        const planner::PlanAnswer& plan = record_.plan;
        std::vector<std::string> lines;
        if (plan.has_fitting_way) {
            return lines;
        }
        const bool is_any_possible = std::ranges::any_of(plan.options, [](const auto& planned) {
            return planned.option.kind == OptionKind::way && planned.is_possible;
        });
        if (!is_any_possible) {
            return {t_("no_plan_gates")};
        }
        lines.push_back(t_("no_plan"));
        for (const planner::Relaxation& relaxation : plan.relaxations) {
            std::vector<std::string> names;
            for (const std::size_t option : relaxation.options) {
                names.push_back(label(plan.options[option]));
            }
            lines.push_back(
                t_.fill("relax", {{"limit", limit_text(static_cast<std::size_t>(relaxation.limit))},
                                  {"from", with_commas(relaxation.from)},
                                  {"to", relaxation.to < 100.0 ? short_number(relaxation.to)
                                                               : with_commas(relaxation.to)},
                                  {"options", joined(names)}}));
        }
        if (plan.nearest) {
            const PlannedOption& nearest = plan.options[*plan.nearest];
            std::vector<std::string> limits;
            for (std::size_t limit = 0; limit < planner::limit_count; ++limit) {
                if (nearest.fit[limit] == Fit::beyond) {
                    limits.push_back(limit_line(nearest, limit));
                }
            }
            lines.push_back(t_("no_plan_many"));
            lines.push_back(t_.fill("no_plan_nearest",
                                    {{"option", label(nearest)},
                                     {"limits", fmt::format("{}", fmt::join(limits, " "))}}));
        }
        return lines;
    }

    [[nodiscard]] std::string criterion(std::size_t index) const {
        return t_(fmt::format("criterion_{}", planner::criterion_names[index]));
    }

    [[nodiscard]] std::string weights_line() const {
        std::vector<std::string> parts;
        if (!record_.points.empty()) {
            for (std::size_t i = 0; i < record_.points.size(); ++i) {
                parts.push_back(t_.fill(
                    "points_part",
                    {{"criterion", criterion(i)}, {"points", short_number(record_.points[i])}}));
            }
            return t_.fill("priorities_points", {{"points", joined(parts)}});
        }
        const planner::Answer* goals = record_.person.said("goals");
        if (goals == nullptr || goals->chosen.empty()) {
            return t_("priorities_none");
        }
        for (std::size_t i = 0; i < planner::criterion_names.size(); ++i) {
            if (std::ranges::find(goals->chosen, planner::criterion_names[i]) !=
                goals->chosen.end()) {
                parts.push_back(criterion(i));
            }
        }
        return t_.fill("priorities_goals", {{"goals", joined(parts)}});
    }

    /// The swings: the least and the most of each criterion among what is ranked.
    [[nodiscard]] std::string range_line() const {
        const auto span = [&](auto value, auto shown) {
            double low = value(record_.plan.options[record_.plan.ranked.front()].option);
            double high = low;
            for (const std::size_t option : record_.plan.ranked) {
                const double one = value(record_.plan.options[option].option);
                low = std::min(low, one);
                high = std::max(high, one);
            }
            return t_.fill("money", {{"low", shown(low)}, {"high", shown(high)}});
        };
        return t_.fill(
            "range_line",
            {{"easi",
              span([&](const auto& o) { return reading(o, "easi_person").median; }, short_number)},
             {"cost", span([](const auto& o) { return o.all_costs()->typical; }, with_commas)},
             {"days", span([](const auto& o) { return o.burden_day; }, short_number)}});
    }

    [[nodiscard]] std::vector<std::string> priorities() const {
        const planner::PlanAnswer& plan = record_.plan;
        std::vector<std::string> lines{weights_line(), range_line()};
        const PlannedOption& first = plan.options[plan.first];
        lines.push_back(
            t_.fill("first_line",
                    {{"option", label(first)},
                     {"count", hundredths(plan.ranks.rank_acceptability[*first.place].front())}}));
        if (plan.first_has_no_benefit) {
            lines.push_back(no_benefit_line());
        }
        std::vector<std::string> front;
        for (const PlannedOption& planned : plan.options) {
            if (planned.is_on_front) {
                front.push_back(label(planned));
            }
        }
        lines.push_back(t_.fill("front_line", {{"options", joined(front)}}));
        return lines;
    }

    [[nodiscard]] std::string no_benefit_line() const {
        const planner::PlanAnswer& plan = record_.plan;
        const auto most = std::ranges::max_element(plan.ranks.product_first);
        const std::size_t other =
            plan.ranked[static_cast<std::size_t>(most - plan.ranks.product_first.begin())];
        return other == plan.first || !(*most > 0.0)
                   ? t_("first_no_benefit_none")
                   : t_.fill("first_no_benefit", {{"option", label(plan.options[other])},
                                                  {"count", hundredths(*most)}});
    }

    std::size_t clock_;
};

}  // namespace

PlanView plan_view(const PlanRecord& record) {
    const PlanScreen screen(record);
    return record.plan.options.empty() ? screen.of_nobody() : screen.build();
}

}  // namespace vesikin::format
