// The outcome that CONTRIBUTING.md shows, compiled from the page.
#include <gtest/gtest.h>

#include <cmath>

#include "vesikin/outcome/arm_course.hpp"

namespace vesikin::outcome {

#include "documented_outcome.hpp"

namespace {

TEST(DocumentedOutcomeTest, IsReadAtAVisitAndExpectedOverVisits) {
    const Outcome gone = itch_gone();
    static const disease::State<double> state{};
    const Observation before{.state = state, .itch = 8.0};
    EXPECT_EQ(gone.sampled(before, {.state = state, .itch = 1.0}), 1.0);
    EXPECT_EQ(gone.sampled(before, {.state = state, .itch = 1.1}), 0.0);

    catalogue::TrialLayer layer;
    layer.fluctuation_sd = 0.5;
    layer.itch_fluctuation_sd = 1.0;
    ArmCourse course;
    course.visit_day = {0.0, 7.0};
    course.weight = {1.0};
    course.visits = {{.easi = 20.0, .itch = 8.0},
                     {.easi = 20.0, .fluctuates = true, .itch = 5.0, .stays_frac = 0.5}};
    course.noise = care::VisitNoise(layer);
    // Half have left; four standard deviations lie between 5 and 1.
    EXPECT_NEAR(at_visit(gone, {.course = course, .visit = 1}).mean,
                50.0 * 0.5 * std::erfc(4.0 / std::sqrt(2.0)), 1e-4);
}

}  // namespace
}  // namespace vesikin::outcome
