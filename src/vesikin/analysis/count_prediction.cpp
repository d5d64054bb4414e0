#include "vesikin/analysis/count_prediction.hpp"

#include <algorithm>
#include <cmath>

#include "vesikin/base/error.hpp"

namespace vesikin::analysis {

namespace {

/// Beyond this sum of its two parameters a beta variable is a constant for any trial.
constexpr double most_concentrated = 1e7;

/// Shares of exactly 0 or 1 would leave nothing else possible.
constexpr double rarest = 1e-6;

double log_beta(double a, double b) {
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

}  // namespace

CountPrediction::CountPrediction(double mean, double variance, std::size_t people) {
    VESIKIN_CHECK(people > 0, "a trial has people");
    const double share = std::clamp(mean, rarest, 1.0 - rarest);
    const double concentration =
        variance > 0.0 ? std::clamp(share * (1.0 - share) / variance - 1.0, 1e-3, most_concentrated)
                       : most_concentrated;
    const double a = share * concentration;
    const double b = (1.0 - share) * concentration;
    const auto n = static_cast<double>(people);
    // P(k + 1) / P(k) = (n - k) / (k + 1) x (a + k) / (b + n - k - 1), from P(0) on.
    double log_probability = log_beta(a, b + n) - log_beta(a, b);
    double sum = 0.0;
    for (std::size_t count = 0; count <= people; ++count) {
        sum += std::exp(log_probability);
        cumulative_.push_back(sum);
        const auto k = static_cast<double>(count);
        if (count < people) {
            log_probability += std::log((n - k) / (k + 1.0) * (a + k) / (b + n - k - 1.0));
        }
    }
    for (double& each : cumulative_) {
        each /= sum;  // rounding of the large numbers in log_beta
    }
}

std::size_t CountPrediction::quantile(double probability) const {
    const auto found = std::ranges::lower_bound(cumulative_, probability);
    return found == cumulative_.end() ? people()
                                      : static_cast<std::size_t>(found - cumulative_.begin());
}

}  // namespace vesikin::analysis
