// Laws of the streaming statistics.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "vesikin/study/statistics.hpp"

namespace vesikin::study {
namespace {

// Sums of up to some hundred numbers: a hundred roundings of 1e-16, with room for cancellation.
constexpr double rounding = 1e-12;

rc::Gen<std::vector<double>> values() {
    return rc::gen::container<std::vector<double>>(rc::gen::map(
        rc::gen::inRange(-1000000, 1000000), [](int whole) { return whole / 1000.0; }));
}

Moments moments_of(const std::vector<double>& numbers) {
    Moments moments;
    for (const double number : numbers) {
        moments.add(number);
    }
    return moments;
}

Moments merged(Moments left, const Moments& right) {
    left.merge(right);
    return left;
}

/// Equal up to rounding on the scale of the numbers that went in (at most 1000).
void expect_same(const Moments& a, const Moments& b) {
    RC_ASSERT(a.count == b.count);
    RC_ASSERT(std::abs(a.mean - b.mean) <= rounding * 1e3);
    RC_ASSERT(std::abs(a.squares - b.squares) <= rounding * 1e6 * static_cast<double>(a.count + 1));
}

RC_GTEST_PROP(MomentsProperty, MergingIsAssociative, ()) {
    const Moments a = moments_of(*values());
    const Moments b = moments_of(*values());
    const Moments c = moments_of(*values());
    expect_same(merged(merged(a, b), c), merged(a, merged(b, c)));
}

RC_GTEST_PROP(MomentsProperty, MergingIsCommutative, ()) {
    const Moments a = moments_of(*values());
    const Moments b = moments_of(*values());
    expect_same(merged(a, b), merged(b, a));
}

RC_GTEST_PROP(MomentsProperty, MergingEqualsAddingInTurn, ()) {
    const std::vector<double> left = *values();
    const std::vector<double> right = *values();
    std::vector<double> all = left;
    all.insert(all.end(), right.begin(), right.end());
    expect_same(merged(moments_of(left), moments_of(right)), moments_of(all));
}

RC_GTEST_PROP(MomentsProperty, AgreeWithTwoPasses, ()) {
    const std::vector<double> numbers = *values();
    RC_PRE(!numbers.empty());
    double sum = 0.0;
    for (const double number : numbers) {
        sum += number;
    }
    Moments two_passes{.count = numbers.size(), .mean = sum / static_cast<double>(numbers.size())};
    for (const double number : numbers) {
        two_passes.squares += (number - two_passes.mean) * (number - two_passes.mean);
    }
    expect_same(moments_of(numbers), two_passes);
}

RC_GTEST_PROP(BinCountsProperty, QuantileIsWithinOneBinOfTheSortedValue, ()) {
    std::vector<double> numbers = *values();
    RC_PRE(!numbers.empty());
    const double share = *rc::gen::inRange(0, 101) / 100.0;
    constexpr double bin = 1.0;
    BinCounts bins({outcome::Binning::Scale::linear, -1000.0, 1000.0, 2000});
    for (const double number : numbers) {
        bins.add(number);
    }
    std::ranges::sort(numbers);
    // The values around the share; between them any number is a quantile.
    const double place = share * static_cast<double>(numbers.size());
    const auto last = static_cast<double>(numbers.size() - 1);
    const double below = numbers[static_cast<std::size_t>(std::clamp(place - 1.0, 0.0, last))];
    const double above = numbers[static_cast<std::size_t>(std::clamp(place, 0.0, last))];
    RC_ASSERT(bins.quantile(share) >= below - bin - rounding * 1e3);
    RC_ASSERT(bins.quantile(share) <= above + bin + rounding * 1e3);
}

RC_GTEST_PROP(BinCountsProperty, QuantilesRiseWithTheShare, ()) {
    BinCounts bins({outcome::Binning::Scale::linear, -1000.0, 1000.0, 77});
    const std::vector<double> numbers = *values();
    RC_PRE(!numbers.empty());
    for (const double number : numbers) {
        bins.add(number);
    }
    double previous = bins.quantile(0.0);
    for (int percent = 1; percent <= 100; ++percent) {
        const double next = bins.quantile(percent / 100.0);
        RC_ASSERT(next >= previous - rounding * 1e3);
        previous = next;
    }
}

RC_GTEST_PROP(BinCountsProperty, MergingInAnyOrderCountsTheSame, ()) {
    const outcome::Binning binning{outcome::Binning::Scale::logarithmic, 1e-3, 1e3, 50};
    const std::vector<double> numbers = *values();
    BinCounts all(binning);
    std::vector<BinCounts> parts(3, BinCounts(binning));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        all.add(numbers[i]);
        parts[i % 3].add(numbers[i]);
    }
    parts[2].merge(parts[0]);
    parts[2].merge(parts[1]);
    RC_ASSERT(parts[2].counts() == all.counts());
}

RC_GTEST_PROP(WilsonProperty, IntervalHoldsTheShareWithinZeroAndOne, ()) {
    const int count = *rc::gen::inRange(1, 1000000);
    const int successes = *rc::gen::inRange(0, count + 1);
    const Interval interval = wilson_interval(successes, count);
    const double share = static_cast<double>(successes) / count;
    RC_ASSERT(interval.lower >= 0.0);
    RC_ASSERT(interval.upper <= 1.0);
    RC_ASSERT(interval.lower <= share + rounding);
    RC_ASSERT(interval.upper >= share - rounding);
    // Mirror image: failures in place of successes.
    const Interval mirror = wilson_interval(count - successes, count);
    RC_ASSERT(std::abs(mirror.lower - (1.0 - interval.upper)) <= rounding);
}

}  // namespace
}  // namespace vesikin::study
