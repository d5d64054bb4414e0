// The program as a user runs it: commands and files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"
#include "vesikin/format/csv.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

TEST(CommandLine, HelpExplainsEveryCommandWithExamples) {
    const Ended help = run_program({"--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_THAT(help.out, HasSubstr("research and education"));
    EXPECT_THAT(help.out, HasSubstr("Examples"));
    for (const char* command : {"trial", "patient", "model"}) {
        EXPECT_THAT(help.out, HasSubstr(command));
        const Ended own = run_program({command, "--help"});
        EXPECT_EQ(own.exit_code, 0) << command;
        EXPECT_THAT(own.out, HasSubstr("Example")) << command;
    }
}

TEST(CommandLine, VersionIsPrinted) {
    const Ended version = run_program({"--version"});
    EXPECT_EQ(version.exit_code, 0);
    EXPECT_THAT(version.out, testing::StartsWith("vesikin "));
}

TEST(CommandLine, TrialWritesEveryFileAndATable) {
    const TemporaryFolder out;
    const Ended ended = run_program(
        {"trial", trial_file(), "--patients", "50", "--per-patient", "--out", out.path().string()});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("Simulation, research and education"));
    EXPECT_THAT(ended.out, HasSubstr("Dupilumab"));
    EXPECT_THAT(ended.out, HasSubstr("50 of 50 virtual patients"));
    const format::CsvTable results = format::read_csv(out.path() / "results.csv");
    // 10 arms x (baseline + 8 visits) x 13 outcomes
    EXPECT_EQ(results.rows.size(), 10U * 9U * 13U);
    const format::CsvTable patients = format::read_csv(out.path() / "per_patient.csv");
    EXPECT_EQ(patients.header,
              (std::vector<std::string>{"patient", "arm", "week", "easi_improvement_percent"}));
    EXPECT_EQ(patients.rows.size(), 50U * 10U * 8U);
    const std::string manifest = file_text(out.path() / "manifest.json");
    for (const char* key : {"\"version\"", "\"seed\"", "\"solver\"", "\"relative_tolerance\"",
                            "\"wall_time_second\"", "\"sha256\"", "\"complete\": true"}) {
        EXPECT_THAT(manifest, HasSubstr(key));
    }
    EXPECT_FALSE(std::filesystem::exists(out.path() / "checkpoint.msgpack"));
}

TEST(CommandLine, MemoryDoesNotGrowWithTheNumberOfPatients) {
    // Fifty times the patients; one patient's states of all arms and visits alone take 9 KiB.
    // Allocators and threads move the peak by a few MiB from run to run.
    constexpr long allowed_growth_kib = 16 * 1024;
    std::vector<long> peaks;
    for (const char* patients : {"2000", "100000"}) {
        const TemporaryFolder out;
        const Ended ended = run_program({"trial", trial_file(), "--rtol", "1e-4", "--atol", "1e-6",
                                         "--patients", patients, "--out", out.path().string()});
        ASSERT_EQ(ended.exit_code, 0) << ended.err;
        peaks.push_back(ended.peak_memory_kib);
    }
    EXPECT_GT(peaks[0], 0);
    EXPECT_LT(peaks[1] - peaks[0], allowed_growth_kib);
}

TEST(CommandLine, EveryShippedTrialRuns) {
    int trials = 0;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(VESIKIN_DATA_FOLDER) / "trials")) {
        const TemporaryFolder out;
        const Ended ended = run_program(
            {"trial", entry.path().string(), "--patients", "30", "--out", out.path().string()});
        EXPECT_EQ(ended.exit_code, 0) << entry.path() << ended.err;
        ++trials;
    }
    EXPECT_GE(trials, 2);
}

TEST(CommandLine, AnotherSeedGivesAnotherResult) {
    std::vector<std::string> results;
    for (const char* seed : {"5", "6"}) {
        const TemporaryFolder out;
        ASSERT_EQ(run_program({"trial", trial_file(), "--patients", "20", "--seed", seed, "--out",
                               out.path().string()})
                      .exit_code,
                  0);
        results.push_back(file_text(out.path() / "results.csv"));
    }
    EXPECT_NE(results[0], results[1]);
}

TEST(CommandLine, PatientShowsEveryStateAndWritesItsCourse) {
    const TemporaryFolder out;
    const Ended ended = run_program({"patient", trial_file(), "--arm", "dupilumab", "--patient",
                                     "3", "--step-days", "7", "--out", out.path().string()});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    for (const auto& state : shipped_catalogue().model.states) {
        EXPECT_THAT(ended.out, HasSubstr(state.label));
    }
    const format::CsvTable course = format::read_csv(out.path() / "patient.csv");
    EXPECT_EQ(course.header.size(), 16U);  // week, EASI, 14 states
    EXPECT_EQ(course.rows.size(), 25U);    // baseline and 24 weeks
}

TEST(CommandLine, PatientIsDosedWhereTheModelHasATrialLayer) {
    const TemporaryFolder out;
    const std::string trial = std::string(VESIKIN_DATA_FOLDER) + "/trials/standard_care.toml";
    const auto course_of = [&](std::vector<std::string> more) {
        std::vector<std::string> arguments{"patient", trial,   "--step-days",
                                           "7",       "--out", out.path().string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ended ended = run_program(arguments);
        EXPECT_EQ(ended.exit_code, 0) << ended.err;
        return format::read_csv(out.path() / "patient.csv");
    };
    const auto at = [](const format::CsvTable& course, std::size_t week, const char* name) {
        return course.number(week, course.column(name), -1.0, 1e6);
    };
    const format::CsvTable drug = course_of({"--arm", "dupilumab"});
    EXPECT_EQ(drug.header.size(), 18U);  // week, EASI, itch, concentration, 14 states
    EXPECT_EQ(at(drug, 0, "concentration"), 0.0);
    EXPECT_NEAR(at(drug, 16, "concentration"), 74.0, 25.0);  // published trough of 300 mg q2w
    EXPECT_LT(at(drug, 16, "easi"), 0.5 * at(drug, 0, "easi"));
    EXPECT_LT(at(drug, 16, "itch"), at(drug, 0, "itch"));
    const format::CsvTable placebo = course_of({"--arm", "placebo"});
    EXPECT_EQ(placebo.header.size(), 17U);
    EXPECT_EQ(at(placebo, 0, "easi"), at(drug, 0, "easi"));
    EXPECT_GT(at(placebo, 16, "easi"), at(drug, 16, "easi"));

    // Patient 0 alone in a trial, in which nobody leaves, is the same person.
    const format::CsvTable own = course_of({"--arm", "dupilumab", "--patient", "0"});
    const TemporaryFolder design;
    const auto file = design.path() / "one.toml";
    write_file(file,
               replaced(replaced(replaced(file_text(trial), "patients = 2000", "patients = 1"),
                                 "baseline_easi = { min = 16 }", "baseline_easi = { min = 0 }"),
                        "\"non_responder\"", "\"while_on_treatment\""));
    ASSERT_EQ(run_program({"trial", file.string(), "--out", design.path().string()}).exit_code, 0);
    const format::CsvTable results = format::read_csv(design.path() / "results.csv");
    int compared = 0;
    for (std::size_t row = 0; row < results.rows.size(); ++row) {
        const auto& cells = results.rows[row];
        const bool is_easi = cells[2] == "easi" && cells[1] == "0";
        if (cells[0] == "dupilumab" && (is_easi || (cells[2] == "il13" && cells[1] == "16"))) {
            const double mean = results.number(row, results.column("mean"), 0.0, 1e6);
            EXPECT_NEAR(mean, at(own, is_easi ? 0 : 16, cells[2].c_str()), 1e-6 * mean);
            ++compared;
        }
    }
    EXPECT_EQ(compared, 2);
}

TEST(CommandLine, PatientOfATrialIsThePatientOfThePatientCommand) {
    const TemporaryFolder out;
    ASSERT_EQ(run_program({"trial", trial_file(), "--patients", "5", "--per-patient", "--out",
                           out.path().string()})
                  .exit_code,
              0);
    ASSERT_EQ(run_program({"patient", trial_file(), "--arm", "nemolizumab", "--patient", "4",
                           "--step-days", "7", "--out", out.path().string()})
                  .exit_code,
              0);
    const format::CsvTable course = format::read_csv(out.path() / "patient.csv");
    const std::size_t easi = course.column("easi");
    const double before = course.number(0, easi, 0.0, 72.0);
    const double after = course.number(24, easi, 0.0, 72.0);
    const format::CsvTable patients = format::read_csv(out.path() / "per_patient.csv");
    for (std::size_t row = 0; row < patients.rows.size(); ++row) {
        const auto& cells = patients.rows[row];
        if (cells[0] == "4" && cells[1] == "nemolizumab" && cells[2] == "24") {
            // Dense output of other visits does not change the steps; ten digits are written.
            EXPECT_NEAR(patients.number(row, 3, -1e6, 100.0), 100.0 * (before - after) / before,
                        1e-5);
            return;
        }
    }
    FAIL() << "the patient is not in per_patient.csv";
}

TEST(CommandLine, ModelListsStatesParametersDrugsAndSources) {
    const Ended layered = run_program({"model"});
    ASSERT_EQ(layered.exit_code, 0) << layered.err;
    for (const char* text : {"States (14)", "Trial layer (27)", "signs_power", "fitted",
                             "upadacitinib", "32195", "2024-11-01", "Serrano2026"}) {
        EXPECT_THAT(layered.out, HasSubstr(text));
    }
    const Ended ended = run_program({"model", "miyano2021"});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    for (const char* text :
         {"States (14)", "Parameters (51)", "barrier_recovery_by_participation", "tralokinumab",
          "0.4396", "Miyano2021", "10.1111/all.14870", "Limitations", "calibrated, read"}) {
        EXPECT_THAT(ended.out, HasSubstr(text));
    }
}

}  // namespace
}  // namespace vesikin::tests
