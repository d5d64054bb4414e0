// People treated and seen: what must not matter does not, and what must does.
#include "vesikin/care/treat.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "support/layer_fixture.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/ode/number.hpp"

namespace vesikin::care {
namespace {

const simulation::SolverSettings settings = tests::settings(1e-7, 1e-9);

/// The median person as often as asked, with keys of their own.
People people(std::size_t count) {
    static const disease::Parameters<double> median =
        tests::layer_catalogue().model.median_patient();
    static const disease::State<double> rest = simulation::make_solver("batched", settings)
                                                   ->find_rest(std::span(&median, 1))
                                                   .front()
                                                   .state;
    People made;
    made.weight = tests::layer_catalogue().layer->body_weight;
    for (std::uint64_t i = 0; i < count; ++i) {
        made.add(median, rest, {.seed = 11, .person = i});
    }
    return made;
}

Schedule visits() {
    return {.visit_day = {7.0, 28.0, 112.0}};
}

void expect_same(const SeenPeople& seen, std::size_t arm, std::size_t other, std::size_t person,
                 double relative) {
    for (std::size_t time = 0; time < seen.times(); ++time) {
        const SeenVisit& a = seen.course(arm, person)[time];
        const SeenVisit& b = seen.course(other, person)[time];
        EXPECT_NEAR(a.easi, b.easi, relative * b.easi) << time;
        EXPECT_NEAR(a.itch, b.itch, relative * 10.0) << time;
        EXPECT_NEAR(a.concentration_mg_per_l, b.concentration_mg_per_l,
                    relative * b.concentration_mg_per_l)
            << time;
    }
}

TEST(TreatTest, WhoTakesNoPartAndGetsNothingStaysAtRestInEveryReadOut) {
    const CareCourse nothing{.participation_frac = 0.0};
    const CareCourse dummy{.participation_frac = 1.0};
    const std::array arms{Arm{.care = &nothing}, Arm{.care = &dummy}};
    const CareWorld world{.catalogue = &tests::layer_catalogue()};
    Treatment treatment("batched", settings);
    const People two = people(2);
    const SeenPeople& seen = treatment.treat(two, arms, world, visits());
    for (std::size_t person = 0; person < 2; ++person) {
        const Sight& sight = seen.sight(person);
        for (std::size_t time = 0; time < seen.times(); ++time) {
            const SeenVisit& now = seen.course(0, person)[time];
            EXPECT_NEAR(now.easi, sight.own_easi, 1e-4 * sight.own_easi);
            EXPECT_NEAR(now.easi_share, 1.0, 1e-4);
            EXPECT_NEAR(now.itch, sight.itch_scale() * sight.own_itch, 1e-4);
            const simulation::Snapshot under = seen.snapshot(0, person, time);
            const auto rest = disease::resting_response(two.baselines[person], world.clinical());
            const auto expected = disease::response_entries(rest);
            const auto found = disease::response_entries(under.response);
            ode::for_each_index<disease::response_count>([&]<std::size_t i>(ode::Index<i>) {
                EXPECT_NEAR(std::get<i>(found), std::get<i>(expected), 1e-4 * std::get<i>(expected))
                    << i << " at " << time;
            });
            const auto state = disease::state_entries(under.state);
            const auto own = disease::state_entries(two.baselines[person]);
            ode::for_each_index<disease::state_count>([&]<std::size_t i>(ode::Index<i>) {
                EXPECT_NEAR(std::get<i>(state), std::get<i>(own), 1e-4 * std::get<i>(own)) << i;
            });
        }
        // Taking part does something, so the test can fail.
        EXPECT_LT(seen.course(1, person).back().easi, 0.95 * sight.own_easi);
        EXPECT_LT(seen.course(1, person).back().itch, seen.course(0, person).back().itch - 0.2);
    }
}

TEST(TreatTest, DosesPerKilogramAreTheWeightTimesTheDose) {
    People two = people(2);
    two.weight = {.median_kg = 60.0, .sd_log = 0.3};
    CareCourse per_kg{.drug = "dupilumab", .doses = {{.day = 0.0, .amount = 4.0}}};
    per_kg.is_per_kg = true;
    std::array<CareCourse, 2> fixed;
    for (std::size_t person = 0; person < 2; ++person) {
        fixed[person].drug = "dupilumab";
        fixed[person].doses = {
            {.day = 0.0, .amount = 4.0 * population::draw_weight_kg(two.weight, two.keys[person])}};
    }
    ASSERT_GT(std::abs(fixed[0].doses[0].amount - fixed[1].doses[0].amount), 10.0);
    const std::array arms{Arm{.care = &per_kg}, Arm{.care = &fixed[0]}, Arm{.care = &fixed[1]}};
    Treatment treatment("batched", settings);
    const SeenPeople& seen =
        treatment.treat(two, arms, {.catalogue = &tests::layer_catalogue()}, visits());
    expect_same(seen, 0, 1, 0, 1e-4);
    expect_same(seen, 0, 2, 1, 1e-4);
    EXPECT_GT(seen.course(0, 0)[1].concentration_mg_per_l, 1.0);
}

TEST(TreatTest, ADoseIsForPeopleOfItsBandOfWeight) {
    People two = people(2);
    two.weight = {.median_kg = 60.0, .sd_log = 0.3};
    const double first = population::draw_weight_kg(two.weight, two.keys[0]);
    const double second = population::draw_weight_kg(two.weight, two.keys[1]);
    CareCourse care{.drug = "dupilumab", .doses = {{.day = 0.0, .amount = 300.0}}};
    care.doses[0].weight_min_kg = 0.5 * (first + second);
    const Arm arm{.care = &care};
    Treatment treatment("batched", settings);
    const SeenPeople& seen = treatment.treat(two, std::span(&arm, 1),
                                             {.catalogue = &tests::layer_catalogue()}, visits());
    const std::size_t heavy = first > second ? 0 : 1;
    EXPECT_GT(seen.course(0, heavy)[1].concentration_mg_per_l, 1.0);
    EXPECT_EQ(seen.course(0, 1 - heavy)[1].concentration_mg_per_l, 0.0);
}

/// A body into whose skin a session brings that much, and how vesicles then act.
SessionBody body_with(double per_cell) {
    simulation::PersonalInput input;
    input.vesicle = {};
    input.marks.wound = {{1.0, 0.25}, {-per_cell, per_cell}};
    input.marks.openness = {{1.0}, {0.0}};
    return session_body(input);
}

disease::VesicleAction<double> healing() {
    disease::VesicleAction<double> action = catalogue::neutral_action();
    action.recovery_by_wound = 2.0;
    return action;
}

TEST(TreatTest, PeopleTakeBodiesInTurnWithAndWithoutADrug) {
    const std::array bodies{body_with(1.0), body_with(3.0)};
    const std::array first_only{bodies[0]};
    const std::array second_only{bodies[1]};
    const auto action = healing();
    for (const bool has_drug : {false, true}) {
        CareCourse care{.participation_frac = 0.0};
        care.sessions = {.count = 2, .interval_day = 14.0};
        if (has_drug) {
            care.drug = "dupilumab";
            care.doses = {{.day = 0.0, .amount = 300.0}};
        }
        const std::array arms{Arm{&care, bodies, &action, 1}, Arm{&care, first_only, &action},
                              Arm{&care, second_only, &action}};
        Treatment treatment("batched", settings);
        const SeenPeople& seen =
            treatment.treat(people(3), arms, {.catalogue = &tests::layer_catalogue()}, visits());
        expect_same(seen, 0, 2, 0, 1e-4);  // from the second body on
        expect_same(seen, 0, 1, 1, 1e-4);
        expect_same(seen, 0, 2, 2, 1e-4);
        EXPECT_GT(std::abs(seen.course(1, 0)[2].easi_share - seen.course(2, 0)[2].easi_share),
                  0.003);
    }
}

TEST(TreatTest, VesiclesWithoutAnActionDoNothing) {
    const std::array bodies{body_with(3.0)};
    CareCourse care{.participation_frac = 0.0};
    care.sessions = {.count = 1};
    const CareCourse nothing{.participation_frac = 0.0};
    const std::array arms{Arm{.care = &care, .bodies = bodies}, Arm{.care = &nothing}};
    Treatment treatment("batched", settings);
    const SeenPeople& seen =
        treatment.treat(people(1), arms, {.catalogue = &tests::layer_catalogue()}, visits());
    expect_same(seen, 0, 1, 0, 1e-4);
}

TEST(TreatTest, TrialsDifferInWhatTakingPartDoes) {
    catalogue::Catalogue model = tests::layer_catalogue();
    model.layer->layer.participation_trial_sd = 0.4;
    const double sd = 0.4;
    const CareCourse full{.participation_frac = 0.5};
    const CareCourse more{.participation_frac = 0.5 * std::exp(1.5 * sd)};
    const std::array arms{Arm{.care = &full}, Arm{.care = &more}};
    Treatment treatment("batched", settings);
    const CareWorld typical{.catalogue = &model};
    CareWorld other = typical;
    other.conditions.participation_z = 1.5;
    const double by_course =
        treatment.treat(people(1), arms, typical, visits()).state(1, 0, 2).barrier_integrity;
    const double by_world =
        treatment.treat(people(1), arms, other, visits()).state(0, 0, 2).barrier_integrity;
    const double neither =
        treatment.treat(people(1), arms, typical, visits()).state(0, 0, 2).barrier_integrity;
    EXPECT_NEAR(by_world, by_course, 1e-5 * by_course);
    EXPECT_GT(by_world, 1.001 * neither);
}

TEST(TreatTest, EveryLayerIsSeenWithItsOwnVisits) {
    catalogue::Catalogue model = tests::layer_catalogue();
    const CareCourse dummy{};
    const Arm arm{.care = &dummy};
    Treatment treatment("batched", settings);
    for (const double sd : {0.3, 0.6, 0.6}) {
        model.layer->layer.fluctuation_sd = sd;
        for (const double itch_sd : {1.0, 2.0, 2.0}) {
            model.layer->layer.itch_fluctuation_sd = itch_sd;
            model.layer->layer.iga_spread += 0.1;
            const SeenPeople& seen =
                treatment.treat(people(1), std::span(&arm, 1), {.catalogue = &model}, visits());
            EXPECT_EQ(seen.noise().easi_sd_log(), sd);
            EXPECT_EQ(seen.noise().itch_sd(), itch_sd);
            EXPECT_EQ(seen.noise().iga_sd_log(), model.layer->layer.iga_spread);
            EXPECT_EQ(seen.noise().ceiling_shift(60.0),
                      VisitNoise(model.layer->layer).ceiling_shift(60.0));
        }
    }
}

TEST(TreatTest, ALeadInIsTheSameCourseBegunEarlier) {
    disease::Effects<double> effects{};
    effects.il13_block = 0.6;
    const CareCourse care{.participation_frac = 0.3, .kept = effects};
    const Arm arm{.care = &care};
    const CareWorld world{.catalogue = &tests::layer_catalogue()};
    Treatment with("batched", settings);
    Treatment without("batched", settings);
    const People one = people(1);
    const SeenPeople& led =
        with.treat(one, std::span(&arm, 1), world,
                   {.visit_day = {7.0},
                    .lead_in = {.days = 50.0, .effects = effects, .participation_frac = 0.3}});
    const SeenPeople& plain =
        without.treat(one, std::span(&arm, 1), world, {.visit_day = {50.0, 57.0}});
    ASSERT_EQ(led.times(), 2U);
    for (std::size_t time = 0; time < 2; ++time) {
        EXPECT_NEAR(led.state(0, 0, time).barrier_integrity,
                    plain.state(0, 0, time + 1).barrier_integrity, 1e-5);
        EXPECT_NEAR(led.course(0, 0)[time].easi, plain.course(0, 0)[time + 1].easi, 1e-3);
        EXPECT_NEAR(led.course(0, 0)[time].itch, plain.course(0, 0)[time + 1].itch, 1e-3);
    }
    EXPECT_LT(led.course(0, 0)[0].easi, 0.95 * led.sight(0).own_easi);
}

TEST(TreatTest, TakingPartSetsInAtItsRateAndBySeverity) {
    catalogue::Catalogue model = tests::layer_catalogue();
    const CareCourse dummy{};
    const Arm arm{.care = &dummy};
    Treatment treatment("batched", settings);
    const auto barrier = [&](double onset, double by_easi, double scale) {
        model.layer->layer.participation_onset_per_day = onset;
        model.layer->layer.participation_by_easi = by_easi;
        model.layer->layer.extent_sd = 0.0;
        People one = people(1);
        one.parameters[0].k3 *= scale;
        return treatment.treat(one, std::span(&arm, 1), {.catalogue = &model}, visits())
            .state(0, 0, 1)
            .barrier_integrity;
    };
    EXPECT_GT(barrier(10.0, 0.0, 1.0), barrier(0.01, 0.0, 1.0) + 1e-3);
    // A power of 2 on (reference / own EASI) is that factor on k3.
    const double own = disease::easi_score(people(1).baselines[0]);
    const double factor = std::pow(model.layer->layer.participation_reference_easi / own, 2.0);
    EXPECT_NEAR(barrier(0.1, 2.0, 1.0), barrier(0.1, 0.0, factor), 1e-6);
    EXPECT_GT(std::abs(barrier(0.1, 2.0, 1.0) - barrier(0.1, 0.0, 1.0)), 1e-4);
}

TEST(TreatTest, TheDrugsActionIsTheOneOfItsTargets) {
    // Every effect of another size: 0.05, 0.10, ...
    catalogue::Drug drug{.name = "all"};
    drug.kinetics.emplace();
    drug.action.emplace();
    drug.action->half_effect = 8.0;
    for (std::size_t i = 0; i < disease::effect_count; ++i) {
        drug.action->targets.push_back({.target = "",
                                        .field = i,
                                        .kind = catalogue::DrugEffect::Kind::block,
                                        .size = 0.05 * static_cast<double>(i + 1),
                                        .access = 1.0,
                                        .meaning = "",
                                        .provenance = {}});
    }
    const disease::DrugAction<double> action = drug_action_of(drug);
    EXPECT_EQ(action.half_effect_mg_per_l, 8.0);
    using E = disease::Effects<double>;
    using A = disease::DrugAction<double>;
    const std::vector<std::pair<double E::*, double A::*>> places{
        {&E::il4_block, &A::il4_block},     {&E::il13_block, &A::il13_block},
        {&E::il17_block, &A::il17_block},   {&E::il22_block, &A::il22_block},
        {&E::il31_block, &A::il31_block},   {&E::tslp_block, &A::tslp_block},
        {&E::ox40l_block, &A::ox40l_block}, {&E::t_cell_block, &A::t_cell_block}};
    for (const auto& [effect, place] : places) {
        const auto found = std::ranges::find(disease::effect_fields, effect,
                                             &disease::Field<disease::Effects<double>>::member);
        const auto index = static_cast<double>(found - disease::effect_fields.begin());
        EXPECT_NEAR(action.*place, 0.05 * (index + 1.0), 1e-12) << found->name;
    }
    // Without a dose there is no concentration to follow.
    drug.kinetics.reset();
    EXPECT_EQ(drug_action_of(drug).il13_block, 0.0);
}

}  // namespace
}  // namespace vesikin::care
