#include "vesikin/trial/design.hpp"

#include <gtest/gtest.h>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"

namespace vesikin::trial {
namespace {

catalogue::Drug drug_on(std::string name, std::string_view effect, double size) {
    catalogue::Drug drug;
    drug.name = std::move(name);
    catalogue::DrugEffect made;
    while (disease::effect_fields[made.field].name != effect) {
        ++made.field;
    }
    made.size = size;
    drug.effects.push_back(made);
    return drug;
}

catalogue::Catalogue two_drugs() {
    catalogue::Catalogue catalogue;
    catalogue.drugs = {drug_on("a", "il4_block", 0.5), drug_on("b", "il4_block", 0.8)};
    return catalogue;
}

Arm arm_with(std::vector<TreatmentPeriod> treatments, double participation_frac = 1.0) {
    Arm arm;
    arm.name = "arm";
    arm.participation_frac = participation_frac;
    arm.treatments = std::move(treatments);
    return arm;
}

TEST(CourseOfTest, ArmWithoutDrugIsOnePhaseOfParticipation) {
    const simulation::Course course = course_of(arm_with({}, 0.25), two_drugs());
    EXPECT_EQ(course.name, "arm");
    ASSERT_EQ(course.phases.size(), 1U);
    EXPECT_EQ(course.phases[0].start_day, 0.0);
    EXPECT_EQ(course.phases[0].effects.participation, 0.25);
    EXPECT_EQ(course.phases[0].effects.il4_block, 0.0);
}

TEST(CourseOfTest, OverlappingDrugsActTogetherWhereTheyOverlap) {
    const simulation::Course course =
        course_of(arm_with({{"a", 0.0, 28.0}, {"b", 14.0, 42.0}}), two_drugs());

    ASSERT_EQ(course.phases.size(), 4U);
    EXPECT_EQ(course.phases[0].start_day, 0.0);
    EXPECT_EQ(course.phases[1].start_day, 14.0);
    EXPECT_EQ(course.phases[2].start_day, 28.0);
    EXPECT_EQ(course.phases[3].start_day, 42.0);
    EXPECT_DOUBLE_EQ(course.phases[0].effects.il4_block, 0.5);
    EXPECT_DOUBLE_EQ(course.phases[1].effects.il4_block, 0.9);  // 1 - 0.5 * 0.2
    EXPECT_DOUBLE_EQ(course.phases[2].effects.il4_block, 0.8);
    EXPECT_EQ(course.phases[3].effects.il4_block, 0.0);
    for (const simulation::Phase& phase : course.phases) {
        EXPECT_EQ(phase.effects.participation, 1.0);
    }
}

TEST(CourseOfTest, LateDrugLeavesAPhaseWithoutItFirst) {
    const simulation::Course course = course_of(arm_with({{"b", 28.0, 56.0}}), two_drugs());
    ASSERT_EQ(course.phases.size(), 3U);
    EXPECT_EQ(course.phases[0].start_day, 0.0);
    EXPECT_EQ(course.phases[0].effects.il4_block, 0.0);
    EXPECT_DOUBLE_EQ(course.phases[1].effects.il4_block, 0.8);
    EXPECT_EQ(course.phases[2].effects.il4_block, 0.0);
}

TEST(CourseOfTest, AdjoiningPeriodsOfOneDrugNeitherOverlapNorLeaveAGap) {
    const simulation::Course course =
        course_of(arm_with({{"a", 7.0, 14.0}, {"a", 0.0, 7.0}}), two_drugs());
    ASSERT_EQ(course.phases.size(), 3U);
    EXPECT_DOUBLE_EQ(course.phases[0].effects.il4_block, 0.5);
    EXPECT_DOUBLE_EQ(course.phases[1].effects.il4_block, 0.5);
    EXPECT_EQ(course.phases[2].effects.il4_block, 0.0);
}

TEST(CourseOfTest, PeriodOfNoLengthDoesNothing) {
    for (const simulation::Phase& phase :
         course_of(arm_with({{"a", 7.0, 7.0}}), two_drugs()).phases) {
        EXPECT_EQ(phase.effects.il4_block, 0.0);
    }
}

TEST(CourseOfTest, UnknownDrugIsABugOfTheLoader) {
    EXPECT_THROW(static_cast<void>(course_of(arm_with({{"c", 0.0, 7.0}}), two_drugs())),
                 base::InternalError);
}

TEST(PlanOfTest, HasACourseForEachArmInOrderAndTheVisits) {
    TrialDesign design;
    design.visit_day = {7.0, 14.0};
    design.arms = {arm_with({}), arm_with({{"a", 0.0, 14.0}})};
    design.arms[1].name = "drug";
    const simulation::Plan plan = plan_of(design, two_drugs());
    ASSERT_EQ(plan.courses.size(), 2U);
    EXPECT_EQ(plan.courses[0].name, "arm");
    EXPECT_EQ(plan.courses[1].name, "drug");
    EXPECT_EQ(plan.visit_day, design.visit_day);
}

}  // namespace
}  // namespace vesikin::trial
