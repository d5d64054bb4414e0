#include "vesikin/simulation/concentration_course.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vesikin::simulation {
namespace {

/// One compartment of 4 l, absorbed at 0.8 and lost at 0.05 a day, 60 % of which arrives.
PersonalInput linear_input() {
    PersonalInput input;
    input.drug.absorption_per_day = 0.8;
    input.drug.elimination_per_day = 0.05;
    input.drug.central_volume_l = 4.0;
    input.bioavailability_frac = 0.6;
    input.drug_action.half_effect_mg_per_l = 2.0;
    return input;
}

SeriesValue<double> read(const ConcentrationCourse& course, double day) {
    for (const ConcentrationPiece& piece : course) {
        if (day >= piece.begin_day && day <= piece.end_day) {
            const auto place = series_place<double>(
                day - piece.begin_day, 1.0 / (piece.end_day - piece.begin_day), piece.bend);
            const auto found = series_at<double>(piece.term, place.value);
            return {found.value, found.slope * place.slope};
        }
    }
    return {0.0, 0.0};
}

std::vector<DoseEvent> doses_on(std::initializer_list<double> days, double amount) {
    std::vector<DoseEvent> doses;
    for (const double day : days) {
        doses.push_back({day, DoseKind::drug, amount});
    }
    return doses;
}

TEST(ConcentrationCourseTest, IsTheTextbookCurveOfOneCompartment) {
    // C = F D ka / (V (ka - ke)) (exp(-ke t) - exp(-ka t)) for each dose.
    const auto doses = doses_on({3.0, 17.0}, 400.0);
    const auto course = follow_concentration(linear_input(), doses, 60.0, 1e-7);
    ASSERT_TRUE(course.has_value());
    const double scale = 0.6 * 400.0 * 0.8 / (4.0 * (0.8 - 0.05));
    for (double day = 3.1; day < 60.0; day += 0.37) {
        double value = 0.0;
        double slope = 0.0;
        for (const double given : {3.0, 17.0}) {
            if (day > given) {
                const double slow = std::exp(-0.05 * (day - given));
                const double fast = std::exp(-0.8 * (day - given));
                value += scale * (slow - fast);
                slope += scale * (0.8 * fast - 0.05 * slow);
            }
        }
        EXPECT_NEAR(read(*course, day).value, value, 1e-6 * (value + 2.0)) << day;
        EXPECT_NEAR(read(*course, day).slope, slope, 1e-4 * (std::abs(slope) + 1.0)) << day;
    }
    EXPECT_EQ(course->front().begin_day, 3.0);
    EXPECT_EQ(course->back().end_day, 60.0);
    for (std::size_t i = 1; i < course->size(); ++i) {
        EXPECT_EQ((*course)[i].begin_day, (*course)[i - 1].end_day);
    }
}

TEST(ConcentrationCourseTest, SaturableEliminationFollowsItsOwnLaw) {
    // After a bolus: C0 - C + Km ln(C0 / C) = Vm t (Michaelis and Menten 1913), through the corner
    // where the body is empty: 12 mg/l go at 1 mg/l a day.
    PersonalInput input;
    input.is_infused = true;
    input.drug.central_volume_l = 5.0;
    input.drug.saturable_mg_per_l_day = 1.0;
    input.drug.half_saturation_mg_per_l = 0.1;
    input.drug_action.half_effect_mg_per_l = 2.0;
    const auto course = follow_concentration(input, doses_on({0.0}, 60.0), 40.0, 1e-6);
    ASSERT_TRUE(course.has_value());
    for (const double c : {11.0, 6.0, 1.0, 0.3, 0.1, 0.02}) {
        const double day = 12.0 - c + 0.1 * std::log(12.0 / c);
        EXPECT_NEAR(read(*course, day).value, c, 1e-5 * (c + 2.0)) << c;
    }
    EXPECT_NEAR(read(*course, 39.0).value, 0.0, 1e-5);
}

TEST(ConcentrationCourseTest, DosesEnterWhereTheyAreGiven) {
    PersonalInput infused = linear_input();
    infused.is_infused = true;
    const auto at_once = follow_concentration(infused, doses_on({0.0}, 400.0), 10.0, 1e-7);
    EXPECT_NEAR(read(*at_once, 0.0).value, 0.6 * 400.0 / 4.0, 1e-4);
    PersonalInput delayed = linear_input();
    delayed.has_transit = true;
    delayed.drug.transit_per_day = 3.0;
    const auto slow = follow_concentration(delayed, doses_on({0.0}, 400.0), 60.0, 1e-7);
    const auto fast = follow_concentration(linear_input(), doses_on({0.0}, 400.0), 60.0, 1e-7);
    EXPECT_LT(read(*slow, 0.5).value, 0.2 * read(*fast, 0.5).value);
    EXPECT_TRUE(follow_concentration(linear_input(), {}, 60.0, 1e-6)->empty());
}

TEST(ConcentrationCourseTest, WhatCannotBeIntegratedIsNotFollowed) {
    PersonalInput broken = linear_input();
    broken.drug.elimination_per_day = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(follow_concentration(broken, doses_on({0.0}, 1.0), 10.0, 1e-6).has_value());
}

TEST(TreatmentTest, ThePathFollowsFromWhatIsClosed) {
    EXPECT_EQ(path_for(true, true), KineticsPath::closed_form);
    EXPECT_EQ(path_for(false, true), KineticsPath::known);
    EXPECT_EQ(path_for(true, false), KineticsPath::full);
    EXPECT_EQ(path_for(false, false), KineticsPath::full);
    PersonalInput input = linear_input();
    ASSERT_TRUE(close_drug(input));
    const auto& weight = input.closed_form.concentration.weight;
    EXPECT_TRUE(std::ranges::any_of(weight, [](double w) { return w != 0.0; }));
    // Saturable since: exponentials of before would count twice beside the known concentration.
    input.drug.saturable_mg_per_l_day = 1.0;
    EXPECT_FALSE(close_drug(input));
    EXPECT_TRUE(std::ranges::all_of(weight, [](double w) { return w == 0.0; }));
}

TEST(TreatmentTest, ErrorsAreJudgedBesideHalfEffect) {
    EXPECT_EQ(concentration_that_matters(linear_input()), 2.0);
    PersonalInput idle;
    idle.drug_action.half_effect_mg_per_l = 0.0;
    EXPECT_EQ(concentration_that_matters(idle), 1e-3);
    disease::VesicleAction<double> action{};
    action.half_effect_cargo = 6.0;
    action.potency = 3.0;
    EXPECT_EQ(cargo_that_matters(action), 2.0);
    action.potency = 0.0;
    EXPECT_EQ(cargo_that_matters(action), 1e6);
}

}  // namespace
}  // namespace vesikin::simulation
