// The reduction of a session to kinetics keeps what transport found.
#include "vesikin/simulation/session_input.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "support/delivery_fixture.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/simulation/vesicle_course.hpp"

namespace vesikin::simulation {
namespace {

const std::vector<double> long_after{1.0, 3.0, 14.0};

struct Followed {
    DeliveryPlan plan;
    DeliveryPerson person;
    DeliveryCourse course;
    PersonalInput input;
};

Followed follow(const std::string& way, std::vector<double> output_day = long_after) {
    tests::SessionChoice choice{.way = way};
    choice.output_day = std::move(output_day);
    DeliveryPlan plan = choice.plan();
    DeliveryPerson person = tests::median_woman(plan);
    DeliveryCourse course = tests::simulate_one(plan, person);
    PersonalInput input =
        session_input(plan, person, course, tests::shipped_vesicles().median_world().link);
    return {plan, person, course, input};
}

/// Free vesicles per cell integrated over `until_day` by the reduced kinetics, by small steps.
double reduced_exposure(const PersonalInput& input, double until_day) {
    delivery::VesicleAmounts<double> x = input.session;
    double exposure = 0.0;
    constexpr int steps = 200000;
    const double step = until_day / steps;
    for (int i = 0; i < steps; ++i) {
        delivery::VesicleAmounts<double> rate{};
        vesicle_rates(x, input.vesicle, rate);
        exposure += step * x.free;
        x.reservoir += step * rate.reservoir;
        x.free += step * rate.free;
        x.central += step * rate.central;
        x.peripheral += step * rate.peripheral;
    }
    return exposure;
}

/// Whether an input that nobody filled adds nothing. The compiler refuses to read what is unset.
constexpr bool starts_empty() {
    PersonalInput input;
    return std::apply([](const auto&... amount) { return ((amount == 0.0) && ...); },
                      delivery::vesicle_amount_entries(input.session));
}

static_assert(starts_empty());

TEST(SessionInputTest, ASessionInTheSkinPutsNothingIntoBloodAtOnce) {
    for (const char* way : {"intradermal", "stamp", "dermapen", "ultrasound"}) {
        const Followed session = follow(way);
        EXPECT_EQ(session.input.session.central, 0.0) << way;
        EXPECT_EQ(session.input.session.peripheral, 0.0) << way;
    }
}

TEST(SessionInputTest, PeakCargoIsTheSameByModesAndByIntegration) {
    for (const char* way :
         {"iv_push", "iv_drip", "intradermal", "stamp", "dermapen", "ultrasound"}) {
        Followed session = follow(way);
        ASSERT_EQ(choose_path(session.input), KineticsPath::closed_form) << way;
        const ActingCargo modes = peak_cargo(session.input, KineticsPath::closed_form);
        const ActingCargo integrated = peak_cargo(session.input, KineticsPath::full);
        EXPECT_GT(modes.skin, 0.0) << way;
        EXPECT_GT(modes.immune, 0.0) << way;
        EXPECT_NEAR(integrated.skin / modes.skin, 1.0, 1e-4) << way;
        EXPECT_NEAR(integrated.immune / modes.immune, 1.0, 1e-4) << way;
    }
}

TEST(SessionInputTest, SaturatedUptakeStillLeavesCargo) {
    Followed session = follow("iv_push");
    const ActingCargo linear = peak_cargo(session.input, KineticsPath::full);
    session.input.vesicle.is_saturable = 1.0;
    session.input.vesicle.half_saturation_share = 0.2;
    ASSERT_EQ(choose_path(session.input), KineticsPath::full);
    const ActingCargo saturated = peak_cargo(session.input, KineticsPath::full);
    EXPECT_GT(saturated.immune, 0.3 * linear.immune);
    EXPECT_LT(saturated.immune, linear.immune);
}

TEST(SessionInputTest, KeepsTheExposureOfTheSkinAndItsMeanTime) {
    for (const char* way : {"intradermal", "stamp", "dermapen", "ultrasound"}) {
        const Followed session = follow(way);
        const double cells = session.plan.body->nucleated_cells_per_cm2;
        const double exposure = tests::measure(session.course, Measure::skin_exposure) / cells;
        const double out =
            session.input.vesicle.uptake_per_day + session.input.vesicle.loss_per_day;
        // Two weeks hold all but what is left at their end, which the reduction adds.
        EXPECT_NEAR(session.input.session.reservoir / out / exposure, 1.0, 0.02) << way;
        const double mean_time = 1.0 / session.input.vesicle.inflow_per_day + 1.0 / out;
        const double measured = tests::measure(session.course, Measure::skin_mean_time);
        // Inflow faster than 50 a day is taken as that.
        EXPECT_NEAR(mean_time, std::max(measured, 1.0 / 50.0 + 1.0 / out), 0.1 * measured) << way;
    }
}

TEST(SessionInputTest, TheFirstDayIsWithinAQuarterOfFullTransport) {
    // Two moments are kept, not the whole course: this is what the reduction costs.
    for (const char* way : {"intradermal", "stamp", "dermapen", "ultrasound"}) {
        const double reduced = reduced_exposure(follow(way).input, 1.0);
        const Followed one_day = follow(way, {1.0});
        const double full = tests::measure(one_day.course, Measure::skin_exposure) /
                            one_day.plan.body->nucleated_cells_per_cm2;
        EXPECT_NEAR(reduced / full, 1.0, 0.25) << way;
    }
}

TEST(SessionInputTest, BloodGivesTheSkinWhatTransportSaysItGot) {
    for (const char* way : {"iv_push", "iv_drip"}) {
        const Followed session = follow(way);
        const double exposure = tests::measure(session.course, Measure::skin_exposure) /
                                session.plan.body->nucleated_cells_per_cm2;
        EXPECT_EQ(session.input.session.reservoir, 0.0);
        EXPECT_NEAR(reduced_exposure(session.input, 14.0) / exposure, 1.0, 0.03) << way;
    }
}

TEST(SessionInputTest, NeedlesLeaveMarksAndBloodLeavesNone) {
    for (const std::string& way : tests::all_ways) {
        const Followed session = follow(way);
        const bool is_needle = session.plan.route->pierces_skin;
        EXPECT_EQ(session.input.marks.barrier_drop_frac > 0.0, is_needle) << way;
        EXPECT_EQ(session.input.marks.wound.weight[0] != 0.0, is_needle) << way;
        const bool is_blood = way.starts_with("iv_");
        EXPECT_EQ(session.input.marks.openness.weight[0] == 0.0, is_blood) << way;
    }
}

TEST(SessionInputTest, SkinElsewhereHasNoCargoOfItsOwnOnEitherPath) {
    Followed session = follow("stamp");
    ASSERT_EQ(choose_path(session.input), KineticsPath::closed_form);
    const PersonalInput other = elsewhere(session.input);
    for (const KineticsPath path : {KineticsPath::closed_form, KineticsPath::full}) {
        EXPECT_GT(peak_cargo(session.input, path).skin, 0.0);
        EXPECT_EQ(peak_cargo(other, path).skin, 0.0);
        EXPECT_EQ(peak_cargo(other, path).immune, peak_cargo(session.input, path).immune);
    }
}

TEST(SessionInputTest, SkinElsewhereHasNoMarksAndOnlyTheImmuneCellsOfTheBody) {
    Followed session = follow("dermapen");
    ASSERT_TRUE(close_form(session.input));
    const PersonalInput other = elsewhere(session.input);
    EXPECT_EQ(other.marks.barrier_drop_frac, 0.0);
    for (std::size_t mode = 0; mode < vesicle_modes; ++mode) {
        EXPECT_EQ(other.closed_form.local_by_skin[mode], 0.0);
        EXPECT_EQ(other.closed_form.systemic_by_skin[mode],
                  session.input.closed_form.systemic_by_skin[mode]);
    }
}

}  // namespace
}  // namespace vesikin::simulation
