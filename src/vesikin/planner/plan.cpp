#include "vesikin/planner/plan.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "vesikin/planner/pareto.hpp"

namespace vesikin::planner {

namespace {

constexpr double month_day = 28.0;

double fact(const catalogue::Route& route, std::string_view name) {
    const catalogue::PracticeFact* found = route.fact(name);
    return found == nullptr ? 0.0 : found->typical;
}

/// Builds the options of one question.
class OptionMaker {
  public:
    explicit OptionMaker(const PlanQuestion& question)
        : question_(question),
          settings_(question.known.settings),
          current_(question.current_drug ? question.design.model->find_drug(*question.current_drug)
                                         : nullptr) {
        plan_day_ = question.design.clock_day;
        for (const study::ComparedWay& way : question.design.ways) {
            plan_day_ = std::max(plan_day_, way.sessions.last_day());
        }
    }

    [[nodiscard]] double plan_day() const { return plan_day_; }

    /// Standard care first, nothing, then the ways in the order of the comparison.
    [[nodiscard]] std::vector<Option> make() const {
        std::vector<Option> options;
        for (std::size_t arm = study::plain_arm_count; arm < question_.design.first_way(); ++arm) {
            options.push_back(of_standard(arm));
        }
        if (current_ != nullptr) {
            options.push_back(of_drug(*current_, usual_regimen(*current_), study::dummy_arm));
        } else if (question_.keeps_care) {
            options.push_back(of_unnamed_care());
        }
        Option nothing;
        nothing.name = study::plain_arm_names[study::untreated_arm];
        nothing.arm = study::untreated_arm;
        nothing.tags = {"stops_care"};
        options.push_back(std::move(nothing));
        for (std::size_t way = 0; way < question_.design.ways.size(); ++way) {
            options.push_back(of_way(question_.design.first_way() + way));
        }
        return options;
    }

  private:
    [[nodiscard]] Money copayment() const {
        constexpr double percent = 100.0;
        const std::optional<double> said = question_.person.number("copayment");
        return said ? Money{*said / percent, *said / percent, *said / percent}
                    : settings_.copayment_frac;
    }

    /// The price of 28 days as the person pays it; nothing where no price is known.
    [[nodiscard]] std::optional<Money> month_price(const catalogue::Drug& drug,
                                                   const catalogue::Regimen& regimen,
                                                   bool with_loading) const {
        const auto whole = cost_of_28_days_jpy(drug, regimen, 1.0, with_loading);
        return whole ? std::optional(copayment().times(*whole)) : std::nullopt;
    }

    [[nodiscard]] const catalogue::Regimen& usual_regimen(const catalogue::Drug& drug) const {
        return usual_regimen_of(drug, question_.person.profile(), *question_.design.model);
    }

    /// What a drug costs over the plan; one that is used already needs no loading doses.
    [[nodiscard]] std::optional<Money> price(const catalogue::Drug& drug,
                                             const catalogue::Regimen& regimen, bool is_new) const {
        const std::optional<Money> later = month_price(drug, regimen, false);
        const std::optional<Money> first = month_price(drug, regimen, is_new);
        return later && first ? sum_of(first, later->times(plan_day_ / month_day - 1.0))
                              : std::nullopt;
    }

    [[nodiscard]] double care_visits() const { return plan_day_ / settings_.care_visit_every_day; }

    [[nodiscard]] double care_visits_month() const {
        return std::ceil(month_day / settings_.care_visit_every_day);
    }

    [[nodiscard]] Option of_standard(std::size_t arm) const {
        const study::StandardCare& standard = question_.design.standard_of(arm);
        const catalogue::Drug& drug = *question_.design.model->find_drug(standard.drug);
        Option option = of_drug(drug, *drug.regimen(standard.regimen), arm);
        if (question_.keeps_care && current_ != nullptr) {
            // What keeps the person calm goes on beside it.
            const catalogue::Regimen& kept = usual_regimen(*current_);
            option.insured = sum_of(option.insured, price(*current_, kept, false));
            option.month = sum_of(option.month, month_price(*current_, kept, false));
        }
        return option;
    }

    [[nodiscard]] Option of_drug(const catalogue::Drug& drug, const catalogue::Regimen& regimen,
                                 std::size_t arm) const {
        Option option;
        option.name = drug.name;
        option.kind = OptionKind::standard;
        option.arm = arm;
        option.tags = {"drug"};
        switch (drug.kind) {
            case catalogue::DrugKind::antibody:
                option.tags.insert("antibody");
                break;
            case catalogue::DrugKind::oral:
                option.tags.insert("oral");
                break;
            case catalogue::DrugKind::topical:
                option.tags.insert("topical");
                break;
            case catalogue::DrugKind::other:
                break;
        }
        if (const Answer* past = question_.person.said("treatments_past")) {
            const auto response = past->responses.find(drug.name);
            if (response != past->responses.end() && response->second == "none") {
                option.tags.insert("failed_before");
            }
        }
        option.age_min_year = drug.approval ? drug.approval->age_min_year.value_or(0.0) : 0.0;
        const bool is_new = &drug != current_;
        option.insured = price(drug, regimen, is_new);
        option.month = month_price(drug, regimen, is_new);
        add_care_visits(option);
        option.burden_day = option.visits * settings_.visit_takes_day;
        return option;
    }

    /// What keeps the skin calm where the person did not say what that is: its price, the same in
    /// every option but nothing, is not counted.
    [[nodiscard]] Option of_unnamed_care() const {
        Option option;
        option.name = unnamed_care;
        option.kind = OptionKind::standard;
        option.arm = study::dummy_arm;
        add_care_visits(option);
        option.burden_day = option.visits * settings_.visit_takes_day;
        return option;
    }

    void add_care_visits(Option& option) const {
        option.visits += care_visits();
        option.visits_month += care_visits_month();
    }

    [[nodiscard]] Option of_way(std::size_t arm) const {
        const study::ComparedWay& way = question_.design.way_of(arm);
        const catalogue::Route& route = *way.plan->route;
        const auto sessions = static_cast<double>(way.sessions.count);
        const double month_sessions =
            std::min(sessions, std::ceil(month_day / way.sessions.interval_day));
        Option option;
        option.name = route.name;
        option.kind = OptionKind::way;
        option.arm = arm;
        option.tags = tags_of(way);
        if (const catalogue::PracticeFact* found = route.fact("price")) {
            option.self_pay = Money{found->lowest, found->typical, found->highest}.times(sessions);
        } else {
            option.self_pay.reset();
        }
        option.month = option.self_pay
                           ? std::optional(option.self_pay->times(month_sessions / sessions))
                           : std::nullopt;
        option.visits = sessions;
        option.visits_month = month_sessions;
        if (current_ != nullptr) {
            option.insured = price(*current_, usual_regimen(*current_), false);
            option.month =
                sum_of(option.month, month_price(*current_, usual_regimen(*current_), false));
        }
        if (current_ != nullptr || question_.keeps_care) {
            add_care_visits(option);
        }
        option.downtime_day = fact(route, "downtime");
        option.pain = fact(route, "pain");
        option.burden_day =
            option.visits * settings_.visit_takes_day + sessions * option.downtime_day;
        return option;
    }

    [[nodiscard]] std::set<std::string, std::less<>> tags_of(const study::ComparedWay& way) const {
        const catalogue::Route& route = *way.plan->route;
        std::set<std::string, std::less<>> tags{"vesicle"};
        const bool is_infused = std::holds_alternative<delivery::Infusion>(route.process);
        tags.insert(is_infused ? "whole_body" : "local");
        if (is_infused) {
            tags.insert({"vein", "needle"});
        } else if (route.pierces_skin) {
            tags.insert({"pierces_skin", "needle"});
        } else {
            tags.insert("no_needle");
        }
        if (!route.is_allowed_on_active_skin) {
            tags.insert("not_on_active_skin");
        }
        const Answer* regions = question_.person.said("regions");
        if (!is_infused && regions != nullptr &&
            std::ranges::any_of(regions->shares, [&](const auto& share) {
                return share.second > 0.0 &&
                       share.first != way.plan->body->regions[way.plan->site->region].name;
            })) {
            tags.insert("leaves_regions");
        }
        return tags;
    }

    const PlanQuestion& question_;
    const PlannerSettings& settings_;
    const catalogue::Drug* current_;
    double plan_day_ = 0.0;
};

PlannedOption judged(const PlanQuestion& question, Option option) {
    PlannedOption planned{.option = std::move(option), .gates = {}};
    for (const Gate& gate : question.known.gates) {
        const GateState state = judge(gate, question.person, planned.option);
        planned.gates.push_back(state);
        planned.is_possible = planned.is_possible &&
                              !(state == GateState::yes && gate.effect == GateEffect::impossible);
    }
    planned.fit = fit_of(planned.option, question.person);
    return planned;
}

std::vector<Measurement> measurements(const PlanQuestion& question, const Option& option) {
    const Money cost = option.all_costs().value_or(Money{});
    return {{.by_world = question.answer.arms[option.arm].person_easi_by_world},
            {.by_world = {}, .lowest = cost.lowest, .highest = cost.highest},
            {.by_world = {}, .lowest = option.burden_day, .highest = option.burden_day}};
}

/// Whether an option has skin lighter than the dummy in enough worlds; of care that goes on, which
/// the dummy has too, lighter than nothing.
bool has_benefit(const PlanQuestion& question, const Option& option) {
    const study::ArmAnswer& arm = question.answer.arms[option.arm];
    double lighter = arm.shares_at_clock.lighter;
    if (option.arm == study::dummy_arm) {
        const auto& nothing = question.answer.arms[study::untreated_arm].person_easi_by_world;
        double worlds = 0.0;
        for (std::size_t world = 0; world < nothing.size(); ++world) {
            worlds += arm.person_easi_by_world[world] < nothing[world] ? 1.0 : 0.0;
        }
        lighter = worlds / static_cast<double>(nothing.size());
    }
    return lighter >= question.known.settings.benefit_in_worlds_frac;
}

void rank(const PlanQuestion& question, PlanAnswer& plan) {
    const std::size_t easi = question.answer.reading("easi_person");
    SmaaDesign design{.options = {},
                      .preference = {.points = question.points,
                                     .points_off_frac = question.known.settings.points_off_frac,
                                     .is_favoured = {}},
                      .draws = question.known.settings.weight_draws,
                      .seed = question.seed};
    if (const Answer* goals = question.person.said("goals"); goals && !goals->chosen.empty()) {
        for (const std::string_view criterion : criterion_names) {
            design.preference.is_favoured.push_back(std::ranges::find(goals->chosen, criterion) !=
                                                    goals->chosen.end());
        }
    }
    std::vector<std::vector<double>> middles;
    for (std::size_t i = 0; i < plan.options.size(); ++i) {
        PlannedOption& planned = plan.options[i];
        // Without a price there is nothing to rank by.
        if (planned.is_possible && !is_beyond(planned.fit) && planned.option.all_costs()) {
            planned.place = plan.ranked.size();
            plan.ranked.push_back(i);
            const study::ArmAnswer& arm = question.answer.arms[planned.option.arm];
            middles.push_back({arm.visits[question.design.clock()].readings[easi].median,
                               planned.option.all_costs()->typical, planned.option.burden_day});
            design.options.push_back(measurements(question, planned.option));
        }
    }
    const std::vector<bool> front = pareto_front(middles);
    for (std::size_t place = 0; place < plan.ranked.size(); ++place) {
        plan.options[plan.ranked[place]].is_on_front = front[place];
    }
    plan.ranks = rank_options(design);
    const auto first =
        std::ranges::max_element(plan.ranks.rank_acceptability, {},
                                 [](const std::vector<double>& ranks) { return ranks.front(); });
    plan.first =
        plan.ranked[static_cast<std::size_t>(first - plan.ranks.rank_acceptability.begin())];
    plan.first_has_no_benefit = !has_benefit(question, plan.options[plan.first].option);
}

/// Which ways fit, and what would let in more where none does.
void relax(const PlanQuestion& question, PlanAnswer& plan) {
    std::vector<const Option*> ways;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < plan.options.size(); ++i) {
        const PlannedOption& planned = plan.options[i];
        if (planned.option.kind == OptionKind::way && planned.is_possible) {
            plan.has_fitting_way = plan.has_fitting_way || !is_beyond(planned.fit);
            ways.push_back(&planned.option);
            places.push_back(i);
        }
    }
    plan.relaxations = relaxations(ways, question.person);
    if (!plan.has_fitting_way && plan.relaxations.empty() && !places.empty()) {
        plan.nearest = *std::ranges::min_element(places, {}, [&](std::size_t place) {
            return std::ranges::count(plan.options[place].fit, Fit::beyond);
        });
    }
    for (Relaxation& relaxation : plan.relaxations) {
        for (std::size_t& option : relaxation.options) {
            option = places[option];
        }
    }
}

}  // namespace

OptionStatus status_of(const PlannedOption& planned, const std::vector<Gate>& gates) {
    const auto has = [&](GateEffect effect) {
        for (std::size_t i = 0; i < gates.size(); ++i) {
            if (planned.gates[i] == GateState::yes && gates[i].effect == effect) {
                return true;
            }
        }
        return false;
    };
    return !planned.is_possible       ? OptionStatus::no
           : is_beyond(planned.fit)   ? OptionStatus::over
           : has(GateEffect::caution) ? OptionStatus::ask
           : has(GateEffect::unknown) ? OptionStatus::unknown
                                      : OptionStatus::yes;
}

PlanAnswer make_plan(const PlanQuestion& question) {
    PlanAnswer plan;
    const OptionMaker maker(question);
    plan.plan_day = maker.plan_day();
    for (Option& option : maker.make()) {
        plan.options.push_back(judged(question, std::move(option)));
    }
    rank(question, plan);
    relax(question, plan);
    for (const Question& asked : question.known.questions) {
        const Answer* answer = question.person.said(asked.id);
        if (answer == nullptr) {
            plan.unsaid.push_back(asked.id);
        } else if (answer->is_questioned) {
            plan.questioned.push_back(asked.id);
        }
    }
    return plan;
}

}  // namespace vesikin::planner
