// The report in a real browser: opened from disk without a server, read after its script has run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

/// The page as the browser shows it, as HTML.
std::string shown_by_browser(const std::filesystem::path& page) {
    const TemporaryFolder profile;
    const auto dump = profile.path() / "page";
    const std::string command =
        "timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync "
        "--virtual-time-budget=5000 "
        "--user-data-dir='" +
        (profile.path() / "profile").string() + "' --dump-dom 'file://" + page.string() + "' > '" +
        dump.string() + "' 2>/dev/null";
    EXPECT_EQ(std::system(command.c_str()),
              0);  // NOLINT(bugprone-command-processor): a test runs a browser
    return file_text(dump);
}

TEST(Report, TrialReportOpensWithoutAServerAndDrawsItsCharts) {
    const TemporaryFolder out;
    ASSERT_EQ(run_program({"trial", trial_file(), "--patients", "40", "--out", out.path().string()})
                  .exit_code,
              0);
    const std::string page = file_text(out.path() / "report.html");
    EXPECT_EQ(page.find("src=\"http"), std::string::npos);
    EXPECT_EQ(page.find("__VESIKIN_REPORT_DATA__"), std::string::npos);
    const std::string shown = shown_by_browser(out.path() / "report.html");
    EXPECT_THAT(shown, HasSubstr("simulation, research and education"));
    for (const study::Arm& arm : shipped_trial().arms) {
        EXPECT_THAT(shown, HasSubstr(arm.label));
    }
    EXPECT_THAT(shown, HasSubstr("<svg"));
    EXPECT_THAT(shown, HasSubstr("EASI-75 at week 24"));
    EXPECT_THAT(shown, testing::ContainsRegex("id=\"script-errors\"[^>]*></"));
}

TEST(Report, PatientReportDrawsEveryState) {
    const TemporaryFolder out;
    ASSERT_EQ(
        run_program({"patient", trial_file(), "--arm", "dupilumab", "--out", out.path().string()})
            .exit_code,
        0);
    const std::string shown = shown_by_browser(out.path() / "patient.html");
    EXPECT_THAT(shown, HasSubstr("simulation, research and education"));
    for (const auto& state : shipped_catalogue().model.states) {
        EXPECT_THAT(shown, HasSubstr(state.label));
    }
    EXPECT_THAT(shown, testing::ContainsRegex("id=\"script-errors\"[^>]*></"));
}

}  // namespace
}  // namespace vesikin::tests
