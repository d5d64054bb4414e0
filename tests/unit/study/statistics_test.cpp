#include "vesikin/study/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/study/summary.hpp"

namespace vesikin::study {
namespace {

using Scale = outcome::Binning::Scale;

constexpr double rounding = 1e-12;

Moments moments_of(const std::vector<double>& values) {
    Moments moments;
    for (const double value : values) {
        moments.add(value);
    }
    return moments;
}

TEST(MomentsTest, NothingAndOneValue) {
    EXPECT_FALSE(Moments{}.mean_if_any().has_value());
    EXPECT_FALSE(Moments{}.standard_deviation().has_value());
    EXPECT_FALSE(Moments{}.standard_error().has_value());
    const Moments one = moments_of({-3.0});
    EXPECT_EQ(one.mean_if_any(), -3.0);
    EXPECT_FALSE(one.standard_deviation().has_value());
    EXPECT_FALSE(one.standard_error().has_value());
    EXPECT_EQ(moments_of({-3.0, -3.0}).standard_deviation(), 0.0);
}

TEST(MomentsTest, FollowTheClosedFormOfAnArithmeticSeries) {
    Moments moments;
    for (int i = 1; i <= 100; ++i) {
        moments.add(i);
    }
    EXPECT_EQ(moments.count, 100U);
    EXPECT_NEAR(moments.mean, 50.5, rounding);
    // Sum of squared distances n (n^2 - 1) / 12 = 83325; sample variance 83325 / 99.
    EXPECT_NEAR(moments.squares, 83325.0, 83325.0 * rounding);
    EXPECT_NEAR(moments.standard_deviation().value(), std::sqrt(83325.0 / 99.0), 30.0 * rounding);
    EXPECT_NEAR(moments.standard_error().value(), std::sqrt(83325.0 / 99.0) / 10.0, 3.0 * rounding);
}

TEST(MomentsTest, KeepTheSpreadOfNumbersFarFromZero) {
    // The text-book sum of squares would lose everything here: 1e9 squared has 16 digits.
    const Moments moments = moments_of({1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0});
    EXPECT_NEAR(moments.standard_deviation().value(), 1.0, 1e-6);
}

TEST(MomentsTest, MergingIsAddingOneAfterTheOther) {
    const std::vector<double> left{1.0, 4.0, -2.0};
    const std::vector<double> right{10.0, 3.5};
    std::vector<double> all = left;
    all.insert(all.end(), right.begin(), right.end());
    Moments merged = moments_of(left);
    merged.merge(moments_of(right));
    const Moments sequential = moments_of(all);
    EXPECT_EQ(merged.count, sequential.count);
    EXPECT_NEAR(merged.mean, sequential.mean, rounding);
    EXPECT_NEAR(merged.squares, sequential.squares, 100.0 * rounding);
}

TEST(MomentsTest, MergingNothingChangesNothing) {
    Moments merged = moments_of({1.0, 2.0});
    merged.merge({});
    EXPECT_EQ(merged.count, 2U);
    EXPECT_EQ(merged.mean, 1.5);
    Moments empty;
    empty.merge(merged);
    EXPECT_EQ(empty.count, 2U);
    EXPECT_EQ(empty.mean, 1.5);
    EXPECT_EQ(empty.squares, 0.5);
}

TEST(BinCountsTest, NothingCountedHasNoQuantile) {
    EXPECT_TRUE(std::isnan(BinCounts({Scale::linear, 0.0, 1.0, 10}).quantile(0.5)));
}

TEST(BinCountsTest, QuantilesAreRightToWithinOneBin) {
    constexpr double bin = 0.01;
    BinCounts bins({Scale::linear, -1.0, 1.0, 200});
    std::vector<double> values;
    const base::RandomStream stream(8, 0, base::StreamPurpose::test);
    for (std::uint32_t i = 0; i < 5001; ++i) {
        values.push_back(std::sin(stream.standard_normal(i)));
        bins.add(values.back());
    }
    std::ranges::sort(values);
    for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95}) {
        const double exact = values[static_cast<std::size_t>(share * 5000.0)];
        EXPECT_NEAR(bins.quantile(share), exact, bin) << share;
    }
}

TEST(BinCountsTest, LogarithmicBinsAreRightInProportion) {
    constexpr double ratio = 1.01;
    const double decades = std::log(1e12) / std::log(ratio);
    BinCounts bins({Scale::logarithmic, 1e-6, 1e6, static_cast<std::size_t>(decades)});
    for (int i = -5; i <= 5; ++i) {
        bins.add(std::pow(10.0, i));
    }
    EXPECT_NEAR(std::log(bins.quantile(0.5)), 0.0, std::log(ratio) * 1.01);
    EXPECT_NEAR(std::log(bins.quantile(1.0)), std::log(1e5), std::log(ratio) * 1.01);
}

TEST(BinCountsTest, ValuesBeyondTheRangeCountAtItsEnds) {
    BinCounts linear({Scale::linear, 0.0, 10.0, 10});
    for (const double value : {-1e300, -0.5, 10.0, 11.0, 1e300}) {
        linear.add(value);
    }
    EXPECT_EQ(linear.counts().front(), 2U);
    EXPECT_EQ(linear.counts().back(), 3U);
    BinCounts logarithmic({Scale::logarithmic, 0.1, 10.0, 4});
    for (const double value : {-1.0, 0.0, 0.01, 100.0}) {
        logarithmic.add(value);
    }
    EXPECT_EQ(logarithmic.counts().front(), 3U);
    EXPECT_EQ(logarithmic.counts().back(), 1U);
}

TEST(BinCountsTest, EveryValueLandsInItsBin) {
    BinCounts bins({Scale::linear, 0.0, 4.0, 4});
    for (const double value : {0.0, 0.5, 1.0, 2.9, 3.0, 3.9}) {
        bins.add(value);
    }
    EXPECT_EQ(bins.counts(), (std::vector<std::uint64_t>{2, 1, 1, 2}));
}

TEST(BinCountsTest, MergeAddsAndRestoreReplaces) {
    BinCounts a({Scale::linear, 0.0, 2.0, 2});
    BinCounts b = a;
    a.add(0.5);
    b.add(0.6);
    b.add(1.5);
    a.merge(b);
    EXPECT_EQ(a.counts(), (std::vector<std::uint64_t>{2, 1}));
    a.restore({5, 7});
    EXPECT_EQ(a.counts(), (std::vector<std::uint64_t>{5, 7}));
    EXPECT_THROW(a.restore({1}), base::InternalError);
}

// Published: Newcombe 1998, Statistics in Medicine 17, table I, method 3 gives 81/263: 0.2553 to
// 0.3662; 15/148: 0.0624 to 0.1605; 0/20: 0 to 0.1611; 1/29: 0.0061 to 0.1718.
TEST(WilsonIntervalTest, GivesThePublishedIntervals) {
    constexpr double half_a_digit = 0.00005;
    const auto expect = [&](double successes, double count, double lower, double upper) {
        const Interval interval = wilson_interval(successes, count);
        EXPECT_NEAR(interval.lower, lower, half_a_digit) << successes << "/" << count;
        EXPECT_NEAR(interval.upper, upper, half_a_digit) << successes << "/" << count;
    };
    expect(81, 263, 0.2553, 0.3662);
    expect(15, 148, 0.0624, 0.1605);
    expect(0, 20, 0.0, 0.1611);
    expect(1, 29, 0.0061, 0.1718);
    expect(0, 10, 0.0, 0.2775);
    expect(5, 10, 0.2366, 0.7634);
    expect(10, 10, 0.7225, 1.0);
}

TEST(WilsonIntervalTest, StaysWithinZeroAndOneAndKnowsNothingFromNothing) {
    EXPECT_EQ(wilson_interval(0, 0).lower, 0.0);
    EXPECT_EQ(wilson_interval(0, 0).upper, 1.0);
    for (const double count : {1.0, 3.0, 1e9}) {
        EXPECT_GE(wilson_interval(0, count).lower, 0.0);
        EXPECT_LE(wilson_interval(count, count).upper, 1.0);
        EXPECT_LT(wilson_interval(0, count).lower, wilson_interval(0, count).upper);
    }
}

TEST(SummariseTest, ShowsProportionsInPercentAndNumbersWithTheirSpread) {
    const std::vector<outcome::Outcome> outcomes{outcome::easi(), outcome::easi_response(50)};
    TrialDesign design;
    design.visit_day = {28.0};
    TrialTally tally({.arms = 1, .times = 2, .outcomes = 2}, outcomes);
    EXPECT_TRUE(summarise(design, outcomes, tally).empty());

    tally.ordered.by_exclusion[0] = 4;
    for (const double value : {10.0, 12.0, 14.0, 16.0}) {
        tally.ordered.moments[2].add(value);
        tally.binned.bins[2].add(value);
        tally.ordered.moments[3].add(value > 15.0 ? 1.0 : 0.0);
    }
    const std::vector<SummaryRow> rows = summarise(design, outcomes, tally);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].week, 0.0);
    EXPECT_EQ(rows[2].week, 4.0);
    EXPECT_EQ(rows[2].count, 4U);
    EXPECT_NEAR(rows[2].mean.value(), 13.0, rounding);
    // Squared distances 9 + 1 + 1 + 9 = 20; 20 / 3 sample variance, standard error half of its
    // root.
    EXPECT_NEAR(rows[2].standard_deviation.value(), std::sqrt(20.0 / 3.0), rounding);
    EXPECT_NEAR(rows[2].standard_error.value(), std::sqrt(20.0 / 3.0) / 2.0, rounding);
    EXPECT_NEAR(rows[2].upper_95.value() - rows[2].mean.value(), 1.96 * *rows[2].standard_error,
                1e-4);
    // Half of the values lie below any number from 12 to 14; bins are 0.05 wide.
    EXPECT_GE(rows[2].quantiles.value().median, 12.0 - 0.05);
    EXPECT_LE(rows[2].quantiles.value().median, 14.0 + 0.05);

    EXPECT_NEAR(rows[3].mean.value(), 25.0, rounding);
    // 100 sqrt(0.25 * 0.75 / 4)
    EXPECT_NEAR(rows[3].standard_error.value(), 21.650635, 1e-5);
    EXPECT_NEAR(rows[3].lower_95.value(), 100.0 * wilson_interval(1, 4).lower, rounding);
    EXPECT_NEAR(rows[3].upper_95.value(), 100.0 * wilson_interval(1, 4).upper, rounding);
    EXPECT_FALSE(rows[3].quantiles.has_value());
    EXPECT_FALSE(rows[3].standard_deviation.has_value());
}

TEST(SummariseTest, OnePersonHasNoSpread) {
    TrialDesign design;
    design.arms.resize(1);
    const std::vector<outcome::Outcome> outcomes{outcome::easi(), outcome::easi_response(50)};
    TrialTally tally({1, 1, 2}, outcomes);
    tally.ordered.by_exclusion[0] = 1;
    tally.ordered.moments[0].add(12.0);
    tally.binned.bins[0].add(12.0);
    tally.ordered.moments[1].add(1.0);
    const std::vector<SummaryRow> rows = summarise(design, outcomes, tally);
    EXPECT_EQ(rows[0].mean.value(), 12.0);
    EXPECT_FALSE(rows[0].standard_error.has_value());
    EXPECT_FALSE(rows[0].standard_deviation.has_value());
    EXPECT_FALSE(rows[0].lower_95.has_value());
    EXPECT_FALSE(rows[0].upper_95.has_value());
    // Of one responder in one, Wilson: from 1 / (1 + 1.96^2) on.
    EXPECT_FALSE(rows[1].standard_error.has_value());
    EXPECT_NEAR(rows[1].lower_95.value(), 100.0 / (1.0 + 1.959964 * 1.959964), 1e-4);
}

TEST(SummariseTest, WhereNobodyIsLeftThereIsNoMean) {
    TrialDesign design;
    design.arms.resize(1);
    const std::vector<outcome::Outcome> outcomes{outcome::easi(), outcome::easi_response(50)};
    TrialTally tally({1, 1, 2}, outcomes);
    tally.ordered.by_exclusion[0] = 1;
    tally.ordered.moments[1].add(0.0);  // who left does not respond
    const std::vector<SummaryRow> rows = summarise(design, outcomes, tally);
    EXPECT_EQ(rows[0].count, 0U);
    EXPECT_FALSE(rows[0].mean.has_value());
    EXPECT_FALSE(rows[0].quantiles.has_value());
    EXPECT_EQ(rows[1].count, 1U);
    EXPECT_EQ(rows[1].mean.value(), 0.0);
}

TEST(BinCountsTest, PercentChangeIsCountedAsFarAsItGoes) {
    BinCounts bins(outcome::easi_percent_change().binning);
    for (const double value : {-50.0, 150.0, 199.99, 350.0, 20000.0, 143900.0}) {
        bins.add(value);
    }
    // Six values: the quantiles k/6 lie at their ends, within a bin of 0.05 below 200 and of one
    // percent of the value above.
    EXPECT_NEAR(bins.quantile(1.0 / 6.0), -50.0, 0.05);
    EXPECT_NEAR(bins.quantile(3.0 / 6.0), 199.99, 0.05);
    EXPECT_NEAR(bins.quantile(4.0 / 6.0), 350.0, 3.5);
    EXPECT_NEAR(bins.quantile(5.0 / 6.0), 20000.0, 200.0);
    EXPECT_NEAR(bins.quantile(1.0), 143900.0, 1439.0);
}

TEST(OrderedTallyTest, ListsTheFirstThousandFailuresAndCountsTheRest) {
    const TallyShape shape{1, 1, 1};
    OrderedTally tally(shape);
    for (std::uint64_t block = 0; block < 5; ++block) {
        OrderedTally part(shape);
        for (std::uint64_t i = 0; i < 300; ++i) {
            part.failures.push_back({block * 300 + i, simulation::StopReason::step_limit});
        }
        part.patients = 300;
        tally.merge(part);
    }
    EXPECT_EQ(tally.patients, 1500U);
    ASSERT_EQ(tally.failures.size(), 1000U);
    EXPECT_EQ(tally.failures.back().patient, 999U);
    EXPECT_EQ(tally.failures_unlisted, 500U);
}

TEST(BinCountsTest, AQuantileLiesWithinItsBinByHowManyAreBelow) {
    BinCounts counts(
        {.scale = outcome::Binning::Scale::linear, .lower = 0.0, .upper = 10.0, .bins = 10});
    for (int i = 0; i < 4; ++i) {
        counts.add(5.5);
    }
    EXPECT_NEAR(counts.quantile(0.25), 5.25, 1e-12);
    EXPECT_NEAR(counts.quantile(0.50), 5.50, 1e-12);
    EXPECT_NEAR(counts.quantile(0.75), 5.75, 1e-12);
    for (int i = 0; i < 4; ++i) {
        counts.add(8.1);
    }
    EXPECT_NEAR(counts.quantile(0.25), 5.5, 1e-12);
    EXPECT_NEAR(counts.quantile(0.75), 8.5, 1e-12);
}

}  // namespace
}  // namespace vesikin::study
