// The answer of a comparison on one screen, from numbers given by hand.
#include "vesikin/format/comparison_glance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/comparison_fixture.hpp"

namespace vesikin::format {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using tests::arm_with;

class ComparisonGlanceTest : public tests::ComparisonRecordTest {
  protected:
    [[nodiscard]] Glance glance(const char* language = "en", bool is_calm = false,
                                std::optional<std::string> care_drug = {}) {
        return comparison_glance(record(language, is_calm, std::move(care_drug)));
    }
};

TEST_F(ComparisonGlanceTest, TheHeadlineHasASentenceForEveryCase) {
    const std::string tested = "No trial in people has tested it.";
    EXPECT_EQ(glance().headline,
              "By this calculation, in week 12: with all 4 ways, there is hardly any difference "
              "from a dummy treatment. " +
                  tested);
    set(3, {.lighter = 0.06, .same = 0.02, .heavier = 0.92});
    EXPECT_EQ(glance().headline,
              "By this calculation, in week 12: with IV push, IV drip, 9-needle stamp, there is "
              "hardly any difference from a dummy treatment; with Dermapen, skin is worse than "
              "under a dummy treatment in 92 of 100 combinations of what nobody knows. " +
                  tested);
    set(0, {.lighter = 0.6, .same = 0.4});
    set(1, {.lighter = 0.75, .same = 0.25});
    set(2, {.lighter = 0.3, .same = 0.4, .heavier = 0.3});
    EXPECT_EQ(glance().headline,
              "By this calculation, in week 12: with IV push, IV drip, skin is better than under a "
              "dummy treatment in 60 to 75 of 100 combinations of what nobody knows; with 9-needle "
              "stamp, it is open whether skin gets better or worse than under a dummy treatment; "
              "with Dermapen, skin is worse than under a dummy treatment in 92 of 100 combinations "
              "of what nobody knows. " +
                  tested);
    EXPECT_THAT(glance("ja").headline,
                AllOf(HasSubstr("静脈注射・点滴では"), HasSubstr("100通りのうち60～75通りで"),
                      HasSubstr("ダーマペンでは"), HasSubstr("92通りで、見せかけの治療より重く"),
                      HasSubstr("人で確かめた試験はまだありません")));
}

TEST_F(ComparisonGlanceTest, StandardCareComesFirstAndSaysWhereItsSizeComesFrom) {
    const Glance all = glance();
    std::vector<std::string> labels;
    for (const GlanceRow& row : all.rows) {
        labels.push_back(row.label);
    }
    EXPECT_THAT(labels, ElementsAre("Topical corticosteroid", "Dupilumab", "Dummy", "Nothing",
                                    "IV push", "IV drip", "9-needle stamp", "Dermapen"));
    EXPECT_EQ(all.standard_line,
              "Standard care beside it, in week 12: Dupilumab, EASI 2.9 (size of the effect from "
              "trials); dummy treatment, EASI 11.0; eczema at the start, EASI 14.0.");
    EXPECT_THAT(all.rows[0].contains, HasSubstr("size of the effect assumed"));
    design_.standards.clear();
    answer_.arms.erase(answer_.arms.begin() + 2, answer_.arms.begin() + 4);
    EXPECT_EQ(glance().standard_line, "");
    EXPECT_EQ(glance().rows.size(), 6U);
}

TEST_F(ComparisonGlanceTest, CellsAreWhatTheNumbersSay) {
    answer_.arms[7] =
        arm_with("dermapen", 12.34, {.lighter = 0.06, .same = 0.02, .heavier = 0.92}, 0.48);
    const Glance all = glance();
    const GlanceRow& pen = all.rows[7];
    EXPECT_EQ(pen.easi, "12.3 (11.3-13.3)");
    EXPECT_EQ(pen.shares, "  6 |   2 |  92");
    EXPECT_EQ(pen.flare, "48");
    EXPECT_EQ(pen.cost, "160-200 k");  // four sessions of 40,000 to 50,000
    EXPECT_EQ(pen.cost_detail, "4 x 40-50 k");
    EXPECT_EQ(pen.active, "no");
    EXPECT_EQ(all.rows[5].active, "yes");
    EXPECT_EQ(all.rows[2].shares, "reference");
    EXPECT_EQ(all.rows[3].shares, "  0 |   0 | 100");
    EXPECT_EQ(all.rows[0].cost, "insured");
    EXPECT_EQ(glance("ja").rows[7].cost, "16～20万");
    for (const std::string& note : all.notes) {
        EXPECT_THAT(note, Not(HasSubstr("left out")));
    }
    answer_.failed_items = 3;
    EXPECT_THAT(glance().notes.back(), HasSubstr("3 courses"));
}

TEST_F(ComparisonGlanceTest, SaysHowFarChanceMayHaveMovedTheNumbers) {
    answer_.worlds = 100;
    answer_.patients = 400;
    // 0.2 x 0.8 of 100 draws: a standard error of 4 in 100, and 1.96 of them.
    set(2, {.lighter = 0.2, .same = 0.8});
    // A band of 5.264 is 1.6 standard deviations of worlds: 1.25 x 1.6 / 10 = 0.2. People: 14 x
    // 0.512 / 2.56 / 20 = 0.14. Together 0.244, and 1.96 of them.
    answer_.arms[6].visits[1].markers[outcome::easi_marker] = {11.0, 8.368, 13.632};
    answer_.arms[6].visits[1].person_p90 = 51.2;
    const Glance all = glance();
    EXPECT_THAT(all.notes,
                testing::Contains("Chance in this calculation (400 people, 100 combinations): "
                                  "counts of 100 may be off by 8, EASI by 0.5."));
    // That no world was heavier leaves one in a hundred open.
    set(2, {.same = 1.0});
    EXPECT_THAT(glance().notes, testing::Contains(HasSubstr("may be off by 2,")));
}

TEST_F(ComparisonGlanceTest, ArmsSayWhatTheyContain) {
    const auto contents = [&](bool is_calm, std::optional<std::string> drug) {
        std::vector<std::string> all;
        for (const GlanceRow& row : glance("en", is_calm, drug).rows) {
            all.push_back(row.contains);
        }
        return all;
    };
    const auto plain = contents(false, {});
    EXPECT_EQ(plain[2], "the visits alone: no vesicles, no needles");
    EXPECT_EQ(plain[3], "nobody does or watches anything");
    EXPECT_EQ(plain[4], "4 sessions, every 3 weeks, into the blood");
    EXPECT_THAT(plain[6], HasSubstr("4 sessions, every 3 weeks, on: "));
    const auto beside = contents(false, "tralokinumab");
    EXPECT_THAT(beside[1], HasSubstr("; instead of Tralokinumab"));
    EXPECT_THAT(beside[2], HasSubstr("; Tralokinumab goes on"));
    EXPECT_EQ(beside[3], "everything stops, the drugs too");
    EXPECT_THAT(beside[7], HasSubstr("; Tralokinumab goes on"));
    const auto calm = contents(true, {});
    EXPECT_THAT(calm[0], HasSubstr("; what keeps the skin calm goes on"));
    EXPECT_THAT(calm[7], HasSubstr("; what keeps the skin calm goes on"));
    EXPECT_EQ(calm[3], "everything stops, the drugs too");
}

}  // namespace
}  // namespace vesikin::format
