// How options rank where neither their sizes nor a person's weights are known exactly: SMAA-2
// [LahdelmaSalminen2001] with an additive value, beside a product in which nothing makes up for a
// lack of the first criterion.
#pragma once

#include <cstdint>
#include <vector>

namespace vesikin::planner {

/// What is known of weights, which add up to 1. Without anything they are even over all weights.
struct WeightPreference {
    std::vector<double> points{};     ///< by criterion; empty where none were given
    double points_off_frac = 0.0;     ///< how far a weight may be off its points, of itself
    std::vector<bool> is_favoured{};  ///< weighs at least as much as each that is not; or empty
};

/// What an option comes to in one criterion, of which less is better.
struct Measurement {
    std::vector<double> by_world{};  ///< equally likely, the same world for all options; or empty,
    double lowest = 0.0;             ///< and then anything from here
    double highest = 0.0;            ///< to here
};

struct SmaaDesign {
    std::vector<std::vector<Measurement>> options;  ///< by option, then criterion
    WeightPreference preference{};
    std::size_t draws = 10'000;
    std::uint64_t seed = 1;
};

struct SmaaAnswer {
    std::vector<std::vector<double>> rank_acceptability;  ///< by option, then rank: share of draws
    /// By option: the mean of the weights with which it came first; empty where it never did.
    std::vector<std::vector<double>> central_weights;
    std::vector<double> confidence;  ///< by option: how often it is first with its central weights
    /// By option: how often it is first where the sum is multiplied by the value of the first
    /// criterion: the rest counts only as far as there is benefit.
    std::vector<double> product_first;
};

/// Values are linear between the best and the worst that any option may come to. Equal values share
/// the rank that the earlier option takes. Draw i is the same whatever the number of draws.
[[nodiscard]] SmaaAnswer rank_options(const SmaaDesign& design);

/// Draw `draw` of the weights of so many criteria. Throws InputError when nothing agrees with what
/// is said of them.
[[nodiscard]] std::vector<double> draw_weights(const WeightPreference& preference,
                                               std::size_t criteria, std::uint64_t seed,
                                               std::uint64_t draw);

}  // namespace vesikin::planner
