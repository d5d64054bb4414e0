// The worked examples of CONTRIBUTING.md, taken from the page itself and run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

TEST(Contributing, TheSampleDrugLoadsAndRunsInATrial) {
    const std::string page =
        file_text(std::filesystem::path(VESIKIN_TEST_FOLDER).parent_path() / "CONTRIBUTING.md");
    const std::string fence = "```toml\n";
    const std::size_t start = page.find(fence) + fence.size();
    ASSERT_GT(start, fence.size());
    const std::string drug = page.substr(start, page.find("```", start) - start);

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
}

}  // namespace
}  // namespace vesikin::tests
