// The deliver command as a person uses it: files, and refusals with what is allowed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "support/browser.hpp"

namespace vesikin::tests {
namespace {

using testing::HasSubstr;

Ended deliver(std::vector<std::string> arguments) {
    std::vector<std::string> base{"deliver", "--data", VESIKIN_DATA_FOLDER};
    for (const char* size : {"--people", "--worlds"}) {
        if (std::ranges::find(arguments, size) == arguments.end()) {
            base.insert(base.end(), {size, "4"});
        }
    }
    arguments.insert(arguments.begin(), base.begin(), base.end());
    return run_program(arguments);
}

TEST(DeliverCommandTest, WritesATableAndAPageForEveryWay) {
    const TemporaryFolder folder;
    const auto out = folder.path() / "out";
    const Ended ended = deliver({"--way", "all", "--out", out.string()});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(file_text(out / "delivery.html"), testing::Not(HasSubstr("src=\"http")));
    const std::string page = shown_by_browser(out / "delivery.html");
    EXPECT_THAT(page, HasSubstr("simulation, research and education"));
    for (const char* way : {"dermapen", "iv_drip", "ultrasound"}) {
        EXPECT_THAT(page, HasSubstr(std::string("data-way=\"") + way + "\""));
    }
    EXPECT_THAT(page, testing::ContainsRegex("id=\"script-errors\"[^>]*></"));
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
    const std::string particles = "0 particles to 1e+13 particles";
    for (const char* dose : {"-1e10", "1e14"}) {
        expect_refused({"--way", "dermapen", "--dose", dose}, particles);
    }
    for (const char* dose : {"nan", "inf"}) {
        expect_refused({"--way", "dermapen", "--dose", dose}, "decimal digits");
    }
    expect_refused({"--way", "dermapen", "--set", "needle_depth=5 mm"}, "0.2 mm to 3 mm");
    expect_refused({"--way", "dermapen", "--set", "needle_depth=nan mm"}, "decimal digits");
    expect_refused({"--way", "dermapen", "--set", "needle_depth=inf mm"}, "decimal digits");
    expect_refused({"--way", "dermapen", "--set", "needle_depth=-1 mm"}, "0.2 mm to 3 mm");
    // A dimension needs its unit, and a number its decimal digits.
    for (const char* setting :
         {"needle_depth=1", "needle_depth=1 ", "needle_depth=0x1 mm", "needle_depth=+1 mm",
          "needle_depth=1 500 um", "needle_depth=1,5 mm", "needle_depth=1_0 mm", "needle_depth=mm",
          "needle_depth="}) {
        expect_refused({"--way", "dermapen", "--set", setting}, "unit like mm");
    }
    expect_refused({"--way", "dermapen", "--way", "dermapen"}, "each way once");
    expect_refused({"--way", "dermapen", "--set", "occlusion=0.5 mm"}, "1");
    expect_refused({"--way", "dermapen", "--set", "volume=2 ml", "--set", "volume=3 ml"},
                   "each setting once");
    expect_refused({"--way", "dermapen", "--set", "volume=0 ml"}, "1 ml to 5 ml");
    expect_refused({"--way", "dermapen", "--set", "occlusion=1.5"}, "0 to 1");
    expect_refused({"--way", "stamp", "--area", "eyelids", "--set", "needle_depth=1.9 mm"},
                   "the skin of the eyelids");
    expect_refused({"--way", "dermapen", "--treated-cm2", "30000"}, "the whole body has 17000");
    expect_refused({"--way", "dermapen", "--treated-cm2", "-5"}, "1 to 400 cm2");
    expect_refused({"--way", "dermapen", "--treated-cm2", "nan"}, "decimal digits");
    expect_refused({"--way", "iv_drip", "--area", "whole_body", "--treated-cm2", "17001"},
                   "1 to 17000 cm2");
    expect_refused({"--way", "dermapen", "--area", "tail"}, "eyelids");
    expect_refused({"--way", "magic"}, "dermapen");
    expect_refused({"--way", "ultrasound", "--set", "skin_temperature=330 K"}, "298 K to 316 K");
    expect_refused({"--way", "ultrasound", "--set", "skin_temperature=40 degC"}, "K");
    expect_refused({"--way", "ultrasound", "--set", "frequency=300 kHz"},
                   "20 kHz to 100 kHz, or 700 kHz to 10000 kHz");
    expect_refused({"--way", "ultrasound", "--set", "frequency=1 kHz"}, "20 kHz to 100 kHz");
    expect_refused({"--way", "ultrasound", "--set", "frequency=3 mm"}, "kHz");
    expect_refused({"--way", "iv_drip", "--set", "infusion_time=0 minute"}, "15 minute");
    expect_refused({"--way", "dermapen", "--set", "needle_lenght=3 mm"}, "needle_depth");
    expect_refused({"--way", "dermapen", "--set", "needle_depth"}, "NAME=VALUE UNIT");
    expect_refused({"--way", "dermapen", "--skin", "burnt"}, "lesion");
    expect_refused({"--way", "dermapen", "--sex", "x"}, "female, male, both");
    expect_refused({"--way", "dermapen", "--people", "0"}, "2 or more");
    expect_refused({"--way", "dermapen", "--people", "4000000000"}, "at most 100000");
}

/// The median of a row of delivery.csv that starts with `head`.
double median_of(const std::string& csv, const std::string& head) {
    const std::size_t row = csv.find("\n" + head);
    EXPECT_NE(row, std::string::npos) << head;
    constexpr int column_of_median = 7;
    std::size_t at = row + 1;
    for (int column = 0; column < column_of_median; ++column) {
        at = csv.find(',', at) + 1;
    }
    return std::stod(csv.substr(at));
}

double measured(std::vector<std::string> arguments, const std::string& head) {
    const TemporaryFolder folder;
    arguments.insert(arguments.end(), {"--out", folder.path().string()});
    const Ended ended = deliver(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    return median_of(file_text(folder.path() / "delivery.csv"), head);
}

TEST(DeliverCommandTest, RepeatsClearFasterAndSaturationSlower) {
    const std::string head = "iv_push,measure,plasma_exposure";
    // In the median world of 30 repeats do shorten circulation; in some of four they need not.
    const double first = measured({"--way", "iv_push", "--worlds", "30"}, head);
    EXPECT_LT(measured({"--way", "iv_push", "--worlds", "30", "--set", "dose_number=6"}, head),
              first);
    const std::vector<std::string> huge{"--way", "iv_push", "--dose", "1e13"};
    std::vector<std::string> saturable = huge;
    saturable.insert(saturable.end(), {"--set", "saturable_uptake=1"});
    EXPECT_GT(measured(saturable, head), 1.1 * measured(huge, head));
}

TEST(DeliverCommandTest, AFixedNeedleOnAThinCheekStatesWhatGoesBelowTheDermis) {
    const std::string head = "stamp,measure,below_dermis";
    const std::vector<std::string> cheek{"--way", "stamp",  "--area", "cheek",
                                         "--sex", "female", "--set"};
    const auto below = [&](const char* depth) {
        std::vector<std::string> arguments = cheek;
        arguments.emplace_back(depth);
        return measured(arguments, head) /
               measured(arguments, "stamp,measure,reached_skin");  // of each that went in
    };
    EXPECT_GT(below("needle_depth=1.5 mm"), 3.0);
    EXPECT_LT(below("needle_depth=0.6 mm"), 0.3);
}

TEST(DeliverCommandTest, WithoutVesiclesTheNeedleStillOpensTheBarrier) {
    const std::vector<std::string> sham{"--way", "dermapen", "--dose", "0"};
    EXPECT_EQ(measured(sham, "dermapen,measure,dermis_per_cm2"), 0.0);
    EXPECT_GT(measured(sham, "dermapen,measure,open_area"), 0.0);
}

TEST(DeliverCommandTest, BloodReachesUntreatedSkinAndTheOtherWaysDoNot) {
    EXPECT_GT(measured({"--way", "iv_drip"}, "iv_drip,measure,untreated_per_cm2"), 0.0);
    EXPECT_EQ(measured({"--way", "stamp"}, "stamp,measure,untreated_per_cm2"), 0.0);
}

TEST(DeliverCommandTest, ASeventhWayWithKnownPhysicsIsOneDataFile) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    std::filesystem::copy(VESIKIN_DATA_FOLDER, data, std::filesystem::copy_options::recursive);
    std::string route = file_text(data / "routes/ultrasound.toml");
    const auto replace = [&](std::string_view from, std::string_view to) {
        const std::size_t at = route.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        route.replace(at, from.size(), to);
    };
    replace("name = \"ultrasound\"", "name = \"warm_ultrasound\"");
    replace("label = { en = \"Ultrasound\"", "label = { en = \"Warm ultrasound\"");
    std::ofstream(data / "routes/warm_ultrasound.toml") << route;
    const Ended ended = run_program({"deliver", "--data", data.string(), "--way", "warm_ultrasound",
                                     "--people", "4", "--worlds", "4"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("Warm ultrasound"));
}

TEST(DeliverCommandTest, AStoppedRunEndsInOrderAndWritesNothing) {
    const TemporaryFolder folder;
    // 90,000 sessions of six ways take well over ten seconds.
    Program program({"deliver", "--data", VESIKIN_DATA_FOLDER, "--way", "all", "--people", "300",
                     "--worlds", "300", "--out", folder.path().string()});
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    program.signal(SIGINT);
    const Ended ended = program.wait();
    EXPECT_EQ(ended.exit_code, interrupted);
    EXPECT_THAT(ended.out, HasSubstr("STOPPED EARLY"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "delivery.csv"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "delivery.html"));
}

}  // namespace
}  // namespace vesikin::tests
