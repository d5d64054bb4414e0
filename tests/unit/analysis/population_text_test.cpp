// Who entered, as populations of trial tables tell it.
#include "vesikin/analysis/texts/population_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/layer_fixture.hpp"

namespace vesikin::analysis {
namespace {

using testing::HasSubstr;

Population read(std::string_view text) {
    return read_population(text, "a trial", tests::shipped_rules().population, {75.0, 0.2});
}

TEST(PopulationTextTest, ReadsChildrenByAnyOfTheirNames) {
    for (const char* text :
         {"child 6-11 severe", "children 6-11 y severe", "pediatric 6-11 y severe",
          "paediatric 6-11 y severe", "Paediatric, 6–11 years, severe", "小児 6-11歳 重症",
          "小児（６～１１歳）重症", "children aged 6 to 11 years, severe", "6-11 y severe",
          "children aged 6 to <12 years, severe", "小児 6歳以上12歳未満 重症"}) {
        const Population found = read(text);
        EXPECT_EQ(found.reason, "") << text;
        EXPECT_EQ(found.assumed, "") << text;
        EXPECT_EQ(found.age_year, 8.0) << text;
        EXPECT_EQ(found.entry.weight, (catalogue::BodyWeight{31.0, 0.25})) << text;
        EXPECT_EQ(found.entry.easi_min, 21.0) << text;
        EXPECT_EQ(found.entry.easi_mean, 37.8) << text;
    }
    // Nobody said severe: EASI as in other trials.
    for (const char* text : {"小児 6-11歳", "children", "小児", "pediatric mod-severe",
                             "children, moderate-to-severe", "ＣＨＩＬＤＲＥＮ"}) {
        const Population found = read(text);
        EXPECT_EQ(found.reason, "") << text;
        EXPECT_EQ(found.entry.weight.median_kg, 31.0) << text;
        EXPECT_EQ(found.entry.easi_min, 16.0) << text;
    }
}

TEST(PopulationTextTest, ReadsAdultsAdolescentsAndJapan) {
    for (const char* text : {"adult", "Adults", "成人", "adult mod-severe", ">=18 y",
                             "18 years and older", "18歳以上", "aged ≥ 18 years", "18+ years"}) {
        const Population found = read(text);
        EXPECT_EQ(found.reason + found.assumed, "") << text;
        EXPECT_EQ(found.age_year, 35.0) << text;
        EXPECT_EQ(found.entry.weight.median_kg, 75.0) << text;
    }
    for (const char* text : {"adolescents 12-17 y", "青年", "12-17歳", "teenagers"}) {
        EXPECT_EQ(read(text).age_year, 15.0) << text;
        EXPECT_EQ(read(text).entry.weight.median_kg, 72.0) << text;
    }
    EXPECT_EQ(read("adult+adolescent").age_year, 35.0);
    EXPECT_EQ(read("adult+adolescent").entry.weight.median_kg, 72.0);
    for (const char* text : {"Japanese adults", "日本人 成人", "Japan >=16 y"}) {
        EXPECT_EQ(read(text).entry.weight.median_kg, 64.0) << text;
    }
    EXPECT_EQ(read("日本人小児 6-11歳").entry.weight.median_kg, 31.0);
}

TEST(PopulationTextTest, RefusesPeopleOfWhomNoRuleTells) {
    for (const char* text : {"adults and children", "成人および小児", "children and adolescents"}) {
        EXPECT_THAT(read(text).reason, HasSubstr("one age band")) << text;
    }
    for (const char* text :
         {"children 2-5 y", "6 months to 5 years", "12歳未満", ">=2 y", "小児 2歳以上", "2-17 y"}) {
        EXPECT_THAT(read(text).reason, HasSubstr("no rule says what people of")) << text;
    }
    EXPECT_THAT(read("infants").reason, HasSubstr("below 6 years"));
    EXPECT_THAT(read("chldren severe").reason, HasSubstr("\"children\" is"));
    EXPECT_THAT(read("adults and chidlren").reason, HasSubstr("\"children\" is"));
    EXPECT_THAT(read("adlut").reason, HasSubstr("population \"adlut\""));
}

TEST(PopulationTextTest, SaysWhatItTakesWhereATextLeavesAgesOpen) {
    EXPECT_THAT(read("").assumed, HasSubstr("age not given: 35 years assumed"));
    EXPECT_THAT(read("mod-severe (83)").assumed, HasSubstr("age not given"));
    EXPECT_THAT(read("people of the moon").assumed, HasSubstr("population not understood"));
    // A part of another word names nobody.
    EXPECT_THAT(read("women not of childbearing potential").assumed, HasSubstr("not understood"));
}

TEST(PopulationTextTest, AgesOfARuleAreNoOtherAges) {
    EXPECT_EQ(read("Japan 2-11 y").entry.weight.median_kg, 25.0);
    EXPECT_EQ(read("日本 2～11歳").entry.weight.median_kg, 25.0);
    EXPECT_EQ(read("Japan 12-14 y").entry.weight.median_kg, 72.0);  // not those of 2-14 years
    EXPECT_EQ(read(">=2 y mild-moderate").entry.weight.median_kg, 50.0);
    EXPECT_EQ(read("adult mild-moderate").entry.weight.median_kg, 75.0);
}

TEST(AgeTextTest, WritesAgesOneWay) {
    EXPECT_EQ(ages_in_words({6.0, 11.0}), "6-11 y");
    EXPECT_EQ(ages_in_words({.from_year = 12.0}), ">=12 y");
}

TEST(WordsTest, AreFoundWhole) {
    EXPECT_TRUE(has_words("adult+adolescent", "adult"));
    EXPECT_FALSE(has_words("adulthood", "adult"));
    EXPECT_FALSE(has_words("12-14 y", "2-14 y"));
    EXPECT_TRUE(has_words("日本人小児", "小児"));
}

}  // namespace
}  // namespace vesikin::analysis
