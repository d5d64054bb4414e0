// Ranks against integrals worked out by hand, brute force over a grid, and the published centroid
// of ranked weights.
#include "vesikin/planner/smaa.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "vesikin/base/error.hpp"

namespace vesikin::planner {
namespace {

Measurement exactly(double size) {
    return {.by_world = {}, .lowest = size, .highest = size};
}

Measurement between(double lowest, double highest) {
    return {.by_world = {}, .lowest = lowest, .highest = highest};
}

/// Four standard errors of a share of so many draws, at most: a false alarm in 16,000 shares.
double share_tolerance(std::size_t draws) {
    return 4.0 * 0.5 / std::sqrt(static_cast<double>(draws));
}

TEST(SmaaTest, TwoOptionsOfTwoCriteriaShareTheWeightsByHand) {
    // Values: A 1 and 0; B 0 and 1; C 0.6 and 0.6. With w of the first, even on 0..1, C is first
    // where 0.6 > w and 0.6 > 1 - w: w from 0.4 to 0.6.
    const SmaaDesign design{.options = {{exactly(0.0), exactly(1.0)},
                                        {exactly(1.0), exactly(0.0)},
                                        {exactly(0.4), exactly(0.4)}},
                            .preference = {},
                            .draws = 20'000,
                            .seed = 3};
    const SmaaAnswer answer = rank_options(design);
    const double tolerance = share_tolerance(design.draws);
    EXPECT_NEAR(answer.rank_acceptability[0][0], 0.4, tolerance);
    EXPECT_NEAR(answer.rank_acceptability[1][0], 0.4, tolerance);
    EXPECT_NEAR(answer.rank_acceptability[2][0], 0.2, tolerance);
    // C is second everywhere else, A and B never beside each other in front of it.
    EXPECT_NEAR(answer.rank_acceptability[2][1], 0.8, tolerance);
    EXPECT_EQ(answer.rank_acceptability[2][2], 0.0);
    // A is first for w from 0.6 to 1: in the middle 0.8.
    EXPECT_NEAR(answer.central_weights[0][0], 0.8, tolerance);
    EXPECT_NEAR(answer.central_weights[2][0], 0.5, tolerance);
    EXPECT_NEAR(answer.confidence[0], 1.0, 1e-9);
    // Times the first value: A w, B nothing, C 0.6 x 0.6. A is first from w = 0.36 on.
    EXPECT_NEAR(answer.product_first[0], 0.64, tolerance);
    EXPECT_EQ(answer.product_first[1], 0.0);
    EXPECT_NEAR(answer.product_first[2], 0.36, tolerance);
}

TEST(SmaaTest, SizesThatOverlapByHand) {
    // One criterion: A even on 0..1, B on 0..2. B is less than A with probability 1/4.
    const SmaaDesign design{.options = {{between(0.0, 1.0)}, {between(0.0, 2.0)}},
                            .preference = {},
                            .draws = 20'000,
                            .seed = 5};
    EXPECT_NEAR(rank_options(design).rank_acceptability[1][0], 0.25, share_tolerance(design.draws));
}

TEST(SmaaTest, AWorldIsTheSameForAllOptions) {
    // B is one point more than A in every world, though the ranges overlap.
    const SmaaDesign design{
        .options = {{{.by_world = {1.0, 5.0, 9.0}}}, {{.by_world = {2.0, 6.0, 10.0}}}},
        .preference = {},
        .draws = 500,
        .seed = 7};
    EXPECT_NEAR(rank_options(design).rank_acceptability[0][0], 1.0, 1e-9);
}

/// First-rank shares by a grid over weights (three criteria) and sizes of the second criterion.
std::vector<double> by_grid(const std::vector<std::vector<double>>& sizes, double spread) {
    constexpr int steps = 60;
    std::vector<double> first(sizes.size(), 0.0);
    double cells = 0.0;
    for (int i = 0; i < steps; ++i) {
        for (int j = 0; i + j < steps; ++j) {
            const double w0 = (i + 1.0 / 3.0) / steps;
            const double w1 = (j + 1.0 / 3.0) / steps;
            for (int k = 0; k < steps; ++k) {
                const double shift = spread * ((k + 0.5) / steps - 0.5);
                std::size_t best = 0;
                double least = 1e9;
                for (std::size_t option = 0; option < sizes.size(); ++option) {
                    const double second = sizes[option][1] + (option == 0 ? shift : 0.0);
                    const double cost =
                        w0 * sizes[option][0] + w1 * second + (1.0 - w0 - w1) * sizes[option][2];
                    if (cost < least) {
                        least = cost;
                        best = option;
                    }
                }
                first[best] += 1.0;
                cells += 1.0;
            }
        }
    }
    for (double& share : first) {
        share /= cells;
    }
    return first;
}

TEST(SmaaTest, ThreeCriteriaAgreeWithAGrid) {
    // Every criterion runs over 0 to 1, so that values are 1 less the size.
    const std::vector<std::vector<double>> sizes{
        {0.2, 0.5, 0.6}, {1.0, 0.0, 0.3}, {0.0, 1.0, 0.5}, {0.5, 0.4, 0.0}, {0.9, 0.9, 1.0}};
    constexpr double spread = 0.6;
    SmaaDesign design{.options = {}, .preference = {}, .draws = 40'000, .seed = 11};
    for (std::size_t option = 0; option < sizes.size(); ++option) {
        const double half = option == 0 ? 0.5 * spread : 0.0;
        design.options.push_back({exactly(sizes[option][0]),
                                  between(sizes[option][1] - half, sizes[option][1] + half),
                                  exactly(sizes[option][2])});
    }
    const SmaaAnswer answer = rank_options(design);
    const std::vector<double> expected = by_grid(sizes, spread);
    for (std::size_t option = 0; option < sizes.size(); ++option) {
        // The grid is good for a cell's width at each border of a region.
        EXPECT_NEAR(answer.rank_acceptability[option][0], expected[option],
                    share_tolerance(design.draws) + 0.01)
            << option;
        const double all = std::accumulate(answer.rank_acceptability[option].begin(),
                                           answer.rank_acceptability[option].end(), 0.0);
        EXPECT_NEAR(all, 1.0, 1e-9) << "every option has some rank";
    }
    EXPECT_EQ(answer.rank_acceptability[4][0], 0.0) << "worse than the first in everything";
}

/// The mean of many draws.
std::vector<double> mean_weights(const WeightPreference& preference) {
    constexpr std::uint64_t draws = 20'000;
    std::vector<double> mean(3, 0.0);
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
        const std::vector<double> weights = draw_weights(preference, 3, 13, draw);
        EXPECT_NEAR(weights[0] + weights[1] + weights[2], 1.0, 1e-12);
        for (std::size_t i = 0; i < 3; ++i) {
            mean[i] += weights[i] / draws;
        }
    }
    return mean;
}

TEST(SmaaTest, WeightsThatAreRankedHaveTheirPublishedCentroid) {
    // Two favoured over one [BarronBarrett1996]: the centroids of all orders that agree, 11/18,
    // 5/18, 2/18, so the last has 1/9 and the others half of the rest.
    const std::vector<double> two = mean_weights({.is_favoured = {true, true, false}});
    EXPECT_NEAR(two[2], 1.0 / 9.0, 0.005);
    EXPECT_NEAR(two[0], 4.0 / 9.0, 0.005);
    const std::vector<double> one = mean_weights({.is_favoured = {false, true, false}});
    EXPECT_NEAR(one[1], 11.0 / 18.0, 0.005);
    const std::vector<double> none = mean_weights({});
    EXPECT_NEAR(none[0], 1.0 / 3.0, 0.005);
}

TEST(SmaaTest, PointsAreKeptToWithinWhatTheyMayBeOff) {
    const WeightPreference preference{.points = {60.0, 40.0, 0.0}, .points_off_frac = 0.5};
    for (std::uint64_t draw = 0; draw < 500; ++draw) {
        const std::vector<double> weights = draw_weights(preference, 3, 17, draw);
        EXPECT_GE(weights[0], 0.3);
        EXPECT_LE(weights[0], 0.9);
        EXPECT_GE(weights[1], 0.2);
        EXPECT_LE(weights[1], 0.6);
        EXPECT_EQ(weights[2], 0.0);
    }
}

TEST(SmaaTest, PointsThatGoAgainstTheGoalsAreRefused) {
    const WeightPreference preference{
        .points = {90.0, 5.0, 5.0}, .points_off_frac = 0.1, .is_favoured = {false, true, false}};
    EXPECT_THROW(static_cast<void>(draw_weights(preference, 3, 1, 0)), base::InputError);
}

}  // namespace
}  // namespace vesikin::planner
