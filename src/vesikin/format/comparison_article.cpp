#include "vesikin/format/comparison_article.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "vesikin/study/tendency.hpp"

namespace vesikin::format {

namespace {

using study::ArmAnswer;

std::string stars(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += "★";
    }
    return text;
}

class ArticleBuilder {
  public:
    ArticleBuilder(const ComparisonRecord& record, const ComparisonTable& table)
        : record_(record), table_(table), t_(record.texts), language_(record.texts.language()) {
        for (std::size_t arm = record.design.first_way(); arm < record.answer.arms.size(); ++arm) {
            if (route(arm).article) {
                arms_.push_back(arm);
            }
        }
    }

    ArticleView build() {
        ArticleView view{.heading = t_("article_heading"),
                         .note = t_("article_note"),
                         .words = {},
                         .ways = {},
                         .drawbacks = {},
                         .advice = {}};
        for (const char* key : {"word_exosome", "word_easi", "word_of_100", "word_dummy"}) {
            view.words.push_back(
                t_.fill(key, {{"worlds", fmt::format("{}", record_.answer.worlds)}}));
        }
        for (const std::size_t arm : arms_) {
            view.ways.push_back(way(arm));
        }
        if (!arms_.empty()) {
            drawbacks(view.drawbacks);
            advice(view.advice);
        }
        return view;
    }

  private:
    [[nodiscard]] const catalogue::Route& route(std::size_t arm) const {
        return *record_.design.way_of(arm).plan->route;
    }

    [[nodiscard]] const ArmAnswer& answer(std::size_t arm) const {
        return record_.answer.arms[arm];
    }

    /// A row of the table of details as it stands there.
    [[nodiscard]] const std::string& cell(std::string_view row, std::size_t arm) const {
        return std::ranges::find(table_.rows, row, &ComparisonRow::name)->cells[arm].text;
    }

    [[nodiscard]] const catalogue::Claim* claim(const std::string& id) const {
        const auto& claims = record_.evidence.claims;
        const auto found = std::ranges::find(claims, id, &catalogue::Claim::id);
        return found == claims.end() ? nullptr : &*found;
    }

    [[nodiscard]] ArticleWay way(std::size_t arm) const {
        const catalogue::ArticleStatement& article = *route(arm).article;
        ArticleWay way{.arm = arm,
                       .label = arm_label(record_, arm),
                       .says = article.says.in(language_),
                       .answers = {}};
        const bool is_whole = record_.design.way_of(arm).treated_weight >= 1.0;
        way.answers.push_back({t_("row_acts_on"), t_(is_whole ? "acts_whole" : "article_local"),
                               cell("reaches", arm)});
        for (const std::string& id : article.claims) {
            if (const catalogue::Claim* said = claim(id)) {
                way.answers.push_back({said->label.in(language_), said->said.in(language_),
                                       claim_answer(*said, arm)});
            }
        }
        if (article.also) {
            way.answers.push_back(
                {t_("article_also"), article.also->in(language_), t_("article_not_modelled")});
        }
        way.answers.push_back({t_("article_ease"), stars(article.ease_stars),
                               t_.fill("article_ease_answer", {{"sessions", cell("sessions", arm)},
                                                               {"pain", cell("pain", arm)}})});
        way.answers.push_back({t_("row_cost"), stars(article.price_stars), cell("cost", arm)});
        way.answers.push_back(
            {t_("row_downtime"), stars(article.downtime_stars), cell("downtime", arm)});
        way.answers.push_back(
            {t_("row_active"),
             t_(route(arm).is_allowed_on_active_skin ? "glance_yes" : "glance_no"),
             t_.fill("article_active_answer",
                     {{"shares", shares_text(answer(arm).shares_at_clock)}})});
        return way;
    }

    /// A marker of the treated skin, percent of what it is under the dummy treatment.
    [[nodiscard]] std::string claim_answer(const catalogue::Claim& said, std::size_t arm) const {
        if (!said.marker) {
            return t_("article_not_modelled");
        }
        const auto markers = outcome::all_markers();
        const auto marker = std::ranges::find(markers, *said.marker, &outcome::Marker::name);
        const auto place = static_cast<std::size_t>(marker - markers.begin());
        const std::size_t clock = record_.design.clock();
        const double dummy = answer(study::dummy_arm).visits[clock].markers[place].median;
        const study::Band& over = answer(arm).visits[clock].markers_over_dummy[place];
        const auto percent = [&](double value) {
            const double of = dummy == 0.0 ? 0.0 : 100.0 * value / dummy;
            return std::abs(of) < 0.05 ? std::string("0 %") : fmt::format("{:+.1f} %", of);
        };
        return t_.fill("article_claim_answer",
                       {{"marker", t_("marker_" + std::string(marker->name))},
                        {"week", week_text(record_)},
                        {"middle", percent(over.median)},
                        {"low", percent(std::min(over.p05, over.p95))},
                        {"high", percent(std::max(over.p05, over.p95))}});
    }

    void add_claim(const char* id, std::string calculated,
                   std::vector<ArticleAnswer>& answers) const {
        if (const catalogue::Claim* said = claim(id)) {
            answers.push_back(
                {said->label.in(language_), said->said.in(language_), std::move(calculated)});
        }
    }

    /// Expensive, slow, no blood donation.
    void drawbacks(std::vector<ArticleAnswer>& answers) const {
        std::vector<std::string> costs;
        std::vector<std::string> times;
        for (const std::size_t arm : arms_) {
            costs.push_back(fmt::format("{}: {}", arm_label(record_, arm), cell("cost", arm)));
            times.push_back(fmt::format("{}: {}", arm_label(record_, arm), cell("when", arm)));
        }
        const std::string semicolon = "; ";
        add_claim("C1", fmt::format("{}", fmt::join(costs, semicolon)), answers);
        add_claim("C2",
                  t_.fill("article_slow_answer",
                          {{"times", fmt::format("{}", fmt::join(times, semicolon))}}),
                  answers);
        add_claim("C3", t_("donation_cell"), answers);
    }

    /// The article's advice, held against the shares of worlds.
    void advice(std::vector<ArticleAnswer>& answers) const {
        std::vector<std::string> local;
        std::vector<std::string> whole;
        for (const std::size_t arm : arms_) {
            auto& list = record_.design.way_of(arm).treated_weight >= 1.0 ? whole : local;
            list.push_back(fmt::format("{}: {}", arm_label(record_, arm),
                                       shares_text(answer(arm).shares_at_clock)));
        }
        const std::size_t standard = study::lightest_standard(record_.design, record_.answer);
        const std::string beside =
            standard == study::dummy_arm
                ? std::string()
                : t_.fill("article_standard",
                          {{"drug", arm_label(record_, standard)},
                           {"shares", shares_text(answer(standard).shares_at_clock)}});
        const auto add = [&](const char* about, const char* says,
                             const std::vector<std::string>& ways) {
            if (!ways.empty()) {
                answers.push_back(
                    {t_(about), t_(says),
                     t_.fill("article_shares",
                             {{"week", week_text(record_)},
                              {"ways", fmt::format("{}", fmt::join(ways, "; "))},
                              {"state", t_(record_.is_calm ? "state_calm" : "state_active")}}) +
                         beside});
            }
        };
        add("article_face", "article_face_says", local);
        add("article_whole", "article_whole_says", whole);
        answers.push_back(
            {t_("article_budget"), t_("article_budget_says"), t_("article_budget_answer")});
    }

    const ComparisonRecord& record_;
    const ComparisonTable& table_;
    const Texts& t_;
    const std::string& language_;
    std::vector<std::size_t> arms_;
};

}  // namespace

ArticleView comparison_article(const ComparisonRecord& record, const ComparisonTable& table) {
    return ArticleBuilder(record, table).build();
}

}  // namespace vesikin::format
