// Every change that a run makes to its folder, failing or being the last one: what is left is the
// old set of results or the new one, vouched for by its manifest, and going on ends in the same
// bytes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "support/program.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::tests {
namespace {

namespace fs = std::filesystem;

/// How a command is swept.
struct Swept {
    const char* name;
    std::vector<std::string> old_run;  ///< whose results lie in the folder; without --out
    std::vector<std::string> new_run;
    std::string manifest;
    bool is_quick = false;  ///< swept over all changes in every build, not over a few
};

std::ostream& operator<<(std::ostream& out, const Swept& swept) {
    return out << swept.name;
}

using Texts = std::map<std::string, std::string>;

/// The files that a manifest names, after a look that they are what it says.
Texts vouched_for(const fs::path& folder, const std::string& manifest_name) {
    Texts texts;
    if (!fs::exists(folder / manifest_name)) {
        return texts;
    }
    const auto manifest = nlohmann::json::parse(file_text(folder / manifest_name));
    for (const auto& output : manifest.at("outputs")) {
        const std::string name = output.at("name");
        texts[name] = file_text(folder / name);
        EXPECT_EQ(format::sha256(texts[name]), output.at("sha256")) << name;
    }
    return texts;
}

/// What does not depend on when and how often the program was started.
Texts comparable(Texts texts) {
    std::erase_if(texts, [](const auto& text) { return !text.first.ends_with(".csv"); });
    return texts;
}

class CrashTest : public ::testing::TestWithParam<Swept> {
  protected:
    void SetUp() override {
        write_file(inputs_.path() / "trials.csv", small_trial_table);
        write_file(inputs_.path() / "plan.toml", small_calibration_plan);
    }

    [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments,
                                                   const fs::path& out) const {
        for (std::string& argument : arguments) {
            if (argument.starts_with("@")) {
                argument = (inputs_.path() / argument.substr(1)).string();
            }
        }
        arguments.insert(arguments.end(), {"--out", out.string(), "--threads", "1"});
        return arguments;
    }

    /// Runs with the n-th change to the folder failing (`error`), or the process dying there (0).
    Ended run_failing(const fs::path& out, long at, int error, const fs::path& count) const {
        return Program(command(GetParam().new_run, out),
                       [&] {
                           ::setenv("LD_PRELOAD", VESIKIN_FAIL_AT_LIBRARY, 1);
                           ::setenv("VESIKIN_FAIL_FOLDER", out.c_str(), 1);
                           ::setenv("VESIKIN_FAIL_AT", std::to_string(at).c_str(), 1);
                           ::setenv("VESIKIN_FAIL_WITH", std::to_string(error).c_str(), 1);
                           ::setenv("VESIKIN_FAIL_COUNT", count.c_str(), 1);
                       })
            .wait();
    }

    TemporaryFolder inputs_;
    TemporaryFolder folder_;
};

TEST_P(CrashTest, LeavesTheOldSetOrTheNewOneAndGoesOn) {
    const Swept& swept = GetParam();
    const fs::path old_folder = folder_.path() / "old";
    const fs::path new_folder = folder_.path() / "new";
    const fs::path count_file = folder_.path() / "count";
    ASSERT_EQ(run_program(command(swept.old_run, old_folder)).exit_code, 0);
    ASSERT_EQ(run_failing(new_folder, 0, 0, count_file).exit_code, 0);
    const long changes = std::atol(file_text(count_file).c_str());
    ASSERT_GT(changes, 10);
    const Texts old_set = vouched_for(old_folder, swept.manifest);
    const Texts new_set = vouched_for(new_folder, swept.manifest);
    ASSERT_FALSE(old_set.empty());
    ASSERT_NE(comparable(old_set), comparable(new_set));

    const bool sweeps_all = swept.is_quick || std::getenv("VESIKIN_SWEEP_ALL") != nullptr;
    const long step = sweeps_all ? 1 : std::max(1L, changes / 2);
    for (long at = 1; at <= changes; at += step) {
        for (const int error : {0, ENOSPC}) {
            SCOPED_TRACE(fmt::format("{} at change {} of {}", error == 0 ? "killed" : "full disk",
                                     at, changes));
            const fs::path out = folder_.path() / "out";
            fs::remove_all(out);
            fs::copy(old_folder, out);
            const Ended ended = run_failing(out, at, error, count_file);
            if (error == 0) {
                EXPECT_EQ(ended.exit_code, -1);
            } else {
                // What only tidies up may fail without harm.
                EXPECT_THAT(ended.exit_code, ::testing::AnyOf(environment_failure, 0));
            }
            EXPECT_EQ(ended.err.find("bug of ours"), std::string::npos) << ended.err;
            const Texts left = vouched_for(out, swept.manifest);
            if (!left.empty() && left != old_set) {
                EXPECT_EQ(comparable(left), comparable(new_set));
            }
            std::vector<std::string> again = command(swept.new_run, out);
            again.emplace_back("--resume");
            Ended resumed = run_program(again);
            if (resumed.exit_code == bad_input) {
                // It had not come far enough to leave anything to go on from.
                again.pop_back();
                resumed = run_program(again);
            }
            ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
            EXPECT_EQ(comparable(vouched_for(out, swept.manifest)), comparable(new_set));
            for (const auto& entry : fs::directory_iterator(out)) {
                const std::string name = entry.path().filename().string();
                EXPECT_EQ(name.find(".part-"), std::string::npos) << name;
                EXPECT_EQ(name.find(".growing-"), std::string::npos) << name;
            }
        }
    }
}

std::vector<Swept> swept_commands() {
    const std::vector<std::string> trial{"trial", trial_file(), "--patients", "3", "--per-patient"};
    const std::vector<std::string> compare{
        "compare",  "--way", "iv_push",    "--patients", "1",      "--delivery-people", "1",
        "--worlds", "10",    "--sessions", "1",          "--data", VESIKIN_DATA_FOLDER};
    const std::vector<std::string> validate{"validate", "--trials", "@trials.csv",
                                            "--worlds", "8",        "--people",
                                            "10",       "--data",   VESIKIN_DATA_FOLDER};
    const std::vector<std::string> calibrate{"calibrate", "@plan.toml", "--data",
                                             VESIKIN_DATA_FOLDER};
    const auto with_seed = [](std::vector<std::string> command, const char* seed) {
        command.insert(command.end(), {"--seed", seed});
        return command;
    };
    return {
        {"trial", with_seed(trial, "1"), with_seed(trial, "2"), "manifest.json", true},
        {"compare", with_seed(compare, "1"), with_seed(compare, "2"), "comparison_manifest.json"},
        {"validate", with_seed(validate, "1"), with_seed(validate, "2"),
         "validation_manifest.json"},
        {"calibrate", with_seed(calibrate, "1"), with_seed(calibrate, "2"),
         "calibration_manifest.json"},
    };
}

INSTANTIATE_TEST_SUITE_P(Commands, CrashTest, ::testing::ValuesIn(swept_commands()),
                         [](const auto& one) { return std::string(one.param.name); });

Ended run_reading_badly(const std::vector<std::string>& arguments, const std::string& file,
                        const char* after) {
    return Program(arguments,
                   [&] {
                       ::setenv("LD_PRELOAD", VESIKIN_FAIL_AT_LIBRARY, 1);
                       ::setenv("VESIKIN_FAIL_READ", file.c_str(), 1);
                       ::setenv("VESIKIN_FAIL_AFTER", after, 1);
                   })
        .wait();
}

// The trial file breaks off in the middle of its arms, the others anywhere.
TEST(ReadErrorTest, IsNeverTakenForTheEndOfAFile) {
    const TemporaryFolder out;
    const fs::path data = VESIKIN_DATA_FOLDER;
    std::vector<std::string> files{trial_file()};
    for (const auto& entry : fs::recursive_directory_iterator(data)) {
        if (entry.is_regular_file() && entry.path().extension() != ".md") {
            files.push_back(entry.path().string());
        }
    }
    std::size_t failures = 0;
    for (const std::string& file : files) {
        const std::string text = file_text(file);
        const std::string half = std::to_string(text.size() / 2);
        const bool is_of_model =
            file.find("/models/") != std::string::npos || file.find("/drugs/") != std::string::npos;
        const std::vector<std::string> arguments =
            is_of_model || file == trial_file()
                ? std::vector<std::string>{"trial", trial_file(), "--patients",
                                           "1",     "--out",      (out.path() / "out").string()}
                : std::vector<std::string>{"evidence", "--data", data.string()};
        const Ended ended = run_reading_badly(arguments, file, half.c_str());
        if (ended.exit_code == 0) {
            continue;  // a file that the command does not read
        }
        ++failures;
        EXPECT_EQ(ended.exit_code, environment_failure) << file << ended.err;
        EXPECT_THAT(ended.err, ::testing::HasSubstr("Input/output error"));
        EXPECT_THAT(ended.err, ::testing::HasSubstr(fs::path(file).filename().string()));
    }
    EXPECT_GT(failures, 25U);
}

}  // namespace
}  // namespace vesikin::tests
