// The front on a case worked out by hand, and against the definition over seeded cases.
#include "vesikin/planner/pareto.hpp"

#include <gtest/gtest.h>

#include "vesikin/base/random.hpp"

namespace vesikin::planner {
namespace {

TEST(ParetoTest, TheFrontOfFourByHand) {
    // The third is beaten by the first in both; the fourth by the second in one, equal in the
    // other.
    const std::vector<bool> expected{true, true, false, false};
    EXPECT_EQ(pareto_front({{1.0, 4.0}, {3.0, 2.0}, {2.0, 5.0}, {3.0, 3.0}}), expected);
}

TEST(ParetoTest, EqualRowsStandTogether) {
    const std::vector<bool> both{true, true};
    EXPECT_EQ(pareto_front({{1.0, 1.0}, {1.0, 1.0}}), both);
    EXPECT_TRUE(pareto_front({}).empty());
}

TEST(ParetoTest, EveryRowIsOnTheFrontUnlessAnotherBeatsIt) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const base::RandomStream stream(seed, 0, base::StreamPurpose::test);
        std::vector<std::vector<double>> rows(8, std::vector<double>(3));
        std::uint32_t number = 0;
        for (auto& row : rows) {
            for (double& size : row) {
                size = static_cast<double>(static_cast<int>(4.0 * stream.uniform(number++)));
            }
        }
        const std::vector<bool> front = pareto_front(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            bool is_beaten = false;
            for (const auto& other : rows) {
                const bool is_never_more =
                    other[0] <= rows[i][0] && other[1] <= rows[i][1] && other[2] <= rows[i][2];
                is_beaten = is_beaten || (is_never_more && other != rows[i]);
            }
            EXPECT_EQ(front[i], !is_beaten) << "seed " << seed << " row " << i;
        }
    }
}

}  // namespace
}  // namespace vesikin::planner
