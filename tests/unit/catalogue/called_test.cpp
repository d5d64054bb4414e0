// Things found by what people call them.
#include "vesikin/catalogue/called.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vesikin::catalogue {
namespace {

struct Thing {
    std::string name;
    Label label;
    std::vector<std::string> aliases;
};

const std::vector<Thing> things{
    {.name = "face_cream", .label = Label("Cream", {{"ja", "顔用クリーム"}}), .aliases = {"face"}},
    {.name = "face", .label = Label("Face", {{"ja", "顔"}}), .aliases = {}},
    {.name = "neck", .label = Label("Neck", {{"ja", "首"}}), .aliases = {"Collum"}}};

std::string found(std::string_view text) {
    return find_called(things, text, "target").name;
}

TEST(FindCalledTest, ByNameLabelOfAnyLanguageAndAliasWhateverTheCase) {
    EXPECT_EQ(found("neck"), "neck");
    EXPECT_EQ(found("NECK"), "neck");
    EXPECT_EQ(found("首"), "neck");
    EXPECT_EQ(found("collum"), "neck");
    EXPECT_EQ(found("顔用クリーム"), "face_cream");
}

TEST(FindCalledTest, ANameGoesBeforeAnotherThingsAlias) {
    EXPECT_EQ(found("face"), "face");
    EXPECT_EQ(found("Face"), "face");
}

TEST(FindCalledTest, WhatThereIsNotIsRefusedWithWhatIsPerhapsMeant) {
    try {
        static_cast<void>(found("colum"));
        FAIL();
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(),
                    testing::AllOf(testing::HasSubstr("target"), testing::HasSubstr("colum"),
                                   testing::HasSubstr("face_cream, face, neck"),
                                   testing::HasSubstr("perhaps neck")));
    }
}

}  // namespace
}  // namespace vesikin::catalogue
