// What is seen of a person, from a block written by hand.
#include "vesikin/care/sight.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/by_hand.hpp"
#include "vesikin/disease/response_rates.hpp"

namespace vesikin::care {
namespace {

/// A model with nothing but a layer, whose numbers are all different.
const catalogue::Catalogue& model() {
    static const catalogue::Catalogue made = [] {
        catalogue::TrialLayer layer;
        layer.topicals_clearing = 0.3;
        layer.participation_onset_per_day = 0.05;
        layer.participation_by_easi = 0.5;
        layer.participation_reference_easi = 29.0;
        layer.extent_sd = 0.2;
        layer.signs_power = 2.0;
        layer.signs_power_sd = 0.25;
        layer.signs_power_trial_sd = 0.15;
        layer.signs_clear_share = 0.1;
        layer.fluctuation_sd = 0.4;
        layer.exit_per_day = 0.002;
        layer.exit_by_failure_per_day = 0.03;
        layer.exit_share = 0.5;
        layer.itch_rate = 0.1;
        layer.itch_participation = 2.0;
        return tests::model_with(layer);
    }();
    return made;
}

/// Own EASI is 24 where the core's is 30; drivers say 12.5 where itch ends at 10.
const Sight person{
    .has_layer = true, .core_easi = 30.0, .own_easi = 24.0, .own_itch = 12.5, .scale = {2.0, 0.1}};

/// One item, whose signs and itch are given by visit.
simulation::CourseBlock block_of(const std::vector<double>& signs, const std::vector<double>& itch,
                                 simulation::KineticsPath path = simulation::KineticsPath::full) {
    const std::array items{simulation::PlanItem{.path = simulation::KineticsPath::core},
                           simulation::PlanItem{.path = path}};
    simulation::CourseBlock block;
    block.reset({.patients = {},
                 .baselines = {},
                 .actions = {},
                 .inputs = {},
                 .courses = {},
                 .items = items,
                 .clinical = {},
                 .visit_day = std::vector<double>(signs.size(), 1.0)});
    const auto places = block.places();
    for (std::size_t visit = 0; visit < signs.size(); ++visit) {
        const std::size_t place = signs.size() + visit;  // of the second item
        places.states[place].pathogens = 0.5;
        places.states[place].barrier_integrity = 0.75;
        if (places.responses != nullptr) {
            places.responses[place].signs = signs[visit];
            places.responses[place].itch = itch[visit];
            places.concentrations[place] = 10.0 * static_cast<double>(visit + 1);
        }
    }
    return block;
}

constexpr std::size_t item = 1;

TEST(SightTest, SignsItchAndLeavingFollowTheirFormulas) {
    const simulation::CourseBlock block = block_of({24.0, 45.0, 9.0}, {8.0, 9.0, 20.0});
    const VisitNoise noise(model().layer->layer);
    std::vector<SeenVisit> seen(4);
    const SeenCare care{.topicals_frac = 0.5, .participation_frac = 0.25};
    const CareWorld world{.catalogue = &model()};
    see(block, item, std::vector<double>{14.0, 20.0, 28.0}, care, person, world, noise, seen);

    // Day 0: the person as before anything. 12.5 counts as 10.
    EXPECT_EQ(seen[0].easi, 24.0);
    EXPECT_EQ(seen[0].easi_share, 1.0);
    EXPECT_FALSE(seen[0].fluctuates);
    EXPECT_NEAR(seen[0].itch, 10.0, 1e-12);
    EXPECT_EQ(seen[0].stays_frac, 1.0);

    // Signs at 0.8 of the core's: (0.8^2 - 0.1) / 0.9 = 0.6, less what topicals clear.
    const double first = (1.0 - 0.3 * 0.5 * (1.0 - std::exp(-0.05 * 14.0))) * 0.6;
    EXPECT_NEAR(seen[1].easi_share, first, 1e-12);
    EXPECT_NEAR(seen[1].easi, 24.0 * first, 1e-12);
    EXPECT_TRUE(seen[1].fluctuates);
    // 10 / 12.5 of what drivers say, less a quarter of what taking part takes off.
    EXPECT_NEAR(seen[1].itch, 0.8 * 8.0 - 2.0 * 0.25 * (1.0 - std::exp(-1.4)), 1e-12);
    EXPECT_EQ(seen[1].concentration_mg_per_l, 10.0);
    // Between the visits EASI is taken to change evenly: excess over 0.5 is averaged.
    const double first_hazard = 14.0 * (0.002 + 0.03 * 0.5 * (0.5 + first - 0.5));
    EXPECT_NEAR(seen[1].stays_frac, std::exp(-first_hazard), 1e-12);

    // Signs at 1.5: (2.25 - 0.1) / 0.9 of the own EASI.
    const double second = (1.0 - 0.15 * (1.0 - std::exp(-0.05 * 20.0))) * 2.15 / 0.9;
    EXPECT_NEAR(seen[2].easi_share, second, 1e-12);
    EXPECT_NEAR(seen[2].ceiling_shift, noise.ceiling_shift(24.0 * second), 1e-15);
    EXPECT_GT(seen[2].ceiling_shift, 0.0);
    const double second_hazard =
        first_hazard + 6.0 * (0.002 + 0.03 * 0.5 * (first - 0.5 + second - 0.5));
    EXPECT_NEAR(seen[2].stays_frac, std::exp(-second_hazard), 1e-12);

    // Signs at 0.3: below what is graded. Itch beyond the scale is at its end.
    EXPECT_EQ(seen[3].easi, 0.0);
    EXPECT_EQ(seen[3].itch, 10.0);
    EXPECT_NEAR(seen[3].stays_frac,
                std::exp(-second_hazard - 8.0 * (0.002 + 0.03 * 0.5 * (second - 0.5))), 1e-12);
}

TEST(SightTest, WhatWasReachedInALeadInFadesIntoWhatComes) {
    const simulation::CourseBlock block = block_of({27.0, 24.0}, {9.0, 8.0});
    const VisitNoise noise(model().layer->layer);
    std::vector<SeenVisit> seen(2);
    const SeenCare care{.topicals_frac = 0.5,
                        .participation_frac = 0.25,
                        .lead_in_day = 20.0,
                        .lead_in_participation_frac = 0.6};
    see(block, item, std::vector<double>{14.0}, care, person, {.catalogue = &model()}, noise, seen);
    const double before = 2.0 * 0.6 * (1.0 - std::exp(-2.0));
    EXPECT_NEAR(seen[0].itch, 0.8 * 9.0 - before, 1e-12);
    EXPECT_NEAR(seen[0].easi_share, (0.81 - 0.1) / 0.9, 1e-12);
    EXPECT_TRUE(seen[0].fluctuates);
    EXPECT_EQ(seen[0].stays_frac, 1.0);
    EXPECT_NEAR(seen[1].itch, 0.8 * 8.0 - 0.5 * (1.0 - std::exp(-1.4)) - before * std::exp(-1.4),
                1e-12);
    EXPECT_EQ(seen[1].concentration_mg_per_l, 20.0);
}

TEST(SightTest, WhoCouldNotBeCarriedHasLeftOnDayNull) {
    simulation::CourseBlock block = block_of({24.0}, {8.0});
    block.stop_reason(item) = simulation::StopReason::step_limit;
    std::vector<SeenVisit> seen(2);
    see(block, item, std::vector<double>{14.0}, {}, person, {.catalogue = &model()}, {}, seen);
    for (const SeenVisit& visit : seen) {
        EXPECT_EQ(visit.stays_frac, 0.0);
        EXPECT_EQ(visit.easi, 24.0);
    }
}

TEST(SightTest, WithoutALayerEasiIsTheCoresOwn) {
    const disease::ClinicalParameters<double> clinical{};
    const CareWorld published{.published_clinical = &clinical};
    Sight sight = person;
    sight.has_layer = false;
    sight.own_easi = 30.0;
    std::vector<SeenVisit> seen(2);
    see(block_of({1.0}, {9.0}), item, std::vector<double>{14.0}, {}, sight, published, {}, seen);
    EXPECT_EQ(seen[0].easi, 30.0);
    EXPECT_NEAR(seen[1].easi, 27.0, 1e-12);  // 72 (2 x 0.5 + 2 x 0.25) / 4
    EXPECT_NEAR(seen[1].easi_share, 0.9, 1e-12);
    EXPECT_NEAR(seen[1].itch, 7.2, 1e-12);
    EXPECT_EQ(seen[1].stays_frac, 1.0);

    // The core alone says nothing of itch.
    see(block_of({1.0}, {9.0}, simulation::KineticsPath::core), item, std::vector<double>{14.0}, {},
        sight, published, {}, seen);
    EXPECT_NEAR(seen[1].easi, 27.0, 1e-12);
    EXPECT_NEAR(seen[1].itch, 10.0, 1e-12);
    EXPECT_EQ(seen[1].concentration_mg_per_l, 0.0);
}

TEST(SightTest, ItchBelowTheEndOfItsScaleIsTakenAsItIs) {
    EXPECT_EQ(Sight{.own_itch = 5.0}.itch_scale(), 1.0);
    EXPECT_NEAR(Sight{.own_itch = 12.5}.itch_scale(), 0.8, 1e-12);
    EXPECT_NEAR(untreated_visit(Sight{.own_easi = 3.0, .own_itch = 5.0}).itch, 5.0, 1e-12);
}

TEST(SightTest, HowAPersonIsSeenTakesTheirOwnDeviatesAndTheTrials) {
    disease::State<double> rest{};
    rest.pathogens = 0.5;
    rest.barrier_integrity = 0.75;
    CareWorld world{.catalogue = &model()};
    const Sight typical = sight_of({.is_typical = true}, rest, world);
    EXPECT_NEAR(typical.core_easi, 27.0, 1e-12);
    EXPECT_NEAR(typical.own_easi, 27.0, 1e-12);
    EXPECT_NEAR(typical.scale.power, 2.0, 1e-12);
    EXPECT_EQ(typical.scale.clear_share, 0.1);
    EXPECT_TRUE(typical.has_layer);

    world.conditions.signs_power_z = 2.0;
    const population::PersonKey key{.seed = 3, .person = 8};
    const Sight own = sight_of(key, rest, world);
    EXPECT_NEAR(own.scale.power,
                2.0 * std::exp(0.25 * population::draw_signs_deviate(key) + 0.15 * 2.0), 1e-12);
    EXPECT_NE(own.own_easi, own.core_easi);
    EXPECT_EQ(own.own_easi, own_easi(key, rest, world));

    // Drivers: 1 + 0.5 per lost barrier 0.25.
    disease::ClinicalParameters<double> clinical{};
    clinical.itch_base = 1.0;
    clinical.itch_by_damage = 2.0;
    clinical.reference_il31 = clinical.reference_il4 = clinical.reference_il13 = 1.0;
    const Sight published = sight_of(key, rest, {.published_clinical = &clinical});
    EXPECT_FALSE(published.has_layer);
    EXPECT_NEAR(published.own_easi, 27.0, 1e-12);
    EXPECT_NEAR(published.own_itch, 1.5, 1e-12);
}

TEST(SightTest, MildDiseaseGainsMoreFromTakingPart) {
    EXPECT_NEAR(participation_factor(model().layer->layer, 14.5), std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(participation_factor(model().layer->layer, 58.0), std::sqrt(0.5), 1e-12);
}

}  // namespace
}  // namespace vesikin::care
