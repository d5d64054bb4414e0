#include "vesikin/study/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "vesikin/base/error.hpp"

namespace vesikin::study {

void Moments::add(double value) noexcept {
    ++count;
    const double distance = value - mean;
    mean += distance / static_cast<double>(count);
    squares += distance * (value - mean);
}

void Moments::merge(const Moments& other) noexcept {
    if (other.count == 0) {
        return;
    }
    if (count == 0) {
        *this = other;
        return;
    }
    const auto mine = static_cast<double>(count);
    const auto theirs = static_cast<double>(other.count);
    const double distance = other.mean - mean;
    count += other.count;
    mean += distance * theirs / (mine + theirs);
    squares += other.squares + distance * distance * mine * theirs / (mine + theirs);
}

double Moments::standard_deviation() const noexcept {
    return count < 2 ? 0.0 : std::sqrt(squares / static_cast<double>(count - 1));
}

double Moments::standard_error() const noexcept {
    return count == 0 ? 0.0 : standard_deviation() / std::sqrt(static_cast<double>(count));
}

BinCounts::BinCounts(const outcome::Binning& binning) : binning_(binning), counts_(binning.bins) {
    const bool is_log = binning.scale == outcome::Binning::Scale::logarithmic;
    const double width =
        is_log ? std::log(binning.upper / binning.lower) : binning.upper - binning.lower;
    bins_per_unit_ = static_cast<double>(binning.bins) / width;
}

void BinCounts::add(double value) noexcept {
    const bool is_log = binning_.scale == outcome::Binning::Scale::logarithmic;
    const double distance = is_log ? std::log(std::max(value, binning_.lower) / binning_.lower)
                                   : value - binning_.lower;
    const double last = static_cast<double>(counts_.size() - 1);
    const double bin = std::clamp(std::floor(distance * bins_per_unit_), 0.0, last);
    ++counts_[static_cast<std::size_t>(bin)];
}

void BinCounts::merge(const BinCounts& other) noexcept {
    std::ranges::transform(counts_, other.counts_, counts_.begin(), std::plus<>{});
}

double BinCounts::edge(double bin) const noexcept {
    const double distance = bin / bins_per_unit_;
    return binning_.scale == outcome::Binning::Scale::logarithmic
               ? binning_.lower * std::exp(distance)
               : binning_.lower + distance;
}

double BinCounts::quantile(double share_frac) const noexcept {
    std::uint64_t total = 0;
    for (const std::uint64_t count : counts_) {
        total += count;
    }
    if (total == 0) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double wanted = share_frac * static_cast<double>(total);
    double below = 0.0;
    for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
        const auto here = static_cast<double>(counts_[bin]);
        if (here > 0.0 && below + here >= wanted) {
            return edge(static_cast<double>(bin) + std::max(0.0, wanted - below) / here);
        }
        below += here;
    }
    return binning_.upper;
}

void BinCounts::restore(std::vector<std::uint64_t> counts) {
    VESIKIN_CHECK(counts.size() == counts_.size(), "stored counts have the shape of this outcome");
    counts_ = std::move(counts);
}

Interval wilson_interval(double successes, double count) noexcept {
    if (count <= 0.0) {
        return {0.0, 1.0};
    }
    const double z2 = normal_quantile_975 * normal_quantile_975;
    const double share = successes / count;
    const double scale = 1.0 + z2 / count;
    const double centre = share + z2 / (2.0 * count);
    const double half =
        normal_quantile_975 * std::sqrt(share * (1.0 - share) / count + z2 / (4.0 * count * count));
    return {std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
}

}  // namespace vesikin::study
