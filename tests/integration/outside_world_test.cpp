// What the machine does to a run: outputs that cannot be written, readers that go, limits, signals,
// inputs that are no files, and other runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> short_trial(const TemporaryFolder& out) {
    return {"trial", trial_file(), "--patients", "5", "--out", (out.path() / "out").string()};
}

/// Commands that say much, little, and do something before they speak.
std::vector<std::vector<std::string>> speaking_commands(const TemporaryFolder& out) {
    return {{"evidence", "--format", "csv", "--data", VESIKIN_DATA_FOLDER},
            {"model", "--data", VESIKIN_DATA_FOLDER},
            {"--help"},
            {"trial", "--help"},
            {"--version"},
            short_trial(out)};
}

void put_full_disk_behind(int descriptor) {
    ::dup2(::open("/dev/full", O_WRONLY), descriptor);
}

void put_lost_reader_behind(int descriptor) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) == 0) {
        ::close(ends[0]);
        ::dup2(ends[1], descriptor);
    }
}

TEST(OutputTest, AFullDiskBehindStandardOutputIsSaid) {
    const TemporaryFolder out;
    for (const auto& command : speaking_commands(out)) {
        const Ended ended = Program(command, [] { put_full_disk_behind(STDOUT_FILENO); }).wait();
        EXPECT_EQ(ended.exit_code, environment_failure) << command[0];
        EXPECT_THAT(ended.err, HasSubstr("standard output"));
        EXPECT_THAT(ended.err, HasSubstr("No space left on device"));
        EXPECT_THAT(ended.err, Not(HasSubstr("bug")));
    }
    EXPECT_TRUE(fs::exists(out.path() / "out" / "results.csv")) << "the results are kept";
}

TEST(OutputTest, AClosedStandardOutputIsSaid) {
    const TemporaryFolder out;
    for (const auto& command : speaking_commands(out)) {
        const Ended ended = Program(command, [] { ::close(STDOUT_FILENO); }).wait();
        EXPECT_EQ(ended.exit_code, environment_failure) << command[0];
        EXPECT_THAT(ended.err, HasSubstr("standard output"));
    }
}

TEST(OutputTest, AReaderThatHasGoneEndsTheProgramQuietly) {
    const TemporaryFolder out;
    for (const auto& command : speaking_commands(out)) {
        const Ended ended = Program(command, [] { put_lost_reader_behind(STDOUT_FILENO); }).wait();
        EXPECT_EQ(ended.exit_code, 0) << command[0];
        EXPECT_THAT(ended.err, IsEmpty());
    }
    EXPECT_TRUE(fs::exists(out.path() / "out" / "manifest.json"));
}

TEST(OutputTest, AFullDiskBehindStandardErrorIsSaidAndLosesNothing) {
    const TemporaryFolder out;
    const Ended refused =
        Program({"trial", "nowhere.toml"}, [] { put_full_disk_behind(STDERR_FILENO); }).wait();
    EXPECT_EQ(refused.exit_code, bad_input);
    // Progress is spoken of after two seconds; the run below lasts longer.
    const Ended ended = Program({"trial", trial_file(), "--patients", "900", "--solver", "cvode",
                                 "--threads", "1", "--out", (out.path() / "out").string()},
                                [] { put_full_disk_behind(STDERR_FILENO); })
                            .wait();
    EXPECT_EQ(ended.exit_code, environment_failure);
    EXPECT_THAT(ended.out, HasSubstr("standard error"));
    EXPECT_TRUE(fs::exists(out.path() / "out" / "manifest.json"));
}

TEST(LimitTest, ThreadsThatCannotBeMadeAreSaid) {
    const TemporaryFolder out;
    std::vector<std::string> command = short_trial(out);
    command.insert(command.end(), {"--threads", "3"});
    const Ended ended = Program(command, [] {
                            // A thread's stack is as large as this limit, and more than all memory
                            // that may be had.
                            constexpr rlim_t gibibyte = 1ULL << 30U;
                            const rlimit stack{16 * gibibyte, RLIM_INFINITY};
                            const rlimit memory{8 * gibibyte, 8 * gibibyte};
                            ::setrlimit(RLIMIT_STACK, &stack);
                            ::setrlimit(RLIMIT_AS, &memory);
                        }).wait();
    EXPECT_EQ(ended.exit_code, environment_failure) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("cannot make a thread"));
    EXPECT_FALSE(fs::exists(out.path() / "out" / "manifest.json"));
}

TEST(LimitTest, MemoryThatIsNotThereIsSaid) {
    const TemporaryFolder out;
    for (const rlim_t mebibytes : {20U, 30U, 40U, 60U}) {
        std::vector<std::string> command = short_trial(out);
        command.insert(command.end(), {"--threads", "1"});
        const Ended ended = Program(command, [&] {
                                const rlimit memory{mebibytes << 20U, mebibytes << 20U};
                                ::setrlimit(RLIMIT_AS, &memory);
                            }).wait();
        if (ended.exit_code == 127) {
            continue;  // not even the libraries fit
        }
        EXPECT_THAT(ended.exit_code, testing::AnyOf(environment_failure, 0)) << ended.err;
        EXPECT_THAT(ended.err, Not(HasSubstr("bug")));
    }
}

TEST(LimitTest, AFileThatMayNotGrowIsAFullDisk) {
    const TemporaryFolder out;
    const Ended ended = Program(short_trial(out), [] {
                            const rlimit size{10'000, 10'000};
                            ::setrlimit(RLIMIT_FSIZE, &size);
                        }).wait();
    EXPECT_EQ(ended.exit_code, environment_failure);
    EXPECT_THAT(ended.err, HasSubstr("File too large"));
    EXPECT_FALSE(fs::exists(out.path() / "out" / "manifest.json"));
    for (const auto& entry : fs::directory_iterator(out.path() / "out")) {
        EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr(".part-")));
    }
}

TEST(InputTest, WhatIsNoFileIsRefusedAtOnce) {
    const TemporaryFolder folder;
    const fs::path pipe = folder.path() / "pipe.toml";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto expect_refused = [&](const std::vector<std::string>& command, const char* what) {
        Program program(command);
        const Ended ended = program.wait(std::chrono::seconds(10));
        EXPECT_EQ(ended.exit_code, bad_input) << command[1];
        EXPECT_THAT(ended.err, HasSubstr(what));
        EXPECT_THAT(ended.err, HasSubstr("a regular file"));
    };
    const std::string out = (folder.path() / "out").string();
    expect_refused({"trial", pipe.string(), "--out", out}, "a pipe");
    expect_refused({"trial", "/dev/zero", "--out", out}, "a device");
    expect_refused({"trial", folder.path().string(), "--out", out}, "a folder");
    expect_refused({"trial", trial_file(), "--population", pipe.string(), "--out", out}, "a pipe");
    expect_refused({"compare", "--person", pipe.string(), "--data", VESIKIN_DATA_FOLDER}, "a pipe");
    expect_refused({"validate", "--trials", "/dev/zero", "--data", VESIKIN_DATA_FOLDER},
                   "a device");
    expect_refused({"calibrate", pipe.string(), "--data", VESIKIN_DATA_FOLDER, "--out", out},
                   "a pipe");
    // A checkpoint is an input as well.
    fs::create_directories(folder.path() / "resumed");
    ASSERT_EQ(::mkfifo((folder.path() / "resumed" / "checkpoint.msgpack").c_str(), 0600), 0);
    expect_refused(
        {"trial", trial_file(), "--resume", "--out", (folder.path() / "resumed").string()},
        "a pipe");
}

TEST(FolderTest, ASecondRunIntoAFolderSaysSo) {
    const TemporaryFolder out;
    const std::vector<std::string> long_run{"trial",      trial_file(), "--solver", "cvode",
                                            "--patients", "30000",      "--out",    out.path()};
    Program first(long_run);
    const fs::path checkpoint = out.path() / "checkpoint.msgpack";
    std::this_thread::sleep_for(std::chrono::milliseconds(1000));
    const Ended second =
        run_program({"trial", trial_file(), "--patients", "5", "--out", out.path().string()});
    EXPECT_EQ(second.exit_code, environment_failure);
    EXPECT_THAT(second.err, HasSubstr("another run is writing to it"));
    EXPECT_FALSE(fs::exists(out.path() / "results.csv"));
    first.signal(SIGHUP);  // the terminal closes
    EXPECT_EQ(first.wait().exit_code, interrupted);
    EXPECT_TRUE(fs::exists(checkpoint));
}

TEST(FolderTest, FilesOfAnEarlierRunThatNoLongerBelongThereGoAndAreNamed) {
    const TemporaryFolder out;
    std::vector<std::string> with_table = short_trial(out);
    with_table.emplace_back("--per-patient");
    ASSERT_EQ(run_program(with_table).exit_code, 0);
    ASSERT_TRUE(fs::exists(out.path() / "out" / "per_patient.csv"));
    write_file(out.path() / "out" / "notes.txt", "mine");
    const Ended ended = run_program(short_trial(out));
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.out, HasSubstr("removed per_patient.csv"));
    EXPECT_FALSE(fs::exists(out.path() / "out" / "per_patient.csv"));
    EXPECT_EQ(file_text(out.path() / "out" / "notes.txt"), "mine");
}

}  // namespace
}  // namespace vesikin::tests
