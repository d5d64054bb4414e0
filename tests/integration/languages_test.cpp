// Every word that the command line says, in every language: answers, help and errors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

Ended run_in(const char* environment, std::vector<std::string> arguments) {
    return Program(std::move(arguments), [&] { setenv("LANG", environment, 1); }).wait();
}

/// All that data files say, beside texts in languages: names and findings stay as they are there.
const std::string& data_text() {
    static const std::string all = [] {
        std::string text;
        for (const auto& entry : fs::recursive_directory_iterator(VESIKIN_DATA_FOLDER)) {
            const std::string path = entry.path().string();
            if (entry.is_regular_file() && path.find("/texts/") == std::string::npos) {
                text += file_text(entry.path());
            }
        }
        return text;
    }();
    return all;
}

/// Runs of four English words that are no data: what somebody forgot to translate.
std::vector<std::string> english_in(const std::string& said) {
    const std::regex four_words("[A-Za-z]+(?: [A-Za-z]+){3}");
    std::vector<std::string> found;
    for (std::sregex_iterator at(said.begin(), said.end(), four_words), end; at != end; ++at) {
        if (data_text().find(at->str()) == std::string::npos) {
            found.push_back(at->str());
        }
    }
    return found;
}

std::string person_file() {
    return VESIKIN_DATA_FOLDER "/persons/example.toml";
}

/// A command that is over in a second or so, and what is in its answer in each language.
struct Spoken {
    std::vector<std::string> arguments;
    const char* english;
    const char* japanese;
};

class EveryCommand : public testing::Test {
  protected:
    EveryCommand() {
        write_file(folder_.path() / "plan.toml", small_calibration_plan);
        write_file(folder_.path() / "trials.csv", small_trial_table);
    }

    [[nodiscard]] std::string path(const char* name) const {
        return (folder_.path() / name).string();
    }

    [[nodiscard]] std::vector<Spoken> commands() const {
        return {
            {{"compare", "--way", "iv_push", "--patients", "1", "--worlds", "10"},
             "research and education",
             "研究・教育用"},
            {{"plan", VESIKIN_DATA_FOLDER "/persons/tight_budget.toml", "--patients", "2",
              "--worlds", "10", "--details"},
             "Of 100 virtual people with a profile like this",
             "このような条件の仮想の人100人"},
            {{"evidence", "--claim", "B2"},
             "System, certainty for AD",
             "アトピー性皮膚炎での確かさ"},
            {{"evidence"}, "rests on no study: assumed", "根拠になる研究なし"},
            {{"deliver", "--way", "stamp", "--people", "2", "--worlds", "2"},
             "Median (5 - 95 % of people and worlds together)",
             "中央値（人と世界を合わせた5～95 %）"},
            {{"mouse", "--animals", "1", "--worlds", "10"}, "directions agree", "件のうち、同じ"},
            {{"trial", trial_file(), "--patients", "10", "--out", path("trial")},
             "10 of 10 virtual patients simulated",
             "仮想の患者 10 人のうち 10 人"},
            {{"patient", trial_file(), "--arm", "dupilumab", "--step-days", "7", "--out",
              path("patient")},
             "Virtual patient median under",
             "仮想の患者 中央値の患者"},
            {{"model"}, "Limitations", "限界"},
            {{"model", "miyano2021"}, "source, evidence, mark", "出典、根拠、知り方"},
            {{"validate", "--trials", path("trials.csv"), "--worlds", "20", "--people", "10"},
             "1 of 1 rows of",
             "1 行のうち 1 行"},
            {{"calibrate", path("plan.toml"), "--out", path("calibration")},
             "90 % posterior",
             "事後分布の90 %"},
            {{"bundle"}, "files of data are as they should be", "すべて正しく読めます"},
        };
    }

  private:
    TemporaryFolder folder_;
};

TEST_F(EveryCommand, SpeaksTheLanguageOfTheEnvironment) {
    for (const Spoken& command : commands()) {
        const Ended english = run_in("C.UTF-8", command.arguments);
        EXPECT_EQ(english.exit_code, 0) << command.arguments[0] << english.err;
        EXPECT_THAT(english.out,
                    AllOf(HasSubstr(command.english), Not(HasSubstr(command.japanese))))
            << command.arguments[0];
        EXPECT_THAT(english.out, Not(HasSubstr("{")));
        const Ended japanese = run_in("ja_JP.UTF-8", command.arguments);
        EXPECT_EQ(japanese.exit_code, 0) << command.arguments[0] << japanese.err;
        EXPECT_THAT(japanese.out, AllOf(HasSubstr(command.japanese), Not(HasSubstr("{"))))
            << command.arguments[0];
        EXPECT_THAT(english_in(japanese.out), testing::IsEmpty()) << command.arguments[0];
    }
}

TEST_F(EveryCommand, SpeaksTheLanguageItIsAskedFor) {
    for (Spoken command : commands()) {
        command.arguments.insert(command.arguments.end(), {"--lang", "en"});
        EXPECT_THAT(run_in("ja_JP.UTF-8", command.arguments).out, HasSubstr(command.english))
            << command.arguments[0];
        command.arguments.back() = "fr";
        const Ended refused = run_in("C", command.arguments);
        EXPECT_EQ(refused.exit_code, bad_input) << command.arguments[0];
        EXPECT_THAT(refused.err, AllOf(HasSubstr("--lang"), HasSubstr("one of en, ja")));
    }
}

TEST_F(EveryCommand, ExplainsItselfInJapanese) {
    for (const char* command : {"plan", "compare", "evidence", "deliver", "mouse", "trial",
                                "patient", "model", "validate", "calibrate"}) {
        const Ended help = run_in("ja_JP.UTF-8", {command, "--help"});
        EXPECT_EQ(help.exit_code, 0);
        EXPECT_THAT(help.out, AllOf(HasSubstr("使い方:"), HasSubstr("例："), HasSubstr("--lang")));
        EXPECT_THAT(english_in(help.out), testing::IsEmpty()) << command;
    }
    EXPECT_THAT(english_in("Run a virtual trial and write"),
                testing::ElementsAre("Run a virtual trial"));
    EXPECT_THAT(run_in("ja_JP.UTF-8", {"--help", "--data", "/nowhere"}).out,
                HasSubstr("Run a virtual trial"));
}

/// What the program refuses in Japanese: every line of it is checked for English.
std::string refused(std::vector<std::string> arguments) {
    const Ended ended = run_in("ja_JP.UTF-8", std::move(arguments));
    EXPECT_EQ(ended.exit_code, bad_input) << ended.err;
    EXPECT_THAT(ended.err, AllOf(HasSubstr("入力が正しくありません"), HasSubstr("入力："),
                                 HasSubstr("使えるもの：")));
    EXPECT_THAT(english_in(ended.err), testing::IsEmpty()) << ended.err;
    return ended.err;
}

TEST(Pages, OpenInTheLanguageOfTheCommand) {
    const std::string data = VESIKIN_DATA_FOLDER;
    const std::string trial = data + "/trials/miyano2021.toml";
    const std::vector<std::pair<std::vector<std::string>, std::string>> commands{
        {{"trial", trial, "--patients", "5"}, "report.html"},
        {{"patient", trial, "--arm", "dupilumab", "--patient", "2"}, "patient.html"},
        {{"deliver", "--way", "stamp", "--people", "2", "--worlds", "2"}, "delivery.html"},
        {{"compare", "--patients", "10", "--worlds", "10", "--way", "stamp"}, "comparison.html"}};
    for (const auto& [words, page] : commands) {
        const TemporaryFolder out;
        std::vector<std::string> asked = words;
        asked.insert(asked.end(), {"--lang", "ja", "--out", out.path().string()});
        const Ended ended = run_in("C.UTF-8", asked);
        ASSERT_EQ(ended.exit_code, 0) << words.front() << ended.err;
        bool opens_in_japanese = false;
        for (const auto& entry : fs::directory_iterator(out.path())) {
            opens_in_japanese =
                opens_in_japanese ||
                (entry.path().extension() == ".html" &&
                 std::regex_search(file_text(entry.path()), std::regex("\"language\": ?\"ja\"")));
        }
        EXPECT_TRUE(opens_in_japanese) << page;
    }
}

TEST(Refusals, AreSaidInJapanese) {
    EXPECT_THAT(refused({"trial", trial_file(), "--patients", "many"}),
                AllOf(HasSubstr("  --patients\n"), HasSubstr("入力：\"many\""), HasSubstr("整数")));
    EXPECT_THAT(refused({"comapre"}),
                AllOf(HasSubstr("  コマンド\n"), HasSubstr("もしかすると compare")));
    EXPECT_THAT(refused({"model", "--colour"}),
                AllOf(HasSubstr("余分なもの：--colour"), HasSubstr("vesikin model --help")));
    EXPECT_THAT(refused({"trial"}), HasSubstr("FILE がありません"));
    EXPECT_THAT(refused({}), HasSubstr("コマンドがありません"));
    EXPECT_THAT(refused({"trial", trial_file(), "--seed"}), HasSubstr("--seed に値"));
    EXPECT_THAT(refused({"trial", trial_file(), "--out", ""}), HasSubstr("空の値"));
    EXPECT_THAT(refused({"trial", "none.toml"}),
                AllOf(HasSubstr("none.toml"), HasSubstr("ファイルがありません")));
}

TEST(Refusals, OfDataFilesAreSaidInJapanese) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "trial.toml";
    const auto changed = [&](const std::string& from, const std::string& to) {
        write_file(file, replaced(file_text(trial_file()), from, to));
        return refused({"trial", file.string(), "--out", (folder.path() / "out").string()});
    };
    EXPECT_THAT(changed("patients = 1000", "patients = 1000\npatience = 1"),
                AllOf(HasSubstr("trial.toml:8: patience"), HasSubstr("知らないキー")));
    EXPECT_THAT(changed("patients = 1000", "patients = 0"), HasSubstr("1 から "));
    EXPECT_THAT(changed("patients = 1000\n", ""), HasSubstr("入力：なし"));
    EXPECT_THAT(changed("unit = \"week\"", "unit = \"mg\""),
                HasSubstr("同じ種類の単位ではありません"));
    EXPECT_THAT(changed("[\"dupilumab\"]", "[\"dupilumob\"]"), HasSubstr("次のどれか"));
    write_file(folder.path() / "cases.csv", "patient\nA\n");
    EXPECT_THAT(
        refused({"trial", trial_file(), "--population", (folder.path() / "cases.csv").string()}),
        HasSubstr("の列がありません"));
}

TEST(Failures, OfTheOutsideWorldAreSaidInJapanese) {
    const Ended ended =
        run_in("ja", {"trial", trial_file(), "--patients", "3", "--out", "/dev/null/results"});
    EXPECT_EQ(ended.exit_code, environment_failure);
    EXPECT_THAT(ended.err,
                AllOf(HasSubstr("フォルダを作れません"), HasSubstr("/dev/null/results")));
}

/// What a use case refuses is shown as the option that set it.
TEST(Refusals, NameTheOptionOfTheCommand) {
    struct Case {
        std::vector<std::string> arguments;
        const char* shown;
    };

    const std::vector<Case> cases{
        {{"compare", "--patients", "0"}, "  --patients\n"},
        {{"compare", "--delivery-people", "0"}, "  --delivery-people\n"},
        {{"compare", "--week", "1000"}, "  --week\n"},
        {{"compare", "--way", "stamp", "--way", "stamp"}, "  --way\n"},
        {{"compare", "--way", "stmp"}, "  --way\n"},
        {{"compare", "--target", "elbwo"}, "  --target\n"},
        {{"compare", "--state", "angry"}, "  --state\n"},
        {{"compare", "--with", "water"}, "  --with\n"},
        {{"compare", "--claim-off", "B9"}, "  --claim-off\n"},
        {{"compare", "--model", "galen"}, "  --model\n"},
        {{"compare", "--solver", "euler"}, "  --solver\n"},
        {{"plan", person_file(), "--weights", "fame=1"}, "  --weights\n"},
        {{"plan", person_file(), "--weights", "cost"}, "  --weights\n"},
        {{"plan", person_file(), "--product", "elixir"}, "  --product\n"},
        {{"compare", "--resume"}, "given:   no --out\n    allowed: --out with the folder"},
        {{"deliver", "--set", "x"}, "  --set\n"},
        {{"deliver", "--way", "stamp", "--set", "needle_depth=deep"}, "  --set needle_depth\n"},
        {{"deliver", "--people", "1"}, "  --people, --worlds\n"},
        {{"deliver", "--skin", "thick"}, "  --skin\n"},
        {{"deliver", "--area", "elbwo"}, "  --area\n"},
        {{"deliver", "--sex", "x"}, "  --sex\n"},
        {{"evidence", "--claim", "B9"}, "  --claim\n"},
        {{"evidence", "--analyte", "gold"}, "  --analyte\n"},
        {{"evidence", "--id", "XX-01"}, "  --id\n"},
        {{"evidence", "--system", "moon"}, "  --system\n"},
        {{"mouse", "--animals", "0"}, "  --animals\n"},
        {{"mouse", "--worlds", "1"}, "  --worlds\n"},
        {{"trial", trial_file(), "--patients", "0"}, "  --patients\n"},
        {{"trial", trial_file(), "--instruction-set", "z80"}, "  --instruction-set\n"},
        {{"patient", trial_file(), "--arm", "x"}, "  --arm\n"},
        {{"patient", trial_file(), "--patient", "1000000"}, "  --patient\n"},
        {{"patient", trial_file(), "--step-days", "0"}, "  --step-days\n"},
        {{"model", "galen"}, "  model\n"},
        {{"validate", "--worlds", "1"}, "  --worlds\n"},
        {{"validate", "--people", "1"}, "  --people\n"},
        {{"validate", "--model", "miyano2021"}, "  --model\n"},
        {{"calibrate", "none.toml", "--format", "xml"}, "  --format\n"},
    };
    for (const Case& each : cases) {
        const Ended ended = run_in("C", each.arguments);
        EXPECT_EQ(ended.exit_code, bad_input) << each.shown << ended.err;
        EXPECT_THAT(ended.err, HasSubstr(each.shown)) << each.arguments[0];
    }
}

}  // namespace
}  // namespace vesikin::tests
