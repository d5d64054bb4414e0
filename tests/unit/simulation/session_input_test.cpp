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

/// Days close together at first, up to two weeks.
std::vector<double> many_days() {
    std::vector<double> days;
    for (double day = 1e-4; day < 14.0; day *= 1.04) {
        days.push_back(day);
    }
    days.push_back(14.0);
    return days;
}

/// Time that a labelled particle spends free in living skin, and when on average: by the
/// trapezoidal rule over where transport says it is.
struct FreeTime {
    double exposure_day = 0.0;
    double mean_day = 0.0;
};

FreeTime free_time(const DeliveryPlan& plan, const DeliveryCourse& course) {
    const auto free = [&](std::size_t i) {
        return course.places[i][static_cast<std::size_t>(Place::epidermis)] +
               course.places[i][static_cast<std::size_t>(Place::dermis)];
    };
    FreeTime time;
    double moment = 0.0;
    for (std::size_t i = 1; i < plan.output_day.size(); ++i) {
        const double step = plan.output_day[i] - plan.output_day[i - 1];
        time.exposure_day += 0.5 * step * (free(i) + free(i - 1));
        moment +=
            0.5 * step * (free(i) * plan.output_day[i] + free(i - 1) * plan.output_day[i - 1]);
    }
    time.mean_day = moment / time.exposure_day;
    return time;
}

TEST(SessionInputTest, KeepsTheExposureOfTheSkinAndItsMeanTime) {
    for (const char* way : {"intradermal", "stamp", "dermapen", "ultrasound"}) {
        const Followed session = follow(way, many_days());
        const FreeTime found = free_time(session.plan, session.course);
        const double per_cell = session.plan.session.label_particles /
                                session.plan.session.area_cm2 /
                                session.plan.body->nucleated_cells_per_cm2;
        const delivery::VesicleKinetics<double>& k = session.input.vesicle;
        const double out = k.uptake_per_day + k.loss_per_day;
        // What enters at a rate k stays 1 / out on average, from 1 / k on. Two weeks hold all but
        // what is left at their end, which the reduction adds.
        EXPECT_NEAR(session.input.session.reservoir / out / (found.exposure_day * per_cell), 1.0,
                    0.02)
            << way;
        // Inflow faster than 50 a day is taken as that.
        const double mean_day = std::max(found.mean_day, 1.0 / 50.0 + 1.0 / out);
        EXPECT_NEAR((1.0 / k.inflow_per_day + 1.0 / out) / mean_day, 1.0, 0.03) << way;
    }
}

/// Numbers of skin that follow_skin divides and multiplies.
const std::vector<std::pair<std::string, double>> skin_numbers{
    {"true_count", 0.5}, {"handling_loss", 0.2},  {"uptake", 2.0},
    {"breakdown", 0.5},  {"lymph_drainage", 0.3}, {"lymph_multiplier", 1.5}};
constexpr double lymph = 0.45;
constexpr double loss = 0.95;
constexpr double out = 2.95;

catalogue::VesicleLink some_link() {
    catalogue::VesicleLink link;
    link.release_frac = 0.07;
    link.effect_half_life_day = 4.0;
    link.surface_frac = 0.3;
    link.immune_cells = 2e10;
    link.immune_frac = 0.1;
    link.drained_elimination_per_day = 11.0;
    link.drained_to_peripheral_per_day = 12.0;
    link.drained_to_central_per_day = 13.0;
    link.barrier_drop_per_open_area = 6.0;
    link.barrier_drop_limit = 0.9;
    link.reference_open_area_frac = 0.02;
    link.wound_rise_day = 1.0;
    link.wound_decay_day = 5.0;
    return link;
}

/// A session whose numbers are made up: 4 particle days per cell until day 3 at a mean of 1.7
/// days, when 0.2 free particles per cell are left.
struct MadeUp {
    DeliveryPlan plan;
    DeliveryPerson person;
    DeliveryCourse course;
    double exposure = 4.0 + 0.2 / out;

    explicit MadeUp(const std::string& way,
                    std::vector<std::pair<std::string, double>> numbers = skin_numbers) {
        tests::SessionChoice choice{.way = way};
        choice.area_cm2 = 50.0;
        plan = choice.plan();
        person = tests::median_woman(plan, numbers);
        const double cells = plan.body->nucleated_cells_per_cm2;
        plan.session.label_particles = 0.2 * 50.0 * cells / 0.04;
        course.places.resize(3);
        course.places.back()[static_cast<std::size_t>(Place::epidermis)] = 0.01;
        course.places.back()[static_cast<std::size_t>(Place::dermis)] = 0.03;
        course.measures[static_cast<std::size_t>(Measure::skin_exposure)] = 4.0 * cells;
        course.measures[static_cast<std::size_t>(Measure::skin_mean_time)] = 1.7;
        course.placement.open_area_frac = 0.05;
        course.placement.opening.course = {.close_per_day = 1.2};
    }

    /// Particles that leave the syringe.
    [[nodiscard]] double given() const { return plan.session.label_particles * 0.5 * 0.8; }

    [[nodiscard]] PersonalInput input(const catalogue::VesicleLink& link = some_link()) const {
        return session_input(plan, person, course, link);
    }
};

TEST(SessionInputTest, SkinIsWorkedOutFromExposureAndItsMoment) {
    const MadeUp session("stamp");
    const PersonalInput input = session.input();
    EXPECT_NEAR(input.vesicle.uptake_per_day, 2.0, 1e-12);
    EXPECT_NEAR(input.vesicle.loss_per_day, loss, 1e-12);
    EXPECT_NEAR(input.vesicle.release_frac, 0.07, 1e-12);
    EXPECT_NEAR(input.vesicle.effect_loss_per_day, std::log(2.0) / 4.0, 1e-12);
    EXPECT_NEAR(input.vesicle.surface_frac, 0.3, 1e-12);
    EXPECT_NEAR(input.session.reservoir, session.exposure * out, 1e-9);
    const double moment = 4.0 * 1.7 + 0.2 / out * (3.0 + 1.0 / out);
    EXPECT_NEAR(1.0 / input.vesicle.inflow_per_day, moment / session.exposure - 1.0 / out, 1e-9);
    EXPECT_NEAR(input.vesicle.drained_share_per_cell,
                lymph / loss * session.plan.body->nucleated_cells_per_cm2 * 50.0 / session.given(),
                1e-12);
    EXPECT_NEAR(input.vesicle.immune_per_share / (session.given() * 0.1 / 2e10), 1.0, 1e-12);
    EXPECT_EQ(input.vesicle.elimination_per_day, 11.0);
    EXPECT_EQ(input.vesicle.to_peripheral_per_day, 12.0);
    EXPECT_EQ(input.vesicle.to_central_per_day, 13.0);
    EXPECT_EQ(input.vesicle.skin_per_share, 0.0);
    EXPECT_EQ(input.session.central, 0.0);
    EXPECT_EQ(input.repeat_clearance_ratio, 1.0);
    EXPECT_EQ(input.vesicle.is_treated, 1.0);
}

TEST(SessionInputTest, NoInflowIsFasterThanFiftyADay) {
    MadeUp session("stamp");
    session.course.measures[static_cast<std::size_t>(Measure::skin_mean_time)] = 0.2;
    session.course.places.back() = {};
    EXPECT_EQ(session.input().vesicle.inflow_per_day, 50.0);  // 0.2 days are less than 1 / out
}

TEST(SessionInputTest, EqualRatesArePulledApart) {
    MadeUp session("stamp");
    session.course.measures[static_cast<std::size_t>(Measure::skin_mean_time)] = 2.0 / out;
    session.course.places.back() = {};
    EXPECT_NEAR(session.input().vesicle.inflow_per_day, 1.01 * out, 1e-9);
}

TEST(SessionInputTest, BloodIsWorkedOutFromTheRoutesNumbers) {
    auto numbers = skin_numbers;
    numbers.insert(numbers.end(), {{"central_volume", 3000.0},
                                   {"clearance", 60000.0},
                                   {"fast_half_life", 0.005},
                                   {"slow_half_life", 0.1},
                                   {"repeat_clearance", 2.5},
                                   {"repeat_gain", 0.7},
                                   {"half_saturation", 3e11}});
    MadeUp session("iv_push", numbers);
    const PersonalInput input = session.input();
    // k10 = CL / V = 20, and the two half-lives fix the rest: alpha beta = k10 k21,
    // alpha + beta = k10 + k12 + k21.
    const double alpha = std::log(2.0) / 0.005;
    const double beta = std::log(2.0) / 0.1;
    EXPECT_NEAR(input.vesicle.elimination_per_day, 20.0, 1e-9);
    EXPECT_NEAR(input.vesicle.to_central_per_day, alpha * beta / 20.0, 1e-9);
    EXPECT_NEAR(input.vesicle.to_peripheral_per_day, alpha + beta - 20.0 - alpha * beta / 20.0,
                1e-9);
    EXPECT_EQ(input.repeat_clearance_ratio, 2.5);
    EXPECT_EQ(input.repeat_gain_per_session, 0.7);
    EXPECT_EQ(input.session.central, 1.0);
    EXPECT_EQ(input.session.peripheral, 0.0);
    EXPECT_EQ(input.session.reservoir, 0.0);
    EXPECT_NEAR(input.vesicle.skin_per_share, session.exposure * out, 1e-9);
    EXPECT_NEAR(input.vesicle.half_saturation_share / (3e11 / session.given()), 1.0, 1e-12);
    EXPECT_EQ(input.vesicle.is_saturable, 0.0);
    EXPECT_EQ(input.marks.wound.weight[0], 0.0);
    EXPECT_EQ(input.marks.barrier_drop_frac, 0.0);
}

TEST(SessionInputTest, MarksOfNeedlesFollowTheOpenArea) {
    const MadeUp session("stamp");
    SessionMarks marks = session.input().marks;
    EXPECT_NEAR(marks.openness.weight[0], 0.05, 1e-12);
    EXPECT_NEAR(marks.openness.rate_per_day[0], 1.2, 1e-12);
    EXPECT_NEAR(marks.wound.weight[0], 2.5, 1e-12);  // 0.05 over 0.02
    EXPECT_NEAR(marks.wound.weight[1], -2.5, 1e-12);
    EXPECT_NEAR(marks.wound.rate_per_day[0], std::log(2.0) / 5.0, 1e-12);
    EXPECT_NEAR(marks.wound.rate_per_day[1], std::log(2.0), 1e-12);
    EXPECT_NEAR(marks.barrier_drop_frac, 0.3, 1e-12);  // 6 x 0.05
    catalogue::VesicleLink harsh = some_link();
    harsh.barrier_drop_limit = 0.2;
    EXPECT_NEAR(session.input(harsh).marks.barrier_drop_frac, 0.2, 1e-12);
    // Ultrasound opens without a wound.
    marks = MadeUp("ultrasound").input().marks;
    EXPECT_NEAR(marks.openness.weight[0], 0.05, 1e-12);
    EXPECT_EQ(marks.wound.weight[0], 0.0);
    EXPECT_EQ(marks.barrier_drop_frac, 0.0);
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

TEST(ElsewhereTest, SkinElsewhereSeesNothingButTheImmuneCellsOfTheBody) {
    PersonalInput input;
    input.closed_form.local_by_skin.fill(1.0);
    input.closed_form.local_by_blood.fill(2.0);
    input.closed_form.systemic_by_skin.fill(3.0);
    input.closed_form.systemic_by_blood.fill(4.0);
    input.marks.wound = {{1.0, 2.0}, {0.5, -0.5}};
    input.marks.openness = {{1.0}, {0.1}};
    input.marks.barrier_drop_frac = 0.2;
    const PersonalInput other = elsewhere(input);
    EXPECT_EQ(other.vesicle.is_treated, 0.0);
    for (std::size_t mode = 0; mode < vesicle_modes; ++mode) {
        EXPECT_EQ(other.closed_form.local_by_skin[mode], 0.0);
        EXPECT_EQ(other.closed_form.local_by_blood[mode], 0.0);
        EXPECT_EQ(other.closed_form.systemic_by_skin[mode], 3.0);
        EXPECT_EQ(other.closed_form.systemic_by_blood[mode], 4.0);
    }
    EXPECT_EQ(other.marks.barrier_drop_frac, 0.0);
    EXPECT_EQ(other.marks.openness.weight[0], 0.0);
    EXPECT_EQ(other.marks.wound.weight[0], 0.0);
}

}  // namespace
}  // namespace vesikin::simulation
