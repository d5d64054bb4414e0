// How many of N people of a trial respond, when the share differs between trials: the predictive
// distribution of a count, so that nobody and everybody are possible results.
#pragma once

#include <cstddef>
#include <vector>

namespace vesikin::analysis {

/// Beta-binomial: the share of a trial is a beta variable with that mean and variance between
/// trials, the count binomial given it. Source: [Skellam1948].
class CountPrediction {
  public:
    /// `mean` in 0..1, `variance` of the share between trials, `people` of the trial (1 or more).
    CountPrediction(double mean, double variance, std::size_t people);

    /// The probability of `count` or fewer.
    [[nodiscard]] double at_most(std::size_t count) const { return cumulative_[count]; }

    /// The smallest count that is reached or undershot with this probability.
    [[nodiscard]] std::size_t quantile(double probability) const;

    [[nodiscard]] std::size_t people() const { return cumulative_.size() - 1; }

  private:
    std::vector<double> cumulative_;  ///< by count
};

}  // namespace vesikin::analysis
