#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "vesikin/base/units.hpp"
#include "vesikin/format/comparison_article.hpp"
#include "vesikin/format/plan_words.hpp"
#include "vesikin/format/shown_number.hpp"

namespace vesikin::format {

namespace {

using planner::Fit;
using planner::GateEffect;
using planner::GateState;
using planner::OptionKind;
using planner::PlannedOption;

/// Builds what stands below the screen of one record.
class PlanBlocks : public PlanWords {
  public:
    using PlanWords::PlanWords;

    void add_to(PlanView& view) const {
        view.alike = alike();
        if (record_.plan.options.empty()) {
            return;
        }
        view.reasons = reasons();
        view.advice = advice();
        view.change = change();
        view.unsaid = unsaid();
        view.product = product();
        view.disclosure = disclosure();
    }

  private:
    [[nodiscard]] const planner::Question& question(std::string_view id) const {
        return *std::ranges::find(record_.known.questions, id, &planner::Question::id);
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

    /// What was seen before, beside what those who fit would have been seen as.
    [[nodiscard]] PlanBlock alike() const {
        const study::LikenessReport& likeness = record_.comparison.answer.likeness;
        PlanBlock block{t_("alike_heading"), {}};
        for (const study::SightingCheck& check : likeness.checks) {
            const auto kind = static_cast<std::size_t>(check.sighting.kind);
            const bool is_said = check.sighting.kind == study::SightingKind::response;
            const auto number = [&](double value) {
                return is_said ? hundredths(value) : short_number(value);
            };
            const std::string seen =
                is_said
                    ? t_(fmt::format(
                          "alike_said_{}",
                          study::response_names[static_cast<std::size_t>(check.sighting.value)]))
                    : number(check.sighting.value);
            block.lines.push_back(
                {t_.fill("alike_label",
                         {{"course", course_name(check.course)},
                          {"kind", t_(fmt::format("alike_{}", study::sighting_names[kind]))}}),
                 t_.fill(is_said ? "alike_said" : "alike_seen",
                         {{"seen", seen},
                          {"expected", number(check.expected)},
                          {"rare", short_number(base::percent_per_one * check.as_extreme_frac)},
                          {"people", fmt::format("{:.0f}", check.effective)}})});
        }
        if (!block.lines.empty() && likeness.fits) {
            block.lines.push_back(
                {t_("alike_people"),
                 t_.fill("alike_drawn", {{"drawn", fmt::format("{}", likeness.drawn)},
                                         {"people", fmt::format("{:.0f}", likeness.effective)},
                                         {"distinct", fmt::format("{}", likeness.distinct)}})});
        }
        return block;
    }

    /// "now", "course" or a drug.
    [[nodiscard]] std::string course_name(const std::string& course) const {
        const catalogue::Drug* drug = record_.comparison.design.model->find_drug(course);
        return drug != nullptr ? drug->label.in(language_)
                               : t_(course == "now" ? "alike_now" : "alike_course");
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
                        {"low", with_commas(planned.option.self_pay->lowest)},
                        {"high", with_commas(planned.option.self_pay->highest)}});
    }
};

}  // namespace

void add_blocks(const PlanRecord& record, PlanView& view) {
    PlanBlocks(record).add_to(view);
}

}  // namespace vesikin::format
