// Bad input, each with its message and a non-zero exit, and nothing half-written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <functional>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// No part of a message may look like a crash.
void expect_plain(const Ended& ended) {
    EXPECT_THAT(ended.err, AllOf(Not(HasSubstr("terminate")), Not(HasSubstr("what():")),
                                 Not(HasSubstr("bug"))));
}

/// Runs a trial whose file is the shipped one after `change`.
Ended run_changed_trial(const std::function<std::string(std::string)>& change,
                        std::vector<std::string> more = {}) {
    const TemporaryFolder folder;
    write_file(folder.path() / "trial.toml", change(file_text(trial_file())));
    std::vector<std::string> arguments{"trial",      (folder.path() / "trial.toml").string(),
                                       "--patients", "3",
                                       "--out",      (folder.path() / "out").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    Ended ended = run_program(arguments);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "out" / "results.csv"));
    expect_plain(ended);
    return ended;
}

/// Runs the model command on a copy of the data folder after one file was changed.
Ended run_changed_data(const std::string& file, const std::string& from, const std::string& to) {
    const TemporaryFolder folder;
    std::filesystem::copy(VESIKIN_DATA_FOLDER, folder.path() / "data",
                          std::filesystem::copy_options::recursive);
    write_file(folder.path() / "data" / file,
               replaced(file_text(folder.path() / "data" / file), from, to));
    Ended ended = run_program({"model", "--data", (folder.path() / "data").string()});
    expect_plain(ended);
    return ended;
}

TEST(BadInput, MissingTrialFile) {
    const Ended ended = run_program({"trial", "no-such-trial.toml"});
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("no-such-trial.toml"), HasSubstr("no such file")));
}

TEST(BadInput, MissingPopulationFile) {
    const Ended ended = run_program({"trial", trial_file(), "--population", "no-such-cases.csv"});
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("no-such-cases.csv"), HasSubstr("no such file")));
}

TEST(BadInput, NotToml) {
    const Ended ended =
        run_changed_trial([](const std::string&) { return std::string("title = \n"); });
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, HasSubstr("trial.toml:1"));
}

TEST(BadInput, UnknownKeyIsNamedWithItsLine) {
    const Ended ended = run_changed_trial([](const std::string& text) {
        return replaced(text, "patients = 1000", "patients = 1000\npatience = 1");
    });
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err,
                AllOf(HasSubstr("patience"), HasSubstr("unknown key"), HasSubstr("trial.toml:8")));
}

TEST(BadInput, UnknownDrugListsTheKnownOnes) {
    const Ended ended = run_changed_trial([](const std::string& text) {
        return replaced(text, "[\"dupilumab\"]", "[\"dupilumob\"]");
    });
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err,
                AllOf(HasSubstr("dupilumob"), HasSubstr("dupilumab, emollient, fezakinumab")));
}

TEST(BadInput, RegimenByWeightNeedsBandsThatDoNotOverlap) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "trial.toml";
    const std::string trial =
        file_text(std::filesystem::path(trial_file()).parent_path() / "standard_care.toml");
    const auto treated = [&](const std::string& drug) {
        write_file(file, replaced(trial, "drugs = [\"dupilumab\"]",
                                  "\n[[arm.treatment]]\ndrug = \"" + drug +
                                      "\"\nregimen = \"by_weight\"\n"));
        return run_program({"trial", file.string(), "--patients", "8"});
    };
    EXPECT_EQ(treated("dupilumab").exit_code, 0);
    const Ended ended = treated("lebrikizumab");
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("regimen"), HasSubstr("by_weight"), HasSubstr("adult")));
}

TEST(BadInput, WrongUnit) {
    const Ended ended = run_changed_trial([](const std::string& text) {
        return replaced(text, "horizon = { value = 24, unit = \"week\" }",
                        "horizon = { value = 24, unit = \"mg\" }");
    });
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err,
                AllOf(HasSubstr("schedule.horizon.unit"), HasSubstr("mg"), HasSubstr("day")));
}

TEST(BadInput, UnknownModelListsTheKnownOnes) {
    const Ended ended = run_program({"model", "galen200"});
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("galen200"), HasSubstr("miyano2021")));
}

TEST(BadInput, NotANumberInTheData) {
    const Ended ended =
        run_changed_data("models/miyano2021/parameters.toml", "mu_log = 0.537", "mu_log = nan");
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err,
                AllOf(HasSubstr("parameters.toml"), HasSubstr("mu_log"), HasSubstr("nan")));
}

TEST(BadInput, NegativeSigma) {
    const Ended ended = run_changed_data("models/miyano2021/parameters.toml", "sigma_log = 0.793",
                                         "sigma_log = -0.793");
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("sigma_log"), HasSubstr("-0.793"), HasSubstr("from 0")));
}

TEST(BadInput, SourceThatNobodyKnows) {
    const Ended ended = run_changed_data("drugs/dupilumab.toml", "source = \"Miyano2021\"",
                                         "source = \"Hearsay1999\"");
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("dupilumab.toml"), HasSubstr("Hearsay1999"),
                                 HasSubstr("sources.toml")));
}

TEST(BadInput, NumberWithoutASource) {
    const Ended ended = run_changed_data("drugs/dupilumab.toml", "source = \"Miyano2021\"\n", "");
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("source"), HasSubstr("nothing")));
}

TEST(BadInput, ZeroPatients) {
    const Ended option = run_program({"trial", trial_file(), "--patients", "0"});
    EXPECT_EQ(option.exit_code, bad_input);
    EXPECT_THAT(option.err, AllOf(HasSubstr("--patients"), HasSubstr("from 1")));
    const Ended file = run_changed_trial(
        [](const std::string& text) { return replaced(text, "patients = 1000", "patients = 0"); });
    EXPECT_EQ(file.exit_code, bad_input);
    EXPECT_THAT(file.err, HasSubstr("from 1"));
}

TEST(BadInput, WordsForNumbersAndUnknownOptions) {
    for (const std::vector<std::string>& more :
         std::vector<std::vector<std::string>>{{"--patients", "many"},
                                               {"--patients", "-5"},
                                               {"--seed", "1.5"},
                                               {"--rtol", "nan"},
                                               {"--rtol", "-1e-6"},
                                               {"--atol", "inf"},
                                               {"--threads", "1000000"},
                                               {"--no-such-option"},
                                               {"--solver", "euler"},
                                               {"--baseline", "guess"}}) {
        std::vector<std::string> arguments{"trial", trial_file(), "--out", "/dev/null/never"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ended ended = run_program(arguments);
        EXPECT_NE(ended.exit_code, 0) << more[0];
        EXPECT_NE(ended.exit_code, 70) << more[0] << ended.err;
        EXPECT_FALSE(ended.err.empty()) << more[0];
        expect_plain(ended);
    }
}

TEST(BadInput, OutputFolderThatCannotBeMade) {
    const Ended ended =
        run_program({"trial", trial_file(), "--patients", "3", "--out", "/dev/null/results"});
    EXPECT_EQ(ended.exit_code, environment_failure);
    EXPECT_THAT(ended.err, HasSubstr("/dev/null/results"));
    expect_plain(ended);
}

TEST(BadInput, CutOffPopulationFile) {
    const TemporaryFolder folder;
    const std::string whole = file_text(cases_file());
    for (const std::size_t size : {whole.size() / 2, whole.size() - 1, std::size_t{0}}) {
        write_file(folder.path() / "cut.csv", whole.substr(0, size));
        const Ended ended = run_program({"trial", trial_file(), "--population",
                                         (folder.path() / "cut.csv").string(), "--out",
                                         (folder.path() / "out").string()});
        EXPECT_EQ(ended.exit_code, bad_input) << size;
        EXPECT_THAT(ended.err, HasSubstr("cut.csv")) << size;
        EXPECT_FALSE(std::filesystem::exists(folder.path() / "out" / "results.csv"));
        expect_plain(ended);
    }
}

TEST(BadInput, PopulationFileWithAMissingColumnOrANegativeRate) {
    const TemporaryFolder folder;
    const std::string whole = file_text(cases_file());
    write_file(folder.path() / "cases.csv", replaced(whole, ",k26,", ",kay26,"));
    const Ended missing = run_program(
        {"trial", trial_file(), "--population", (folder.path() / "cases.csv").string()});
    EXPECT_EQ(missing.exit_code, bad_input);
    EXPECT_THAT(missing.err, HasSubstr("k26"));
    write_file(folder.path() / "cases.csv",
               replaced(whole, "5.069342054581411", "-5.069342054581411"));
    const Ended negative = run_program(
        {"trial", trial_file(), "--population", (folder.path() / "cases.csv").string()});
    EXPECT_EQ(negative.exit_code, bad_input);
    EXPECT_THAT(negative.err, AllOf(HasSubstr("cases.csv:2: k1"), HasSubstr("-5.069342054581411")));
}

TEST(BadInput, ADrugWithKineticsMayOnlyBlock) {
    const Ended ended =
        run_changed_data("drugs/nemolizumab.toml", "target = \"il31\"\nkind = \"block\"\nlargest",
                         "target = \"recovery\"\nkind = \"gain\"\nlargest");
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("nemolizumab.toml"), HasSubstr("action.target"),
                                 HasSubstr("what follows a concentration blocks")));
}

TEST(BadInput, FullDiskLeavesNothingHalfWritten) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> commands{
        {{"trial", trial_file(), "--patients", "20"}, "report.html.part-*"},
        {{"compare", "--patients", "12", "--worlds", "12"}, "comparison.html.part-*"}};
    for (auto [command, page] : commands) {
        const TemporaryFolder folder;
        const auto out = folder.path() / "tiny";
        const FullDisk disk(out, "size=64k");  // too small for the page
        command.insert(command.end(), {"--out", out.string()});
        const Ended ended = disk.run(command, page);
        EXPECT_EQ(ended.exit_code, environment_failure) << command.front();
        EXPECT_THAT(ended.err, HasSubstr("No space left"));
        for (const auto& entry : std::filesystem::directory_iterator(out)) {
            EXPECT_THAT(entry.path().string(), Not(HasSubstr(".part-"))) << "left behind";
            EXPECT_NE(entry.path().filename(), "manifest.json")
                << "a result without its report says it is whole";
        }
        expect_plain(ended);
    }
}

}  // namespace
}  // namespace vesikin::tests
