// Texts that a person reads: the same in every language, and without promises or verdicts.
#include "vesikin/format/data/texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "support/banned_words.hpp"
#include "support/delivery_fixture.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/outcome/markers.hpp"

namespace vesikin::format {
namespace {

namespace fs = std::filesystem;

const fs::path texts_folder = fs::path(VESIKIN_DATA_FOLDER) / "texts";

std::set<std::string> braces_of(const std::string& text) {
    std::set<std::string> found;
    for (std::size_t open = text.find('{'); open != std::string::npos;
         open = text.find('{', open + 1)) {
        found.insert(text.substr(open, text.find('}', open) - open + 1));
    }
    return found;
}

TEST(TextsTest, EveryLanguageHasTheSameKeysAndBraces) {
    const Texts english = load_texts(VESIKIN_DATA_FOLDER, "en", "comparison");
    for (const std::string& language : text_languages(VESIKIN_DATA_FOLDER)) {
        const Texts texts = load_texts(VESIKIN_DATA_FOLDER, language, "comparison");
        for (const auto& [key, text] : english.all()) {
            ASSERT_TRUE(texts.all().contains(key)) << language << " lacks " << key;
            EXPECT_EQ(braces_of(texts(key)), braces_of(text)) << language << " " << key;
            EXPECT_FALSE(texts(key).empty()) << language << " " << key;
        }
        EXPECT_EQ(texts.all().size(), english.all().size()) << language;
        EXPECT_EQ(texts.borrowed(), std::vector<std::string>{}) << language;
        for (const outcome::Marker& marker : outcome::all_markers()) {
            EXPECT_TRUE(texts.all().contains("marker_" + std::string(marker.name)))
                << language << " " << marker.name;
        }
    }
}

TEST(TextsTest, EveryUncertainNumberHasANameThatPeopleRead) {
    for (const std::string& language : text_languages(VESIKIN_DATA_FOLDER)) {
        const Texts texts = load_texts(VESIKIN_DATA_FOLDER, language, "comparison");
        const auto expect_named = [&](const std::string& name) {
            EXPECT_TRUE(texts.all().contains("number_" + name)) << language << " " << name;
        };
        expect_named("has_effect");
        for (const auto& unknown : tests::shipped_vesicles().unknowns) {
            if (unknown.spread.kind != catalogue::WorldSpread::Kind::fixed) {
                expect_named(unknown.name);
            }
        }
        for (const auto& route : tests::shipped_delivery().routes) {
            for (const auto& parameter : route.parameters) {
                if (parameter.inside.gsd > 1.0) {
                    expect_named(parameter.name);
                }
            }
        }
    }
}

TEST(TextsTest, NoTextPromisesOrJudges) {
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(texts_folder)) {
        if (entry.is_regular_file() && entry.path().filename() != "banned.toml") {
            ++files;
            EXPECT_EQ(tests::banned_words_in(read_text_file(entry.path())),
                      std::vector<std::string>{})
                << entry.path();
        }
    }
    EXPECT_EQ(files, 2);
}

TEST(TextsTest, TheCheckFindsWhatItShould) {
    EXPECT_THAT(tests::banned_words_in("It cures eczema."), testing::ElementsAre("cures"));
    EXPECT_THAT(tests::banned_words_in("The Best way"), testing::ElementsAre("best"));
    EXPECT_THAT(tests::banned_words_in("必ず治ります"), testing::Contains("必ず"));
    EXPECT_THAT(tests::banned_words_in("secure, bestow, procured"), testing::IsEmpty());
}

TEST(TextsTest, AnUnknownLanguageIsRefusedWithThoseThereAre) {
    try {
        static_cast<void>(load_texts(VESIKIN_DATA_FOLDER, "fr", "comparison"));
        FAIL();
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("en"));
        EXPECT_THAT(error.what(), testing::HasSubstr("ja"));
    }
}

}  // namespace
}  // namespace vesikin::format
