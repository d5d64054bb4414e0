// A study does not depend on threads, and names what dominates.
#include "vesikin/trial/delivery_study.hpp"

#include <gtest/gtest.h>

#include "support/delivery_fixture.hpp"
#include "vesikin/format/delivery_files.hpp"

namespace vesikin::trial {
namespace {

std::string answer_text(const std::string& way, unsigned threads) {
    const auto plan = tests::SessionChoice{.way = way}.plan();
    const DeliveryStudy study{
        .seed = 3, .people = 7, .worlds = 11, .sex = SexChoice::both, .threads = threads};
    const std::vector<format::DeliveredWay> ways{{plan, run_delivery_study(plan, study)}};
    const format::DeliveryRecord record{tests::shipped_delivery(), ways, study};
    return delivery_csv(record) + delivery_page(record);
}

TEST(DeliveryStudyTest, OneThreadAndTwoGiveTheSameBytes) {
    for (const std::string& way : tests::all_ways) {
        EXPECT_EQ(answer_text(way, 1), answer_text(way, 2)) << way;
    }
}

TEST(DeliveryStudyTest, VarianceSharesAddUpAndTheLabelDominatesInjection) {
    const auto plan = tests::SessionChoice{.way = "intradermal"}.plan();
    const auto answer = run_delivery_study(plan, {.people = 10, .worlds = 200});
    double sum = 0.0;
    for (const VarianceShare& share : answer.variance) {
        sum += share.share_frac;
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
    EXPECT_EQ(answer.variance.front().parameter, "true_count");
    EXPECT_GT(answer.variance.front().share_frac, 0.7);
}

TEST(DeliveryStudyTest, AKnownProductNarrowsWorldsNotPeople) {
    const auto plan = tests::SessionChoice{.way = "intradermal"}.plan();
    const auto answer = run_delivery_study(plan, {.people = 40, .worlds = 60});
    const auto& reached =
        answer.measures[static_cast<std::size_t>(simulation::Measure::reached_dermis)];
    EXPECT_LT(reached.p05, reached.people_p05);
    EXPECT_GT(reached.p95, reached.people_p95);
    EXPECT_LT(reached.world_p05, reached.median);
    EXPECT_GT(reached.world_p95, reached.median);
}

}  // namespace
}  // namespace vesikin::trial
