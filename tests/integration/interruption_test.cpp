// Stopped and killed runs: what is kept, what it says, and going on to the same bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

// CVODE takes about 2.5 ms a patient and arm set: the run below lasts long enough to be stopped in
// the middle.
std::vector<std::string> long_run(const std::string& out, const char* patients = "30000") {
    return {"trial", trial_file(), "--solver", "cvode", "--patients", patients, "--out", out};
}

void stop_after_a_while(Program& program) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    program.signal(SIGINT);
}

TEST(Interruption, StoppedRunLeavesAUsablePartialResultThatSaysSo) {
    const TemporaryFolder out;
    Program program(long_run(out.path().string()));
    stop_after_a_while(program);
    const Ended ended = program.wait();
    EXPECT_EQ(ended.exit_code, interrupted);
    EXPECT_THAT(ended.out, HasSubstr("STOPPED EARLY"));
    EXPECT_THAT(file_text(out.path() / "manifest.json"), HasSubstr("\"complete\": false"));
    EXPECT_THAT(file_text(out.path() / "report.html"), HasSubstr("\"complete\":false"));
    EXPECT_THAT(file_text(out.path() / "results.csv"), HasSubstr("dupilumab"));
    EXPECT_TRUE(std::filesystem::exists(out.path() / "checkpoint.cbor"));
}

TEST(Interruption, ResumedRunGivesTheBytesOfAnUninterruptedOne) {
    const TemporaryFolder whole;
    const TemporaryFolder parts;
    std::vector<std::string> whole_run = long_run(whole.path().string(), "3000");
    whole_run.push_back("--per-patient");
    ASSERT_EQ(run_program(whole_run).exit_code, 0);

    std::vector<std::string> part_run = long_run(parts.path().string(), "3000");
    part_run.push_back("--per-patient");
    {
        Program program(part_run);
        stop_after_a_while(program);
        ASSERT_EQ(program.wait().exit_code, interrupted);
    }
    part_run.push_back("--resume");
    const Ended resumed = run_program(part_run);
    ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
    EXPECT_EQ(file_text(parts.path() / "results.csv"), file_text(whole.path() / "results.csv"));
    EXPECT_EQ(file_text(parts.path() / "per_patient.csv"),
              file_text(whole.path() / "per_patient.csv"));
    EXPECT_FALSE(std::filesystem::exists(parts.path() / "checkpoint.cbor"));
    EXPECT_THAT(file_text(parts.path() / "manifest.json"), HasSubstr("\"complete\": true"));
}

TEST(Interruption, AnotherRunsCheckpointIsRefused) {
    const TemporaryFolder out;
    {
        Program program(long_run(out.path().string()));
        stop_after_a_while(program);
        ASSERT_EQ(program.wait().exit_code, interrupted);
    }
    std::vector<std::string> other = long_run(out.path().string());
    other.insert(other.end(), {"--seed", "99", "--resume"});
    const Ended ended = run_program(other);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("checkpoint of another run"));
}

TEST(Interruption, ResumeWithoutACheckpointIsRefused) {
    const TemporaryFolder out;
    std::vector<std::string> run = long_run(out.path().string(), "10");
    run.push_back("--resume");
    const Ended ended = run_program(run);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("checkpoint.cbor"));
}

TEST(Interruption, KilledRunLeavesNoFileThatLooksWhole) {
    const TemporaryFolder out;
    Program program(long_run(out.path().string()));
    std::this_thread::sleep_for(std::chrono::milliseconds(800));
    program.signal(SIGKILL);
    program.wait();
    EXPECT_FALSE(std::filesystem::exists(out.path() / "results.csv"));
    EXPECT_FALSE(std::filesystem::exists(out.path() / "manifest.json"));
}

}  // namespace
}  // namespace vesikin::tests
