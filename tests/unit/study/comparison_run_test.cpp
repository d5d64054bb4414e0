// Small comparisons run whole: what must be nothing is nothing, and parts add up.
#include <gtest/gtest.h>

#include <cmath>

#include "support/delivery_fixture.hpp"
#include "support/layer_fixture.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/population/delivery_draw.hpp"
#include "vesikin/population/world_draw.hpp"
#include "vesikin/simulation/session_input.hpp"
#include "vesikin/simulation/vesicle_course.hpp"
#include "vesikin/study/comparison.hpp"
#include "vesikin/study/design.hpp"

namespace vesikin::tests {
namespace {

constexpr std::size_t dummy = 1;
constexpr std::size_t first_way = 2;

/// Ten people in two worlds, visits at weeks 2, 4 and 8.
study::ComparisonDesign small(const std::vector<study::ComparedWay>& ways) {
    study::ComparisonDesign design;
    design.seed = 5;
    design.patients = 10;
    design.worlds = 2;
    design.delivery_people = 2;
    design.enrolment.easi_min = 16.0;
    design.untreated.participation_frac = 0.0;
    design.care.participation_frac = 0.25;
    design.model = &layer_catalogue();
    design.visit_day = {14.0, 28.0, 56.0};
    design.ways = ways;
    design.rules.noticeable_frac = 0.1;
    design.rules.flare_easi_rise = 2.0;
    design.rules.flare_easi_above = 7.0;
    design.rules.flare_after_day = 3.0;
    return design;
}

study::ComparisonAnswer run(const study::ComparisonDesign& design, std::uint64_t drawn = 200) {
    const auto patients = population::sample_population(layer_catalogue().model, 5, drawn);
    return study::run_comparison(design, shipped_vesicles(), *patients,
                                 {.solver_settings = settings(1e-6, 1e-8), .threads = 2});
}

/// The effect on treated skin over dummy at a time, mean of two worlds.
double effect(const study::ComparisonAnswer& answer, std::size_t way, std::size_t time) {
    return answer.arms[first_way + way]
        .visits[time]
        .readings_over_dummy[answer.reading(study::easi_change_treated)]
        .median;
}

simulation::DeliveryPlan plan_of(const char* way) {
    // Needles may only go into calm skin; here the arithmetic is asked, not the practice.
    return SessionChoice{.way = way, .area_cm2 = way == std::string("iv_push") ? 0.0 : 50.0}.plan();
}

TEST(ComparisonRunTest, ClaimsAndTheNeedleAddUpToTheEffectWhenTheCourseEnds) {
    const simulation::DeliveryPlan stamp = plan_of("stamp");
    const simulation::DeliveryPlan push = plan_of("iv_push");
    const study::ComparisonDesign design =
        small({{.plan = &stamp, .sessions = {.count = 3, .interval_day = 7.0}},
               {.plan = &push, .sessions = {.count = 2, .interval_day = 14.0}}});
    const study::ComparisonAnswer answer = run(design);
    ASSERT_EQ(answer.failed_items, 0U);
    for (std::size_t way = 0; way < 2; ++way) {
        const study::Attribution& a = answer.attribution[way];
        const std::size_t end = answer.arms[first_way + way].course_end;
        EXPECT_EQ(end, design.course_end(design.ways[way]));
        EXPECT_NEAR(a.claims[0] + a.claims[1] + a.claims[2] + a.needle, effect(answer, way, end),
                    1e-6);
    }
    // Nothing pierces skin in an infusion; a stamp does.
    EXPECT_NEAR(answer.attribution[1].needle, 0.0, 1e-9);
    EXPECT_GT(std::abs(answer.attribution[0].needle), 1e-3);
    EXPECT_LT(answer.attribution[0].claims[2], -1e-3);  // repair repairs
}

TEST(ComparisonRunTest, WithoutAnyClaimAndWithoutNeedlesAWayIsTheDummy) {
    const simulation::DeliveryPlan push = plan_of("iv_push");
    study::ComparisonDesign design = small({{.plan = &push, .sessions = {.count = 2}}});
    EXPECT_GT(std::abs(effect(run(design), 0, 3)), 1e-5);
    design.claims = {.anti_inflammatory = false, .immune = false, .repair = false};
    const study::ComparisonAnswer answer = run(design);
    for (std::size_t time = 0; time < 4; ++time) {
        EXPECT_NEAR(effect(answer, 0, time), 0.0, 1e-3) << time;
        const study::ArmVisit& visit = answer.arms[first_way].visits[time];
        for (std::size_t i = 0; i < visit.markers_over_dummy.size(); ++i) {
            EXPECT_NEAR(visit.markers_over_dummy[i].median, 0.0, 1e-3)
                << outcome::all_markers()[i].name;
        }
    }
}

TEST(ComparisonRunTest, WhatReachesCellsIsTheMeanOverBodiesInEachWorld) {
    const simulation::DeliveryPlan stamp = plan_of("stamp");
    const study::ComparisonAnswer answer = run(small({{.plan = &stamp}}));
    double reached = 0.0;
    simulation::ActingCargo cargo;
    // Two bodies in each of two worlds, whose median is their mean.
    for (std::uint64_t world = 0; world < 2; ++world) {
        const auto drawn = population::draw_world(shipped_vesicles(), 5, world);
        for (std::uint64_t body = 0; body < 2; ++body) {
            const population::DeliverySubject subject{5, body, world};
            const simulation::DeliveryPerson person{
                population::draw_sex(subject),
                population::draw_delivery(stamp.route->parameters, subject)};
            const simulation::DeliveryCourse course = simulate_one(stamp, person);
            simulation::PersonalInput input =
                simulation::session_input(stamp, person, course, drawn.world.link);
            const auto path = simulation::choose_path(input);
            cargo.skin += simulation::peak_cargo(input, path).skin / 4.0;
            cargo.immune += simulation::peak_cargo(input, path).immune / 4.0;
            reached += measure(course, simulation::Measure::whole_skin) / 4.0;
        }
    }
    const study::ArmAnswer& way = answer.arms[first_way];
    EXPECT_NEAR(way.reached_label_frac, reached, 1e-9 * reached);
    EXPECT_NEAR(way.cargo_per_cell, cargo.skin, 1e-6 * cargo.skin);
    EXPECT_NEAR(way.immune_cargo_per_cell, cargo.immune, 1e-6 * cargo.immune);
}

TEST(ComparisonRunTest, EverybodyIsHeldAgainstTheirOwnDummy) {
    // More people than are treated at once, by a way that does nothing: whoever were held against
    // another's dummy would seem to be better or to flare.
    const simulation::DeliveryPlan push = plan_of("iv_push");
    study::ComparisonDesign design = small({{.plan = &push, .sessions = {.count = 2}}});
    design.patients = 140;
    design.claims = {.anti_inflammatory = false, .immune = false, .repair = false};
    const study::ComparisonAnswer answer = run(design, 1000);
    for (const study::ArmVisit& visit : answer.arms[first_way].visits) {
        EXPECT_EQ(visit.readings[answer.reading(study::noticeable)].p95, 0.0);
        EXPECT_EQ(visit.readings[answer.reading(study::flare)].p95, 0.0);
    }
}

TEST(ComparisonRunTest, SomeFlareAfterNeedlesAndWithoutTakingPart) {
    const simulation::DeliveryPlan pen =
        SessionChoice{.way = "dermapen", .condition = delivery::SkinCondition::lesion}.plan();
    study::ComparisonDesign design = small({{.plan = &pen, .sessions = {.count = 4}}});
    design.visit_day = {1.0, 4.0, 11.0, 18.0, 56.0};
    const study::ComparisonAnswer answer = run(design);
    const std::size_t flare = answer.reading(study::flare);
    const auto& visits = answer.arms[first_way].visits;
    EXPECT_EQ(visits[1].readings[flare].p95, 0.0);  // the wound itself, a day after
    EXPECT_GT(visits.back().readings[flare].median, 0.0);
    // Untreated people are above the same people's dummy in the end.
    EXPECT_GT(answer.arms[0].visits.back().readings[flare].median, 0.0);
    EXPECT_EQ(answer.arms[dummy].visits.back().readings[flare].p95, 0.0);
}

TEST(ComparisonRunTest, MoreSessionsDoMore) {
    const simulation::DeliveryPlan stamp = plan_of("stamp");
    const auto after = [&](std::size_t sessions) {
        return effect(
            run(small({{.plan = &stamp, .sessions = {.count = sessions, .interval_day = 7.0}}})), 0,
            3);
    };
    EXPECT_GT(std::abs(after(4)), 1.5 * std::abs(after(1)));
}

TEST(ComparisonRunTest, TheUntreatedStayAsTheyAreAndTheDummyTakesPart) {
    const simulation::DeliveryPlan push = plan_of("iv_push");
    const study::ComparisonAnswer answer = run(small({{.plan = &push}}));
    const auto& untreated = answer.arms[0].visits;
    EXPECT_NEAR(untreated.back().markers[outcome::easi_marker].median,
                untreated.front().markers[outcome::easi_marker].median, 1e-2);
    EXPECT_LT(answer.arms[dummy].visits.back().markers[outcome::easi_marker].median,
              untreated.back().markers[outcome::easi_marker].median - 0.3);
    EXPECT_EQ(answer.baseline_easi, untreated.front().markers[outcome::easi_marker].median);
}

TEST(ComparisonRunTest, WhereOnlySomeSkinIsTreatedTheWholePersonGetsItsShare) {
    const simulation::DeliveryPlan sono = plan_of("ultrasound");
    study::ComparisonDesign design = small({{.plan = &sono, .sessions = {.count = 3}}});
    const auto person = [&](double weight) {
        design.ways[0].treated_weight = weight;
        const study::ComparisonAnswer answer = run(design);
        return answer.arms[first_way]
            .visits.back()
            .readings_over_dummy[answer.reading("easi_percent_change")]
            .median;
    };
    const double whole = person(1.0);
    const double tenth = person(0.1);
    ASSERT_GT(std::abs(whole), 1e-3);
    // Skin elsewhere is reached through the blood alone, which here is next to nothing.
    EXPECT_NEAR(tenth, 0.1 * whole, 0.05 * std::abs(whole));
}

TEST(ComparisonRunTest, StandardCareIsTheDummyTreatmentWithItsDrug) {
    const simulation::DeliveryPlan push = plan_of("iv_push");
    study::ComparisonDesign design = small({{.plan = &push, .sessions = {.count = 2}}});
    design.enrolment.weight = layer_catalogue().layer->body_weight;
    study::Arm arm;
    arm.treatments.push_back({.drug = "dupilumab", .stop_day = 56.0});
    const care::CareCourse drug = study::care_of(arm, layer_catalogue(), 56.0);
    care::CareCourse standard = design.care;
    standard.drug = drug.drug;
    standard.doses = drug.doses;
    study::ComparisonDesign beside = design;
    beside.care = standard;
    design.standards = {{.drug = "dupilumab", .regimen = "adult", .care = standard}};
    const study::ComparisonAnswer with = run(design);
    const study::ComparisonAnswer given = run(beside);
    const study::ComparisonAnswer without = run(small({{.plan = &push, .sessions = {.count = 2}}}));

    // untreated, dummy, dupilumab, push
    ASSERT_EQ(with.arms.size(), 4U);
    EXPECT_EQ(with.arms[2].name, "dupilumab");
    EXPECT_EQ(with.arms[3].name, "iv_push");
    const auto easi = [](const study::ArmAnswer& of) { return of.visits[3].markers[0].median; };
    EXPECT_NEAR(easi(with.arms[2]), easi(given.arms[dummy]), 1e-9);
    EXPECT_LT(easi(with.arms[2]), easi(with.arms[dummy]) - 3.0);
    // The other arms are what they are without it.
    EXPECT_NEAR(easi(with.arms[dummy]), easi(without.arms[dummy]), 1e-12);
    EXPECT_NEAR(easi(with.arms[3]), easi(without.arms[2]), 1e-12);
    EXPECT_EQ(with.arms[2].shares_at_clock.lighter, 1.0);
    // At its course's end, the last visit, too; the dummy is what it is held against.
    EXPECT_EQ(with.arms[2].shares_at_end.lighter, 1.0);
    EXPECT_EQ(with.arms[2].noticeable_benefit_frac, 1.0);
    EXPECT_EQ(with.arms[dummy].shares_at_end.same, 1.0);
    EXPECT_EQ(with.arms[dummy].noticeable_benefit_frac, 0.0);
    ASSERT_EQ(with.knowledge.size(), 1U);
}

TEST(ComparisonRunTest, ClaimsAreComputedOnlyWhenAskedFor) {
    const simulation::DeliveryPlan push = plan_of("iv_push");
    study::ComparisonDesign design = small({{.plan = &push, .sessions = {.count = 2}}});
    const study::ComparisonAnswer asked = run(design);
    design.has_attribution = false;
    const study::ComparisonAnswer unasked = run(design);
    EXPECT_EQ(asked.attribution.size(), 1U);
    EXPECT_TRUE(unasked.attribution.empty());
    // Sixteen coalitions of ten people in two worlds.
    EXPECT_EQ(asked.work.solves - unasked.work.solves, 16U * 10U * 2U);
}

}  // namespace
}  // namespace vesikin::tests
