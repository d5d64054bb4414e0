#include "vesikin/base/shown_text.hpp"

#include <gtest/gtest.h>

#include "vesikin/base/error.hpp"

namespace vesikin::base {
namespace {

TEST(ShownTextTest, OrdinaryTextOfAnyScriptStaysAsItIs) {
    for (const char* text : {"", "Dupilumab 300 mg", "IFN-γ ± 0.5", "アトピー性皮膚炎", "naïve",
                             "C:\\data\\x", "100 %"}) {
        EXPECT_EQ(printable(text), text);
    }
}

TEST(ShownTextTest, WhatSteersATerminalIsWrittenOut) {
    EXPECT_EQ(printable("a\x1b[31mred\x1b[0m"), "a\\x1b[31mred\\x1b[0m");
    EXPECT_EQ(printable("\a\b\x7f"), "\\x07\\x08\\x7f");
    EXPECT_EQ(printable("two\nlines\r\tand"), "two\\nlines\\r\\tand");
    EXPECT_EQ(printable("\u009b31m"), "\\u009b31m");           // C1: another ESC [
    EXPECT_EQ(printable("\u202egnp.exe"), "\\u202egnp.exe");   // right to left from here
    EXPECT_EQ(printable("\u2066x\u2069"), "\\u2066x\\u2069");  // isolates
    EXPECT_EQ(printable("pla\u200bcebo"), "pla\\u200bcebo");   // no width, another name
    EXPECT_EQ(printable("a\u2028b"), "a\\u2028b");
    EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a\\x00b");
    EXPECT_EQ(printable("\U000E0041"), "\\U000e0041");
}

TEST(ShownTextTest, BytesThatAreNoUtf8AreWrittenOut) {
    EXPECT_EQ(printable("caf\xe9"), "caf\\xe9");              // Latin-1
    EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");           // overlong
    EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // half of a pair
    EXPECT_EQ(printable("\xe3\x81"), "\\xe3\\x81");           // cut off
}

TEST(ShownTextTest, WhatIsPrintableStaysSo) {
    const std::string once = printable("a\x1b\n\u202e\xff");
    EXPECT_EQ(printable(once), once);
}

TEST(ShownTextTest, LongTextEndsInAnEllipsis) {
    EXPECT_EQ(printable("abcdef", 6), "abcdef");
    EXPECT_EQ(printable("abcdefg", 6), "abcde…");
    // Wide characters count two columns: あい takes four, and う would leave no room for the
    // ellipsis.
    EXPECT_EQ(printable("あいうえ", 6), "あい…");
    EXPECT_EQ(shown_width(printable(std::string(5000, 'x'))), widest_name);
}

TEST(ShownTextTest, ErrorsHoldPrintableText) {
    const InputError error(as_written("trial.toml:3: \x1b]0;title\a"),
                           as_written("\"\x1b[2J" + std::string(9000, 'x')),
                           message("one of {}", "a\u202eb"));
    const ShownProblem words = shown(error.problems()[0]);
    EXPECT_EQ(words.where, "trial.toml:3: \\x1b]0;title\\x07");
    EXPECT_EQ(words.given.substr(0, 9), "\"\\x1b[2Jx");
    EXPECT_LT(words.given.size(), 300U);
    EXPECT_EQ(words.allowed, "one of a\\u202eb");
    EXPECT_EQ(std::string(error.what()).find('\x1b'), std::string::npos);
    EXPECT_EQ(std::string(
                  EnvironmentError(message("cannot write"), as_written("\x1b[1m"), as_written("no"))
                      .what()),
              "cannot write: \\x1b[1m: no");
}

}  // namespace
}  // namespace vesikin::base
