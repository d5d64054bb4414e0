// What a person gets and when: doses, phases and sessions, counted out by hand.
#include "vesikin/care/care_course.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "vesikin/care/regimen.hpp"

namespace vesikin::care {
namespace {

std::vector<std::pair<double, double>> days_and_amounts(const DoseSchedule& schedule) {
    std::vector<std::pair<double, double>> found;
    for (const GivenDose& dose : doses_of(schedule)) {
        found.emplace_back(dose.day, dose.amount);
    }
    return found;
}

using Doses = std::vector<std::pair<double, double>>;

TEST(RegimenTest, LoadingComesFirstAndTheLastDayIsLeftOut) {
    DoseSchedule schedule{.end_day = 42.0, .interval_day = 14.0, .dose = 300.0, .loading = {600.0}};
    EXPECT_EQ(days_and_amounts(schedule), (Doses{{0.0, 600.0}, {14.0, 300.0}, {28.0, 300.0}}));
    schedule.first_day = 7.0;
    schedule.end_day = 35.5;
    schedule.loading = {600.0, 450.0};
    EXPECT_EQ(days_and_amounts(schedule), (Doses{{7.0, 600.0}, {21.0, 450.0}, {35.0, 300.0}}));
    schedule.count = 2;
    EXPECT_EQ(days_and_amounts(schedule), (Doses{{7.0, 600.0}, {21.0, 450.0}}));
}

TEST(RegimenTest, LoadingOnGivenDaysAndDosesOnGivenDays) {
    const DoseSchedule loading{.end_day = 28.0,
                               .interval_day = 7.0,
                               .dose = 300.0,
                               .loading = {500.0},
                               .loading_day = {0.0, 14.0}};
    EXPECT_EQ(days_and_amounts(loading),
              (Doses{{0.0, 500.0}, {7.0, 300.0}, {14.0, 500.0}, {21.0, 300.0}}));
    const DoseSchedule given{.first_day = 2.0,
                             .end_day = 4.0,
                             .interval_day = 7.0,
                             .dose = 30.0,
                             .loading = {60.0},
                             .given_day = {0.0, 3.0, 10.0}};
    EXPECT_EQ(days_and_amounts(given), (Doses{{2.0, 60.0}, {5.0, 30.0}, {12.0, 30.0}}));
}

TEST(RegimenTest, TheDoseNextToAMissedDayIsNotTakenAndNotMadeUpFor) {
    DoseSchedule schedule{.end_day = 56.0, .interval_day = 14.0, .dose = 300.0, .loading = {600.0}};
    schedule.missed_day = {16.0};
    EXPECT_EQ(days_and_amounts(schedule), (Doses{{0.0, 600.0}, {28.0, 300.0}, {42.0, 300.0}}));
    schedule.missed_day = {1.0};  // the loading dose itself
    EXPECT_EQ(days_and_amounts(schedule), (Doses{{14.0, 300.0}, {28.0, 300.0}, {42.0, 300.0}}));
    schedule.missed_day = {21.0};  // half way: one dose only
    EXPECT_EQ(days_and_amounts(schedule).size(), 3U);
    schedule.missed_day = {70.0};  // nothing is due there
    EXPECT_EQ(days_and_amounts(schedule).size(), 4U);
}

TEST(RegimenTest, DosesKeepTheirBandOfWeight) {
    const std::vector<GivenDose> doses =
        doses_of({.end_day = 1.0, .dose = 200.0, .weight_min_kg = 30.0, .weight_max_kg = 60.0});
    ASSERT_EQ(doses.size(), 1U);
    EXPECT_FALSE(doses[0].is_for(29.9));
    EXPECT_TRUE(doses[0].is_for(30.0));
    EXPECT_TRUE(doses[0].is_for(59.9));
    EXPECT_FALSE(doses[0].is_for(60.0));
}

TEST(CareCourseTest, EventsOfSessionsAndDosesComeInOrderOfTheirDays) {
    CareCourse care;
    care.sessions = {.count = 3, .interval_day = 10.0};
    care.doses = {{.day = 0.0, .amount = 600.0, .weight_max_kg = 60.0},
                  {.day = 10.5, .amount = 300.0}};
    const auto events = events_of(care, {.days = 28.0}, 50.0);
    ASSERT_EQ(events.size(), 5U);
    using Kind = simulation::DoseKind;
    const std::vector<double> days{28.0, 28.0, 38.0, 38.5, 48.0};
    const std::vector<Kind> kinds{Kind::session, Kind::drug, Kind::session, Kind::drug,
                                  Kind::session};
    const std::vector<double> amounts{1.0, 600.0, 1.0, 300.0, 1.0};
    const std::vector<double> repeats{0.0, 0.0, 1.0, 0.0, 2.0};
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].day, days[i]) << i;
        EXPECT_EQ(events[i].kind, kinds[i]) << i;
        EXPECT_EQ(events[i].amount, amounts[i]) << i;
        EXPECT_EQ(events[i].repeats, repeats[i]) << i;
    }
    EXPECT_EQ(events_of(care, {}, 60.0).size(), 4U);
    EXPECT_EQ(events_of(care, {}, 60.0)[1].day, 10.0);
    EXPECT_EQ(care.sessions.last_day(), 20.0);
    EXPECT_EQ(SessionPlan{}.last_day(), 0.0);
}

catalogue::DrugEffect il13(double size) {
    static const std::size_t field = [] {
        const disease::Effects<double> probe{};
        const auto& fields = disease::effect_fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (&(probe.*fields[i].member) == &probe.il13_block) {
                return i;
            }
        }
        return fields.size();
    }();
    return {.target = "il13",
            .field = field,
            .kind = catalogue::DrugEffect::Kind::block,
            .size = size,
            .access = 1.0,
            .meaning = "",
            .provenance = {}};
}

/// Two drugs that block IL-13.
catalogue::Catalogue two_drugs(bool has_layer) {
    catalogue::Catalogue made;
    catalogue::Drug first{.name = "first"};
    first.effects = {il13(0.5)};
    first.action = catalogue::DrugActionDescription{
        .half_effect = 30.0, .unit = "", .targets = {il13(0.8)}, .meaning = "", .provenance = {}};
    catalogue::Drug second{.name = "second"};
    second.effects = {il13(0.2)};
    second.action = catalogue::DrugActionDescription{
        .half_effect = 1.0, .unit = "", .targets = {il13(0.4)}, .meaning = "", .provenance = {}};
    made.drugs = {first, second};
    if (has_layer) {
        made.layer.emplace();
    }
    return made;
}

TEST(CareCourseTest, PhasesChangeWhereADrugStartsOrEnds) {
    CareCourse care;
    care.daily = {{.drug = "first", .amount = 10.0, .from_day = 0.0, .until_day = 56.0},
                  {.drug = "second", .amount = 3.0, .from_day = 28.0}};
    care.participation_frac = 0.25;
    care.kept.il31_block = 0.1;
    const auto phases = phases_of(care, {}, two_drugs(false), 2.0);
    ASSERT_EQ(phases.size(), 3U);
    const std::vector<double> starts{0.0, 28.0, 56.0};
    const std::vector<double> blocks{0.5, 1.0 - 0.5 * 0.8, 0.2};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(phases[i].start_day, starts[i]);
        EXPECT_NEAR(phases[i].effects.il13_block, blocks[i], 1e-12) << i;
        EXPECT_NEAR(phases[i].effects.participation, 0.5, 1e-12);
        EXPECT_NEAR(phases[i].effects.il31_block, 0.1, 1e-12);
    }
    // With a layer by the dose: 0.8 x 10 / 40, and with it 0.4 x 3 / 4.
    const auto dosed = phases_of(care, {}, two_drugs(true), 2.0);
    EXPECT_NEAR(dosed[0].effects.il13_block, 0.2, 1e-12);
    EXPECT_NEAR(dosed[1].effects.il13_block, 1.0 - 0.8 * 0.7, 1e-12);
    EXPECT_NEAR(dosed[2].effects.il13_block, 0.3, 1e-12);
}

TEST(CareCourseTest, ALeadInComesFirstAndMovesTheRest) {
    CareCourse care;
    care.daily = {{.drug = "first", .amount = 10.0, .from_day = 7.0}};
    LeadIn lead_in{.days = 100.0, .participation_frac = 0.75};
    lead_in.effects.il4_block = 0.9;
    const auto phases = phases_of(care, lead_in, two_drugs(false), 2.0);
    ASSERT_EQ(phases.size(), 3U);
    EXPECT_EQ(phases[0].start_day, 0.0);
    EXPECT_EQ(phases[0].effects.il4_block, 0.9);
    EXPECT_NEAR(phases[0].effects.participation, 1.5, 1e-12);
    EXPECT_EQ(phases[1].start_day, 100.0);
    EXPECT_EQ(phases[1].effects.il4_block, 0.0);
    EXPECT_EQ(phases[1].effects.il13_block, 0.0);
    EXPECT_NEAR(phases[1].effects.participation, 2.0, 1e-12);
    EXPECT_EQ(phases[2].start_day, 107.0);
    EXPECT_NEAR(phases[2].effects.il13_block, 0.5, 1e-12);
}

TEST(CareCourseTest, CoursesAreEqualWhenEveryPartIs) {
    const CareCourse care;
    CareCourse other = care;
    EXPECT_EQ(care, other);
    other.kept.ox40l_block = 0.1;
    EXPECT_NE(care, other);
    other = care;
    other.sessions.count = 1;
    EXPECT_NE(care, other);
}

}  // namespace
}  // namespace vesikin::care
