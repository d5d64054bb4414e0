// Drug kinetics: published troughs of typical people, the closed form, mass balance, and what
// weight and missed doses do.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/dosed_cases.hpp"
#include "support/layer_fixture.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/population/person_draw.hpp"
#include "vesikin/study/design.hpp"

namespace vesikin::tests {
namespace {

using population::PersonKinetics;
using simulation::PersonalInput;

PersonalInput input_of(const PersonKinetics& person) {
    PersonalInput input;
    input.drug = person.kinetics;
    input.bioavailability_frac = person.bioavailability_frac;
    input.has_transit = person.has_transit;
    input.is_infused = person.is_infused;
    return input;
}

const catalogue::DrugKineticsDescription& kinetics_of(const char* drug) {
    return *layer_catalogue().find_drug(drug)->kinetics;
}

struct Dosing {
    double loading = 0.0;
    int loading_count = 1;
    double dose = 0.0;
    double every_week = 2.0;
    double last_week = 1e9;  ///< no dose after it
};

/// Concentrations just before the doses of these weeks, by CVODE.
std::vector<double> troughs(const PersonalInput& given, const Dosing& dosing,
                            const std::vector<double>& weeks) {
    PersonalInput input = given;
    const simulation::KineticsPath path = simulation::choose_path(input);
    simulation::Course course{"", {{0.0, {}}}, {}};
    int number = 0;
    for (double week = 0.0; week <= std::min(dosing.last_week, weeks.back() + 1e-9);
         week += dosing.every_week) {
        const bool is_loading = number < dosing.loading_count && dosing.loading > 0.0;
        course.doses.push_back(
            {.day = 7.0 * week, .amount = is_loading ? dosing.loading : dosing.dose});
        ++number;
    }
    const auto& k = shipped_catalogue().model.median_patient();
    const auto solver = simulation::make_solver("cvode", settings(1e-9, 1e-11));
    const auto baseline = solver->find_rest(std::span(&k, 1)).front().state;
    const auto action = catalogue::neutral_action();
    const simulation::PlanItem item{0, 0, 0, 0, path};
    std::vector<double> days;
    for (const double week : weeks) {
        days.push_back(7.0 * week - 1e-4);
    }
    simulation::CourseBlock block;
    solver->solve({.patients = std::span(&k, 1),
                   .baselines = std::span(&baseline, 1),
                   .actions = std::span(&action, 1),
                   .inputs = std::span(&input, 1),
                   .courses = std::span(&course, 1),
                   .items = std::span(&item, 1),
                   .clinical = layer_catalogue().layer->published_clinical,
                   .visit_day = days},
                  block);
    EXPECT_EQ(block.stop_reason(0), simulation::StopReason::finished);
    std::vector<double> found;
    for (std::size_t visit = 0; visit < weeks.size(); ++visit) {
        found.push_back(block.at(0, visit).concentration_mg_per_l);
    }
    return found;
}

void expect_troughs(const char* drug, double weight_kg, const Dosing& dosing,
                    const std::vector<double>& published) {
    const auto found = troughs(input_of(population::typical_kinetics(kinetics_of(drug), weight_kg)),
                               dosing, {4.0, 8.0, 12.0, 16.0});
    for (std::size_t i = 0; i < published.size(); ++i) {
        // Ten percent, and half of the last digit given.
        EXPECT_NEAR(found[i], published[i], 0.1 * published[i] + 0.5)
            << drug << " " << dosing.dose << " every " << dosing.every_week << ", week "
            << 4 * (i + 1);
    }
}

TEST(DrugKineticsTest, DupilumabTroughsAreTypical) {
    expect_troughs("dupilumab", 75.0, {600.0, 1, 300.0, 1.0}, {116.0, 154.0, 172.0, 181.0});
    expect_troughs("dupilumab", 75.0, {600.0, 1, 300.0, 2.0}, {58.0, 66.0, 70.0, 72.0});
    expect_troughs("dupilumab", 75.0, {400.0, 1, 200.0, 2.0}, {34.0, 38.0, 39.0, 40.0});
    expect_troughs("dupilumab", 75.0, {600.0, 1, 300.0, 4.0}, {28.0, 22.0, 19.0, 18.0});
    expect_troughs("dupilumab", 75.0, {400.0, 1, 100.0, 4.0}, {15.0, 1.8, 0.0, 0.0});
}

TEST(DrugKineticsTest, OtherAntibodiesTroughsAreTypical) {
    expect_troughs("nemolizumab", 65.0, {0.0, 0, 60.0, 4.0}, {2.6, 3.5, 3.7, 3.8});
    expect_troughs("nemolizumab", 65.0, {60.0, 1, 30.0, 4.0}, {2.5, 2.1, 1.9, 1.9});
    expect_troughs("tralokinumab", 75.0, {600.0, 1, 300.0, 2.0}, {79.0, 88.0, 92.0, 94.0});
    expect_troughs("lebrikizumab", 75.0, {500.0, 2, 250.0, 2.0}, {92.0, 90.0, 88.0, 88.0});
}

TEST(DrugKineticsTest, TralokinumabFollowsWeightByAllFourPublishedExponents) {
    // Troughs at weeks 1, 2 and 16 by a Runge-Kutta integration of [Soehoel2022]'s equations
    // written for this table alone, in another language.
    const std::vector<std::pair<double, std::vector<double>>> by_weight{
        {40.0, {136.7, 121.9, 162.8}}, {75.0, {82.0, 72.4, 93.7}}, {110.0, {60.1, 52.7, 66.9}}};
    for (const auto& [weight_kg, expected] : by_weight) {
        const auto found =
            troughs(input_of(population::typical_kinetics(kinetics_of("tralokinumab"), weight_kg)),
                    {600.0, 1, 300.0, 2.0}, {1.0, 2.0, 16.0});
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_NEAR(found[i], expected[i], 0.1) << weight_kg << " kg, " << i;
        }
    }
}

TEST(DrugKineticsTest, EightWeeksAfterStoppingWhatIsLeftIsTypical) {
    const auto left = [](const char* drug, const Dosing& dosing) {
        return troughs(input_of(population::typical_kinetics(kinetics_of(drug), 75.0)), dosing,
                       {24.0})[0];
    };
    EXPECT_NEAR(left("dupilumab", {600.0, 1, 300.0, 1.0, 15.5}), 25.0, 3.0);
    EXPECT_NEAR(left("dupilumab", {600.0, 1, 300.0, 2.0, 15.5}), 0.0, 0.5);
    EXPECT_NEAR(left("tralokinumab", {600.0, 1, 300.0, 2.0, 15.5}), 15.0, 2.0);
    EXPECT_NEAR(left("lebrikizumab", {500.0, 2, 250.0, 2.0, 15.5}), 19.0, 2.4);
}

TEST(DrugKineticsTest, OneCompartmentFollowsTheBatemanFunction) {
    const PersonKinetics person = population::typical_kinetics(kinetics_of("nemolizumab"), 70.0);
    const double ka = person.kinetics.absorption_per_day;
    const double ke = person.kinetics.elimination_per_day;
    const double day = 28.0;
    const double exact = 60.0 * ka / (person.kinetics.central_volume_l * (ka - ke)) *
                         (std::exp(-ke * day) - std::exp(-ka * day));
    EXPECT_NEAR(troughs(input_of(person), {0.0, 0, 60.0, 100.0}, {4.0})[0], exact, 1e-4 * exact);
}

TEST(DrugKineticsTest, WhatIsGivenIsInTheBodyOrGone) {
    // The exact integral of what leaves, by small steps of the same rates, closes the balance.
    const PersonKinetics person = population::typical_kinetics(kinetics_of("dupilumab"), 75.0);
    delivery::DrugAmounts<double> x{};
    x.depot = 600.0 * person.bioavailability_frac;
    const double given = x.depot;
    double gone = 0.0;
    constexpr double step = 1e-3;
    for (int i = 0; i < 60000; ++i) {
        delivery::DrugAmounts<double> rate{};
        delivery::drug_rates(x, person.kinetics, rate);
        const double concentration = delivery::drug_concentration(x, person.kinetics);
        gone += step * (person.kinetics.elimination_per_day * x.central +
                        x.central * person.kinetics.saturable_mg_per_l_day /
                            (person.kinetics.half_saturation_mg_per_l + concentration));
        auto amounts = delivery::drug_amount_entries(x);
        const auto slopes = delivery::drug_amount_entries(rate);
        ode::for_each_index<delivery::drug_amount_count>([&]<std::size_t j>(ode::Index<j>) {
            std::get<j>(amounts) += step * std::get<j>(slopes);
        });
    }
    const double left = std::apply([](const auto&... each) { return (each + ...); },
                                   delivery::drug_amount_entries(x));
    EXPECT_NEAR(left + gone, given, 1e-9 * given);
    EXPECT_LT(left, 0.5 * given);
}

TEST(DrugKineticsTest, PeopleSpreadAroundTheTypicalOneAndHeavyOnesHaveLess) {
    const auto& drug = kinetics_of("dupilumab");
    double sum = 0.0;
    double squares = 0.0;
    constexpr int people = 4000;
    for (std::uint64_t i = 0; i < people; ++i) {
        const double z = std::log(
            population::draw_kinetics(drug, 75.0, {5, i}).kinetics.central_volume_l / 2.76);
        sum += z;
        squares += z * z;
    }
    // Standard errors of mean and spread are 0.0034 and 0.0024.
    EXPECT_NEAR(sum / people, 0.0, 0.0137);
    EXPECT_NEAR(std::sqrt(squares / people), 0.216, 0.0097);
    EXPECT_NEAR(population::typical_kinetics(drug, 150.0).kinetics.central_volume_l,
                2.76 * std::pow(2.0, 0.919), 1e-12);
}

TEST(DrugKineticsTest, AMissedDoseIsLeftOut) {
    study::Arm arm{.name = "missed", .label = {}, .description = {}, .treatments = {}};
    study::TreatmentPeriod period;
    period.drug = "dupilumab";
    period.stop_day = 112.0;
    arm.treatments = {period};
    const care::CareCourse whole = study::care_of(arm, layer_catalogue(), 112.0);
    arm.treatments[0].missed_day = {56.0};
    const care::CareCourse missed = study::care_of(arm, layer_catalogue(), 112.0);
    ASSERT_EQ(whole.doses.size(), missed.doses.size() + 1);
    EXPECT_TRUE(
        std::ranges::none_of(missed.doses, [](const auto& dose) { return dose.day == 56.0; }));
}

}  // namespace
}  // namespace vesikin::tests
