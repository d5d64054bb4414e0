// What a dose adds, what time takes away and what a moment feels, by hand.
#include "vesikin/simulation/course_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "vesikin/disease/response_fields.hpp"

namespace vesikin::simulation {
namespace {

constexpr double close = 1e-13;

using Closed = CourseModel<KineticsPath::closed_form, double, double>;
using Full = CourseModel<KineticsPath::full, double, double>;

/// A body with a number of its own for everything.
PersonalInput some_body() {
    PersonalInput input;
    input.bioavailability_frac = 0.6;
    input.drug.central_volume_l = 2.5;
    input.session = {.reservoir = 1.1,
                     .free = 1.2,
                     .cargo = 1.3,
                     .central = 1.4,
                     .peripheral = 1.5,
                     .systemic_cargo = 1.6};
    input.repeat_clearance_ratio = 3.0;
    input.repeat_gain_per_session = std::numbers::ln2;
    input.marks.wound = {{0.2, 0.9}, {0.5, -0.5}};
    input.marks.openness = {{0.7}, {0.04}};
    input.marks.barrier_drop_frac = 0.25;
    for (std::size_t m = 0; m < vesicle_modes; ++m) {
        const auto i = static_cast<double>(m);
        input.closed_form.vesicle_rate_per_day[m] = 0.1 + 0.1 * i;
        input.closed_form.local_by_skin[m] = 1.0 + i;
        input.closed_form.local_by_blood[m] = 10.0 + i;
        input.closed_form.systemic_by_skin[m] = 100.0 + i;
        input.closed_form.systemic_by_blood[m] = 1000.0 + i;
    }
    for (std::size_t m = 0; m < drug_modes; ++m) {
        const auto i = static_cast<double>(m);
        input.closed_form.concentration.rate_per_day[m] = 0.05 + 0.01 * i;
        input.closed_form.concentration.weight[m] = 0.3 + 0.1 * i;
    }
    return input;
}

struct Person {
    disease::Parameters<double> patient{};
    disease::State<double> baseline{.barrier_integrity = 0.6,
                                    .pathogens = 0.4,
                                    .th2 = 5.0,
                                    .il4 = 2.0,
                                    .il13 = 4.0,
                                    .il31 = 1.0};
    disease::VesicleAction<double> action{};
    disease::ClinicalParameters<double> clinical{
        .reference_il31 = 1.0, .reference_il4 = 1.0, .reference_il13 = 1.0};
    PersonalInput input = some_body();

    [[nodiscard]] ItemStart start() const {
        return {patient, baseline, &action, &input, &clinical};
    }
};

template <class Model>
struct Started {
    Model model;
    std::array<double, Model::size> state{};
    OnlyPerson at;

    explicit Started(const Person& person) { model.start(at, person.start(), state); }
};

/// Half a session after one before: of what it leaves in blood, half is as much as the first, and
/// clearance is 1 + 2 x (1 - 1/2) = 2 times that of the first.
constexpr DoseEvent second_half_session{
    .day = 0.0, .kind = DoseKind::session, .amount = 0.5, .repeats = 1.0};
constexpr double skin = 0.5;
constexpr double blood = 0.25;

TEST(CourseModelTest, ASessionAddsItsModesAndMarks) {
    const Person person;
    Started<Closed> course(person);
    for (int time = 1; time <= 2; ++time) {  // doses add up
        course.model.give(course.at, person.input, second_half_session, course.state);
        for (std::size_t m = 0; m < vesicle_modes; ++m) {
            const auto i = static_cast<double>(m);
            EXPECT_NEAR(course.model.signals.local[m],
                        time * (skin * (1.0 + i) + blood * (10.0 + i)), close);
            EXPECT_NEAR(course.model.signals.systemic[m],
                        time * (skin * (100.0 + i) + blood * (1000.0 + i)), 1e-11);
        }
        // A wound is that of the needles, whatever was in them.
        EXPECT_NEAR(course.model.signals.wound[0], time * 0.5, close);
        EXPECT_NEAR(course.model.signals.wound[1], time * -0.5, close);
        EXPECT_NEAR(course.model.signals.openness, time * 0.04, close);
        EXPECT_NEAR(course.state[0], 0.6 * std::pow(0.75, time), close);
        EXPECT_NEAR(course.state[1], 0.4, close);
    }
}

TEST(CourseModelTest, ASessionAddsAmountsWhereKineticsAreStates) {
    const Person person;
    Started<Full> course(person);
    course.model.give(course.at, person.input, second_half_session, course.state);
    const std::array<double, vesicle_modes> expected{skin * 1.1,  skin * 1.2,  skin * 1.3,
                                                     blood * 1.4, blood * 1.5, skin * 1.6};
    for (std::size_t m = 0; m < vesicle_modes; ++m) {
        EXPECT_NEAR(course.state[vesicle_first + m], expected[m], close) << m;
    }
    EXPECT_NEAR(course.state[0], 0.45, close);
}

TEST(CourseModelTest, TheFirstSessionIsClearedAsAnyFirst) {
    const Person person;
    Started<Full> course(person);
    course.model.give(course.at, person.input, {.kind = DoseKind::session}, course.state);
    EXPECT_NEAR(course.state[vesicle_first + 3], 1.4, close);
}

TEST(CourseModelTest, ADrugEntersWhereItIsGiven) {
    Person person;
    for (const auto& [is_infused, has_transit, entry] :
         {std::tuple{false, false, 3U}, {false, true, 0U}, {true, false, 4U}, {true, true, 4U}}) {
        person.input.is_infused = is_infused;
        person.input.has_transit = has_transit;
        Started<Full> course(person);
        course.model.give(course.at, person.input, {.amount = 300.0}, course.state);
        for (std::size_t i = 0; i < drug_modes; ++i) {
            EXPECT_NEAR(course.state[drug_first + i], i == entry ? 180.0 : 0.0, close);
        }
    }
    // 50 mg in the central 2.5 l
    Started<Full> course(person);
    course.state[drug_first + 4] = 50.0;
    EXPECT_NEAR(course.model.concentration(course.at, 3.0, course.state), 20.0, close);
}

TEST(CourseModelTest, ConcentrationIsTheSumOfDecayingModes) {
    const Person person;
    Started<Closed> course(person);
    course.model.give(course.at, person.input, {.amount = 10.0}, course.state);
    course.model.move_to(course.at, 2.0);
    course.model.give(course.at, person.input, {.amount = 1.0}, course.state);
    double expected = 0.0;
    for (std::size_t m = 0; m < drug_modes; ++m) {
        const double rate = 0.05 + 0.01 * static_cast<double>(m);
        const double weight = 0.3 + 0.1 * static_cast<double>(m);
        expected += weight * (10.0 * std::exp(-7.0 * rate) + std::exp(-5.0 * rate));
    }
    EXPECT_NEAR(course.model.concentration(course.at, 7.0, course.state), expected, 1e-11);
}

TEST(CourseModelTest, EverySignalDecaysAtItsOwnRate) {
    Person person;
    person.input.onset_per_day = 0.3;
    Started<Closed> course(person);
    TreatedSignals<double>& signals = course.model.signals;
    EXPECT_EQ(signals.onset_missing, 1.0);
    course.model.give(course.at, person.input, {.kind = DoseKind::session}, course.state);
    course.model.give(course.at, person.input, {.amount = 1.0}, course.state);
    const TreatedSignals<double> before = signals;
    course.model.move_to(course.at, 1.5);
    course.model.move_to(course.at, 2.0);  // two days altogether
    EXPECT_EQ(signals.begin_day, 2.0);
    for (std::size_t m = 0; m < vesicle_modes; ++m) {
        const double left = std::exp(-2.0 * (0.1 + 0.1 * static_cast<double>(m)));
        EXPECT_NEAR(signals.local[m], before.local[m] * left, 1e-11);
        EXPECT_NEAR(signals.systemic[m], before.systemic[m] * left, 1e-10);
    }
    for (std::size_t m = 0; m < drug_modes; ++m) {
        EXPECT_NEAR(
            signals.concentration[m],
            before.concentration[m] * std::exp(-2.0 * (0.05 + 0.01 * static_cast<double>(m))),
            close);
    }
    EXPECT_NEAR(signals.wound[0], 0.5 * std::exp(-0.4), close);
    EXPECT_NEAR(signals.wound[1], -0.5 * std::exp(-1.8), close);
    EXPECT_NEAR(signals.openness, 0.04 * std::exp(-1.4), close);
    EXPECT_NEAR(signals.onset_missing, std::exp(-0.6), close);
}

TEST(CourseModelTest, WhatIsThereAtOnceIsNotMissing) {
    const Person person;
    EXPECT_EQ(Started<Closed>(person).model.signals.onset_missing, 0.0);
}

TEST(CourseModelTest, AMomentFeelsTheSumsAndTheirSlopes) {
    TreatedSignals<double> signals{};
    signals.begin_day = 10.0;
    signals.drug_rate = {0.1, 0.2};
    signals.concentration = {3.0, 4.0};
    signals.vesicle_rate = {0.3, 0.5};
    signals.local = {0.7, 0.2};
    signals.systemic = {0.05, 0.6};
    signals.wound_rate = {0.4, 2.0};
    signals.wound = {1.0, -1.0};
    signals.opening_rate = 1.5;
    signals.openness = 0.08;
    signals.onset_rate = 0.25;
    signals.onset_missing = 0.9;
    const auto e = [](double rate) { return std::exp(-2.0 * rate); };  // two days later
    const auto at = signals_at<KineticsPath::closed_form>(signals, 12.0);
    EXPECT_NEAR(at[0].value, 3.0 * e(0.1) + 4.0 * e(0.2), close);
    EXPECT_NEAR(at[0].slope, -0.3 * e(0.1) - 0.8 * e(0.2), close);
    EXPECT_NEAR(at[1].value, 0.7 * e(0.3) + 0.2 * e(0.5), close);
    EXPECT_NEAR(at[1].slope, -0.21 * e(0.3) - 0.1 * e(0.5), close);
    EXPECT_NEAR(at[2].value, 0.05 * e(0.3) + 0.6 * e(0.5), close);
    EXPECT_NEAR(at[2].slope, -0.015 * e(0.3) - 0.3 * e(0.5), close);
    EXPECT_NEAR(at[3].value, e(0.4) - e(2.0), close);
    EXPECT_NEAR(at[3].slope, -0.4 * e(0.4) + 2.0 * e(2.0), close);
    EXPECT_NEAR(at[4].value, 0.08 * e(1.5), close);
    EXPECT_NEAR(at[4].slope, -0.12 * e(1.5), close);
    EXPECT_NEAR(at[5].value, 1.0 - 0.9 * e(0.25), close);
    EXPECT_NEAR(at[5].slope, 0.225 * e(0.25), close);
}

TEST(CourseModelTest, APieceBeginsWithItsEffectsAndItsDoses) {
    const Person person;
    Started<Closed> course(person);
    std::vector<Phase> phases{{0.0, {}}, {5.0, {}}};
    phases[1].effects.il13_block = 0.7;
    phases[1].effects.participation = 0.4;
    const std::vector<DoseEvent> doses{
        {.day = 0.0, .amount = 999.0}, {.day = 5.0, .amount = 2.0}, {.day = 5.0, .amount = 3.0}};
    begin_piece(course.model, course.at, &person.input, phases.data(), doses.data(),
                {.begin_day = 5.0, .end_day = 9.0, .phase = 1, .first_dose = 1, .dose_count = 2},
                course.state);
    EXPECT_EQ(course.model.parameters.effects.il13_block, 0.7);
    EXPECT_EQ(course.model.parameters.effects.participation, 0.4);
    EXPECT_EQ(course.model.signals.begin_day, 5.0);
    EXPECT_NEAR(course.model.signals.concentration[0], 5.0 * 0.3, close);
}

TEST(CourseModelTest, StartsAtRest) {
    const Person person;
    Started<Full> course(person);
    EXPECT_EQ(course.state[0], 0.6);
    EXPECT_EQ(course.state[1], 0.4);
    EXPECT_NEAR(course.state[response_first], 28.8, close);  // EASI 72 x (0.4 + 0.4) / 2
    EXPECT_EQ(course.state[response_first + 2], 1.0);        // IgE
    for (std::size_t i = drug_first; i < Full::size; ++i) {
        EXPECT_EQ(course.state[i], 0.0);
    }
    EXPECT_EQ(course.model.parameters.own.ige_drive, 10.0);
    EXPECT_EQ(course.model.parameters.own.eosinophil_drive, 4.0);
}

/// The blocks joined by hand from their own equations.
TEST(TreatedRatesTest, BlocksMeetAsThePageSays) {
    disease::VesicleAction<double> action{};
    double value = 0.1;
    std::apply([&](auto&... entry) { ((entry = (value += 0.05)), ...); },
               disease::vesicle_action_entries(action));
    TreatedParameters<double> k{};
    std::apply([&](auto&... entry) { ((entry = (value += 0.01)), ...); },
               disease::parameter_entries(k.core));
    std::apply([&](auto&... entry) { ((entry = (value += 0.01)), ...); },
               disease::clinical_entries(k.clinical));
    std::apply([&](auto&... entry) { ((entry = (value += 0.01)), ...); },
               delivery::drug_kinetics_entries(k.drug));
    std::apply([&](auto&... entry) { ((entry = (value += 0.01)), ...); },
               delivery::vesicle_kinetics_entries(k.vesicle));
    k.action = action;
    k.own = {3.0, 2.0};
    k.effects.participation = 0.8;
    k.drug_action = {.half_effect_mg_per_l = 4.0, .il13_block = 0.9};
    TreatedBlocks<base::Uniform<double>> x{};
    std::apply([&](auto&... entry) { ((entry = (value += 0.02)), ...); },
               treated_entries<KineticsPath::full>(x));
    x.core.barrier_integrity = 0.7;

    // From states on the full path; the same numbers from outside on the other.
    const double concentration = delivery::drug_concentration(x.drug, k.drug);
    const double cargo = delivery::acting_cargo(x.vesicle, k.vesicle);
    const disease::Drive<double> outside{concentration, cargo, x.vesicle.systemic_cargo,
                                         0.5,           0.03,  0.6};
    disease::Drive<double> nothing = outside;
    nothing.concentration = nothing.local_cargo = nothing.systemic_cargo = 0.0;
    TreatedBlocks<base::Uniform<double>> full{};
    treated_rates<KineticsPath::full>(x.core, x.response, x.drug, x.vesicle, k, nothing, full);
    TreatedBlocks<base::Uniform<double>> closed{};
    treated_rates<KineticsPath::closed_form>(x.core, x.response, x.drug, x.vesicle, k, outside,
                                             closed);

    TreatedBlocks<base::Uniform<double>> expected{};
    const auto effects = disease::joint_effects(k.effects, k.drug_action, outside);
    EXPECT_NEAR(effects.il13_block, 0.9 * concentration / (4.0 + concentration), close);
    EXPECT_NEAR(effects.participation, 0.8 * 0.6, close);
    const auto acting = disease::acting_levels(x.core, effects);
    const double local = disease::effect_share(cargo, action);
    const double total = disease::effect_share(cargo + x.vesicle.systemic_cargo, action);
    ASSERT_GT(total, local);
    disease::core_rates(x.core, k.core, acting, 0.48,
                        disease::modulation(local, total, x.response, action, outside, effects),
                        expected.core);
    disease::mediator_rates(local, total, x.core, x.response, action, expected.response);
    disease::clinical_rates(x.core, acting, x.response, k.clinical, k.own, expected.response);
    delivery::drug_rates(x.drug, k.drug, expected.drug);
    delivery::vesicle_rates(x.vesicle, k.vesicle, expected.vesicle);
    const auto same = [](const auto& a, const auto& b) {
        EXPECT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_NEAR(a[i], b[i], close) << i;
        }
    };
    same(base::array_of(treated_entries<KineticsPath::full>(full)),
         base::array_of(treated_entries<KineticsPath::full>(expected)));
    same(base::array_of(treated_entries<KineticsPath::closed_form>(closed)),
         base::array_of(treated_entries<KineticsPath::closed_form>(expected)));
}

}  // namespace
}  // namespace vesikin::simulation
