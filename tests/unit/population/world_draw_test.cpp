// Worlds: what is drawn is what the data say, effects vanish together, claims are switches.
#include "vesikin/population/world_draw.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/vesicle_fixture.hpp"

namespace vesikin::population {
namespace {

using catalogue::WorldSpread;

constexpr std::uint64_t worlds = 4000;

TEST(WorldDrawTest, AWorldIsTheSameWhoeverAsksForIt) {
    const auto& vesicles = tests::shipped_vesicles();
    EXPECT_EQ(draw_world(vesicles, 3, 17).values, draw_world(vesicles, 3, 17).values);
    EXPECT_NE(draw_world(vesicles, 3, 17).values, draw_world(vesicles, 3, 18).values);
    EXPECT_NE(draw_world(vesicles, 3, 17).values, draw_world(vesicles, 4, 17).values);
}

TEST(WorldDrawTest, DrawsFollowTheirDistributionsAndStayInBounds) {
    const auto& vesicles = tests::shipped_vesicles();
    std::vector<std::vector<double>> drawn(vesicles.unknowns.size());
    double without_effect = 0.0;
    for (std::uint64_t world = 0; world < worlds; ++world) {
        const DrawnWorld one = draw_world(vesicles, 1, world);
        without_effect += one.world.has_effect ? 0.0 : 1.0;
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            drawn[i].push_back(one.values[i]);
        }
    }
    // Four standard errors of a share of 1/4, and of the share below the median.
    const double error = 4.0 * std::sqrt(0.25 * 0.75 / worlds);
    EXPECT_NEAR(without_effect / worlds, 0.25, error);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const WorldSpread& spread = vesicles.unknowns[i].spread;
        if (spread.kind == WorldSpread::Kind::fixed) {
            EXPECT_EQ(*std::ranges::min_element(drawn[i]), *std::ranges::max_element(drawn[i]));
            continue;
        }
        const double below = static_cast<double>(std::ranges::count_if(
                                 drawn[i], [&](double value) { return value < spread.median(); })) /
                             worlds;
        EXPECT_NEAR(below, 0.5, 4.0 * std::sqrt(0.25 / worlds)) << vesicles.unknowns[i].name;
        if (spread.kind == WorldSpread::Kind::log_normal) {
            EXPECT_LE(*std::ranges::max_element(drawn[i]), spread.upper);
        } else {
            EXPECT_GE(*std::ranges::min_element(drawn[i]), spread.low);
            EXPECT_LE(*std::ranges::max_element(drawn[i]), spread.high);
        }
    }
}

TEST(WorldSpreadTest, QuantilesAreThoseOfTheTextbook) {
    constexpr double z_95 = 1.6448536269514722;
    const WorldSpread log_normal{
        .kind = WorldSpread::Kind::log_normal, .middle = 2.0, .gsd = 3.0, .upper = 10.0};
    EXPECT_NEAR(log_normal.at_normal(-z_95), 2.0 / std::pow(3.0, z_95), 1e-12);
    EXPECT_EQ(log_normal.at_normal(5.0), 10.0);
    const WorldSpread uniform{.kind = WorldSpread::Kind::uniform, .low = 1.0, .high = 3.0};
    EXPECT_NEAR(uniform.at_normal(z_95), 2.9, 1e-9);
    // Triangle on 0, 1, 4: the share below x < 1 is x^2 / 4, above it 1 - (4 - x)^2 / 12.
    const WorldSpread triangle{
        .kind = WorldSpread::Kind::triangular, .low = 0.0, .middle = 1.0, .high = 4.0};
    EXPECT_NEAR(triangle.at_normal(-z_95), std::sqrt(0.05 * 4.0), 1e-9);
    EXPECT_NEAR(triangle.at_normal(z_95), 4.0 - std::sqrt(0.05 * 12.0), 1e-9);
}

TEST(WorldDrawTest, TranslationAndNoEffectTakeEveryGainAndNothingElse) {
    const auto& vesicles = tests::shipped_vesicles();
    auto values = draw_world(vesicles, 1, 5).values;
    const auto translation =
        std::ranges::find(vesicles.unknowns, "translation", &catalogue::VesicleUnknown::name) -
        vesicles.unknowns.begin();
    values[static_cast<std::size_t>(translation)] = 1.0;
    const auto whole = catalogue::make_world(values, true).action;
    const auto nothing = catalogue::make_world(values, false).action;
    values[static_cast<std::size_t>(translation)] = 0.5;
    const auto half = catalogue::make_world(values, true).action;
    const auto off = catalogue::with_claims(whole, {false, false, false});
    using Action = disease::VesicleAction<double>;
    for (const auto gain :
         {&Action::nfkb_inhibition, &Action::il10_gain, &Action::tgfb_gain, &Action::treg_gain,
          &Action::th2_brake, &Action::m2_gain, &Action::ceramide_gain}) {
        EXPECT_GT(whole.*gain, 0.0);
        EXPECT_EQ(nothing.*gain, 0.0);
        EXPECT_EQ(off.*gain, 0.0);
        EXPECT_DOUBLE_EQ(half.*gain, 0.5 * (whole.*gain));
    }
    EXPECT_EQ(nothing.recovery_by_wound, whole.recovery_by_wound);
    EXPECT_EQ(nothing.bypass_by_opening, whole.bypass_by_opening);
    EXPECT_EQ(off.half_effect_cargo, whole.half_effect_cargo);
}

}  // namespace
}  // namespace vesikin::population
