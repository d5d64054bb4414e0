// A study does not depend on threads, and names what dominates.
#include "vesikin/study/delivery_study.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/delivery_fixture.hpp"
#include "vesikin/format/delivery_files.hpp"

namespace vesikin::study {
namespace {

std::string answer_text(const std::string& way, unsigned threads) {
    const auto plan = tests::SessionChoice{.way = way}.plan();
    const DeliveryStudy study{.seed = 3, .people = 7, .worlds = 11, .sex = SexChoice::both};
    const std::vector<format::DeliveredWay> ways{
        {plan, run_delivery_study(plan, study, {.threads = threads})}};
    const format::Manifest manifest;
    const format::DeliveryRecord record{tests::shipped_delivery(), ways, study, manifest};
    return delivery_csv(record) + delivery_json(record);
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

TEST(DeliveryStudyTest, TellsItsProgressAndStopsWhenAsked) {
    const auto plan = tests::SessionChoice{.way = "dermapen"}.plan();
    const DeliveryStudy study{.people = 50, .worlds = 60};
    std::vector<std::uint64_t> done;
    base::CancellationFlag cancel{false};
    const auto whole = run_delivery_study(
        plan, study, {.threads = 2, .cancel = &cancel, .on_progress = [&](const auto& now) {
                          EXPECT_EQ(now.total, 3000U);
                          done.push_back(now.done);
                      }});
    EXPECT_TRUE(whole.is_complete);
    EXPECT_GE(done.size(), 2U);
    EXPECT_TRUE(std::ranges::is_sorted(done));
    EXPECT_EQ(done.back(), 3000U);

    const auto stopped = run_delivery_study(
        plan, study, {.threads = 2, .cancel = &cancel, .on_progress = [&](const auto& now) {
                          EXPECT_LT(now.done, 3000U);
                          cancel = true;
                      }});
    EXPECT_FALSE(stopped.is_complete);
    EXPECT_TRUE(stopped.measures.empty());
}

TEST(DeliveryStudyTest, WithoutVesiclesNothingVaries) {
    const auto plan =
        tests::SessionChoice{.way = "stamp", .settings = {{"label_count", 0.0}}}.plan();
    const auto answer = run_delivery_study(plan, {.people = 4, .worlds = 4});
    EXPECT_TRUE(answer.variance.empty());
    const auto of = [&](simulation::Measure m) {
        return answer.measures[static_cast<std::size_t>(m)];
    };
    EXPECT_EQ(of(simulation::Measure::dermis_per_cm2).p95, 0.0);
    EXPECT_GT(of(simulation::Measure::open_area).median, 0.0);
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
}  // namespace vesikin::study
