// The validate and calibrate commands as a person uses them: rows that nobody foresaw, bad files,
// a full disk, a stopped run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/browser.hpp"
#include "vesikin/format/csv.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

constexpr const char* header =
    "trial,nct,drug,target,arm,dose_regimen,background_TCS,population,N,N_status,"
    "baseline_EASI_mean,baseline_EASI_SD,baseline_status,week,endpoint,value,spread,source,status,"
    "split,note\n";

Ended run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {"--data", VESIKIN_DATA_FOLDER});
    return run_program(arguments);
}

std::vector<std::string> small_validation(const TemporaryFolder& folder, const std::string& rows,
                                          std::vector<std::string> more = {}) {
    write_file(folder.path() / "trials.csv", header + rows);
    std::vector<std::string> arguments{"validate",
                                       "--trials",
                                       (folder.path() / "trials.csv").string(),
                                       "--out",
                                       (folder.path() / "out").string(),
                                       "--worlds",
                                       "8",
                                       "--people",
                                       "20"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

const std::string known_row =
    "NEW 1,,dupilumab,IL-4Ra,dupilumab q2w,\"600 LD, 300 q2w\",no,adult,200,read,,,,16,EASI75_pct,"
    "51,,,read,heldout,\n";

TEST(ValidateCommandTest, ReportsRowsThatNobodyForesawRowByRow) {
    const TemporaryFolder folder;
    const Ended ended = run(small_validation(
        folder, known_row +
                    "NEW 1,,placebo (of x),none,placebo,,no,people of the moon,,,,,,16,EASI75_pct,"
                    "15,,,read,heldout,\n"
                    "NEW 2,,moonmab,IL-99,moonmab,300 q2w,no,adult,50,,,,,16,EASI75_pct,40,,,read,"
                    "heldout,\n"
                    "NEW 3,,dupilumab,IL-4Ra,dupilumab,300 q2w,no,adult,50,,,,,16,happiness_pct,"
                    "40,,,read,heldout,\n"
                    "NEW 4,,dupilumab,IL-4Ra,dupilumab,300 q2w,no,adult,many,,,,,16,EASI75_pct,"
                    "40,,,read,heldout,\n"
                    "NEW 5,,dupilumab,IL-4Ra,dupilumab,300 q2w,no,adult,50,,,,,16,EASI75_pct,"
                    ",,,,,\n"));
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("3 of 6 rows"));
    const format::CsvTable table = format::read_csv(folder.path() / "out" / "validation.csv");
    const std::size_t simulated = table.column("simulated");
    const std::size_t reason = table.column("reason");
    const std::size_t inside = table.column("inside");
    ASSERT_EQ(table.rows.size(), 6U);
    const double low = table.number(0, table.column("simulated_lo"), 0.0, 100.0);
    const double high = table.number(0, table.column("simulated_hi"), low, 100.0);
    EXPECT_GT(table.number(0, simulated, low, high), 20.0);
    EXPECT_EQ(table.rows[0][reason], "");
    EXPECT_THAT(table.rows[0][inside], testing::AnyOf("yes", "no"));
    EXPECT_NE(table.rows[1][simulated], "");  // an unknown population is taken as adults,
    EXPECT_THAT(table.rows[1][table.column("simulated_as")],  // and said to be
                HasSubstr("population not understood: 35 years assumed"));
    EXPECT_THAT(table.rows[2][reason], HasSubstr("moonmab"));
    EXPECT_THAT(table.rows[3][reason], HasSubstr("endpoint not simulated"));
    EXPECT_THAT(table.rows[4][reason], HasSubstr("N: given \"many\""));
    EXPECT_NE(table.rows[5][simulated], "");
    EXPECT_EQ(table.rows[5][inside], "");  // nothing was published to hold it against
    const auto page = folder.path() / "out" / "validation.html";
    EXPECT_THAT(file_text(page), testing::Not(HasSubstr("src=\"http")));
    const std::string shown = shown_by_browser(page);
    EXPECT_THAT(shown, HasSubstr("moonmab"));
    EXPECT_THAT(shown, HasSubstr("data-drug=\"dupilumab\""));
    EXPECT_THAT(shown, testing::ContainsRegex("id=\"script-errors\"[^>]*></"));
}

TEST(ValidateCommandTest, ATableOfWhichNothingCanBeSimulatedIsRefused) {
    const TemporaryFolder folder;
    const Ended ended = run(small_validation(
        folder,
        "NEW 1,,moonmab,IL-99,moonmab,300 q2w,no,adult,50,,,,,16,EASI75_pct,40,,,read,"
        "heldout,\n"
        "NEW 2,,dupilumab,IL-4Ra,dupilumab,300 mg biweekly,no,adult,50,,,,,16,EASI75_pct,"
        "40,,,read,heldout,\n"));
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, HasSubstr("trials.csv:2"));
    EXPECT_THAT(ended.err, HasSubstr("moonmab"));
    EXPECT_THAT(ended.err, HasSubstr("twice a week, or every 2 weeks"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "out" / "validation.csv"));
}

TEST(ValidateCommandTest, RefusesWhatIsNoTableOfTrials) {
    const TemporaryFolder folder;
    const auto expect_refused = [&](const std::string& text, const std::string& what) {
        const Ended ended = run(small_validation(folder, ""));
        write_file(folder.path() / "bad.csv", text);
        const Ended bad = run({"validate", "--trials", (folder.path() / "bad.csv").string()});
        EXPECT_EQ(bad.exit_code, bad_input) << text;
        EXPECT_THAT(bad.err, HasSubstr(what)) << text;
        EXPECT_EQ(ended.exit_code, bad_input);  // a header without rows
    };
    expect_refused("a,b\n1,2\n", "trial");
    expect_refused("", "bad.csv");
    const Ended missing = run({"validate", "--trials", "nowhere.csv"});
    EXPECT_EQ(missing.exit_code, bad_input);
    const Ended model = run(small_validation(folder, known_row, {"--model", "miyano2021"}));
    EXPECT_EQ(model.exit_code, bad_input);
    EXPECT_THAT(model.err, HasSubstr("trial layer"));
    EXPECT_EQ(run(small_validation(folder, known_row, {"--worlds", "7"})).exit_code, bad_input);
}

TEST(CalibrateCommandTest, WritesADataFileThatTheModelReads) {
    const TemporaryFolder folder;
    write_file(folder.path() / "plan.toml", small_calibration_plan);
    const std::string plan = (folder.path() / "plan.toml").string();
    const auto out = [&](const char* name) { return (folder.path() / name).string(); };
    const Ended ended = run({"calibrate", plan, "--out", out("one")});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("tapinarof.half_effect"));
    // A copy of the data folder with it in place loads.
    const std::filesystem::path data = folder.path() / "data";
    std::filesystem::copy(VESIKIN_DATA_FOLDER, data, std::filesystem::copy_options::recursive);
    std::filesystem::copy_file(folder.path() / "one" / "calibration.toml",
                               data / "models" / "vesikin" / "calibration.toml",
                               std::filesystem::copy_options::overwrite_existing);
    const Ended reads =
        run_program({"validate", "--data", data.string(), "--trials",
                     small_validation(folder, known_row)[2], "--worlds", "8", "--people", "10"});
    EXPECT_EQ(reads.exit_code, 0) << reads.err;
}

TEST(CalibrateCommandTest, RefusesBadPlansAndForeignLogs) {
    const TemporaryFolder folder;
    const auto expect_refused = [&](const std::string& from, const std::string& to,
                                    const std::string& what) {
        write_file(folder.path() / "plan.toml", replaced(small_calibration_plan, from, to));
        const Ended ended = run({"calibrate", (folder.path() / "plan.toml").string(), "--out",
                                 (folder.path() / "out").string()});
        EXPECT_EQ(ended.exit_code, bad_input) << to;
        EXPECT_THAT(ended.err, HasSubstr(what)) << to;
    };
    expect_refused("\"tapinarof.half_effect\"", "\"tapinarof.colour\"", "tapinarof.colour");
    expect_refused("upper = 5", "upper = 0.01", "upper");
    expect_refused("start = 0.5", "start = nan", "start");
    expect_refused("drugs = [\"tapinarof\"]", "drugs = [\"secukinumab\"]", "no calibration rows");
    expect_refused("model = \"vesikin\"", "model = \"miyano2021\"", "trial layer");
    expect_refused("seed = 3", "seed = 3\ncolour = 1", "colour");
    write_file(folder.path() / "plan.toml", small_calibration_plan);
    std::filesystem::create_directories(folder.path() / "out");
    write_file(folder.path() / "out" / "evaluations.log", "another calibration\n");
    const Ended foreign = run({"calibrate", (folder.path() / "plan.toml").string(), "--resume",
                               "--out", (folder.path() / "out").string()});
    EXPECT_EQ(foreign.exit_code, bad_input);
    EXPECT_THAT(foreign.err, HasSubstr("the work of another run"));
}

TEST(CalibrateCommandTest, AFullDiskIsSaidAndTheLogIsKeptWhole) {
    const TemporaryFolder folder;
    write_file(folder.path() / "plan.toml", small_calibration_plan);
    const auto out = folder.path() / "tiny";
    const FullDisk disk(out, "size=4k");
    const Ended ended = disk.run({"calibrate", "--data", VESIKIN_DATA_FOLDER,
                                  (folder.path() / "plan.toml").string(), "--out", out.string()},
                                 "evaluations.log.part-*");
    EXPECT_EQ(ended.exit_code, environment_failure);
    EXPECT_THAT(ended.err, HasSubstr("No space left"));
    EXPECT_FALSE(std::filesystem::exists(out / "calibration.toml"));
}

TEST(CalibrateCommandTest, AStoppedAndAKilledRunGoOnToTheSameEnd) {
    const TemporaryFolder folder;
    // Long enough to be met in the middle.
    write_file(folder.path() / "plan.toml",
               replaced(small_calibration_plan, "people = 20", "people = 50"));
    const std::string plan = (folder.path() / "plan.toml").string();
    const auto command = [&](const char* name, bool resumes) {
        std::vector<std::string> arguments{"calibrate",
                                           "--data",
                                           VESIKIN_DATA_FOLDER,
                                           plan,
                                           "--threads",
                                           "1",
                                           "--solver",
                                           "cvode",
                                           "--out",
                                           (folder.path() / name).string()};
        if (resumes) {
            arguments.emplace_back("--resume");
        }
        return arguments;
    };
    ASSERT_EQ(run_program(command("whole", false)).exit_code, 0);
    const std::string whole = file_text(folder.path() / "whole" / "calibration.toml");
    for (const int number : {SIGINT, SIGKILL}) {
        const char* name = number == SIGINT ? "stopped" : "killed";
        const std::filesystem::path log = folder.path() / name / "evaluations.log";
        {
            Program program(command(name, false));
            while (file_text(log).find("stage ") == std::string::npos) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
            program.signal(number);
            const Ended ended = program.wait();
            EXPECT_EQ(ended.exit_code, number == SIGINT ? interrupted : -1);
            EXPECT_FALSE(std::filesystem::exists(folder.path() / name / "calibration.toml"));
        }
        const Ended resumed = run_program(command(name, true));
        ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
        EXPECT_THAT(resumed.out, HasSubstr("evaluations were taken from the stopped run"));
        EXPECT_EQ(file_text(folder.path() / name / "calibration.toml"), whole) << name;
    }
}

TEST(ValidateCommandTest, AStoppedRunSaysWhichArmsItLacks) {
    const TemporaryFolder folder;
    std::string rows;
    for (int trial = 0; trial < 200; ++trial) {
        rows += replaced(known_row, "NEW 1", "NEW " + std::to_string(trial));
    }
    Program program([&] {
        std::vector<std::string> arguments = small_validation(folder, rows, {"--solver", "cvode"});
        arguments.insert(arguments.begin() + 1, {"--data", VESIKIN_DATA_FOLDER});
        return arguments;
    }());
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    program.signal(SIGINT);
    const Ended ended = program.wait();
    EXPECT_EQ(ended.exit_code, interrupted);
    EXPECT_THAT(ended.out, HasSubstr("STOPPED EARLY"));
    const format::CsvTable table = format::read_csv(folder.path() / "out" / "validation.csv");
    ASSERT_EQ(table.rows.size(), 200U);
    EXPECT_THAT(table.rows.back()[table.column("reason")], HasSubstr("stopped before"));
}

TEST(ValidateCommandTest, AFullDiskLeavesNoPage) {
    const TemporaryFolder folder;
    const auto out = folder.path() / "out";
    const FullDisk disk(out, "size=4k");
    std::vector<std::string> arguments = small_validation(folder, known_row);
    arguments.insert(arguments.begin() + 1, {"--data", VESIKIN_DATA_FOLDER});
    const Ended ended = disk.run(arguments, "validation.html.part-*");
    EXPECT_EQ(ended.exit_code, environment_failure);
    EXPECT_THAT(ended.err, HasSubstr("No space left"));
    EXPECT_FALSE(std::filesystem::exists(out / "validation.html"));
}

TEST(StandardCareTest, TrialWithDosesMissedDosesAndStoppingRuns) {
    const TemporaryFolder out;
    const std::string file = std::string(VESIKIN_DATA_FOLDER) + "/trials/standard_care.toml";
    const Ended ended = run({"trial", file, "--patients", "150", "--out", out.path().string()});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    const format::CsvTable table = format::read_csv(out.path() / "results.csv");
    const auto mean = [&](const std::string& arm, const std::string& week,
                          const std::string& outcome) {
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (table.rows[row][table.column("arm")] == arm &&
                table.rows[row][table.column("week")] == week &&
                table.rows[row][table.column("outcome")] == outcome) {
                return table.number(row, table.column("mean"), -1e9, 1e9);
            }
        }
        ADD_FAILURE() << arm << " " << week << " " << outcome;
        return 0.0;
    };
    EXPECT_GT(mean("dupilumab", "16", "easi_75"), mean("placebo", "16", "easi_75"));
    EXPECT_EQ(mean("dupilumab_stopped", "16", "easi_75"), mean("dupilumab", "16", "easi_75"));
    EXPECT_LT(mean("dupilumab_stopped", "52", "easi_75"), mean("dupilumab", "52", "easi_75"));
    EXPECT_LE(mean("dupilumab_missed", "24", "easi_75"), mean("dupilumab", "24", "easi_75"));
    EXPECT_LE(mean("dupilumab_reduced", "52", "easi_75"), mean("dupilumab", "52", "easi_75"));
    EXPECT_GE(mean("dupilumab_topicals", "16", "easi_75"), mean("dupilumab", "16", "easi_75"));
    // The published model runs the same file without its doses? It has none: it says so.
    const Ended published = run(
        {"trial", file, "--model", "miyano2021", "--patients", "10", "--out", out.path().string()});
    EXPECT_EQ(published.exit_code, bad_input);
}

}  // namespace
}  // namespace vesikin::tests
