#include "vesikin/simulation/plan.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace vesikin::simulation {
namespace {

/// One person, one session, and whatever is changed about it.
bool is_drug_only(
    const std::function<void(PersonalInput&, disease::VesicleAction<double>&, Course&)>& change) {
    std::vector<PersonalInput> inputs(1);
    std::vector<disease::VesicleAction<double>> actions(1);
    std::vector<Course> courses(1);
    courses[0].doses = {{.day = 0.0, .kind = DoseKind::drug},
                        {.day = 7.0, .kind = DoseKind::session}};
    change(inputs[0], actions[0], courses[0]);
    Plan plan;
    plan.inputs = inputs;
    plan.actions = actions;
    plan.courses = courses;
    return plan.is_drug_only({});
}

TEST(PlanTest, OnlyADrugActsWhereSessionsDoNothing) {
    EXPECT_TRUE(is_drug_only([](auto&, auto&, auto&) {}));
    // Vesicles that reach skin or blood, and a product that does nothing; the other way round.
    EXPECT_TRUE(is_drug_only([](auto& input, auto&, auto&) { input.session.free = 1.0; }));
    EXPECT_TRUE(is_drug_only([](auto&, auto& action, auto&) { action.potency = 1.0; }));
}

TEST(PlanTest, VesiclesThatActAndEveryMarkOfANeedleCount) {
    EXPECT_FALSE(is_drug_only([](auto& input, auto& action, auto&) {
        input.session.free = 1e-9;
        action.potency = 0.5;
    }));
    EXPECT_FALSE(is_drug_only([](auto& input, auto& action, auto&) {
        input.session.systemic_cargo = 2.0;
        action.potency = 0.5;
    }));
    EXPECT_FALSE(
        is_drug_only([](auto& input, auto&, auto&) { input.marks.wound.weight[1] = 0.1; }));
    EXPECT_FALSE(
        is_drug_only([](auto& input, auto&, auto&) { input.marks.openness.weight[0] = 0.1; }));
    EXPECT_FALSE(
        is_drug_only([](auto& input, auto&, auto&) { input.marks.barrier_drop_frac = 0.1; }));
}

TEST(PlanTest, WithoutASessionNothingOfItActs) {
    EXPECT_TRUE(is_drug_only([](auto& input, auto& action, auto& course) {
        input.session.free = 1.0;
        input.marks.barrier_drop_frac = 0.1;
        action.potency = 1.0;
        course.doses.pop_back();
    }));
}

}  // namespace
}  // namespace vesikin::simulation
