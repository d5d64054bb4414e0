// Two people and two ways put together by hand, read and summed up as a comparison does.
#include "vesikin/study/comparison_reading.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "support/by_hand.hpp"
#include "vesikin/study/comparison_summary.hpp"

namespace vesikin::study {
namespace {

using tests::normal_below;

const catalogue::Catalogue& model() {
    static const catalogue::Catalogue made = [] {
        catalogue::TrialLayer layer;
        layer.fluctuation_sd = 0.5;
        layer.iga_easi = 2.0;
        layer.iga_spread = 1.2;
        layer.iga_by_own = 0.0;
        layer.itch_fluctuation_sd = 1.5;
        return tests::model_with(layer);
    }();
    return made;
}

const ReadingRules rules{.water_loss = {5.0, 40.0},
                         .noticeable_frac = 0.1,
                         .flare_easi_rise = 2.0,
                         .flare_easi_above = 7.0,
                         .flare_after_day = 3.0};

std::size_t marker(std::string_view name) {
    const auto markers = outcome::all_markers();
    return static_cast<std::size_t>(std::ranges::find(markers, name, &outcome::Marker::name) -
                                    markers.begin());
}

std::size_t reading(std::string_view name) {
    const auto readings = comparison_readings(model());
    return outcome::all_markers().size() +
           static_cast<std::size_t>(std::ranges::find(readings, name, &Reading::name) -
                                    readings.begin());
}

/// Visits of a person of that own EASI; day 0 first.
std::vector<care::SeenVisit> visits(double own, const std::vector<double>& easi,
                                    const std::vector<double>& itch) {
    std::vector<care::SeenVisit> made;
    for (std::size_t i = 0; i < easi.size(); ++i) {
        made.push_back(
            {.easi = easi[i], .easi_share = easi[i] / own, .fluctuates = i > 0, .itch = itch[i]});
    }
    return made;
}

simulation::Snapshot snapshot(double level) {
    simulation::Snapshot made;
    made.state.barrier_integrity = level;
    made.state.pathogens = 2.0 * level;
    made.state.il4 = 3.0 * level;
    made.state.il13 = 5.0 * level;
    made.state.il31 = 7.0 * level;
    made.state.il17 = 11.0 * level;
    made.state.ifng = 13.0 * level;
    made.state.tslp = 17.0 * level;
    made.response.il23 = 1.1 * level;
    made.response.tnf = 1.2 * level;
    made.response.il1b = 1.3 * level;
    made.response.il10 = 1.4 * level;
    made.response.tgfb = 1.5 * level;
    made.response.treg = 1.6 * level;
    made.response.ceramide = 1.7 * level;
    made.response.ige = 1.8 * level;
    made.response.eosinophils = 1.9 * level;
    return made;
}

struct Person {
    care::Sight sight;
    std::vector<care::SeenVisit> treated;
    std::vector<care::SeenVisit> elsewhere;
    std::vector<double> dummy_easi;

    [[nodiscard]] std::vector<PersonNumbers> read(double treated_weight,
                                                  std::vector<double> since_session_day) const {
        const simulation::Snapshot rest = snapshot(0.5);
        const std::vector<simulation::Snapshot> under{rest, snapshot(0.6), snapshot(0.8)};
        return read_course({.treated = treated,
                            .elsewhere = elsewhere,
                            .treated_weight = treated_weight,
                            .under = under,
                            .rest = rest,
                            .sight = sight,
                            .dummy_easi = dummy_easi,
                            .since_session_day = since_session_day},
                           rules, comparison_readings(model()),
                           care::VisitNoise(model().layer->layer), &model());
    }
};

/// Own EASI 20: treated skin clears, elsewhere hardly anything happens.
Person first() {
    return {{.has_layer = true, .own_easi = 20.0, .own_itch = 8.0},
            visits(20.0, {20.0, 14.0, 4.0}, {8.0, 6.0, 2.0}),
            visits(20.0, {20.0, 18.0, 16.0}, {8.0, 7.0, 5.0}),
            {20.0, 15.9, 15.0}};
}

/// Own EASI 30: flares after the first session, then is as the dummy.
Person second() {
    return {{.has_layer = true, .own_easi = 30.0, .own_itch = 20.0},
            visits(30.0, {30.0, 33.0, 24.0}, {10.0, 10.0, 7.0}),
            visits(30.0, {30.0, 30.0, 24.0}, {10.0, 9.0, 8.0}),
            {30.0, 28.0, 24.0}};
}

TEST(ComparisonReadingTest, MarkersAreOfTheTreatedSkinOverTheOwnRest) {
    const PersonNumbers now = first().read(0.25, {0.0, 7.0, 14.0})[2];
    EXPECT_EQ(now[marker("easi")], 4.0);
    EXPECT_EQ(now[marker("itch")], 2.0);
    EXPECT_NEAR(now[marker("tewl")], 5.0 + 40.0 * 0.2, 1e-12);
    for (const char* name : {"pathogens", "il4", "il13", "il31", "il17", "ifng", "tslp"}) {
        EXPECT_NEAR(now[marker(name)], 1.6, 1e-12) << name;
    }
    const std::vector<std::pair<const char*, double>> factors{
        {"il23", 1.1}, {"tnf", 1.2}, {"il1b", 1.3},     {"il10", 1.4},       {"tgfb", 1.5},
        {"treg", 1.6}, {"ige", 1.8}, {"ceramide", 1.7}, {"eosinophils", 1.9}};
    for (const auto& [name, factor] : factors) {
        EXPECT_NEAR(now[marker(name)], 0.8 * factor, 1e-12) << name;
    }
    EXPECT_NEAR(now[marker("il33")], 0.2 / 0.5, 1e-12);
}

TEST(ComparisonReadingTest, OutcomesAreOfTheWholePersonByTheWeightOfTheTreatedSkin) {
    const auto numbers = first().read(0.25, {0.0, 7.0, 14.0});
    // A quarter of 4, three quarters of 16: 13 of 20.
    const PersonNumbers& now = numbers[2];
    EXPECT_NEAR(now[reading("easi_person")], 13.0, 1e-12);
    EXPECT_NEAR(now[reading("easi_change")], -7.0, 1e-12);
    EXPECT_NEAR(now[reading("easi_percent_change")], -35.0, 1e-12);
    // 13 is felt a little at the ceiling.
    const double middle =
        std::log(13.0) - 0.125 + care::VisitNoise(model().layer->layer).ceiling_shift(13.0);
    EXPECT_NEAR(now[reading("easi_75")], normal_below((std::log(5.0) - middle) / 0.5), 1e-12);
    EXPECT_NEAR(now[reading("easi_50")], normal_below((std::log(10.0) - middle) / 0.5), 1e-12);
    EXPECT_NEAR(now[reading("iga_0_1")], normal_below((std::log(2.0) - middle) / 1.3), 1e-12);
    // The skin that itches most counts.
    EXPECT_EQ(now[reading("itch_person")], 5.0);
    EXPECT_EQ(now[reading("itch_change")], -3.0);
    EXPECT_NEAR(now[reading("itch_4")], normal_below(-1.0 / 1.5), 1e-4);
    // Where all skin is reached, only the treated one counts.
    const PersonNumbers all = first().read(1.0, {0.0, 7.0, 14.0})[2];
    EXPECT_NEAR(all[reading("easi_person")], 4.0, 1e-12);
    EXPECT_NEAR(all[reading("easi_75")],
                normal_below((std::log(5.0) - (std::log(4.0) - 0.125)) / 0.5), 1e-12);
    // Own itch of 20 stands at the end of its scale: 10 - 8.
    EXPECT_EQ(second().read(0.5, {0.0, 7.0, 14.0})[2][reading("itch_change")], -2.0);
}

TEST(ComparisonReadingTest, WhatIsNoticedIsATenthOfTheOwnEasiBelowTheDummy) {
    const auto numbers = first().read(0.25, {0.0, 7.0, 14.0});
    EXPECT_EQ(numbers[1][reading("noticeable")], 0.0);  // 1.9 below
    EXPECT_EQ(numbers[2][reading("noticeable")], 1.0);  // 11 below
    EXPECT_NEAR(numbers[1][reading("easi_change_treated")], -30.0, 1e-12);
    Person just = first();
    just.dummy_easi[1] = 16.0;
    EXPECT_EQ(just.read(0.25, {0.0, 7.0, 14.0})[1][reading("noticeable")], 1.0);
}

TEST(ComparisonReadingTest, WhoHasFlaredHasFlaredUnlessItIsTheWound) {
    const auto numbers = second().read(0.5, {0.0, 7.0, 14.0});
    EXPECT_EQ(numbers[0][reading("flare")], 0.0);
    EXPECT_EQ(numbers[1][reading("flare")], 1.0);
    EXPECT_EQ(numbers[2][reading("flare")], 1.0);  // it is over, but it was there
    const auto wound = second().read(0.5, {0.0, 2.0, 14.0});
    EXPECT_EQ(wound[1][reading("flare")], 0.0);
    EXPECT_EQ(wound[2][reading("flare")], 0.0);
}

/// The two people in the two arms without vesicles and by two ways; `better` moves the ways'
/// worlds.
WorldResult world_of(double better, bool has_effect) {
    const std::size_t numbers = outcome::all_markers().size() + comparison_readings(model()).size();
    const std::vector<double> since{0.0, 7.0, 14.0};
    const auto as_dummy = [](Person person) {
        person.treated = visits(person.sight.own_easi, person.dummy_easi, {8.0, 8.0, 8.0});
        person.elsewhere = person.treated;
        return person;
    };
    std::vector<ArmSums> plain(plain_arm_count, ArmSums(3, numbers));
    for (ArmSums& sums : plain) {
        for (const Person& person : {first(), second()}) {
            sums.add(as_dummy(person).read(1.0, since));
        }
        sums.close();
    }
    WorldResult world(plain, 2, 3, numbers);
    for (std::size_t way = 0; way < 2; ++way) {
        for (Person person : {first(), second()}) {
            if (way == 1) {
                person = as_dummy(person);
            }
            for (care::SeenVisit& visit : person.treated) {
                visit.easi -= visit.fluctuates ? better : 0.0;
            }
            world.way(way).add(person.read(0.5, since));
        }
        world.way(way).close();
    }
    world.has_effect = has_effect;
    world.unknowns.assign(catalogue::vesicle_unknown_count, 1.0);
    world.unknowns[0] = better;
    world.delivery_unknowns.assign(2, {});
    world.cargo = {10.0 + better, 1.0};
    world.immune_cargo = {20.0 + better, 2.0};
    world.reached_label_frac = {0.5 + 0.01 * better, 0.1};
    return world;
}

struct Study {
    catalogue::Route pen;
    catalogue::Route drip;
    simulation::DeliveryPlan by_pen;
    simulation::DeliveryPlan by_drip;
    catalogue::VesicleCatalogue vesicles;
    ComparisonDesign design;

    Study() {
        pen.name = "pen";
        drip.name = "drip";
        by_pen.route = &pen;
        by_drip.route = &drip;
        for (std::size_t i = 0; i < vesicles.unknowns.size(); ++i) {
            vesicles.unknowns[i].name = "unknown";
        }
        vesicles.unknowns[0].name = "potency";
        vesicles.unknowns[0].spread.kind = catalogue::WorldSpread::Kind::uniform;
        design.visit_day = {7.0, 14.0};
        design.ways = {{.plan = &by_pen, .sessions = {.count = 1}},
                       {.plan = &by_drip, .sessions = {.count = 1}}};
        design.after_course_day = 14.0;
        design.clock_day = 7.0;
        design.rules = rules;
    }
};

TEST(ComparisonSummaryTest, PeopleAreAveragedAndWorldsMakeTheBand) {
    const Study study;
    std::vector<WorldResult> worlds;
    for (const double better : {-1.0, 0.0, 1.0}) {
        worlds.push_back(world_of(better, better != 0.0));
    }
    const ComparisonAnswer answer =
        summarise_comparison(study.design, study.vesicles, comparison_readings(model()), worlds);
    ASSERT_EQ(answer.arms.size(), 4U);
    EXPECT_EQ(answer.arms[0].name, "untreated");
    EXPECT_EQ(answer.arms[1].name, "dummy");
    EXPECT_EQ(answer.arms[2].name, "pen");
    EXPECT_EQ(answer.arms[3].name, "drip");
    EXPECT_NEAR(answer.baseline_easi, 25.0, 1e-12);
    EXPECT_NEAR(answer.start_itch, 8.0, 1e-12);

    const ArmAnswer& pen = answer.arms[2];
    EXPECT_EQ(pen.course_end, 2U);
    // Day 14: people at 4 and 24 less -1, 0, 1; the dummy's at 15 and 24.
    EXPECT_NEAR(pen.visits[2].markers[0].median, 14.0, 1e-12);
    EXPECT_NEAR(pen.visits[2].markers[0].p05, 14.0 - 0.9, 1e-12);
    EXPECT_NEAR(pen.visits[2].markers[0].p95, 14.0 + 0.9, 1e-12);
    EXPECT_NEAR(pen.visits[2].markers_over_dummy[0].median, 14.0 - 19.5, 1e-12);
    // -80 and -20 % in the middle world; interpolated between two people.
    EXPECT_NEAR(pen.visits[2].person_p10, -74.0, 1e-9);
    EXPECT_NEAR(pen.visits[2].person_p90, -26.0, 1e-9);
    // Day 7: 14 and 33 against 15.9 and 28.
    EXPECT_NEAR(pen.highest_rise, 23.5 - 21.95, 1e-12);
    const std::size_t noticed = answer.reading(noticeable);
    EXPECT_NEAR(pen.visits[2].readings[noticed].median, 0.5, 1e-12);
    EXPECT_NEAR(pen.visits[2].readings_over_dummy[noticed].median, 0.5, 1e-12);
    EXPECT_NEAR(pen.visits[2].readings[answer.reading(flare)].median, 0.5, 1e-12);
    // The mean of -80 and -20 % over that of -25 and -20 %: -27.5 points, in every world.
    EXPECT_EQ(pen.noticeable_benefit_frac, 1.0);
    EXPECT_EQ(pen.shares_at_end.lighter, 1.0);
    EXPECT_EQ(pen.shares_at_end.heavier, 0.0);
    // At the clock, day 7: -10 over -13.6 %, 3.6 points, or 3.5 to 4 more or less by the world.
    EXPECT_EQ(pen.shares_at_clock.lighter, 0.0);
    EXPECT_NEAR(pen.shares_at_clock.same, 1.0 / 3.0, 1e-12);
    EXPECT_NEAR(pen.shares_at_clock.heavier, 2.0 / 3.0, 1e-12);
    // Half of that is not there on day 7, when the two are at -30 and +10 over -20.5 and -6.7.
    EXPECT_EQ(pen.half_effect_day, 14.0);

    // The drip differs from the dummy by the world alone: 1 of 20 and 1 of 30, 4.17 points.
    const ArmAnswer& drip = answer.arms[3];
    EXPECT_NEAR(drip.shares_at_end.lighter, 1.0 / 3.0, 1e-12);
    EXPECT_NEAR(drip.shares_at_end.same, 1.0 / 3.0, 1e-12);
    EXPECT_NEAR(drip.shares_at_end.heavier, 1.0 / 3.0, 1e-12);
    // The arm that others are measured by does not differ from itself.
    EXPECT_EQ(answer.arms[1].shares_at_clock.same, 1.0);
    EXPECT_EQ(drip.noticeable_benefit_frac, 0.0);
    EXPECT_NEAR(pen.cargo_per_cell, 10.0, 1e-12);
    EXPECT_NEAR(pen.immune_cargo_per_cell, 20.0, 1e-12);
    EXPECT_NEAR(pen.reached_label_frac, 0.5, 1e-12);
    EXPECT_NEAR(drip.cargo_per_cell, 1.0, 1e-12);
}

TEST(ComparisonSummaryTest, TwentyWorldsStandForAllAtTheClock) {
    const Study study;
    std::vector<WorldResult> worlds;
    for (const double better : {-1.0, 1.0, 0.0}) {
        worlds.push_back(world_of(better, true));
    }
    const ComparisonAnswer answer =
        summarise_comparison(study.design, study.vesicles, comparison_readings(model()), worlds);
    const ArmAnswer& pen = answer.arms[2];
    // Day 7: 23.5 and one to either side; 2.5 % lies a twentieth of the way from the first.
    ASSERT_EQ(pen.easi_at_clock.size(), 20U);
    EXPECT_NEAR(pen.easi_at_clock.front(), 22.55, 1e-12);
    EXPECT_NEAR(pen.easi_at_clock[9], 23.45, 1e-12);
    EXPECT_NEAR(pen.easi_at_clock[10], 23.55, 1e-12);
    EXPECT_NEAR(pen.easi_at_clock.back(), 24.45, 1e-12);
    EXPECT_NEAR(pen.mean_easi_over_dummy, 23.5 - 21.95, 1e-12);
    EXPECT_EQ(answer.arms[1].mean_easi_over_dummy, 0.0);
}

TEST(ComparisonSummaryTest, TheEffectIsReadWhereANumberIsLowestAndHighest) {
    const Study study;
    std::vector<WorldResult> worlds;
    for (const double better : {0.5, -1.0, 0.0, 2.0, 0.1, -0.3, 1.1}) {
        worlds.push_back(world_of(better, better > 0.3));
    }
    const ComparisonAnswer answer =
        summarise_comparison(study.design, study.vesicles, comparison_readings(model()), worlds);
    for (const KnowledgeValue& value : answer.knowledge[0]) {
        // 1.55 over the dummy at the clock, less the mean of what is better there.
        if (value.name == "potency") {
            // A third of seven worlds is two: -1 and -0.3, and 1.1 and 2.
            EXPECT_NEAR(value.easi_where_low.value(), 1.55 + 0.65, 1e-12);
            EXPECT_NEAR(value.easi_where_high.value(), 1.55 - 1.55, 1e-12);
        } else {
            // Without an effect -1, -0.3, 0 and 0.1; with it 0.5, 1.1 and 2.
            EXPECT_EQ(value.name, "has_effect");
            EXPECT_NEAR(value.easi_where_low.value(), 1.55 + 0.3, 1e-12);
            EXPECT_NEAR(value.easi_where_high.value(), 1.55 - 1.2, 1e-12);
        }
    }
    for (WorldResult& world : worlds) {
        world.has_effect = true;
    }
    const ComparisonAnswer always =
        summarise_comparison(study.design, study.vesicles, comparison_readings(model()), worlds);
    const KnowledgeValue& certain = always.knowledge[0].front();
    EXPECT_EQ(certain.name, "has_effect");
    EXPECT_FALSE(certain.easi_where_low);
    EXPECT_NEAR(certain.easi_where_high.value(), 1.55 - 2.4 / 7.0, 1e-12);
}

TEST(ComparisonSummaryTest, WhatAFewWorldsShowByChanceIsWorthNothing) {
    const Study study;
    std::vector<WorldResult> worlds;
    for (const double better : {0.5, -1.0, 0.0, 2.0}) {
        worlds.push_back(world_of(better, true));
    }
    // Four worlds in the very order of the unknown: nine variances of chance are three times one.
    const ComparisonAnswer answer =
        summarise_comparison(study.design, study.vesicles, comparison_readings(model()), worlds);
    for (const KnowledgeValue& value : answer.knowledge[0]) {
        EXPECT_EQ(value.variance_frac, 0.0) << value.name;
    }
}

TEST(ComparisonSummaryTest, KnowingWhatMovesTheEffectIsWorthAll) {
    const Study study;
    std::vector<WorldResult> worlds;
    for (const double better : {0.5, -1.0, 0.0, 2.0, 0.1, 0.2, -0.3, 0.7, 1.1, -0.8, 1.9, 0.4}) {
        worlds.push_back(world_of(better, true));
    }
    const ComparisonAnswer answer =
        summarise_comparison(study.design, study.vesicles, comparison_readings(model()), worlds);
    ASSERT_EQ(answer.knowledge.size(), 2U);
    ASSERT_EQ(answer.knowledge[0].size(), 2U);
    EXPECT_EQ(answer.knowledge[0][0].name, "potency");
    EXPECT_NEAR(answer.knowledge[0][0].variance_frac, 1.0, 1e-9);
    EXPECT_NEAR(answer.knowledge[0][0].narrowing_frac, 1.0, 1e-4);
    EXPECT_EQ(answer.knowledge[0][1].name, "has_effect");
}

TEST(ComparisonSummaryTest, AttributionIsTheMeanOverWorldsThatHaveIt) {
    const Study study;
    std::vector<WorldResult> worlds{world_of(0.0, true), world_of(1.0, true), world_of(2.0, true)};
    for (std::size_t i = 0; i < 2; ++i) {
        worlds[i].has_coalitions = true;
        for (unsigned mask = 0; mask < 16; ++mask) {
            // The second claim brings -4 or -8, the needle +1 by the first way.
            worlds[i].coalitions[0][mask] =
                ((mask & 2U) != 0U ? -4.0 - 4.0 * static_cast<double>(i) : 0.0) +
                ((mask & 8U) != 0U ? 1.0 : 0.0);
        }
    }
    worlds[2].coalitions[0].fill(1e6);
    const ComparisonAnswer answer =
        summarise_comparison(study.design, study.vesicles, comparison_readings(model()), worlds);
    EXPECT_NEAR(answer.attribution[0].claims[0], 0.0, 1e-12);
    EXPECT_NEAR(answer.attribution[0].claims[1], -6.0, 1e-12);
    EXPECT_NEAR(answer.attribution[0].claims[2], 0.0, 1e-12);
    EXPECT_NEAR(answer.attribution[0].needle, 1.0, 1e-12);
    EXPECT_NEAR(answer.attribution[1].needle, 0.0, 1e-12);
}

TEST(ComparisonSummaryTest, FewerThanTwoWorldsHaveNoBand) {
    const Study study;
    const ComparisonAnswer answer = summarise_comparison(
        study.design, study.vesicles, comparison_readings(model()), {world_of(0.0, true)});
    EXPECT_TRUE(answer.arms.empty());
    EXPECT_EQ(answer.worlds, 1U);
}

}  // namespace
}  // namespace vesikin::study
