// Ranks, quantiles and rank correlation of plain lists of numbers.
#pragma once

#include <vector>

namespace vesikin::study {

/// The rank of each value, 0 for the least; ties in the order given.
[[nodiscard]] std::vector<double> ranks_of(const std::vector<double>& values);

/// Pearson's correlation of two lists of equal length; 0 when one of them does not vary.
[[nodiscard]] double correlation(const std::vector<double>& a, const std::vector<double>& b);

/// The quantile at a share 0..1, interpolated between order statistics. Reorders
/// `values`.
[[nodiscard]] double quantile_of(std::vector<double>& values, double share_frac);

}  // namespace vesikin::study
