#include "vesikin/base/number_text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace vesikin::base {
namespace {

TEST(NumberTextTest, WholeNumbersAreDecimal) {
    EXPECT_EQ(whole_number("0"), 0U);
    EXPECT_EQ(whole_number("010"), 10U);  // not eight
    EXPECT_EQ(whole_number("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
}

TEST(NumberTextTest, NothingElseIsAWholeNumber) {
    for (const char* text : {"",      " ",     "18446744073709551616",
                             "0x10",  "0b1",   "1e3",
                             "+5",    "-1",    "-0",
                             " 5",    "5 ",    "5.",
                             "5.0",   "nan",   "inf",
                             "1_000", "1'000", "1,000",
                             "１０",  "5\n"}) {
        EXPECT_FALSE(whole_number(text)) << text;
    }
}

TEST(NumberTextTest, NumbersAreDecimalAndFinite) {
    EXPECT_EQ(decimal_number("010"), 10.0);
    EXPECT_EQ(decimal_number("-0.5"), -0.5);
    EXPECT_EQ(decimal_number("1e3"), 1000.0);
    EXPECT_EQ(decimal_number("5."), 5.0);
    for (const char* text : {"", "0x10", "+5", " 5", "5 ", "nan", "-nan", "inf", "-inf", "infinity",
                             "1e999", "1_000", "1,5", "１０", "1e", "--1", "5d"}) {
        EXPECT_FALSE(decimal_number(text)) << text;
    }
}

}  // namespace
}  // namespace vesikin::base
