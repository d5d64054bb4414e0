#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "vesikin/base/number_text.hpp"
#include "vesikin/base/units.hpp"
#include "vesikin/format/comparison_article.hpp"
#include "vesikin/format/plan_files.hpp"

namespace vesikin::format {

namespace {

using planner::Fit;
using planner::GateEffect;
using planner::GateState;
using planner::Money;
using planner::OptionKind;
using planner::PlannedOption;
using study::Band;

std::string hundredths(double frac) {
    return fmt::format("{:.0f}", 100.0 * frac);
}

/// With digits as far as they count.
std::string short_number(double value) {
    return std::abs(value) < 10.0 ? fmt::format("{:.2g}", value) : fmt::format("{:.0f}", value);
}

/// 1234567 as "1,234,567".
std::string whole(double value) {
    std::string digits = fmt::format("{:.0f}", value);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

/// Builds what one record says.
class PlanViewBuilder {
  public:
    explicit PlanViewBuilder(const PlanRecord& record)
        : record_(record),
          t_(record.texts),
          language_(record.texts.language()),
          clock_(record.comparison.design.clock()) {}

    PlanView build() const {
        PlanView view{.notice = record_.comparison.texts("intended_use"),
                      .people = people(),
                      .headline = headline(),
                      .header = header(),
                      .rows = {},
                      .notes = notes(),
                      .fit = fit(),
                      .priorities = priorities(),
                      .reasons = reasons(),
                      .advice = advice(),
                      .change = change(),
                      .unsaid = unsaid(),
                      .product = product(),
                      .disclosure = disclosure()};
        for (const PlannedOption& planned : record_.plan.options) {
            view.rows.push_back(row(planned));
        }
        return view;
    }

  private:
    [[nodiscard]] std::string label(const PlannedOption& planned) const {
        return option_label(record_, planned.option);
    }

    [[nodiscard]] std::string joined(const std::vector<std::string>& parts) const {
        return fmt::format("{}", fmt::join(parts, t_("comma")));
    }

    [[nodiscard]] const study::ArmAnswer& arm(const planner::Option& option) const {
        return record_.comparison.answer.arms[option.arm];
    }

    [[nodiscard]] const Band& reading(const planner::Option& option, std::string_view name) const {
        return arm(option).visits[clock_].readings[record_.comparison.answer.reading(name)];
    }

    [[nodiscard]] const planner::Question& question(std::string_view id) const {
        return *std::ranges::find(record_.known.questions, id, &planner::Question::id);
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

    [[nodiscard]] bool has(const PlannedOption& planned, GateEffect effect) const {
        for (std::size_t i = 0; i < planned.gates.size(); ++i) {
            if (planned.gates[i] == GateState::yes && record_.known.gates[i].effect == effect) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::string status(const PlannedOption& planned) const {
        return t_(!planned.is_possible                ? "status_impossible"
                  : is_beyond(planned.fit)            ? "status_beyond"
                  : has(planned, GateEffect::caution) ? "status_care"
                  : has(planned, GateEffect::unknown) ? "status_unknown"
                                                      : "status_within");
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
            t_.fill("note_table", {{"week", week()}, {"unit", whole(unit)}}), t_("order_note"),
            t_.fill("costs_note", {{"year", price_year()}})};
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

    [[nodiscard]] const catalogue::Drug* drug_of(const planner::Option& option) const {
        return record_.comparison.design.model->find_drug(option.name);
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

    [[nodiscard]] std::string limit_text(std::size_t limit) const {
        return t_(fmt::format("limit_{}", planner::limit_names[limit]));
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
            lines.push_back(t_.fill(
                "relax",
                {{"limit", limit_text(static_cast<std::size_t>(relaxation.limit))},
                 {"from", whole(relaxation.from)},
                 {"to", relaxation.to < 100.0 ? short_number(relaxation.to) : whole(relaxation.to)},
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
             {"cost", span([](const auto& o) { return o.all_costs()->typical; }, whole)},
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

    [[nodiscard]] std::string limit_line(const PlannedOption& planned, std::size_t limit) const {
        const auto need = *planner::need_of(planned.option, static_cast<planner::Limit>(limit));
        const bool is_beyond = planned.fit[limit] == Fit::beyond;
        const auto shown = [](double value) {
            return value < 100.0 ? short_number(value) : whole(value);
        };
        return t_.fill(is_beyond ? "reason_limit" : "reason_tight",
                       {{"limit", limit_text(limit)},
                        {"need", shown(is_beyond ? need.least : need.most)},
                        {"given", shown(*record_.person.number(planner::limit_questions[limit]))}});
    }

    /// What is said of one option: what rules it out first.
    [[nodiscard]] std::vector<std::string> reasons_of(const PlannedOption& planned) const {
        std::vector<std::string> lines;
        for (const GateEffect effect :
             {GateEffect::impossible, GateEffect::caution, GateEffect::unknown}) {
            for (std::size_t i = 0; i < planned.gates.size(); ++i) {
                const planner::Gate& gate = record_.known.gates[i];
                if (planned.gates[i] == GateState::yes && gate.effect == effect) {
                    lines.push_back(t_.fill(
                        fmt::format("reason_{}",
                                    planner::gate_effect_names[static_cast<std::size_t>(effect)]),
                        {{"text", gate.text.in(language_)},
                         {"change", gate.change.in(language_)}}));
                }
            }
            for (std::size_t limit = 0;
                 effect == GateEffect::impossible && limit < planner::limit_count; ++limit) {
                if (planned.fit[limit] != Fit::within) {
                    lines.push_back(limit_line(planned, limit));
                }
            }
        }
        return lines;
    }

    /// Options of which the same is said stand together.
    [[nodiscard]] PlanBlock reasons() const {
        PlanBlock block{t_("reasons_heading"), {}};
        std::vector<std::vector<std::string>> named;
        for (const PlannedOption& planned : record_.plan.options) {
            for (const std::string& line : reasons_of(planned)) {
                const auto same = std::ranges::find(block.lines, line, &PlanLine::text);
                if (same == block.lines.end()) {
                    block.lines.push_back({"", line});
                    named.push_back({label(planned)});
                } else {
                    named[static_cast<std::size_t>(same - block.lines.begin())].push_back(
                        label(planned));
                }
            }
        }
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
            block.lines[i].label = joined(named[i]);
        }
        return block;
    }

    [[nodiscard]] PlanBlock advice() const {
        const ComparisonRecord& comparison = record_.comparison;
        PlanBlock block{comparison.texts("article_heading"), {}};
        for (const ArticleAnswer& answer :
             comparison_article(comparison, comparison_table(comparison)).advice) {
            block.lines.push_back(
                {answer.about, fmt::format("{} → {}", answer.article, answer.calculated)});
        }
        return block;
    }

    /// Questions of which an answer is missing that could rule something out.
    [[nodiscard]] std::vector<std::string> deciding_questions() const {
        std::set<std::string> ids;
        for (const PlannedOption& planned : record_.plan.options) {
            for (std::size_t i = 0; i < planned.gates.size(); ++i) {
                const planner::Gate& gate = record_.known.gates[i];
                if (planned.gates[i] == GateState::open && gate.effect == GateEffect::impossible) {
                    for (const planner::GateClause& clause : gate.when) {
                        ids.insert(clause.question);
                    }
                }
            }
        }
        std::vector<std::string> texts;
        for (const planner::Question& asked : record_.known.questions) {
            if (ids.contains(asked.id) && record_.person.said(asked.id) == nullptr) {
                texts.push_back(asked.text.in(language_));
            }
        }
        return texts;
    }

    [[nodiscard]] PlanBlock change() const {
        PlanBlock block{t_("change_heading"), {}};
        const std::vector<std::string> asked = deciding_questions();
        block.lines.push_back(
            {"", asked.empty()
                     ? t_("change_person_none")
                     : t_.fill("change_person",
                               {{"questions", fmt::format("{}", fmt::join(asked, " "))}})});
        bool is_any = false;
        const ComparisonRecord& comparison = record_.comparison;
        for (const PlannedOption& planned : record_.plan.options) {
            if (planned.option.kind != OptionKind::way) {
                continue;
            }
            const auto& values =
                comparison.answer.knowledge[planned.option.arm - comparison.design.first_way()];
            if (!values.empty() && values.front().narrowing_frac > 0.0) {
                is_any = true;
                block.lines.push_back(
                    {"", t_.fill("change_nature",
                                 {{"way", label(planned)},
                                  {"number", number_name(values.front().name, comparison.texts)},
                                  {"narrowing", hundredths(values.front().narrowing_frac)}})});
            }
        }
        if (!is_any) {
            block.lines.push_back({"", t_("change_nature_none")});
        }
        return block;
    }

    [[nodiscard]] PlanBlock unsaid() const {
        PlanBlock block{t_("unsaid_heading"), {}};
        for (const std::string& id : record_.plan.unsaid) {
            block.lines.push_back(
                {question(id).text.in(language_), question(id).why.in(language_)});
        }
        std::vector<std::string> strange;
        for (const std::string& id : record_.plan.questioned) {
            strange.push_back(question(id).text.in(language_));
        }
        if (!strange.empty()) {
            block.lines.push_back(
                {"", t_.fill("questioned_line", {{"questions", joined(strange)}})});
        }
        return block;
    }

    [[nodiscard]] std::string labels(const std::vector<catalogue::Label>& labels) const {
        std::vector<std::string> texts;
        for (const catalogue::Label& one : labels) {
            texts.push_back(one.in(language_));
        }
        return texts.empty() ? t_("product_none") : joined(texts);
    }

    [[nodiscard]] PlanBlock product() const {
        if (record_.product == nullptr) {
            return {t_("product_heading"), {{"", t_("product_unknown_line")}}};
        }
        const planner::Product& product = *record_.product;
        const std::string meaning = product.count_meaning.in(language_);
        return {product.label.in(language_),
                {{t_("product_cells"), product.cells.in(language_)},
                 {t_("product_count"),
                  product.label_count
                      ? t_.fill("product_count_given",
                                {{"low", fmt::format("{:.2g}", product.label_count->lowest)},
                                 {"high", fmt::format("{:.2g}", product.label_count->highest)},
                                 {"typical", fmt::format("{:.2g}", product.label_count->typical)},
                                 {"meaning", meaning}})
                      : meaning},
                 {t_("product_purity"), product.purity.in(language_)},
                 {t_("product_certified"), labels(product.certified)},
                 {t_("product_not_certified"), labels(product.not_certified)}}};
    }

    /// Every harm that some way has, once.
    [[nodiscard]] std::string harms() const {
        std::vector<std::string> names;
        for (const study::ComparedWay& way : record_.comparison.design.ways) {
            for (const catalogue::Harm& harm : way.plan->route->harms) {
                const std::string name = harm.label.in(language_);
                if (std::ranges::find(names, name) == names.end()) {
                    names.push_back(name);
                }
            }
        }
        return names.empty() ? t_("product_none") : joined(names);
    }

    [[nodiscard]] PlanBlock disclosure() const {
        PlanBlock block{t_("disclosure_heading"), {}};
        std::vector<std::string> drugs;
        for (const PlannedOption& planned : record_.plan.options) {
            if (planned.option.tags.contains("drug")) {
                drugs.push_back(drug_of(planned.option)->label.in(language_));
            }
        }
        block.lines.push_back({"", t_("disclosure_unapproved")});
        for (const PlannedOption& planned : record_.plan.options) {
            if (planned.option.kind == OptionKind::way && planned.option.self_pay) {
                block.lines.push_back({"", cost_line(planned)});
            }
        }
        block.lines.push_back({"", t_("disclosure_source")});
        block.lines.push_back({"", t_.fill("disclosure_alternatives", {{"drugs", joined(drugs)}})});
        block.lines.push_back({"", t_.fill("disclosure_risks", {{"harms", harms()}})});
        for (const char* key : {"disclosure_relief", "disclosure_donation", "disclosure_stop"}) {
            block.lines.push_back({"", t_(key)});
        }
        return block;
    }

    [[nodiscard]] std::string cost_line(const PlannedOption& planned) const {
        const study::ComparedWay& way = record_.comparison.design.way_of(planned.option.arm);
        return t_.fill("disclosure_cost",
                       {{"way", label(planned)},
                        {"sessions", fmt::format("{}", way.sessions.count)},
                        {"weeks", short_number(way.sessions.last_day() / base::days_per_week)},
                        {"low", whole(planned.option.self_pay->lowest)},
                        {"high", whole(planned.option.self_pay->highest)}});
    }

    const PlanRecord& record_;
    const Texts& t_;
    const std::string& language_;
    std::size_t clock_;
};

}  // namespace

PlanView plan_view(const PlanRecord& record) {
    return PlanViewBuilder(record).build();
}

std::string option_label(const PlanRecord& record, const planner::Option& option) {
    if (option.arm != study::dummy_arm) {
        return arm_label(record.comparison, option.arm);
    }
    if (option.name == planner::unnamed_care) {
        return record.texts("care_goes_on");
    }
    const catalogue::Drug* drug = record.comparison.design.model->find_drug(option.name);
    return record.texts.fill("goes_on", {{"drug", drug->label.in(record.texts.language())}});
}

}  // namespace vesikin::format
