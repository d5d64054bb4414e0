// The details of a comparison, and the article beside it, from numbers given by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/comparison_fixture.hpp"
#include "vesikin/format/comparison_article.hpp"

namespace vesikin::format {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::size_t stamp = 6;
constexpr std::size_t pen = 7;

class ComparisonTableTest : public tests::ComparisonRecordTest {
  protected:
    ComparisonTableTest() {
        design_.has_attribution = false;
        answer_.knowledge.assign(4, {});
        give_lists();
    }

    /// Every visit has every difference.
    void give_lists() {
        for (study::ArmAnswer& arm : answer_.arms) {
            for (study::ArmVisit& visit : arm.visits) {
                visit.readings_over_dummy.resize(visit.readings.size());
                visit.markers_over_dummy.resize(visit.markers.size());
            }
        }
    }

    study::Band& over_dummy(std::size_t arm, std::string_view reading, std::size_t time = 1) {
        return answer_.arms[arm].visits[time].readings_over_dummy[answer_.reading(reading)];
    }

    [[nodiscard]] ArticleView article(const char* language = "en") {
        const ComparisonRecord told = record(language);
        return comparison_article(told, comparison_table(told));
    }

    [[nodiscard]] ComparisonCell cell(std::string_view row, std::size_t arm,
                                      const char* language = "en", bool is_calm = false) {
        const ComparisonTable table = comparison_table(record(language, is_calm));
        return std::ranges::find(table.rows, row, &ComparisonRow::name)->cells[arm];
    }
};

TEST_F(ComparisonTableTest, DifferencesAreWordsAndArrowsNotSigns) {
    over_dummy(pen, study::easi_change_treated) = {14.0, -2.04, 30.26};
    EXPECT_EQ(cell("easi", pen).text, "14.0 heavier (↓2.0 … ↑30.3)");
    over_dummy(pen, study::easi_change_treated) = {-0.31, -3.0, 0.04};
    EXPECT_EQ(cell("easi", pen).text, "0.3 lighter (↓3.0 … 0)");
    EXPECT_EQ(cell("easi", pen, "ja").text, "0.3 軽い (↓3.0 … 0)");
    over_dummy(pen, study::easi_change_treated) = {0.0, 0.0, 0.0};
    EXPECT_EQ(cell("easi", pen).text, "no difference");
    EXPECT_EQ(cell("easi", 1).text, "no difference");  // the dummy
}

TEST_F(ComparisonTableTest, AllIsReadAtTheClockAndTheEndOfTheCourseStandsBesideIt) {
    design_.visit_day = {84.0, 112.0, 168.0};
    for (study::ArmAnswer& arm : answer_.arms) {
        arm.visits.resize(4, arm.visits.back());
        arm.course_end = 2;
    }
    over_dummy(pen, study::easi_change_treated, 3) = {9.0, 9.0, 9.0};
    over_dummy(pen, "easi_percent_change", 1) = {-0.5, -0.5, -0.5};
    answer_.arms[pen].visits[1].markers_over_dummy[outcome::itch_marker] = {0.25, 0.25, 0.25};
    over_dummy(pen, study::easi_change_treated, 1) = {-4.0, -4.0, -4.0};
    over_dummy(pen, study::easi_change_treated, 2) = {-7.0, -7.0, -7.0};
    answer_.arms[pen].visits[1].readings[answer_.reading("easi_75")] = {0.3, 0.1, 0.5};
    answer_.arms[pen].shares_at_clock = {.lighter = 0.5, .same = 0.4, .heavier = 0.1};
    answer_.arms[pen].shares_at_end = {.lighter = 0.1, .same = 0.2, .heavier = 0.7};
    EXPECT_EQ(cell("easi", pen).text, "4.0 lighter");
    EXPECT_EQ(cell("easi_end", pen).text, "7.0 lighter");
    EXPECT_EQ(cell("easi_left", pen).text, "9.0 heavier");
    EXPECT_EQ(cell("easi_person", pen).text, "0.5 lighter");
    EXPECT_EQ(cell("itch", pen).text, "0.25 heavier");
    EXPECT_EQ(cell("easi75", pen).text, "30 (10 – 50)");
    EXPECT_EQ(cell("shares", pen).text, "50 | 40 | 10");
    EXPECT_EQ(cell("shares_end", pen).text, "10 | 20 | 70");
    const ComparisonTable table = comparison_table(record());
    EXPECT_EQ(std::ranges::find(table.rows, "easi75", &ComparisonRow::name)->label,
              "Of 100 people, EASI-75 in week 12");
}

TEST_F(ComparisonTableTest, SmallNumbersAreWrittenOut) {
    answer_.arms[pen].cargo_per_cell = 3.2e-5;
    answer_.arms[pen].immune_cargo_per_cell = 0.04;
    answer_.arms[pen].reached_label_frac = 0.019;
    EXPECT_EQ(cell("reaches", pen).text,
              "1.9 % of the label; at most 0.00003 acting per skin cell and 0.04 per immune cell "
              "(half effect assumed at 0.25)");
}

TEST_F(ComparisonTableTest, CostIsOfTheCourseAndOfOneSessionWithYearAndPlace) {
    EXPECT_EQ(cell("cost", stamp).text,
              "course 160,000 – 200,000 (4 x 40,000 – 50,000), treated skin: face; prices of 2023");
    EXPECT_EQ(cell("cost", 5).text,
              "course 200,000 – 600,000 (4 x 50,000 – 150,000); prices of 2023");
    EXPECT_THAT(cell("cost", 5, "ja").text, HasSubstr("2023年の値段"));
}

TEST_F(ComparisonTableTest, HarmsAreCountsOfOneSizeAndSayHowTheyAreKnown) {
    const std::string harms = cell("harms", pen).text;
    EXPECT_THAT(harms, AllOf(HasSubstr("granuloma: 3 (0.3 to 30; guess)"),
                             HasSubstr("pigment marks: 200 (50 to 1000; guess)"),
                             HasSubstr("on eczema, needles can carry infection and herpes")));
    EXPECT_THAT(cell("harms", pen, "en", true).text, Not(HasSubstr("herpes")));
    EXPECT_THAT(cell("harms", 4).text, Not(HasSubstr("herpes")));
}

TEST_F(ComparisonTableTest, ACellRestsOnWhatStandsOutAboveChance) {
    const std::vector<study::KnowledgeValue> by_chance{
        {.name = "has_effect"}, {.name = "potency"}, {.name = "leak"}, {.name = "true_count"}};
    answer_.knowledge[3] = by_chance;
    EXPECT_THAT(cell("easi", pen).explanation,
                testing::ElementsAre(HasSubstr("no single unknown stands out"),
                                     HasSubstr("whether vesicles have any effect"),
                                     HasSubstr("rests on"), HasSubstr("")));
    answer_.knowledge[3] = {{.name = "has_effect", .variance_frac = 0.5, .narrowing_frac = 0.29},
                            {.name = "channel_width", .variance_frac = 0.2, .narrowing_frac = 0.1},
                            {.name = "leak", .variance_frac = 0.0, .narrowing_frac = 0.0}};
    const auto lines = cell("easi", pen).explanation;
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_THAT(lines[1], HasSubstr("width of channels: "));
    // One measure everywhere: how much narrower the band would be.
    EXPECT_EQ(cell("unknown", pen).text,
              "whether vesicles have any effect 29 %, width of channels 10 %");
    // Where it acts rests on how it is given, not on the thickness of a site.
    EXPECT_THAT(cell("acts_on", pen).explanation,
                testing::ElementsAre(HasSubstr("oscillating needles")));
}

TEST_F(ComparisonTableTest, TheArticleStandsBesideTheCalculation) {
    const auto markers = outcome::all_markers();
    const auto tnf = static_cast<std::size_t>(
        std::ranges::find(markers, "tnf", &outcome::Marker::name) - markers.begin());
    answer_.arms[1].visits[1].markers[tnf] = {50.0, 50.0, 50.0};
    answer_.arms[pen].visits[1].markers_over_dummy[tnf] = {-1.0, -5.0, 0.5};
    answer_.arms[pen].shares_at_clock = {.lighter = 0.06, .same = 0.02, .heavier = 0.92};
    const ArticleView view = article();
    ASSERT_EQ(view.ways.size(), 4U);
    const ArticleWay& way = view.ways[3];
    EXPECT_EQ(way.label, "Dermapen");
    EXPECT_THAT(way.says, HasSubstr("small holes in healthy skin"));
    const auto answer = [&](std::string_view about) {
        const auto found = std::ranges::find(way.answers, about, &ArticleAnswer::about);
        return found == way.answers.end() ? ArticleAnswer{} : *found;
    };
    EXPECT_EQ(answer("anti-inflammatory").calculated,
              "TNF-alpha on treated skin, week 12: -2.0 % (-10.0 % to +1.0 %) against the dummy");
    EXPECT_EQ(answer("Ease").article, "★");
    EXPECT_EQ(answer("Cost, JPY (self-pay)").article, "★★");
    EXPECT_EQ(answer("On active skin").article, "no");
    EXPECT_THAT(answer("On active skin").calculated, HasSubstr("6 | 2 | 92 of 100"));
    EXPECT_EQ(answer("beside atopic dermatitis").article, "");
    // The ways into the blood claim more.
    EXPECT_THAT(
        std::ranges::find(view.ways[0].answers, "beside atopic dermatitis", &ArticleAnswer::about)
            ->article,
        HasSubstr("stamina"));
    // Each claim is read by a marker of its own.
    EXPECT_THAT(answer("immune modulation").calculated, HasSubstr("Treg on treated skin"));
    EXPECT_THAT(answer("tissue repair").calculated, HasSubstr("water loss (TEWL)"));
    ASSERT_EQ(view.drawbacks.size(), 3U);
    EXPECT_THAT(view.drawbacks[0].calculated, HasSubstr("Dermapen: course 160,000 – 200,000"));
    EXPECT_EQ(view.drawbacks[1].about, "slow");
    EXPECT_THAT(view.drawbacks[1].calculated, HasSubstr("Dermapen: " + cell("when", pen).text));
    EXPECT_EQ(view.drawbacks[2].calculated, cell("donation", pen).text);
    ASSERT_EQ(view.advice.size(), 3U);
    EXPECT_EQ(view.advice[0].article, "Dermapen or stamp");
    EXPECT_THAT(view.advice[0].calculated,
                AllOf(HasSubstr("Dermapen: 6 | 2 | 92"), HasSubstr("Dupilumab: 100 | 0 | 0"),
                      Not(HasSubstr("IV drip"))));
    EXPECT_THAT(view.advice[1].calculated, HasSubstr("IV drip"));
    EXPECT_EQ(view.words.size(), 4U);
    EXPECT_EQ(article("ja").ways[3].answers.size(), way.answers.size());
}

}  // namespace
}  // namespace vesikin::format
