#include "vesikin/cli/terminal.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <limits>

namespace vesikin::cli {
namespace {

TEST(TextTableTest, TextColumnsAreLeftAlignedWhereverTheyStand) {
    EXPECT_EQ(text_table({"n", "unit"}, {{"7", "1"}, {"12", "1/week"}, {"3", "day"}}),
              " n  unit\n"
              "----------\n"
              " 7  1\n"
              "12  1/week\n"
              " 3  day\n");
}

TEST(TextTableTest, AlignsTextLeftAndNumbersRight) {
    EXPECT_EQ(text_table({"arm", "mean"}, {{"placebo", "1.5"}, {"x", "-10.25"}}),
              "arm        mean\n"
              "---------------\n"
              "placebo     1.5\n"
              "x        -10.25\n");
}

TEST(TextTableTest, CountsCharactersNotBytes) {
    // "IFN-γ" takes five columns and six bytes.
    EXPECT_EQ(text_table({"drug", "Δ"}, {{"IFN-γ", "1"}, {"abcde", "22"}}),
              "drug    Δ\n"
              "---------\n"
              "IFN-γ   1\n"
              "abcde  22\n");
}

TEST(TextTableTest, CellsCannotSteerTheTerminal) {
    EXPECT_EQ(text_table({"arm", "n"}, {{"\x1b[2Ja\nb", "1"}}),
              "arm          n\n"
              "--------------\n"
              "\\x1b[2Ja\\nb  1\n");
    EXPECT_EQ(wrapped_pairs({{"a\ab", "\u202ec"}}),
              "  a\\x07b" + std::string(34, ' ') + "  \\u202ec\n");
}

TEST(TextTableTest, AWordLongerThanItsColumnIsBroken) {
    EXPECT_EQ(wrapped_pairs({{std::string(45, 'a') + " b", "c"}}),
              "  " + std::string(40, 'a') + "  c\n" + "  aaaaa b" + std::string(33, ' ') + "  \n");
}

TEST(TextTableTest, HeaderAloneIsATable) {
    EXPECT_EQ(text_table({"a", "bb"}, {}), "a  bb\n-----\n");
}

TEST(SparklineTest, RisesFromTheSmallestToTheLargest) {
    constexpr std::array<double, 8> values{0, 1, 2, 3, 4, 5, 6, 7};
    EXPECT_EQ(sparkline(values, 8), "▁▂▃▄▅▆▇█");
    constexpr std::array<double, 3> fall{10.0, 5.0, -10.0};
    EXPECT_EQ(sparkline(fall, 3), "█▆▁");  // 5 is three quarters up: 5.25 of 7 steps
}

TEST(SparklineTest, FlatValuesAreALowLine) {
    constexpr std::array<double, 4> values{3.0, 3.0, 3.0, 3.0};
    EXPECT_EQ(sparkline(values, 4), "▁▁▁▁");
}

TEST(SparklineTest, PicksFirstAndLastValueWhateverTheWidth) {
    std::array<double, 100> values{};
    values.back() = 1.0;
    EXPECT_EQ(sparkline(values, 5), "▁▁▁▁█");
    constexpr std::array<double, 2> two{0.0, 1.0};
    EXPECT_EQ(sparkline(two, 4), "▁▁▁█");
}

TEST(SparklineTest, OneValueAndNoWidth) {
    constexpr std::array<double, 1> one{5.0};
    EXPECT_EQ(sparkline(one, 3), "▁▁▁");
    EXPECT_EQ(sparkline(one, 0), "");
    EXPECT_EQ(sparkline(one, 1), "▁");
}

TEST(SparklineTest, NoValuesAreNoLine) {
    EXPECT_EQ(sparkline({}, 10), "");
}

TEST(EnvironmentLanguageTest, TheFirstVariableThatSaysAnythingDecides) {
    const std::vector<std::string> languages{"en", "ja"};
    const auto asked = [&](const char* all, const char* messages, const char* lang) {
        setenv("LC_ALL", all, 1);
        setenv("LC_MESSAGES", messages, 1);
        setenv("LANG", lang, 1);
        return environment_language(languages);
    };
    EXPECT_EQ(asked("", "", "ja_JP.UTF-8"), "ja");
    EXPECT_EQ(asked("", "ja.UTF-8", "en_GB"), "ja");
    EXPECT_EQ(asked("", "C", "ja_JP"), "en");
    EXPECT_EQ(asked("ja@x", "C", "C"), "ja");
    EXPECT_EQ(asked("C", "ja", "ja"), "en");
    EXPECT_EQ(asked("", "", "fr_FR"), "en");
    EXPECT_EQ(asked("", "", ""), "en");
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    unsetenv("LANG");
    EXPECT_EQ(environment_language(languages), "en");
    EXPECT_EQ(environment_language({}), "en");
}

}  // namespace
}  // namespace vesikin::cli
