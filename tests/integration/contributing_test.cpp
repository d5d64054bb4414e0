// The worked examples of CONTRIBUTING.md, taken from the page itself and run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <utility>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

std::string page() {
    return file_text(std::filesystem::path(VESIKIN_TEST_FOLDER).parent_path() / "CONTRIBUTING.md");
}

/// The shell commands of the worked example with that title.
std::string commands_of(const std::string& title) {
    const std::string text = page();
    const std::string fence = "```sh\n";
    const std::size_t start = text.find(fence, text.find("### Worked example: " + title));
    EXPECT_NE(start, std::string::npos) << title;
    const std::size_t begin = start + fence.size();
    return text.substr(begin, text.find("```", begin) - begin);
}

/// A copy of the data folder in which those commands were run.
class ChangedData {
  public:
    explicit ChangedData(const std::string& title) {
        std::filesystem::copy(VESIKIN_DATA_FOLDER, data(),
                              std::filesystem::copy_options::recursive);
        write_file(folder_.path() / "commands.sh",
                   "set -e\ncd '" + folder_.path().string() + "'\n" + commands_of(title));
        const std::string command = "sh '" + (folder_.path() / "commands.sh").string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << title;
    }

    [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }

    [[nodiscard]] std::string out() const { return (folder_.path() / "out").string(); }

  private:
    TemporaryFolder folder_;
};

TEST(Contributing, TheSampleWayIsComparedAndDeliveredInEveryLanguage) {
    const ChangedData changed("a way of giving");
    for (const auto& [language, name] : {std::pair{"en", "Roller"}, std::pair{"ja", "ローラー"}}) {
        const Ended ended = run_program({"compare", "--data", changed.data(), "--way", "roller",
                                         "--way", "iv_push", "--patients", "10", "--worlds", "10",
                                         "--lang", language, "--out", changed.out()});
        EXPECT_EQ(ended.exit_code, 0) << ended.err;
        EXPECT_THAT(ended.out, HasSubstr(name));
        EXPECT_THAT(file_text(std::filesystem::path(changed.out()) / "comparison.html"),
                    HasSubstr(name));
    }
    const Ended delivered = run_program({"deliver", "--data", changed.data(), "--way", "roller",
                                         "--people", "4", "--worlds", "10"});
    EXPECT_EQ(delivered.exit_code, 0) << delivered.err;
    EXPECT_THAT(delivered.out, HasSubstr("Roller"));
    // Also for those who never name it.
    const Ended all =
        run_program({"compare", "--data", changed.data(), "--patients", "10", "--worlds", "10"});
    EXPECT_EQ(all.exit_code, 0) << all.err;
}

TEST(Contributing, TheSampleLanguageIsSpoken) {
    const ChangedData changed("a language");
    const Ended ended =
        run_program({"compare", "--data", changed.data(), "--way", "stamp", "--patients", "10",
                     "--worlds", "10", "--lang", "de", "--out", changed.out()});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("Nichts"));
    EXPECT_THAT(ended.out, HasSubstr("9-needle stamp"));  // the English label stands in
    const Ended refused =
        run_program({"trial", "none.toml", "--data", changed.data(), "--lang", "de"});
    EXPECT_THAT(refused.err, HasSubstr("given:   keine Datei"));
}

TEST(Contributing, TheSampleDrugLoadsAndRunsInATrial) {
    const std::string text = page();
    const std::string fence = "```toml\n";
    const std::size_t start = text.find(fence) + fence.size();
    ASSERT_GT(start, fence.size());
    const std::string drug = text.substr(start, text.find("```", start) - start);

    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    std::filesystem::copy(VESIKIN_DATA_FOLDER, data, std::filesystem::copy_options::recursive);
    write_file(data / "drugs" / "sample.toml", drug);
    write_file(
        folder.path() / "trial.toml",
        replaced(file_text(trial_file()), "drugs = [\"dupilumab\"]", "drugs = [\"sample\"]"));

    write_file(folder.path() / "care.toml",
               replaced(file_text(data / "trials" / "standard_care.toml"),
                        "drugs = [\"tralokinumab\"]", "drugs = [\"sample\"]"));

    const Ended model = run_program({"model", "--data", data.string()});
    ASSERT_EQ(model.exit_code, 0) << model.err;
    EXPECT_THAT(model.out, HasSubstr("sample"));
    const Ended trial =
        run_program({"trial", (folder.path() / "trial.toml").string(), "--data", data.string(),
                     "--patients", "5", "--out", (folder.path() / "out").string()});
    EXPECT_EQ(trial.exit_code, 0) << trial.err;
    // And with doses, in the other model.
    const Ended dosed =
        run_program({"trial", (folder.path() / "care.toml").string(), "--data", data.string(),
                     "--patients", "5", "--out", (folder.path() / "care").string()});
    EXPECT_EQ(dosed.exit_code, 0) << dosed.err;
    // And beside vesicles, in both languages.
    for (const auto& [language, name] : {std::pair{"en", "Sample"}, std::pair{"ja", "試料"}}) {
        const Ended compared =
            run_program({"compare", "--data", data.string(), "--with", "sample", "--way", "stamp",
                         "--patients", "10", "--worlds", "10", "--lang", language});
        EXPECT_EQ(compared.exit_code, 0) << compared.err;
        EXPECT_THAT(compared.out, HasSubstr(name));
    }
}

}  // namespace
}  // namespace vesikin::tests
