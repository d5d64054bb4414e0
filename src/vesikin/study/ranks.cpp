#include "vesikin/study/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "vesikin/base/error.hpp"

namespace vesikin::study {

std::vector<double> ranks_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = static_cast<double>(rank);
    }
    return ranks;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    VESIKIN_CHECK(a.size() == b.size(), "correlated lists have one length");
    const auto mean = [](const std::vector<double>& values) {
        return std::accumulate(values.begin(), values.end(), 0.0) /
               static_cast<double>(values.size());
    };
    const double mean_a = mean(a);
    const double mean_b = mean(b);
    double aa = 0.0;
    double bb = 0.0;
    double ab = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - mean_a) * (a[i] - mean_a);
        bb += (b[i] - mean_b) * (b[i] - mean_b);
        ab += (a[i] - mean_a) * (b[i] - mean_b);
    }
    return aa > 0.0 && bb > 0.0 ? ab / std::sqrt(aa * bb) : 0.0;
}

double quantile_of(std::vector<double>& values, double share_frac) {
    VESIKIN_CHECK(!values.empty(), "a quantile is of something");
    const double place = share_frac * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
    std::ranges::nth_element(values, at);
    if (below + 1 == values.size()) {
        return *at;
    }
    const double above = *std::min_element(at + 1, values.end());
    return *at + (place - static_cast<double>(below)) * (above - *at);
}

}  // namespace vesikin::study
