#include "vesikin/base/message.hpp"

#include <gtest/gtest.h>

#include "vesikin/base/error.hpp"

namespace vesikin::base {
namespace {

/// Another language for two patterns, and another name for fields.
const Wording wording{.pattern = [](std::string_view english) -> std::string {
                          if (english == "a number from {} to {}") {
                              return "{1}まで、{0}から";
                          }
                          if (english == "no {}") {
                              return "{} なし";
                          }
                          return std::string(english);
                      },
                      .field = [](std::string_view name) { return "--" + std::string(name); }};

TEST(MessageTest, FillsItsPlacesWithTextsNumbersAndMessages) {
    EXPECT_EQ(message("nothing").text(), "nothing");
    EXPECT_EQ(message("a number from {} to {}", 0.5, 12).text(), "a number from 0.5 to 12");
    EXPECT_EQ(message("{}; {}", message("no {}", "en"), std::string("{}")).text(), "no en; {}");
    EXPECT_EQ(message("{{{}}}", "a").text(), "{a}");
    EXPECT_EQ(quoted("x").text(), "\"x\"");
    EXPECT_EQ(as_written(1e-300).text(), "1e-300");
    EXPECT_EQ(as_written(18446744073709551615U).text(), "18446744073709551615");
}

TEST(MessageTest, IsSaidInAnotherLanguageAtEveryDepth) {
    EXPECT_EQ(message("a number from {} to {}", 1, 5).text(wording), "5まで、1から");
    EXPECT_EQ(message("given {}", message("no {}", "en")).text(wording), "given en なし");
}

TEST(MessageTest, WhatIsWrittenIsNeverTranslated) {
    EXPECT_EQ(as_written("no {}").text(wording), "no {}");
}

TEST(MessageTest, FieldsAreCalledAsWhoeverAskedCallsThem) {
    EXPECT_EQ(field("patients").text(), "patients");
    EXPECT_EQ(message("no {}", field("out")).text(wording), "--out なし");
}

TEST(MessageTest, ATranslationWithOtherPlacesDoesNotHideTheError) {
    for (const char* broken : {"{} {} {}", "{5}", "{", "{name}", "{:d}"}) {
        const Wording other{.pattern = [&](std::string_view) { return std::string(broken); },
                            .field = {}};
        EXPECT_EQ(message("no {}", "en").text(other), "no en") << broken;
    }
}

TEST(MessageTest, ProblemsAndFailuresAreShownInTheLanguageAndPrintable) {
    const ShownProblem words =
        shown({field("seed"), message("no {}", "\x1b[2J"), message("a number from {} to {}", 1, 2)},
              wording);
    EXPECT_EQ(words.where, "--seed");
    EXPECT_EQ(words.given, "\\x1b[2J なし");
    EXPECT_EQ(words.allowed, "2まで、1から");
    const EnvironmentError error(message("no {}", "disk"), as_written("/a"), message("no {}", "b"));
    EXPECT_STREQ(error.what(), "no disk: /a: no b");
    EXPECT_EQ(error.text(wording), "disk なし: /a: b なし");
}

}  // namespace
}  // namespace vesikin::base
