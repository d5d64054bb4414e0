// The share of labelled particles that reaches the dermis, against an independent chain of factors:
// a product of log-normal transfer fractions, each capped at one, drawn 40,000 times
// (docs/delivery.md, "The chain of factors").
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "support/delivery_fixture.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/study/delivery_study.hpp"

namespace vesikin {
namespace {

using delivery::SkinCondition;
using simulation::Measure;
using tests::SessionChoice;

struct Band {
    double median;
    double p05;
    double p95;
};

struct Factor {
    double median;
    double gsd;
    bool is_loss = false;  ///< one minus the draw is the factor
    bool is_capped = true;
};

Band chain(const std::vector<Factor>& factors) {
    std::vector<double> products;
    for (std::uint64_t i = 0; i < 40000; ++i) {
        const base::RandomStream stream(3, i, base::StreamPurpose::test);
        double product = 1.0;
        std::uint32_t index = 0;
        for (const Factor& f : factors) {
            double value = f.median * std::exp(std::log(f.gsd) * stream.standard_normal(index++));
            value = f.is_capped ? std::min(1.0, value) : value;
            product *= f.is_loss ? 1.0 - value : value;
        }
        products.push_back(product);
    }
    std::ranges::sort(products);
    return {products[20000], products[2000], products[38000]};
}

void expect_within(const Band& found, const Band& wanted, double factor) {
    EXPECT_NEAR(std::log(found.median / wanted.median), 0.0, std::log(factor)) << found.median;
    EXPECT_NEAR(std::log(found.p05 / wanted.p05), 0.0, std::log(factor)) << found.p05;
    EXPECT_NEAR(std::log(found.p95 / wanted.p95), 0.0, std::log(factor)) << found.p95;
}

constexpr double factor = 1.5;
constexpr Factor true_count{0.4, 2.2, false, false};

// Medians and bands of the literature review behind docs/delivery.md.
constexpr Band by_hand{0.29, 0.07, 1.0};
constexpr Band stamp{0.24, 0.06, 0.9};
constexpr Band pen{0.005, 5e-4, 0.046};
constexpr Band push{0.0023, 2e-4, 0.03};
constexpr Band drip{0.0021, 1.5e-4, 0.03};
constexpr Band ultrasound{6.5e-4, 3e-5, 0.013};

TEST(LabelToDermisTest, TheChainOfFactorsGivesTheTable) {
    expect_within(chain({true_count, {0.05, 1.8, true}, {0.05, 2.2, true}, {0.2, 1.6, true}}),
                  by_hand, factor);
    expect_within(chain({true_count, {0.05, 1.8, true}, {0.18, 1.8, true}, {0.2, 1.5, true}}),
                  stamp, factor);
    expect_within(chain({true_count, {0.05, 2.7}, {0.4, 1.6}, {0.6, 1.4}}), pen, factor);
    expect_within(chain({true_count, {0.03, 1.8, true}, {0.003, 3.5}, {2.0, 1.8, false, false}}),
                  push, factor);
    expect_within(chain({true_count, {0.12, 1.8, true}, {0.003, 3.5}, {2.0, 1.8, false, false}}),
                  drip, factor);
    expect_within(chain({true_count, {0.004, 4.0}, {0.2, 2.0}, {2.0, 1.8, false, false}}),
                  ultrasound, factor);
}

Band mechanistic(SessionChoice choice, Measure which, double involved_frac = 0.2) {
    simulation::DeliveryPlan plan = choice.plan();
    catalogue::Body body = *plan.body;
    body.involved_frac = involved_frac;
    plan.body = &body;
    const auto answer = study::run_delivery_study(
        plan, {.seed = 5, .people = 100, .worlds = 300, .sex = study::SexChoice::both},
        {.threads = 2});
    const study::SpreadSummary& s = answer.measures[static_cast<std::size_t>(which)];
    return {s.median, s.p05, s.p95};
}

TEST(LabelToDermisTest, InjectionsAgreeWithTheChain) {
    expect_within(mechanistic({.way = "intradermal"}, Measure::reached_dermis), by_hand, factor);
    expect_within(mechanistic({.way = "stamp"}, Measure::reached_dermis), stamp, factor);
}

TEST(LabelToDermisTest, BloodAgreesWithTheChainWhenAllSkinIsInflamed) {
    // The chain multiplies by inflammation everywhere; so must the body here.
    SessionChoice choice{.way = "iv_push", .condition = SkinCondition::lesion};
    expect_within(mechanistic(choice, Measure::whole_skin, 1.0), push, factor);
    choice.way = "iv_drip";
    expect_within(mechanistic(choice, Measure::whole_skin, 1.0), drip, factor);
}

/// The share of what got below the corneum that reached the dermis, for the median woman.
double depth_share(const SessionChoice& choice) {
    const auto plan = choice.plan();
    const auto course = tests::simulate_one(plan, tests::median_woman(plan));
    return tests::measure(course, Measure::reached_dermis) /
           tests::measure(course, Measure::reached_skin);
}

TEST(LabelToDermisTest, ThePenDiffersFromTheChainByTheDepthOfItsChannelsOnly) {
    // Entry and keeping are what the chain has (0.05 x 0.6).
    const Band skin = mechanistic({.way = "dermapen"}, Measure::reached_skin);
    EXPECT_NEAR(std::log(skin.median / (0.4 * 0.05 * 0.6)), 0.0, std::log(factor));
    // The chain's share in the dermis, 0.4 for needles of 0.5 mm, is a guess for any skin. Geometry
    // gives more in healthy skin (65 um of living epidermis) and less in a lesion (150 um).
    EXPECT_GT(depth_share({.way = "dermapen"}), 0.4);
    EXPECT_LT(depth_share({.way = "dermapen", .condition = SkinCondition::lesion}), 0.4);
    // With geometry's share in its place the chain gives this model's band.
    const Band dermis = mechanistic({.way = "dermapen"}, Measure::reached_dermis);
    const double share = depth_share({.way = "dermapen"});
    expect_within(dermis, chain({true_count, {0.05, 2.7}, {share, 1.6}, {0.6, 1.4}}), factor);
    // And without that change the medians are still within a factor of two.
    EXPECT_NEAR(std::log(dermis.median / pen.median), 0.0, std::log(2.0));
}

TEST(LabelToDermisTest, DeeperNeedlesPutMoreIntoTheDermis) {
    // The chain: 0.1 at 0.3 mm, 0.4 at 0.5 mm, 0.7 at 1.5 mm for any skin. Geometry in healthy skin
    // gives more; in a lesion it agrees within the factor that is asked of the whole table.
    double last = 0.0;
    for (const auto& [depth_cm, chain_share] :
         {std::pair{0.03, 0.1}, std::pair{0.05, 0.4}, std::pair{0.15, 0.7}}) {
        SessionChoice choice{.way = "dermapen", .settings = {{"needle_depth", depth_cm}}};
        const double healthy = depth_share(choice);
        choice.condition = SkinCondition::lesion;
        EXPECT_NEAR(std::log(depth_share(choice) / chain_share), 0.0, std::log(factor)) << depth_cm;
        EXPECT_GT(healthy, chain_share) << depth_cm;
        EXPECT_GT(healthy, last);
        last = healthy;
    }
}

TEST(LabelToDermisTest, UltrasoundCrossesAsTheChainSaysAndGetsLessDeep) {
    // Crossing is the chain's (0.4 x 0.004 in healthy skin, twice that in a lesion).
    const Band skin = mechanistic({.way = "ultrasound"}, Measure::reached_skin);
    EXPECT_NEAR(std::log(skin.median / (0.4 * 0.004)), 0.0, std::log(factor));
    const Band lesion = mechanistic({.way = "ultrasound", .condition = SkinCondition::lesion},
                                    Measure::reached_skin);
    EXPECT_NEAR(std::log(lesion.median / (0.4 * 0.004 * 2.0)), 0.0, std::log(factor));
    // The chain lets 0.2 of it reach the dermis, as if sound carried it to 200 um. Here it
    // diffuses.
    const Band dermis = mechanistic({.way = "ultrasound"}, Measure::reached_dermis);
    EXPECT_LT(dermis.median, ultrasound.median);
    EXPECT_GT(dermis.p95, ultrasound.median);
}

TEST(LabelToDermisTest, WhatPassesTheLivingEpidermisFollowsItsAttenuationLength) {
    // Diffusion with loss k over a thickness L: with l = sqrt(D / k), the share that passes lies
    // between exp(-L / l) (as slow below) and 1 / cosh(L / l) (nothing holds it back below).
    for (const SkinCondition condition : {SkinCondition::healthy, SkinCondition::lesion}) {
        const SessionChoice choice{.way = "ultrasound", .condition = condition};
        const auto plan = choice.plan();
        const auto course = tests::simulate_one(plan, tests::median_woman(plan));
        const auto& epidermis = course.skin.layer(delivery::Layer::epidermis);
        const double thickness_over_length =
            epidermis.thickness_cm *
            std::sqrt((epidermis.uptake_per_day + epidermis.breakdown_per_day) /
                      epidermis.diffusivity_cm2_per_day);
        EXPECT_GT(depth_share(choice), std::exp(-thickness_over_length));
        EXPECT_LT(depth_share(choice), 1.0 / std::cosh(thickness_over_length));
    }
}

}  // namespace
}  // namespace vesikin
