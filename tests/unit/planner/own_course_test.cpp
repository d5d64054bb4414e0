// What of a person says which virtual people are like that one: cases worked out by hand.
#include "vesikin/planner/own_course.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/layer_fixture.hpp"
#include "support/planner_fixture.hpp"

namespace vesikin::planner {
namespace {

using study::SightingKind;
using testing::IsEmpty;
using testing::SizeIs;

LikenessQuestion question_of(const Person& person, const OwnCourse* own = nullptr) {
    return {.person = person,
            .own_course = own,
            .settings = tests::shipped_planner().likeness,
            .model = tests::layer_catalogue(),
            .body = tests::shipped_delivery().body,
            .participation_frac = 0.25};
}

TEST(OwnCourseTest, AreaIsScoredInTheStepsOfEasi) {
    const std::vector<std::pair<double, int>> cases{{0.0, 0},  {0.5, 1},  {9.9, 1},  {10.0, 2},
                                                    {29.0, 2}, {30.0, 3}, {50.0, 4}, {69.9, 4},
                                                    {70.0, 5}, {90.0, 6}, {100.0, 6}};
    for (const auto& [percent, score] : cases) {
        EXPECT_EQ(area_score(percent), score) << percent;
    }
}

TEST(OwnCourseTest, WhoSaidNothingOfItIsLikeAnybody) {
    const Person person = tests::person_of("state = \"active\"\nage = \"18_to_64\"");
    EXPECT_FALSE(likeness_of(question_of(person)).is_asked());
}

TEST(OwnCourseTest, ResponsesAreJudgedWhenATreatmentHasShownWhatItDoes) {
    const Person person = tests::person_of(
        "treatments_past = { topical_steroid = \"none\", dupilumab = \"some\", tacrolimus = "
        "\"unknown\" }\ntreatments_now = { abrocitinib = \"good\", emollient = \"good\" }");
    const study::Likeness likeness = likeness_of(question_of(person));
    ASSERT_THAT(likeness.past, SizeIs(3));  // "cannot tell" and an emollient say nothing
    const auto& dupilumab = likeness.past[0];
    EXPECT_EQ(dupilumab.name, "dupilumab");
    ASSERT_THAT(dupilumab.sightings, SizeIs(1));
    EXPECT_EQ(dupilumab.sightings[0].kind, SightingKind::response);
    EXPECT_EQ(dupilumab.sightings[0].day, 112.0);  // 16 weeks
    EXPECT_EQ(dupilumab.sightings[0].value, 1.0);
    EXPECT_EQ(dupilumab.care.drug, "dupilumab");
    EXPECT_EQ(likeness.past[1].name, "topical_steroid");
    EXPECT_EQ(likeness.past[1].sightings[0].day, 28.0);  // 4 weeks
    EXPECT_EQ(likeness.past[1].sightings[0].value, 0.0);
    EXPECT_EQ(likeness.past[2].name, "abrocitinib");
    EXPECT_EQ(likeness.past[2].sightings[0].day, 84.0);  // 12 weeks
    EXPECT_EQ(likeness.past[2].sightings[0].value, 2.0);
}

TEST(OwnCourseTest, SeverityNowIsThatUnderWhatIsUsedNow) {
    const Person bare = tests::person_of("poem = 15\nitch = 6");
    const study::Likeness untreated = likeness_of(question_of(bare));
    ASSERT_THAT(untreated.past, SizeIs(1));
    EXPECT_EQ(untreated.past[0].name, "now");
    EXPECT_TRUE(untreated.past[0].care.drug.empty());
    EXPECT_THAT(untreated.past[0].care.daily, IsEmpty());
    EXPECT_EQ(untreated.past[0].care.participation_frac, 0.0);
    ASSERT_THAT(untreated.past[0].sightings, SizeIs(2));
    EXPECT_EQ(untreated.past[0].sightings[0].kind, SightingKind::poem);
    EXPECT_EQ(untreated.past[0].sightings[0].value, 15.0);
    EXPECT_EQ(untreated.past[0].sightings[1].kind, SightingKind::itch);

    const Person treated =
        tests::person_of("poem = 15\ntreatments_now = { topical_steroid = \"unknown\" }");
    const study::Likeness now = likeness_of(question_of(treated));
    ASSERT_THAT(now.past, SizeIs(1));
    ASSERT_THAT(now.past[0].care.daily, SizeIs(1));
    EXPECT_EQ(now.past[0].care.daily[0].drug, "topical_steroid");
    EXPECT_EQ(now.past[0].sightings[0].day, 28.0);
}

TEST(OwnCourseTest, EasiByRegionIsTheirSumAndAreaIsWeightedByRegion) {
    const Person scored = tests::person_of(
        "easi_now = { head_neck = 2.5, trunk = 6 }\npoem = 12\nregions = { head_neck = 20, "
        "upper_limbs = 0, trunk = 40, lower_limbs = 60 }");
    const auto sightings = likeness_of(question_of(scored)).past[0].sightings;
    ASSERT_THAT(sightings, SizeIs(2));  // a physician's score makes area superfluous
    EXPECT_EQ(sightings[0].kind, SightingKind::easi);
    EXPECT_NEAR(sightings[0].value, 8.5, 1e-9);

    const Person painted = tests::person_of(
        "poem = 12\nregions = { head_neck = 20, upper_limbs = 0, trunk = 40, lower_limbs = 60 }");
    const auto area = likeness_of(question_of(painted)).past[0].sightings;
    ASSERT_THAT(area, SizeIs(2));
    EXPECT_EQ(area[1].kind, SightingKind::area);
    // 0.1 x 2 + 0.2 x 0 + 0.3 x 3 + 0.4 x 4
    EXPECT_NEAR(area[1].value, 2.7, 1e-9);
    // A region that was left out is no region without eczema.
    const Person partly = tests::person_of("poem = 12\nregions = { head_neck = 20 }");
    EXPECT_THAT(likeness_of(question_of(partly)).past[0].sightings, SizeIs(1));
}

TEST(OwnCourseTest, AnOwnCourseBeginsOnItsFirstDay) {
    const Person person = tests::person_of("");
    OwnCourse own;
    own.treatments = {{.drug = "topical_steroid", .regimen = "strong", .from_day = 20'010.0}};
    own.treatments[0].until_day = 20'038.0;
    own.seen = {{20'003.0, SightingKind::easi, 14.0}, {20'038.0, SightingKind::poem, 9.0}};
    const study::Likeness likeness = likeness_of(question_of(person, &own));
    ASSERT_THAT(likeness.past, SizeIs(1));
    const study::PastCourse& course = likeness.past[0];
    EXPECT_EQ(course.sightings[0].day, 0.0);
    EXPECT_EQ(course.sightings[1].day, 35.0);
    ASSERT_THAT(course.care.daily, SizeIs(1));
    EXPECT_EQ(course.care.daily[0].from_day, 7.0);
    EXPECT_EQ(course.care.daily[0].until_day, 35.0);
}

TEST(OwnCourseTest, DosesAreThoseOfAgeAndWeight) {
    const catalogue::Drug& dupilumab = *tests::layer_catalogue().find_drug("dupilumab");
    const auto regimen = [&](const char* text) {
        return usual_regimen_of(dupilumab, tests::person_of(text).profile(),
                                tests::layer_catalogue())
            .name;
    };
    EXPECT_EQ(regimen(""), "adult");
    EXPECT_EQ(regimen("age = \"18_to_64\"\nweight_kg = 50"), "adult");
    // A child of 22 kg gets 300 mg every four weeks by the label.
    const catalogue::Regimen& child =
        usual_regimen_of(dupilumab, tests::person_of("age = \"6_to_11\"\nweight_kg = 22").profile(),
                         tests::layer_catalogue());
    EXPECT_EQ(child.dose, 300.0);
    EXPECT_EQ(child.interval_day, 28.0);
}

}  // namespace
}  // namespace vesikin::planner
