// The report in a real browser: opened from disk without a server, read after its script has run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/browser.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

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
