// The response equations of docs/model.md restated with a number of its own for everything, so that
// no sign, factor or place can change unseen.
#include "vesikin/disease/response_rates.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "vesikin/disease/response_fields.hpp"

namespace vesikin::disease {
namespace {

constexpr double close = 1e-13;

VesicleAction<double> distinct_action() {
    VesicleAction<double> a{};
    double value = 0.11;
    std::apply([&](auto&... entry) { ((entry = (value += 0.07)), ...); },
               vesicle_action_entries(a));
    return a;
}

/// The value that `distinct_action` gives to the i-th entry, from 0.
double nth(int i) {
    return 0.18 + 0.07 * i;
}

Response<double> distinct_response() {
    return {.signs = 21.0,
            .itch = 6.5,
            .ige = 1.31,
            .eosinophils = 1.23,
            .tnf = 0.91,
            .il1b = 0.83,
            .il23 = 0.77,
            .il10 = 1.43,
            .tgfb = 1.37,
            .treg = 1.53,
            .m2 = 1.17,
            .ceramide = 1.29};
}

State<double> distinct_state() {
    return {.barrier_integrity = 0.6,
            .pathogens = 0.4,
            .th1 = 3.0,
            .th2 = 5.0,
            .th17 = 7.0,
            .th22 = 9.0,
            .il4 = 2.0,
            .il13 = 4.0,
            .il17 = 6.0,
            .il22 = 8.0,
            .il31 = 1.1,
            .ifng = 0.5,
            .tslp = 1.5,
            .ox40l = 2.5};
}

ClinicalParameters<double> distinct_clinical() {
    return {.signs_rate = 0.13,
            .itch_rate = 0.7,
            .itch_base = 0.9,
            .itch_by_il31 = 1.9,
            .itch_by_th2 = 1.3,
            .itch_by_eosinophils = 0.6,
            .itch_by_damage = 3.1,
            .ige_turnover = 0.35,
            .eosinophil_turnover = 0.07,
            .reference_il31 = 1.65,
            .reference_il4 = 3.8,
            .reference_il13 = 4.4};
}

TEST(ResponseRatesTest, TheOrderOfTheActionIsThatOfItsTable) {
    const VesicleAction<double> a = distinct_action();
    EXPECT_DOUBLE_EQ(a.potency, nth(0));
    EXPECT_DOUBLE_EQ(a.treg_half_pathogens, nth(16));
    EXPECT_DOUBLE_EQ(a.bypass_by_opening, nth(36));
}

TEST(ResponseRatesTest, EffectIsAHillFunctionOfPotencyTimesCargo) {
    VesicleAction<double> a = distinct_action();
    a.potency = 3.0;
    a.half_effect_cargo = 0.5;
    a.hill = 2.0;
    // r = 3 x 0.25 / 0.5 = 1.5; r^2 / (1 + r^2)
    EXPECT_NEAR(effect_share(0.25, a), 2.25 / 3.25, close);
    EXPECT_EQ(effect_share(0.0, a), 0.0);
    // At the cargo of half effect of a product of that potency.
    EXPECT_NEAR(effect_share(0.5 / 3.0, a), 0.5, close);
}

TEST(ResponseRatesTest, MediatorsMoveToTheirTargets) {
    const VesicleAction<double> a = distinct_action();
    const Response<double> r = distinct_response();
    constexpr double local = 0.31;
    constexpr double total = 0.47;
    Response<double> rate{};
    mediator_rates(local, total, distinct_state(), r, a, rate);
    const double nfkb = (1.0 - nth(3) * local) / (1.0 + nth(4) * 0.43);
    EXPECT_NEAR(nfkb_activity(local, r, a), nfkb, close);
    EXPECT_NEAR(rate.tnf, nth(20) * (std::pow(nfkb, nth(5)) - 0.91), close);
    EXPECT_NEAR(rate.il1b, nth(21) * (std::pow(nfkb, nth(6)) - 0.83), close);
    EXPECT_NEAR(rate.il23, nth(22) * (std::pow(nfkb, nth(7)) - 0.77), close);
    EXPECT_NEAR(rate.il10, nth(23) * (1.0 + nth(8) * local + nth(9) * 0.53 + nth(10) * 0.17 - 1.43),
                close);
    EXPECT_NEAR(rate.tgfb,
                nth(24) * (1.0 + nth(11) * local + nth(12) * 0.53 + nth(13) * 0.17 - 1.37), close);
    // Function of regulatory T cells is halved at a pathogen level of nth(16); here it is 0.4.
    const double function = 1.0 / (1.0 + 0.4 / nth(16));
    EXPECT_NEAR(rate.treg,
                nth(25) * (1.0 + nth(14) * total * (1.0 + nth(15) * 0.37) * function - 1.53),
                close);
    EXPECT_NEAR(rate.m2, nth(26) * (1.0 + nth(18) * local - 1.17), close);
    EXPECT_NEAR(rate.ceramide, nth(27) * (1.0 + nth(19) * local - 1.29), close);
}

TEST(ResponseRatesTest, FactorsOnTheCoreAreThoseOfThePage) {
    const VesicleAction<double> a = distinct_action();
    const Response<double> r = distinct_response();
    constexpr double local = 0.31;
    constexpr double total = 0.47;
    const Drive<double> drive{.concentration = 9.0,
                              .local_cargo = 8.0,
                              .systemic_cargo = 7.0,
                              .wound = 0.6,
                              .openness = 0.05,
                              .onset = 0.9};
    const Effects<double> effects{.t_cell_block = 0.2, .recovery_gain = 0.5};
    const auto m = modulation(local, total, r, a, drive, effects);
    const double nfkb = (1.0 - nth(3) * local) / (1.0 + nth(4) * 0.43);
    EXPECT_NEAR(m.recovery,
                std::pow(1.29, nth(28)) * std::pow(1.17, nth(29)) * (1.0 + nth(35) * 0.6) * 1.5,
                close);
    EXPECT_NEAR(m.seal, 1.0 - nth(36) * 0.05, close);
    EXPECT_NEAR(m.supply, 0.8 / (std::pow(1.53, nth(30)) * std::pow(1.43, nth(31))), close);
    EXPECT_NEAR(m.th2_supply, 1.0 - nth(17) * total, close);
    EXPECT_NEAR(m.th17_supply, std::pow(0.77, nth(32)), close);
    EXPECT_NEAR(m.tslp_induction, std::pow(nfkb, nth(33)), close);
    EXPECT_NEAR(m.pathogen_damage, std::pow(0.5 * (0.91 + 0.83), nth(34)), close);
}

TEST(ResponseRatesTest, SignsItchAndBloodFollowTheCore) {
    const State<double> x = distinct_state();
    const Response<double> r = distinct_response();
    const ClinicalParameters<double> c = distinct_clinical();
    const OwnLevels<double> own{.ige_drive = 6.0, .eosinophil_drive = 2.5};
    // IL-4 x 0.9, IL-13 x 0.8, IL-31 x 0.5
    const auto acting =
        acting_levels(x, Effects<double>{.il4_block = 0.1, .il13_block = 0.2, .il31_block = 0.5});
    Response<double> rate{};
    clinical_rates(x, acting, r, c, own, rate);
    // EASI 72 (2 x 0.4 + 2 x 0.4) / 4 = 28.8
    EXPECT_NEAR(rate.signs, 0.13 * (28.8 - 21.0), close);
    const double itch =
        0.9 + 1.9 * 0.55 / 1.65 + 1.3 * 0.5 * (1.8 / 3.8 + 3.2 / 4.4) + 0.6 * 1.23 + 3.1 * 0.4;
    EXPECT_NEAR(itch_target(x, acting, 1.23, c), itch, close);
    EXPECT_NEAR(rate.itch, 0.7 * (itch - 6.5), close);
    EXPECT_NEAR(rate.ige, 0.35 * (1.8 * 5.0 / 6.0 - 1.31), close);
    EXPECT_NEAR(rate.eosinophils, 0.07 * (3.2 / 2.5 - 1.23), close);
}

TEST(ResponseRatesTest, ThePersonAtRestStaysThere) {
    const State<double> x = distinct_state();
    const ClinicalParameters<double> c = distinct_clinical();
    const OwnLevels<double> own = own_levels(x);
    EXPECT_DOUBLE_EQ(own.ige_drive, 10.0);  // IL-4 x Th2
    EXPECT_DOUBLE_EQ(own.eosinophil_drive, 4.0);
    const Response<double> rest = resting_response(x, c);
    EXPECT_DOUBLE_EQ(rest.signs, 28.8);
    EXPECT_NEAR(rest.itch,
                0.9 + 1.9 * 1.1 / 1.65 + 1.3 * 0.5 * (2.0 / 3.8 + 4.0 / 4.4) + 0.6 + 3.1 * 0.4,
                close);
    Response<double> rate{};
    clinical_rates(x, acting_levels(x, Effects<double>{}), rest, c, own, rate);
    VesicleAction<double> a = distinct_action();
    mediator_rates(0.0, 0.0, x, rest, a, rate);
    const auto expect_rest = [](double each) { EXPECT_NEAR(each, 0.0, close); };
    std::apply([&](const auto&... each) { (expect_rest(each), ...); }, response_entries(rate));
    const auto m = modulation(0.0, 0.0, rest, a, Drive<double>{}, Effects<double>{});
    for (const double factor : {m.recovery, m.seal, m.supply, m.th2_supply, m.th17_supply,
                                m.tslp_induction, m.pathogen_damage}) {
        EXPECT_DOUBLE_EQ(factor, 1.0);
    }
}

TEST(ResponseRatesTest, BlocksOfDrugsActIndependently) {
    const Effects<double> u{.il4_block = 0.1,
                            .il13_block = 0.2,
                            .il17_block = 0.3,
                            .il22_block = 0.4,
                            .il31_block = 0.5,
                            .tslp_block = 0.6,
                            .ox40l_block = 0.7,
                            .ifng_added = 0.25,
                            .t_cell_block = 0.15,
                            .recovery_gain = 0.35,
                            .participation = 0.8};
    const DrugAction<double> drug{.half_effect_mg_per_l = 3.0,
                                  .il4_block = 0.91,
                                  .il13_block = 0.82,
                                  .il17_block = 0.73,
                                  .il22_block = 0.64,
                                  .il31_block = 0.55,
                                  .tslp_block = 0.46,
                                  .ox40l_block = 0.37,
                                  .t_cell_block = 0.28};
    Drive<double> drive{};
    drive.concentration = 9.0;  // 9 / (3 + 9) = 0.75 of the largest effect
    drive.onset = 0.5;
    const auto joint = joint_effects(u, drug, drive);
    EXPECT_NEAR(joint.il4_block, 1.0 - 0.9 * (1.0 - 0.6825), close);
    EXPECT_NEAR(joint.il13_block, 1.0 - 0.8 * (1.0 - 0.615), close);
    EXPECT_NEAR(joint.il17_block, 1.0 - 0.7 * (1.0 - 0.5475), close);
    EXPECT_NEAR(joint.il22_block, 1.0 - 0.6 * (1.0 - 0.48), close);
    EXPECT_NEAR(joint.il31_block, 1.0 - 0.5 * (1.0 - 0.4125), close);
    EXPECT_NEAR(joint.tslp_block, 1.0 - 0.4 * (1.0 - 0.345), close);
    EXPECT_NEAR(joint.ox40l_block, 1.0 - 0.3 * (1.0 - 0.2775), close);
    EXPECT_NEAR(joint.t_cell_block, 1.0 - 0.85 * (1.0 - 0.21), close);
    EXPECT_EQ(joint.ifng_added, 0.25);
    EXPECT_EQ(joint.recovery_gain, 0.35);
    EXPECT_NEAR(joint.participation, 0.4, close);
}

}  // namespace
}  // namespace vesikin::disease
