#include "vesikin/format/checkpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::format {
namespace {

using ::testing::HasSubstr;

const study::TallyShape shape{.arms = 2, .times = 2, .outcomes = 2};

const std::vector<outcome::Outcome>& outcomes() {
    static const std::vector<outcome::Outcome> list{outcome::easi(), outcome::easi_response(50)};
    return list;
}

study::TrialTally empty_tally() {
    return {shape, outcomes()};
}

/// Numbers that have no short decimal, and some of everything.
study::TrialTally some_tally() {
    study::TrialTally tally = empty_tally();
    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        for (int i = 1; i < 6; ++i) {
            tally.ordered.moments[cell].add(1.0 / (i + static_cast<double>(cell)));
            if (cell % 2 == 0) {
                tally.binned.bins[cell].add(72.0 / i);
            }
        }
    }
    tally.ordered.baseline_easi.add(1.0 / 3.0);
    tally.ordered.by_exclusion = {10, 2, 3, 4};
    tally.ordered.failures = {{(std::uint64_t{1} << 62U) + 1, simulation::StopReason::step_limit},
                              {18, simulation::StopReason::non_finite}};
    tally.ordered.failures_unlisted = 5;
    tally.ordered.patients = 19;
    tally.work = {.solves = 1, .steps = 2, .rejected_steps = 3, .rescued_solves = 4};
    return tally;
}

void expect_refused(const std::string& bytes, const std::string& message) {
    try {
        static_cast<void>(read_checkpoint(bytes, "id", "run/checkpoint", some_tally()));
        ADD_FAILURE() << "taken";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("run/checkpoint"));
        EXPECT_THAT(error.what(), HasSubstr(message));
    }
}

TEST(CheckpointTest, ReadsBackEveryNumberExactly) {
    const study::TrialTally written = some_tally();
    const TrialCheckpoint checkpoint = read_checkpoint(
        write_checkpoint("id", written, 5'000'000'007), "id", "file", empty_tally());
    const study::TrialTally& read = checkpoint.tally;
    EXPECT_EQ(checkpoint.table_bytes, 5'000'000'007U);

    for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
        EXPECT_EQ(read.ordered.moments[cell].count, written.ordered.moments[cell].count);
        EXPECT_EQ(read.ordered.moments[cell].mean, written.ordered.moments[cell].mean);
        EXPECT_EQ(read.ordered.moments[cell].squares, written.ordered.moments[cell].squares);
        EXPECT_EQ(read.binned.bins[cell].counts(), written.binned.bins[cell].counts());
    }
    EXPECT_EQ(read.ordered.baseline_easi.mean, 1.0 / 3.0);
    EXPECT_EQ(read.ordered.by_exclusion, written.ordered.by_exclusion);
    ASSERT_EQ(read.ordered.failures.size(), 2U);
    EXPECT_EQ(read.ordered.failures[0].patient, (std::uint64_t{1} << 62U) + 1);
    EXPECT_EQ(read.ordered.failures[1].reason, simulation::StopReason::non_finite);
    EXPECT_EQ(read.ordered.failures_unlisted, 5U);
    EXPECT_EQ(read.ordered.patients, 19U);
    EXPECT_EQ(read.work.solves, 1U);
    EXPECT_EQ(read.work.rescued_solves, 4U);
    EXPECT_TRUE(write_checkpoint("id", read, 0) == write_checkpoint("id", written, 0));
}

TEST(CheckpointTest, ReplacesWhatTheTallyHeld) {
    const TrialCheckpoint checkpoint =
        read_checkpoint(write_checkpoint("id", some_tally(), 0), "id", "file", some_tally());
    EXPECT_EQ(checkpoint.tally.ordered.failures.size(), 2U);
    EXPECT_TRUE(write_checkpoint("id", checkpoint.tally, 0) ==
                write_checkpoint("id", some_tally(), 0));
}

TEST(CheckpointTest, AnotherRunIsRefused) {
    expect_refused(write_checkpoint("other", some_tally(), 0), "another run");
}

TEST(CheckpointTest, ForeignBytesAreRefused) {
    expect_refused("", "damaged");
    expect_refused("{\"identity\": \"id\"}", "damaged");
    expect_refused(std::string(1000, '\0'), "damaged");
    expect_refused(std::string(1000, '\xff'), "damaged");
    const std::string identity_alone = "\xa1\x68identity\x62id";
    expect_refused(identity_alone, "damaged");
    expect_refused(sha256(identity_alone) + identity_alone, "damaged");
}

TEST(CheckpointTest, AnotherShapeIsRefused) {
    const study::TrialTally larger({.arms = 3, .times = 2, .outcomes = 2}, outcomes());
    expect_refused(write_checkpoint("id", larger, 0), "damaged");
}

TEST(CheckpointTest, CutOffBytesAreRefused) {
    const std::string bytes = write_checkpoint("id", some_tally(), 0);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        expect_refused(bytes.substr(0, size), "damaged");
    }
    expect_refused(bytes + '\0', "damaged");
}

TEST(CheckpointTest, OneChangedBitAnywhereIsRefused) {
    // A changed count or mean would go unseen into every later result.
    const std::string bytes = write_checkpoint("id", some_tally(), 0);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const unsigned bit : {0U, 5U}) {
            std::string changed = bytes;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
            expect_refused(changed, "");
        }
    }
}

TEST(CheckpointTest, ADeepNestIsDamagedAndNoOverflow) {
    const std::string deep(2'000'000, '\x91');  // arrays of one array
    expect_refused(sha256(deep) + deep, "damaged");
}

}  // namespace
}  // namespace vesikin::format
