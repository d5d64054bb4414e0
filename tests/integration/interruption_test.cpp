// Stopped and killed runs: what is kept, what it says, and going on to the same bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support/program.hpp"
#include "vesikin/format/text_file.hpp"

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
    EXPECT_TRUE(std::filesystem::exists(out.path() / "checkpoint.msgpack"));
}

TEST(Interruption, ResumedRunGivesTheBytesOfAnUninterruptedOne) {
    const TemporaryFolder whole;
    const TemporaryFolder parts;
    std::vector<std::string> whole_run = long_run(whole.path().string(), "1800");
    whole_run.push_back("--per-patient");
    ASSERT_EQ(run_program(whole_run).exit_code, 0);

    std::vector<std::string> part_run = long_run(parts.path().string(), "1800");
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
    EXPECT_FALSE(std::filesystem::exists(parts.path() / "checkpoint.msgpack"));
    EXPECT_THAT(file_text(parts.path() / "manifest.json"), HasSubstr("\"complete\": true"));
}

TEST(Interruption, AnotherRunsCheckpointIsRefused) {
    const TemporaryFolder out;
    {
        Program program(long_run(out.path().string()));
        stop_after_a_while(program);
        ASSERT_EQ(program.wait().exit_code, interrupted);
    }
    const std::vector<std::vector<std::string>> others{
        {"--seed", "99"}, {"--per-patient"}, {"--rtol", "1e-5"}, {"--baseline", "long_run"}};
    for (const std::vector<std::string>& change : others) {
        std::vector<std::string> other = long_run(out.path().string());
        other.insert(other.end(), change.begin(), change.end());
        other.emplace_back("--resume");
        const Ended ended = run_program(other);
        EXPECT_EQ(ended.exit_code, 2) << change[0];
        EXPECT_THAT(ended.err, HasSubstr("checkpoint of another run"));
    }
    std::vector<std::string> fewer = long_run(out.path().string(), "20000");
    fewer.emplace_back("--resume");
    EXPECT_EQ(run_program(fewer).exit_code, 2);
}

TEST(Interruption, ResumeWithoutACheckpointIsRefused) {
    const TemporaryFolder out;
    std::vector<std::string> run = long_run(out.path().string(), "10");
    run.push_back("--resume");
    const Ended ended = run_program(run);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr("checkpoint.msgpack"));
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

/// Kills the run as soon as `kept` says that there is something to go on from.
template <class Kept>
void kill_once(const std::vector<std::string>& run, const Kept& kept) {
    Program program(run);
    for (int waited = 0; !kept() && waited < 30'000; waited += 5) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    program.signal(SIGKILL);
    ASSERT_EQ(program.wait().exit_code, -1) << "it was over before it was killed";
}

TEST(Interruption, KilledRunWithATableGoesOnWithoutARowTwice) {
    const TemporaryFolder whole;
    const TemporaryFolder parts;
    std::vector<std::string> whole_run = long_run(whole.path().string(), "1800");
    whole_run.emplace_back("--per-patient");
    std::vector<std::string> part_run = long_run(parts.path().string(), "1800");
    part_run.emplace_back("--per-patient");
    ASSERT_EQ(run_program(whole_run).exit_code, 0);
    const auto has_checkpoint = [&] {
        return std::filesystem::exists(parts.path() / "checkpoint.msgpack");
    };
    kill_once(part_run, has_checkpoint);
    // Rows that came after the checkpoint, as they are there when the process is killed in time.
    for (const auto& entry : std::filesystem::directory_iterator(parts.path())) {
        if (entry.path().string().find(".growing-") != std::string::npos) {
            std::ofstream(entry.path(), std::ios::app) << "77,placebo,1,0.5\n77,pla";
        }
    }
    part_run.emplace_back("--resume");
    {
        Program program(part_run);
        stop_after_a_while(program);
        ASSERT_EQ(program.wait().exit_code, interrupted);
    }
    const Ended resumed = run_program(part_run);
    ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
    EXPECT_EQ(file_text(parts.path() / "per_patient.csv"),
              file_text(whole.path() / "per_patient.csv"));
    EXPECT_EQ(file_text(parts.path() / "results.csv"), file_text(whole.path() / "results.csv"));
}

TEST(Interruption, AStoppedSetIsWholeAndGoesOnToAnother) {
    const TemporaryFolder out;
    std::vector<std::string> run = long_run(out.path().string());
    run.emplace_back("--per-patient");
    {
        Program program(run);
        stop_after_a_while(program);
        ASSERT_EQ(program.wait().exit_code, interrupted);
    }
    const std::string stopped = file_text(out.path() / "per_patient.csv");
    EXPECT_THAT(file_text(out.path() / "manifest.json"), HasSubstr(format::sha256(stopped)));
    run.emplace_back("--resume");
    {
        Program program(run);
        stop_after_a_while(program);
        ASSERT_EQ(program.wait().exit_code, interrupted);
    }
    const std::string further = file_text(out.path() / "per_patient.csv");
    EXPECT_GT(further.size(), stopped.size());
    EXPECT_EQ(further.substr(0, stopped.size()), stopped);
}

/// A file of results but for how it was made, which an answer in JSON tells.
std::string result_text(const std::filesystem::path& file) {
    std::string text = file_text(file);
    if (file.extension() != ".json") {
        return text;
    }
    nlohmann::ordered_json answer = nlohmann::ordered_json::parse(text);
    answer.erase("manifest");
    return answer.dump();
}

/// A killed run of pieces goes on to the same results in `tables`.
void expect_goes_on(const std::vector<std::string>& command, const char* log,
                    const std::vector<std::string>& tables) {
    const TemporaryFolder whole;
    const TemporaryFolder parts;
    const auto into = [&](const TemporaryFolder& folder) {
        std::vector<std::string> run = command;
        run.insert(run.end(), {"--data", VESIKIN_DATA_FOLDER, "--out", folder.path().string()});
        return run;
    };
    ASSERT_EQ(run_program(into(whole)).exit_code, 0);
    std::vector<std::string> part_run = into(parts);
    kill_once(part_run, [&] {
        const std::string text = file_text(parts.path() / log);
        return std::count(text.begin(), text.end(), '\n') > 3;
    });
    EXPECT_FALSE(std::filesystem::exists(parts.path() / tables[0]));
    part_run.insert(part_run.end(), {"--resume", "--threads", "1"});
    const Ended resumed = run_program(part_run);
    ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
    for (const std::string& table : tables) {
        // Not EXPECT_EQ, which would look for the differences of two megabytes.
        EXPECT_TRUE(result_text(parts.path() / table) == result_text(whole.path() / table))
            << table;
    }
    EXPECT_FALSE(std::filesystem::exists(parts.path() / log));
}

TEST(Interruption, AKilledComparisonGoesOn) {
    expect_goes_on({"compare", "--way", "iv_push", "--way", "stamp", "--patients", "10", "--worlds",
                    "40", "--delivery-people", "2"},
                   "worlds.log", {"comparison.csv", "comparison.json", "comparison.html"});
}

TEST(Interruption, AKilledValidationGoesOn) {
    const TemporaryFolder folder;
    const auto trials = folder.path() / "trials.csv";
    std::string text =
        "trial,drug,target,arm,dose_regimen,background_TCS,population,N,baseline_EASI_mean,week,"
        "endpoint,value\n";
    for (int i = 1; i <= 6; ++i) {
        text += "NEW " + std::to_string(i) +
                ",dupilumab,IL-4Ra,d,300 mg q2w,no,adult mod-severe,200,29,16,EASI75_pct,41\n";
    }
    write_file(trials, text);
    expect_goes_on({"validate", "--trials", trials.string(), "--worlds", "8", "--people", "100"},
                   "arms.log", {"validation.csv", "scores.csv", "validate.json"});
}

TEST(Interruption, NothingToGoOnFromIsSaid) {
    const TemporaryFolder out;
    const std::vector<std::string> compare{"compare", "--patients", "10",     "--worlds",
                                           "10",      "--resume",   "--data", VESIKIN_DATA_FOLDER};
    const Ended without_folder = run_program(compare);
    EXPECT_EQ(without_folder.exit_code, bad_input);
    EXPECT_THAT(without_folder.err, HasSubstr("--out"));
    std::vector<std::string> empty_folder = compare;
    empty_folder.insert(empty_folder.end(), {"--out", out.path().string()});
    const Ended without_log = run_program(empty_folder);
    EXPECT_EQ(without_log.exit_code, bad_input);
    EXPECT_THAT(without_log.err, HasSubstr("worlds.log"));
}

}  // namespace
}  // namespace vesikin::tests
