// The same bytes whatever the number of threads, for every command that leaves files; and the same
// numbers, to a tolerance, whatever the instruction set.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "support/program.hpp"
#include "vesikin/format/csv.hpp"

namespace vesikin::tests {
namespace {

namespace fs = std::filesystem;

struct Case {
    const char* name;
    std::vector<std::string> command;  ///< without --out and --threads
};

std::ostream& operator<<(std::ostream& out, const Case& one) {
    return out << one.name;
}

/// Files without what says when and on how many threads they were made. Pages hold the answer in
/// JSON beside them, that included.
std::map<std::string, std::string> files_of(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.find("manifest") != std::string::npos || name == "report.html" ||
            name == "delivery.html" || name == "validation.html") {
            continue;
        }
        files[name] = file_text(entry.path());
        if (entry.path().extension() == ".json") {
            auto answer = nlohmann::json::parse(files[name]);
            answer.erase("manifest");
            files[name] = answer.dump();
        }
    }
    return files;
}

class SamenessTest : public ::testing::TestWithParam<Case> {};

TEST_P(SamenessTest, ThreadsChangeNoByte) {
    const TemporaryFolder inputs;
    const fs::path plan = inputs.path() / "plan.toml";
    const fs::path trials = inputs.path() / "trials.csv";
    write_file(plan, small_calibration_plan);
    write_file(trials, small_trial_table);
    std::map<std::string, std::string> first;
    for (const char* threads : {"1", "2", "3", "7"}) {
        const TemporaryFolder out;
        std::vector<std::string> command = GetParam().command;
        std::replace(command.begin(), command.end(), std::string("PLAN"), plan.string());
        std::replace(command.begin(), command.end(), std::string("TRIALS"), trials.string());
        command.insert(command.end(), {"--threads", threads, "--out", out.path().string()});
        const Ended ended = run_program(command);
        ASSERT_EQ(ended.exit_code, 0) << ended.err;
        const auto files = files_of(out.path());
        if (first.empty()) {
            first = files;
            ASSERT_FALSE(files.empty());
        }
        ASSERT_EQ(files.size(), first.size());
        for (const auto& [name, text] : files) {
            // Not EXPECT_EQ, which would look for the differences of two megabytes.
            EXPECT_TRUE(text == first.at(name)) << name << " by " << threads << " threads";
        }
    }
}

std::vector<Case> cases() {
    const std::string data = VESIKIN_DATA_FOLDER;
    const std::vector<std::string> trial{"trial",  trial_file(), "--patients",   "700",
                                         "--seed", "5",          "--per-patient"};
    const std::vector<std::string> by_reference{"trial",    trial_file(), "--patients",   "150",
                                                "--solver", "cvode",      "--per-patient"};
    const std::string care = (fs::path(data) / "trials" / "standard_care.toml").string();
    return {{"trial", trial},
            {"trial_by_cvode", by_reference},
            {"trial_with_doses", {"trial", care, "--patients", "50", "--per-patient"}},
            {"compare", {"compare", "--patients", "12", "--worlds", "12", "--data", data}},
            {"validate",
             {"validate", "--trials", "TRIALS", "--worlds", "8", "--people", "20", "--data", data}},
            {"calibrate", {"calibrate", "PLAN", "--data", data}},
            {"deliver",
             {"deliver", "--way", "stamp", "--people", "20", "--worlds", "10", "--data", data}}};
}

INSTANTIATE_TEST_SUITE_P(Commands, SamenessTest, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return std::string(one.param.name); });

// Each patient is integrated to a relative tolerance of 1e-6, and steps differ between instruction
// sets; a mean over patients agrees far better than a percentage point in a thousand.
TEST(InstructionSetTest, NumbersAgreeToTheStatedTolerance) {
    constexpr double tolerance = 1e-3;
    std::vector<format::CsvTable> tables;
    for (const char* set : {"portable", "sse4", "avx2", "avx512"}) {
        const TemporaryFolder out;
        const Ended ended = run_program({"trial", trial_file(), "--patients", "200",
                                         "--instruction-set", set, "--out", out.path().string()});
        if (ended.exit_code == bad_input) {
            EXPECT_NE(ended.err.find("instruction"), std::string::npos) << ended.err;
            continue;  // this machine has it not
        }
        ASSERT_EQ(ended.exit_code, 0) << ended.err;
        tables.push_back(format::read_csv(out.path() / "results.csv"));
    }
    ASSERT_GE(tables.size(), 2U);
    const std::size_t column = tables[0].column("mean");
    for (const format::CsvTable& table : tables) {
        ASSERT_EQ(table.rows.size(), tables[0].rows.size());
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const double expected = std::stod(tables[0].rows[row][column]);
            EXPECT_NEAR(std::stod(table.rows[row][column]), expected,
                        tolerance * std::max(1.0, std::abs(expected)))
                << "row " << row;
        }
    }
}

}  // namespace
}  // namespace vesikin::tests
