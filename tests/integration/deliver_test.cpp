// The deliver command as a person uses it: files, and refusals with what is allowed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

Ended deliver(std::vector<std::string> arguments) {
    std::vector<std::string> base{"deliver", "--data", VESIKIN_DATA_FOLDER, "--worlds", "4"};
    if (std::ranges::find(arguments, "--people") == arguments.end()) {
        base.insert(base.end(), {"--people", "4"});
    }
    arguments.insert(arguments.begin(), base.begin(), base.end());
    return run_program(arguments);
}

TEST(DeliverCommandTest, WritesATableAndAPageForEveryWay) {
    const TemporaryFolder folder;
    const auto out = folder.path() / "out";
    const Ended ended = deliver({"--way", "all", "--out", out.string()});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    const std::string page = file_text(out / "delivery.html");
    EXPECT_THAT(page, HasSubstr("simulation, research and education"));
    EXPECT_THAT(page, testing::Not(HasSubstr("src=\"http")));
    EXPECT_THAT(file_text(out / "delivery.csv"), HasSubstr("ultrasound,measure,reached_dermis"));
    EXPECT_THAT(ended.out, HasSubstr("Dermapen"));
}

void expect_refused(const std::vector<std::string>& arguments, const std::string& allowed) {
    const Ended ended = deliver(arguments);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, HasSubstr(allowed));
    EXPECT_THAT(ended.err, testing::Not(HasSubstr("bug")));
}

TEST(DeliverCommandTest, BadInputIsRefusedWithWhatIsAllowed) {
    expect_refused({"--way", "dermapen", "--dose", "-1e10"}, "1e+06 particles to 1e+13 particles");
    expect_refused({"--way", "dermapen", "--set", "needle_depth=5 mm"}, "0.2 mm to 3 mm");
    expect_refused({"--way", "stamp", "--area", "eyelids", "--set", "needle_depth=1.9 mm"},
                   "the skin of the eyelids");
    expect_refused({"--way", "dermapen", "--treated-cm2", "30000"}, "the whole body has 17000");
    expect_refused({"--way", "dermapen", "--area", "tail"}, "eyelids");
    expect_refused({"--way", "magic"}, "dermapen");
    expect_refused({"--way", "ultrasound", "--set", "skin_temperature=330 K"}, "298 K to 316 K");
    expect_refused({"--way", "ultrasound", "--set", "frequency=300 kHz"}, "20 to 100 kHz");
    expect_refused({"--way", "ultrasound", "--set", "frequency=3 mm"}, "kHz");
    expect_refused({"--way", "dermapen", "--set", "needle_lenght=3 mm"}, "needle_depth");
    expect_refused({"--way", "dermapen", "--skin", "burnt"}, "lesion");
    expect_refused({"--way", "dermapen", "--people", "0"}, "2 or more");
}

}  // namespace
}  // namespace vesikin::tests
