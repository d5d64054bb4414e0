// The report in a real browser: opened from disk without a server, read after its script has run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <utility>

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
        EXPECT_THAT(shown, HasSubstr(arm.label.english()));
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

/// The page as it opens in Japanese, without tags, scripts, code and what is marked as English.
std::string read_in_japanese(const std::filesystem::path& page) {
    write_file(page, replaced(file_text(page), "\"language\":\"en\"", "\"language\":\"ja\""));
    std::string shown = shown_by_browser(page);
    EXPECT_THAT(shown, HasSubstr("<html lang=\"ja\">"));
    EXPECT_THAT(shown, testing::ContainsRegex("id=\"script-errors\"[^>]*></"));
    const std::size_t begin = shown.find("<main");
    shown = shown.substr(begin, shown.find("</main>") - begin);
    for (const auto& [open, close] :
         {std::pair{"<ol lang=\"en\"", "</ol>"}, std::pair{"<code", "</code>"},
          std::pair{"<style", "</style>"}}) {
        for (std::size_t at = shown.find(open); at != std::string::npos; at = shown.find(open)) {
            shown.erase(at, shown.find(close, at) - at);
        }
    }
    std::string text;
    for (std::size_t at = 0; at < shown.size(); ++at) {
        if (shown[at] == '<') {
            at = std::min(shown.find('>', at), shown.size());
            text += '|';
        } else {
            text += shown[at];
        }
    }
    return text;
}

/// The first words of four or more of English in a row.
std::string english_in(const std::string& text) {
    std::smatch found;
    const std::regex sentence("[A-Za-z][a-z'-]+([ ,;:]+[A-Za-z][A-Za-z'-]*){3,}");
    return std::regex_search(text, found, sentence) ? found.str() : std::string();
}

TEST(Report, NoEnglishIsLeftInTheJapanesePages) {
    EXPECT_EQ(english_in("これは|It says what is left.|です"), "It says what is left");
    const TemporaryFolder out;
    const std::string folder = out.path().string();
    const std::string care =
        (std::filesystem::path(VESIKIN_DATA_FOLDER) / "trials" / "standard_care.toml").string();

    struct Case {
        std::vector<std::string> command;
        const char* page;
        const char* said;
    };

    const std::vector<Case> cases{
        {{"trial", trial_file(), "--patients", "20"},
         "report.html",
         "公表されたアトピー性皮膚炎の"},
        {{"trial", care, "--patients", "5"}, "report.html", "デュピルマブ、打ち忘れあり"},
        {{"patient", care, "--arm", "dupilumab"}, "patient.html", "血液中の薬"},
        {{"deliver", "--people", "4", "--worlds", "10"}, "delivery.html", "水光注射（9針）"}};
    for (const Case& one : cases) {
        std::vector<std::string> command = one.command;
        command.insert(command.end(), {"--out", folder});
        const Ended ended = run_program(command);
        ASSERT_EQ(ended.exit_code, 0) << ended.err;
        const std::string shown = read_in_japanese(out.path() / one.page);
        EXPECT_EQ(english_in(shown), "") << one.page;
        EXPECT_THAT(shown, HasSubstr(one.said));
    }
}

}  // namespace
}  // namespace vesikin::tests
