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

std::optional<double> Moments::mean_if_any() const noexcept {
    return count == 0 ? std::nullopt : std::optional(mean);
}

std::optional<double> Moments::standard_deviation() const noexcept {
    return count < 2 ? std::nullopt
                     : std::optional(std::sqrt(squares / static_cast<double>(count - 1)));
}

std::optional<double> Moments::standard_error() const noexcept {
    const std::optional<double> deviation = standard_deviation();
    return deviation ? std::optional(*deviation / std::sqrt(static_cast<double>(count)))
                     : std::nullopt;
}

BinCounts::BinCounts(const outcome::Binning& binning)
    : binning_(binning), counts_(binning.bins + binning.tail_bins) {
    const bool is_log = binning.scale == outcome::Binning::Scale::logarithmic;
    const double width =
        is_log ? std::log(binning.upper / binning.lower) : binning.upper - binning.lower;
    bins_per_unit_ = static_cast<double>(binning.bins) / width;
    if (binning.tail_bins > 0) {
        tail_bins_per_unit_ =
            static_cast<double>(binning.tail_bins) / std::log(binning.tail_upper / binning.upper);
    }
}

double BinCounts::place(double value) const noexcept {
    if (binning_.scale == outcome::Binning::Scale::logarithmic) {
        return std::log(std::max(value, binning_.lower) / binning_.lower) * bins_per_unit_;
    }
    if (binning_.tail_bins > 0 && value >= binning_.upper) {
        return static_cast<double>(binning_.bins) +
               std::log(value / binning_.upper) * tail_bins_per_unit_;
    }
    return (value - binning_.lower) * bins_per_unit_;
}

void BinCounts::add(double value) noexcept {
    const double last = static_cast<double>(counts_.size() - 1);
    ++counts_[static_cast<std::size_t>(std::clamp(std::floor(place(value)), 0.0, last))];
}

void BinCounts::merge(const BinCounts& other) noexcept {
    std::ranges::transform(counts_, other.counts_, counts_.begin(), std::plus<>{});
}

double BinCounts::edge(double bin) const noexcept {
    const auto bins = static_cast<double>(binning_.bins);
    if (binning_.tail_bins > 0 && bin > bins) {
        return binning_.upper * std::exp((bin - bins) / tail_bins_per_unit_);
    }
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
    return edge(static_cast<double>(counts_.size()));
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
