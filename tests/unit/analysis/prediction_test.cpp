// Worlds of a prediction.
#include "vesikin/analysis/prediction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

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

}  // namespace
}  // namespace vesikin::analysis
