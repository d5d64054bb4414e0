// Texts in their plain form, and nearest words.
#include "vesikin/base/written_text.hpp"

#include <gtest/gtest.h>

namespace vesikin::base {
namespace {

TEST(PlainTextTest, MakesWidthCaseSpacesAndSignsOne) {
    EXPECT_EQ(plain_text("  ＥＡＳＩ－７５　（％） "), "easi-75 (%)");
    EXPECT_EQ(plain_text("0·5 µg/m²"), "0.5 ug/m2");
    EXPECT_EQ(plain_text("50 μg × 2, 6–11 y, ≥12"), "50 ug x 2, 6-11 y, >=12");
    EXPECT_EQ(plain_text("300㎎\t\tq2w\n"), "300mg q2w");
    EXPECT_EQ(plain_text("ﾃﾞｭﾋﾟｸｾﾝﾄ"), "デュピクセント");
    EXPECT_EQ(plain_text("ｳﾞ"), "ヴ");
    EXPECT_EQ(plain_text(""), "");
}

TEST(PlainTextTest, KeepsWhatIsNoTextReadable) {
    EXPECT_EQ(plain_text("a\xFF\xC3"), "a\uFFFD\uFFFD");
    EXPECT_EQ(plain_text("\xE3\x81"), "\uFFFD\uFFFD");
    EXPECT_EQ(utf8_of(characters_of("aé日𝛼")), "aé日𝛼");
}

TEST(NearestWordTest, AllowsOneChangeInThreeCharacters) {
    const std::vector<std::string> known{"every", "weekly", "children", "小児"};
    EXPECT_EQ(nearest_word("evry", known), "every");         // one lost of four
    EXPECT_EQ(nearest_word("chidlren", known), "children");  // two swapped
    EXPECT_EQ(nearest_word("wekkly", known), "weekly");
    EXPECT_EQ(nearest_word("moon", known), "");
    EXPECT_EQ(nearest_word("", known), "");
    EXPECT_EQ(nearest_word(std::string(10'000, 'e'), known), "");
}

TEST(NearestWordTest, APartOfAKnownWordMeansItWhereNoneIsNear) {
    const std::vector<std::string> known{"iv_push", "iv_drip", "stamp"};
    EXPECT_EQ(perhaps_meant("drip", known), "iv_drip");
    EXPECT_EQ(perhaps_meant("stmp", known), "stamp");
    EXPECT_EQ(perhaps_meant("iv", known), "");  // a part of two
    EXPECT_EQ(perhaps_meant("moon", known), "");
    EXPECT_EQ(one_of(known, perhaps_meant("drip", known)).text(),
              "one of iv_push, iv_drip, stamp; perhaps iv_drip");
    EXPECT_EQ(one_of(known, perhaps_meant("moon", known)).text(), "one of iv_push, iv_drip, stamp");
}

}  // namespace
}  // namespace vesikin::base
