// Worlds of a prediction.
#include "vesikin/analysis/prediction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "vesikin/analysis/count_prediction.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"

namespace vesikin::analysis {
namespace {

TEST(StratifiedDeviatesTest, TakeOneOfEachStratumInAnOrderOfTheirOwn) {
    constexpr std::size_t count = 32;
    std::set<std::vector<double>> orders;
    for (std::uint64_t subject = 0; subject < 20; ++subject) {
        const base::RandomStream stream(3, subject, base::StreamPurpose::test);
        const std::vector<double> deviates = stratified_deviates(stream, count);
        EXPECT_EQ(deviates, stratified_deviates(stream, count));
        std::set<long> strata;
        double sum = 0.0;
        double squares = 0.0;
        for (const double z : deviates) {
            const double below = 0.5 * std::erfc(-z / std::sqrt(2.0));
            strata.insert(std::lround(std::floor(below * count)));
            sum += z;
            squares += z * z;
        }
        EXPECT_EQ(strata.size(), count);
        EXPECT_FALSE(std::ranges::is_sorted(deviates));
        // Random draws would miss by 0.18 and 0.13.
        EXPECT_NEAR(sum / count, 0.0, 0.06);
        EXPECT_NEAR(squares / count, 1.0, 0.35);
        orders.insert(deviates);
    }
    EXPECT_EQ(orders.size(), 20U);
}

/// One person who ends at a share of an EASI of 20, looked at on days 56 and 112.
outcome::ArmCourse course_to(double at_8_weeks, double at_16_weeks) {
    outcome::ArmCourse course;
    course.visit_day = {0.0, 56.0, 112.0};
    course.weight = {1.0};
    course.visits = {{.easi = 20.0},
                     {.easi = 20.0 * at_8_weeks, .easi_share = at_8_weeks, .fluctuates = true},
                     {.easi = 20.0 * at_16_weeks, .easi_share = at_16_weeks, .fluctuates = true}};
    return course;
}

TEST(ReadEndpointTest, IsOfItsDayAndOverPlaceboWhereItSaysSo) {
    const outcome::ArmCourse drug = course_to(0.5, 0.2);
    const outcome::ArmCourse placebo = course_to(0.9, 0.8);
    RowReading reading;
    reading.endpoint = outcome::find_endpoint("EASI_pct_change");
    reading.day = 112.0;
    EXPECT_NEAR(read_endpoint(reading, drug, nullptr).mean, -80.0, 1e-12);
    reading.day = 56.0;
    EXPECT_NEAR(read_endpoint(reading, drug, nullptr).mean, -50.0, 1e-12);
    reading.endpoint = outcome::find_endpoint("EASI_abs_diff_vs_placebo");
    EXPECT_NEAR(read_endpoint(reading, drug, &placebo).mean, -10.0 + 2.0, 1e-12);
    reading.day = 112.0;
    EXPECT_NEAR(read_endpoint(reading, drug, &placebo).mean, -16.0 + 4.0, 1e-12);
    // Who responded at week 8 and loses some of it since.
    const outcome::ArmCourse withdrawn = course_to(0.2, 0.5);
    reading.endpoint = outcome::find_endpoint("EASI_pct_change_diff_vs_rerandomisation");
    reading.first_day = 56.0;
    EXPECT_NEAR(read_endpoint(reading, withdrawn, nullptr).mean, -30.0, 1e-9);
}

TEST(ReadEndpointTest, WithoutTheDrugEverythingElseStays) {
    study::ClinicalArm arm;
    arm.care.drug = "dupilumab";
    arm.care.is_per_kg = true;
    arm.care.doses = {{.day = 0.0, .amount = 300.0}};
    arm.care.daily = {{.drug = "baricitinib", .amount = 4.0}};
    arm.care.topicals_frac = 0.5;
    arm.entry.easi_min = 16.0;
    const study::ClinicalArm bare = without_drug(arm);
    EXPECT_TRUE(bare.care.drug.empty());
    EXPECT_TRUE(bare.care.doses.empty());
    EXPECT_TRUE(bare.care.daily.empty());
    EXPECT_FALSE(bare.care.is_per_kg);
    EXPECT_EQ(bare.care.topicals_frac, 0.5);
    EXPECT_EQ(bare.entry.easi_min, 16.0);
}

TEST(CountPredictionTest, WithoutSpreadItIsTheBinomial) {
    const CountPrediction two(0.5, 0.0, 2);
    EXPECT_NEAR(two.at_most(0), 0.25, 1e-6);
    EXPECT_NEAR(two.at_most(1), 0.75, 1e-6);
    EXPECT_EQ(two.at_most(2), 1.0);
    EXPECT_EQ(two.quantile(0.05), 0U);
    EXPECT_EQ(two.quantile(0.5), 1U);
    EXPECT_EQ(two.quantile(0.95), 2U);
    EXPECT_NEAR(CountPrediction(0.1, 0.0, 3).at_most(0), 0.729, 1e-6);
}

TEST(CountPredictionTest, AUniformShareMakesEveryCountAsLikely) {
    const CountPrediction ten(0.5, 1.0 / 12.0, 10);
    for (std::size_t count = 0; count <= 10; ++count) {
        EXPECT_NEAR(ten.at_most(count), static_cast<double>(count + 1) / 11.0, 1e-12);
    }
}

/// A share that is logit-normal between trials.
double logit_normal(double median, double sd, double z) {
    return 1.0 / (1.0 + (1.0 - median) / median * std::exp(-sd * z));
}

TEST(CountPredictionTest, NobodyIsThePlainResultOfARareEvent) {
    // Simulated elsewhere: 20 people, a share of 1.75 % with 0.6 logits between trials has nobody
    // in 68 % of trials, and 90 % of trials from 0 to 10 %.
    double mean = 0.0;
    double square = 0.0;
    constexpr int steps = 400;
    for (int i = 0; i < steps; ++i) {
        const double z = -4.0 + 8.0 * (i + 0.5) / steps;
        const double weight = std::exp(-0.5 * z * z) / std::sqrt(2.0 * M_PI) * 8.0 / steps;
        const double share = logit_normal(0.0175, 0.6, z);
        mean += weight * share;
        square += weight * share * share;
    }
    const CountPrediction rare(mean, square - mean * mean, 20);
    EXPECT_NEAR(rare.at_most(0), 0.68, 0.01);
    EXPECT_EQ(rare.quantile(0.05), 0U);
    EXPECT_EQ(rare.quantile(0.95), 2U);  // 10 % of 20
}

RowReading reading_of(const char* endpoint, double people) {
    RowReading reading;
    reading.endpoint = outcome::find_endpoint(endpoint);
    reading.people = people;
    return reading;
}

TEST(PredictRowTest, NinetyOfHundredTrialsLieInsideWhateverTheShare) {
    // Per size of trial 9 shares x 250 trials: the standard error of a coverage of 90 % is 0.6 %;
    // 2 % off is a false alarm in one of a thousand. An interval of counts covers no less than it
    // says, and without its two ends no more.
    std::mt19937_64 random(20261127);
    std::normal_distribution<double> normal;
    for (const std::size_t people : {10U, 50U, 200U, 1000U}) {
        const RowReading reading = reading_of("EASI75_pct", static_cast<double>(people));
        double inside = 0.0;
        double well_inside = 0.0;
        double trials = 0.0;
        for (const double share : {0.002, 0.0175, 0.05, 0.2, 0.5, 0.8, 0.95, 0.98, 0.99}) {
            for (int trial = 0; trial < 250; ++trial) {
                std::vector<outcome::EndpointValue> worlds;
                for (int world = 0; world < 32; ++world) {
                    worlds.push_back({100.0 * logit_normal(share, 0.6, normal(random)), 0.0, 0.0});
                }
                const RowPrediction found = predict_row(reading, worlds, 0.9);
                std::binomial_distribution<std::size_t> draw(
                    people, logit_normal(share, 0.6, normal(random)));
                const double one = 100.0 / static_cast<double>(people);
                const double seen = one * static_cast<double>(draw(random));
                const double slack = 0.5 * one;
                inside += seen > found.low - slack && seen < found.high + slack ? 1.0 : 0.0;
                well_inside += seen > found.low + slack && seen < found.high - slack ? 1.0 : 0.0;
                trials += 1.0;
            }
        }
        EXPECT_GT(inside / trials, 0.88) << people;
        EXPECT_LT(well_inside / trials, 0.92) << people;
    }
}

TEST(PredictRowTest, FewWorldsGiveAWideInterval) {
    // The same spread of 5 points between worlds; sampling of 10,000 people hardly counts.
    const RowReading reading = reading_of("EASI_pct_change", 10000.0);
    const auto width = [&](std::size_t count) {
        std::vector<outcome::EndpointValue> worlds;
        for (std::size_t world = 0; world < count; ++world) {
            const double side = world % 2 == 0 ? 1.0 : -1.0;
            const auto n = static_cast<double>(count);
            worlds.push_back({-60.0 + side * 5.0 * std::sqrt((n - 1.0) / n), 0.0, 0.0});
        }
        const RowPrediction found = predict_row(reading, worlds, 0.9);
        return found.high - found.low;
    };
    // Student's t at 95 %: 1.8946 with 7 degrees of freedom; 1.6449 without end.
    EXPECT_NEAR(width(8), 2.0 * 1.8946 * 5.0 * std::sqrt(1.0 + 1.0 / 8.0), 0.01);
    EXPECT_NEAR(width(4000), 2.0 * 1.6449 * 5.0, 0.02);
    const std::vector<outcome::EndpointValue> three(3, {-60.0, 0.0, 0.0});
    EXPECT_THROW(static_cast<void>(predict_row(reading, three, 0.9)), base::InternalError);
}

TEST(PredictRowTest, TheDrawOfPeopleIsTakenOffTheSpreadBetweenWorlds) {
    const RowReading reading = reading_of("EASI_pct_change", 100.0);
    std::vector<outcome::EndpointValue> worlds;
    for (int world = 0; world < 10; ++world) {
        worlds.push_back({world % 2 == 0 ? -57.0 : -63.0, 30.0, 2.0});
    }
    const RowPrediction found = predict_row(reading, worlds, 0.9);
    EXPECT_NEAR(found.value, -60.0, 1e-12);
    EXPECT_NEAR(found.sampling_sd, 3.0, 1e-12);  // 30 / sqrt(100)
    EXPECT_NEAR(found.world_sd, std::sqrt(10.0 * 9.0 / 9.0 - 4.0), 1e-12);
}

}  // namespace
}  // namespace vesikin::analysis
