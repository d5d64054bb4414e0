#include "vesikin/disease/right_hand_side.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "vesikin/disease/fields.hpp"

namespace vesikin::disease {
namespace {

// A chain of some twenty roundings per rate.
constexpr double relative_tolerance = 1e-13;
constexpr double absolute_tolerance = 1e-15;

void expect_rate(double found_per_day, double expected_per_week, const char* name) {
    const double expected = expected_per_week / 7.0;
    EXPECT_NEAR(found_per_day, expected,
                absolute_tolerance + relative_tolerance * std::abs(expected))
        << name;
}

/// Every parameter gets its own value, rates as per week divided by seven.
Parameters<double> weekly_parameters() {
    Parameters<double> k{};
    for (std::size_t i = 0; i < parameter_count; ++i) {
        const double value = 0.3 + 0.1 * static_cast<double>(i);
        const bool is_rate = parameter_fields[i].unit == "1/day";
        k.*parameter_fields[i].member = is_rate ? value / 7.0 : value;
    }
    return k;
}

/// The value that `weekly_parameters` gave to the parameter of this symbol, in its published unit.
double published(std::string_view symbol) {
    for (std::size_t i = 0; i < parameter_count; ++i) {
        if (parameter_fields[i].symbol == symbol) {
            return 0.3 + 0.1 * static_cast<double>(i);
        }
    }
    ADD_FAILURE() << "no parameter " << symbol;
    return std::nan("");
}

State<double> some_state() {
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
            .il31 = 1.0,
            .ifng = 0.5,
            .tslp = 1.5,
            .ox40l = 2.5};
}

// The published model, week by week, with all parameters 1: the arithmetic is in the comments.
TEST(RightHandSideTest, GivesTheRatesWorkedOutOnPaperForUnitParameters) {
    Parameters<double> k{};
    for (const auto& field : parameter_fields) {
        k.*field.member = field.unit == "1/day" ? 1.0 / 7.0 : 1.0;
    }
    State<double> x{};
    for (const auto& field : state_fields) {
        x.*field.member = 1.0;
    }
    x.barrier_integrity = 0.5;
    x.pathogens = 0.5;
    State<double> rate{};
    right_hand_side(x, k, Effects<double>{}, rate);

    // (1 - 0.5)(1 + 1 + 0) / 2^5 - 0.5 (1 (1 + 0.5) + 1) = 0.03125 - 1.25
    expect_rate(rate.barrier_integrity, -1.21875, "s");
    // 1 / 1.5 - 0.5 (1.5 * 2 * 2 * 2 / (2 * 2) + 1) = 2/3 - 2
    expect_rate(rate.pathogens, -4.0 / 3.0, "p");
    // supply 0.5 / 6; loss 1 / 2: 2 * 0.5 / 6 - 0.5
    expect_rate(rate.th1, -1.0 / 3.0, "Th1");
    expect_rate(rate.th2, -1.0 / 3.0, "Th2");
    // 0.5 / 6 - 0.5
    expect_rate(rate.th17, -5.0 / 12.0, "Th17");
    expect_rate(rate.th22, -5.0 / 12.0, "Th22");
    // 1 + 1 - 1
    for (const double cytokine :
         {rate.il4, rate.il13, rate.il17, rate.il22, rate.il31, rate.ifng, rate.ox40l}) {
        expect_rate(cytokine, 1.0, "cytokine");
    }
    // 0.5 + 1 - 1
    expect_rate(rate.tslp, 0.5, "TSLP");
}

// The same equations written out again as the paper prints them, per week, each mediator under its
// own drug effect; every parameter has its own value, so that no two can be swapped.
TEST(RightHandSideTest, FollowsThePublishedEquationsWithDistinctParametersAndEffects) {
    const State<double> x = some_state();
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
    State<double> rate{};
    right_hand_side(x, weekly_parameters(), u, rate);

    const auto k = [](std::string_view symbol) { return published(symbol); };
    constexpr double s = 0.6;
    constexpr double p = 0.4;
    constexpr double il4 = 1.8;            // 0.9 * 2
    constexpr double il13 = 3.2;           // 0.8 * 4
    constexpr double il17 = 4.2;           // 0.7 * 6
    constexpr double il22 = 4.8;           // 0.6 * 8
    constexpr double il31 = 0.5;           // 0.5 * 1
    constexpr double tslp = 0.6;           // 0.4 * 1.5
    constexpr double ox40l = 0.75;         // 0.3 * 2.5
    constexpr double ifng = 0.75;          // 0.5 + 0.25
    const double placebo = k("k3") * 0.8;  // participation
    const double shared = 0.85 * p / (4.0 + k("k9") * ifng + k("k10") * il4);
    const double loss = k("d9") / (1.0 + k("b9") * ox40l);

    expect_rate(rate.barrier_integrity,
                1.35 * (1 - s) * (k("k1") + k("k2") * il22 + placebo) / (1 + k("b1") * il4) /
                        (1 + k("b2") * il13) / (1 + k("b3") * il17) / (1 + k("b4") * il22) /
                        (1 + k("b5") * il31) -
                    s * k("d1") * (1 + k("d3") * p) - s * k("d2") * il31,
                "s");
    expect_rate(rate.pathogens,
                k("d8") / (1 + k("b6") * s) - k("d8") * p -
                    p * (1 + k("d4") * p) * (1 + k("d5") * il17) * (1 + k("d6") * il22) *
                        (1 + k("d7") * ifng) / (1 + k("b7") * il4) / (1 + k("b8") * il13),
                "p");
    expect_rate(rate.th1, k("k5") * (1 + k("k9") * ifng) * shared - loss * 3.0, "Th1");
    expect_rate(rate.th2, k("k6") * (1 + k("k10") * il4) * shared - loss * 5.0, "Th2");
    expect_rate(rate.th17, k("k7") * shared - loss * 7.0, "Th17");
    expect_rate(rate.th22, k("k8") * shared - loss * 9.0, "Th22");
    // A drug keeps a mediator from acting; what is made and lost is the whole of it.
    expect_rate(rate.il4, k("k11") * 5.0 + k("k12") - k("d10") * 2.0, "IL-4");
    expect_rate(rate.il13, k("k13") * 5.0 + k("k14") - k("d11") * 4.0, "IL-13");
    expect_rate(rate.il17, k("k15") * 7.0 + k("k16") - k("d12") * 6.0, "IL-17");
    expect_rate(rate.il22, k("k17") * 9.0 + k("k18") - k("d13") * 8.0, "IL-22");
    expect_rate(rate.il31, k("k19") * 5.0 + k("k20") - k("d14") * 1.0, "IL-31");
    expect_rate(rate.ifng, k("k21") * 3.0 + k("k22") - k("d15") * 0.5, "IFN-gamma");
    expect_rate(rate.tslp, k("k23") * p + k("k24") - k("d16") * 1.5, "TSLP");
    expect_rate(rate.ox40l, k("k25") * tslp + k("k26") - k("d17") * 2.5, "OX40L");
}

// Each factor stands where docs/model.md has it, and nowhere else.
TEST(RightHandSideTest, FactorsOfVesiclesAndNeedlesActAtTheirPlace) {
    const State<double> x = some_state();
    const Parameters<double> k = weekly_parameters();
    const auto rates_under = [&](double recovery, double seal, double supply, double th2,
                                 double th17, double tslp, double damage) {
        State<double> rate{};
        core_rates(x, k, acting_levels(x, Effects<double>{}), 0.5,
                   Modulation{recovery, seal, supply, th2, th17, tslp, damage}, rate);
        return rate;
    };
    const State<double> plain = rates_under(1, 1, 1, 1, 1, 1, 1);
    const State<double> rate = rates_under(1.3, 0.7, 0.6, 0.9, 0.8, 1.7, 2.1);
    const auto w = [](std::string_view symbol) { return published(symbol); };
    const double recovery = 0.4 * (w("k1") + w("k2") * 8.0 + 0.5 * w("k3")) / (1 + w("b1") * 2.0) /
                            (1 + w("b2") * 4.0) / (1 + w("b3") * 6.0) / (1 + w("b4") * 8.0) /
                            (1 + w("b5") * 1.0);
    expect_rate(rate.barrier_integrity - plain.barrier_integrity,
                0.3 * recovery - 0.6 * w("d1") * w("d3") * 0.4 * 1.1, "s");
    expect_rate(rate.pathogens - plain.pathogens,
                w("d8") / (1 + w("b6") * 0.6 * 0.7) - w("d8") / (1 + w("b6") * 0.6), "p");
    const double shared = 0.4 / (4.0 + w("k9") * 0.5 + w("k10") * 2.0);
    expect_rate(rate.th1 - plain.th1, w("k5") * (1 + w("k9") * 0.5) * shared * (0.6 - 1), "Th1");
    expect_rate(rate.th2 - plain.th2, w("k6") * (1 + w("k10") * 2.0) * shared * (0.6 * 0.9 - 1),
                "Th2");
    expect_rate(rate.th17 - plain.th17, w("k7") * shared * (0.6 * 0.8 - 1), "Th17");
    expect_rate(rate.th22 - plain.th22, w("k8") * shared * (0.6 - 1), "Th22");
    expect_rate(rate.tslp - plain.tslp, w("k23") * 0.4 * 0.7, "TSLP");
    EXPECT_EQ(rate.il4, plain.il4);
    EXPECT_EQ(rate.ox40l, plain.ox40l);
}

TEST(RightHandSideTest, UntreatedPersonHasNoParticipationEffect) {
    Parameters<double> without = weekly_parameters();
    without.k3 = 0.0;
    State<double> rate{};
    State<double> rate_without{};
    right_hand_side(some_state(), weekly_parameters(), Effects<double>{}, rate);
    right_hand_side(some_state(), without, Effects<double>{}, rate_without);

    EXPECT_EQ(rate.barrier_integrity, rate_without.barrier_integrity);
}

}  // namespace
}  // namespace vesikin::disease
