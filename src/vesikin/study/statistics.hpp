// Streaming statistics: what is kept does not grow with the number of patients.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "vesikin/outcome/outcome.hpp"

namespace vesikin::study {

/// Mean and spread of numbers seen so far (Welford's update, Chan's merge).
struct Moments {
    std::uint64_t count = 0;
    double mean = 0.0;
    double squares = 0.0;  ///< sum of squared distances from the mean

    void add(double value) noexcept;
    void merge(const Moments& other) noexcept;

    /// The mean; empty of nothing.
    [[nodiscard]] std::optional<double> mean_if_any() const noexcept;

    /// Sample standard deviation; empty for fewer than two values.
    [[nodiscard]] std::optional<double> standard_deviation() const noexcept;

    /// Standard error of the mean, the Monte Carlo error of a run; empty for fewer than two values.
    [[nodiscard]] std::optional<double> standard_error() const noexcept;
};

/// Counts of values in bins, for quantiles. Counts add up exactly, so merging in any order gives
/// the same.
class BinCounts {
  public:
    BinCounts() = default;
    explicit BinCounts(const outcome::Binning& binning);

    void add(double value) noexcept;
    void merge(const BinCounts& other) noexcept;

    /// The value below which a share of the counted values lies, interpolated within its bin: right
    /// to within one bin. Values beyond the last bin count at its end. NaN when nothing was
    /// counted.
    [[nodiscard]] double quantile(double share_frac) const noexcept;

    [[nodiscard]] const std::vector<std::uint64_t>& counts() const noexcept { return counts_; }

    void restore(std::vector<std::uint64_t> counts);

  private:
    [[nodiscard]] double edge(double bin) const noexcept;
    [[nodiscard]] double place(double value) const noexcept;

    outcome::Binning binning_;
    double bins_per_unit_ = 1.0;
    double tail_bins_per_unit_ = 1.0;
    std::vector<std::uint64_t> counts_;
};

/// An interval of confidence.
struct Interval {
    double lower = 0.0;
    double upper = 0.0;
};

/// The standard normal quantile of a two-sided 95 % interval.
inline constexpr double normal_quantile_975 = 1.959963984540054;

/// Wilson's 95 % interval for a proportion of `successes` out of `count` [Wilson1927], as shares
/// 0..1.
[[nodiscard]] Interval wilson_interval(double successes, double count) noexcept;

}  // namespace vesikin::study
