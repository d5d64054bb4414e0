// Names and texts of files that would run, or steer a terminal or a spreadsheet, if they were taken
// for more than text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/browser.hpp"

namespace vesikin::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Both leave a mark in the page when they run. Single quotes, so that they fit a TOML text.
const std::string script =
    "</script><script>document.documentElement.setAttribute('data-ran','yes')</script>";
const std::string image =
    "<img src=x onerror=document.documentElement.setAttribute('data-ran','yes')>";
const std::string mark = "data-ran=\"yes\"";

/// A copy of the data folder that can be spoiled.
class OwnData {
  public:
    OwnData() {
        std::filesystem::copy(VESIKIN_DATA_FOLDER, folder_.path() / "data",
                              std::filesystem::copy_options::recursive);
    }

    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        write_file(folder_.path() / "data" / file,
                   replaced(file_text(folder_.path() / "data" / file), from, to));
    }

    [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }

    [[nodiscard]] std::filesystem::path out() const { return folder_.path() / "out"; }

  private:
    TemporaryFolder folder_;
};

TEST(HostileText, TheTestSeesWhatRuns) {
    const TemporaryFolder folder;
    const auto page = folder.path() / "page.html";
    for (const std::string& text : {script, image}) {
        write_file(page, "<!doctype html><body><script type=\"application/json\">" + text +
                             "</script>" + text + "</body>");
        EXPECT_THAT(shown_by_browser(page), HasSubstr(mark)) << text;
    }
}

TEST(HostileText, ATrialShowsItsNamesAsText) {
    const TemporaryFolder folder;
    std::string trial = file_text(trial_file());
    trial = replaced(trial, "patients = 1000", "patients = 10");
    const std::size_t title = trial.find("\ntitle = ") + 1;
    trial.replace(title, trial.find('\n', title) - title,
                  "title = \"" + script + "\\u2028\\u202e\\u001B[2J\"");
    const std::size_t arm = trial.find("[[arm]]");
    trial.insert(arm, "[[arm]]\nname = \"=1+1" + image + "\"\nlabel = \"\\\" onload='" + image +
                          "\\u001B[31m\\nwritten:\"\ndescription = \"" + script + "\"\n\n");
    write_file(folder.path() / "trial.toml", trial);
    const Ended ended = run_program({"trial", (folder.path() / "trial.toml").string(),
                                     "--per-patient", "--out", folder.path().string()});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\u202e")),
                                 HasSubstr("\\x1b[31m\\nwritten:")));
    const std::string shown = shown_by_browser(folder.path() / "report.html");
    EXPECT_THAT(shown, AllOf(Not(HasSubstr(mark)), HasSubstr("&lt;img src=x")));
    EXPECT_THAT(shown, testing::ContainsRegex("id=\"script-errors\"[^>]*></"));
    for (const char* table : {"results.csv", "per_patient.csv"}) {
        EXPECT_THAT(file_text(folder.path() / table), Not(HasSubstr("\n=1+1"))) << table;
        EXPECT_THAT(file_text(folder.path() / table), HasSubstr("'=1+1<img")) << table;
    }

    const Ended patient = run_program({"patient", (folder.path() / "trial.toml").string(), "--arm",
                                       "=1+1" + image, "--out", folder.path().string()});
    ASSERT_EQ(patient.exit_code, 0) << patient.err;
    EXPECT_THAT(patient.out, Not(HasSubstr("\x1b")));
    EXPECT_THAT(shown_by_browser(folder.path() / "patient.html"), Not(HasSubstr(mark)));
}

TEST(HostileText, WaysAndTextsAreShownAsText) {
    const OwnData own;
    own.replace("routes/stamp.toml", "label = { en = \"", "label = { en = \"\\u001B[2J" + image);
    own.replace("routes/stamp.toml", "device = { en = \"", "device = { en = \"" + script);
    own.replace("texts/en/deliver_page.toml", "\ntitle = \"", "\ntitle = \"" + script);
    own.replace("texts/en/comparison.toml", "\ntitle = \"", "\ntitle = \"" + script);
    own.replace("texts/en/comparison.toml", "\nnumber_leak = \"", "\nnumber_leak = \"" + image);
    const Ended compared =
        run_program({"compare", "--data", own.data(), "--way", "stamp", "--patients", "10",
                     "--worlds", "10", "--explain", "--out", own.out().string()});
    ASSERT_EQ(compared.exit_code, 0) << compared.err;
    EXPECT_THAT(compared.out, AllOf(Not(HasSubstr("\x1b")), HasSubstr("\\x1b[2J")));
    EXPECT_THAT(shown_by_browser(own.out() / "comparison.html"),
                AllOf(Not(HasSubstr(mark)), HasSubstr("&lt;img src=x")));
    const Ended delivered =
        run_program({"deliver", "--data", own.data(), "--way", "stamp", "--people", "4", "--worlds",
                     "10", "--out", own.out().string()});
    ASSERT_EQ(delivered.exit_code, 0) << delivered.err;
    EXPECT_THAT(delivered.out, AllOf(Not(HasSubstr("\x1b")), HasSubstr("\\x1b[2J")));
    EXPECT_THAT(shown_by_browser(own.out() / "delivery.html"),
                AllOf(Not(HasSubstr(mark)), HasSubstr("&lt;img src=x")));
}

TEST(HostileText, ATableOfTrialsIsShownAsText) {
    const TemporaryFolder folder;
    const std::string header =
        "trial,drug,target,arm,dose_regimen,background_TCS,population,N,baseline_EASI_mean,week,"
        "endpoint,value\n";
    const std::string rest = ",dupilumab,IL-4Ra,dupilumab,300 mg q2w,no,adults,200,30,16,";
    write_file(folder.path() / "trials.csv",
               header + "a trial" + rest + "EASI75_pct,50\n\x1b[2J" + rest + "EASI75_pct,50\n");
    const std::vector<std::string> command{
        "validate", "--trials", (folder.path() / "trials.csv").string(),
        "--worlds", "8",        "--people",
        "10",       "--out",    folder.path().string()};
    // A table is text: no control characters.
    const Ended refused = run_program(command);
    EXPECT_EQ(refused.exit_code, bad_input);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("trials.csv:3"), HasSubstr("not text")));
    write_file(folder.path() / "trials.csv", header + "\"" + image + "\"" + rest +
                                                 "EASI75_pct,50\n" + "=1+1" + rest +
                                                 "no_such_endpoint,50\n");
    const Ended ended = run_program(command);
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(shown_by_browser(folder.path() / "validation.html"),
                AllOf(Not(HasSubstr(mark)), HasSubstr("&lt;img src=x")));
    EXPECT_THAT(file_text(folder.path() / "validation.csv"), Not(HasSubstr("\n=1+1")));
}

}  // namespace
}  // namespace vesikin::tests
