#include "vesikin/parallel/block_loop.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <vector>

namespace vesikin::parallel {
namespace {

const StopCheck never;

class BlockLoopTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(BlockLoopTest, RunsEveryBlockExactlyOnce) {
    constexpr std::uint64_t first = 3;
    constexpr std::uint64_t last = 1003;
    std::vector<std::atomic<int>> runs(last);

    const std::uint64_t end = run_blocks(first, last, GetParam(), never, [&](unsigned) {
        return [&](std::uint64_t block) { ++runs.at(block); };
    });

    EXPECT_EQ(end, last);
    for (std::uint64_t block = 0; block < last; ++block) {
        EXPECT_EQ(runs[block].load(), block < first ? 0 : 1) << block;
    }
}

TEST_P(BlockLoopTest, MakesOneWorkerForEachThread) {
    std::mutex mutex;
    std::multiset<unsigned> made;

    run_blocks(0, 100, GetParam(), never, [&](unsigned thread) {
        const std::scoped_lock lock(mutex);
        made.insert(thread);
        return [](std::uint64_t) {};
    });

    std::multiset<unsigned> expected;
    for (unsigned thread = 0; thread < GetParam(); ++thread) {
        expected.insert(thread);
    }
    EXPECT_EQ(made, expected);
}

TEST_P(BlockLoopTest, NeverCallsAWorkerConcurrentlyWithItself) {
    std::atomic<bool> overlapped{false};

    run_blocks(0, 500, GetParam(), never, [&](unsigned) {
        auto busy = std::make_shared<std::atomic<bool>>(false);
        return [&overlapped, busy](std::uint64_t) {
            overlapped = overlapped || busy->exchange(true);
            busy->store(false);
        };
    });

    EXPECT_FALSE(overlapped);
}

TEST_P(BlockLoopTest, CancelledRunHasWorkedOnAPrefix) {
    constexpr std::uint64_t last = 100000;
    std::atomic<bool> cancel{false};
    std::vector<std::atomic<int>> runs(last);

    const std::uint64_t end = run_blocks(
        0, last, GetParam(), [&] { return cancel.load(); },
        [&](unsigned) {
            return [&](std::uint64_t block) {
                ++runs[block];
                if (block == 50) {
                    cancel = true;
                }
            };
        });

    // Each thread may have taken blocks until it saw the flag, but all of them a run from zero.
    EXPECT_GT(end, 50U);
    EXPECT_LT(end, last);
    for (std::uint64_t block = 0; block < last; ++block) {
        ASSERT_EQ(runs[block].load(), block < end ? 1 : 0) << block;
    }
}

TEST_P(BlockLoopTest, RunsNothingWhenCancelledBefore) {
    std::atomic<int> runs{0};

    const std::uint64_t end = run_blocks(
        5, 10, GetParam(), [] { return true; },
        [&](unsigned) { return [&](std::uint64_t) { ++runs; }; });

    EXPECT_EQ(end, 5U);
    EXPECT_EQ(runs.load(), 0);
}

TEST_P(BlockLoopTest, RunsNothingOfAnEmptyRange) {
    std::atomic<int> runs{0};

    EXPECT_EQ(run_blocks(4, 4, GetParam(), never,
                         [&](unsigned) { return [&](std::uint64_t) { ++runs; }; }),
              4U);
    EXPECT_EQ(runs.load(), 0);
}

TEST_P(BlockLoopTest, ExceptionOfAWorkerStopsTheOthersAndTravels) {
    constexpr std::uint64_t last = 1000000;
    std::atomic<std::uint64_t> runs{0};
    const auto run = [&] {
        run_blocks(0, last, GetParam(), never, [&](unsigned) {
            return [&](std::uint64_t block) {
                ++runs;
                if (block == 10) {
                    throw std::runtime_error("the disk is full");
                }
            };
        });
    };

    try {
        run();
        FAIL() << "a worker threw";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "the disk is full");
    }
    EXPECT_LT(runs.load(), last);
}

TEST_P(BlockLoopTest, ExceptionWhileMakingAWorkerTravels) {
    EXPECT_THROW(run_blocks(0, 10, GetParam(), never,
                            [](unsigned) -> BlockWorker { throw std::logic_error("no memory"); }),
                 std::logic_error);
}

INSTANTIATE_TEST_SUITE_P(Threads, BlockLoopTest, ::testing::Values(1U, 2U, 7U));

TEST(HardwareThreadsTest, AreAtLeastOne) {
    EXPECT_GE(hardware_threads(), 1U);
}

}  // namespace
}  // namespace vesikin::parallel
