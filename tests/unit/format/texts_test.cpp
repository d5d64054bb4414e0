// Texts that a person reads: the same in every language, and without promises or verdicts.
#include "vesikin/format/data/texts.hpp"
#include "support/shipped_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "support/banned_words.hpp"
#include "support/delivery_fixture.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/outcome/list.hpp"
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

/// The files of texts, by the names they are asked for.
std::vector<std::string> names_of_texts() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(texts_folder / "en")) {
        names.push_back(entry.path().stem().string());
    }
    return names;
}

TEST(TextsTest, EveryFileLoadsInEveryLanguage) {
    const std::vector<std::string> names = names_of_texts();
    EXPECT_GE(names.size(), 11U);
    for (const std::string& name : names) {
        for (const std::string& language : text_languages(tests::shipped_data())) {
            EXPECT_FALSE(load_texts(tests::shipped_data(), language, {name}).all().empty())
                << language << " " << name;
        }
    }
}

TEST(TextsTest, EveryOutcomeThatIsSeenHasItsNameAndMeaningBesideEnglish) {
    for (const std::string& language : text_languages(tests::shipped_data())) {
        const Texts texts = load_texts(tests::shipped_data(), language, {name_texts});
        for (const outcome::Outcome& outcome : outcome::seen_outcomes()) {
            EXPECT_EQ(texts.all().contains("outcome_" + outcome.name), language != "en")
                << outcome.name;
            EXPECT_EQ(
                translated(texts, "meaning_", outcome.name, outcome.meaning) == outcome.meaning,
                language == "en")
                << outcome.name;
        }
    }
}

/// Whether a source asks for a key, as a whole or as "prefix_{}", or as a head of a table.
bool asks_for(const std::string& source, const std::string& key) {
    const auto has = [&](const std::string& literal) {
        return source.find("\"" + literal + "\"") != std::string::npos;
    };
    if (has(key) || (key.starts_with("head_") && has(key.substr(5)))) {
        return true;
    }
    for (std::size_t at = key.find('_'); at != std::string::npos; at = key.find('_', at + 1)) {
        if (has(key.substr(0, at) + "_{}")) {
            return true;
        }
    }
    return false;
}

TEST(TextsTest, CommandsAskForTheirKeysAndForNoOthers) {
    const fs::path cli = fs::path(VESIKIN_DATA_FOLDER).parent_path() / "src" / "vesikin" / "cli";
    std::string all;
    for (const auto& entry : fs::directory_iterator(cli)) {
        all += read_text_file(entry.path());
    }
    const std::vector<std::string> shared = required_text_keys("terminal");
    for (const std::string& key : shared) {
        EXPECT_TRUE(asks_for(all, key)) << "nothing asks for " << key << " of terminal";
    }
    int commands = 0;
    for (const std::string& name : names_of_texts()) {
        const fs::path file = cli / (name + "_command.cpp");
        if (!fs::exists(file)) {
            continue;
        }
        ++commands;
        const std::string source = read_text_file(file);
        const std::vector<std::string> own = required_text_keys(name);
        for (const std::string& key : own) {
            EXPECT_TRUE(asks_for(source, key)) << "nothing asks for " << key << " of " << name;
        }
        for (const char* call : {"words(\"", "words.fill(\""}) {
            for (std::size_t at = source.find(call); at != std::string::npos;
                 at = source.find(call, at + 1)) {
                const std::size_t begin = at + std::string(call).size();
                const std::string key = source.substr(begin, source.find('"', begin) - begin);
                EXPECT_TRUE(std::ranges::binary_search(own, key) ||
                            std::ranges::binary_search(shared, key))
                    << name << " asks for " << key;
            }
        }
    }
    EXPECT_EQ(commands, 10);
}

const std::vector<std::string> page_files{"page", "trial_page", "patient_page", "deliver_page",
                                          "validate_page"};

void expect_same_keys(const Texts& texts, const Texts& english, const std::string& name) {
    for (const auto& [key, text] : english.all()) {
        ASSERT_TRUE(texts.all().contains(key)) << texts.language() << " lacks " << key;
        EXPECT_EQ(braces_of(texts(key)), braces_of(text)) << texts.language() << " " << key;
        EXPECT_FALSE(texts(key).empty()) << texts.language() << " " << key;
    }
    for (const auto& [key, text] : texts.all()) {
        const bool is_new = texts.language() != "en" && is_translation(name, key);
        EXPECT_NE(english.all().contains(key), is_new) << texts.language() << " " << key;
    }
}

TEST(TextsTest, EveryLanguageHasTheSameKeysAndBraces) {
    std::vector<std::string> names = page_files;
    names.insert(names.end(), {"comparison", "names"});
    for (const std::string& language : text_languages(tests::shipped_data())) {
        for (const std::string& name : names) {
            expect_same_keys(load_texts(tests::shipped_data(), language, {name}),
                             load_texts(tests::shipped_data(), "en", {name}), name);
        }
        const Texts texts = load_texts(tests::shipped_data(), language, {"comparison"});
        for (const outcome::Marker& marker : outcome::all_markers()) {
            EXPECT_TRUE(texts.all().contains("marker_" + std::string(marker.name)))
                << language << " " << marker.name;
        }
    }
}

TEST(TextsTest, EveryUncertainNumberHasANameThatPeopleRead) {
    for (const std::string& language : text_languages(tests::shipped_data())) {
        const Texts texts = load_texts(tests::shipped_data(), language, {"comparison"});
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
    EXPECT_GT(files, 30);
}

TEST(TextsTest, TheCheckFindsWhatItShould) {
    EXPECT_THAT(tests::banned_words_in("It cures eczema."), testing::ElementsAre("cures"));
    EXPECT_THAT(tests::banned_words_in("The Best way"), testing::ElementsAre("best"));
    EXPECT_THAT(tests::banned_words_in("必ず治ります"), testing::Contains("必ず"));
    EXPECT_THAT(tests::banned_words_in("secure, bestow, procured"), testing::IsEmpty());
}

/// What is said of texts of which one, in one language, was changed; nothing when they load.
std::string said_of(const std::string& language, const std::string& line,
                    const std::string& instead, const std::string& name = "comparison") {
    const tests::TemporaryFolder folder;
    for (const std::string& each : text_languages(tests::shipped_data())) {
        fs::create_directories(folder.path() / "texts" / each);
        fs::copy(texts_folder / each / (name + ".toml"), folder.path() / "texts" / each);
    }
    const fs::path file = folder.path() / "texts" / language / (name + ".toml");
    std::string text = read_text_file(file);
    const std::size_t begin = text.find("\n" + line);
    EXPECT_NE(begin, std::string::npos) << line;
    text.replace(begin + 1, text.find('\n', begin + 1) - begin - 1, instead);
    write_text_file(file, text);
    // The other language is asked for: all are checked, whichever is used.
    try {
        static_cast<void>(
            load_texts(FolderSource(folder.path()), language == "en" ? "ja" : "en", {name}));
    } catch (const base::InputError& error) {
        return error.what();
    }
    return {};
}

TEST(TextsTest, EveryMissingKeyOfEveryLanguageIsNamed) {
    for (const std::string& language : text_languages(tests::shipped_data())) {
        for (const std::string& key : required_text_keys("comparison")) {
            const std::string message = said_of(language, key + " = ", "");
            EXPECT_THAT(message, testing::HasSubstr(language + "/comparison.toml: " + key));
        }
    }
    EXPECT_THAT(said_of("ja", "number_leak = ", ""), testing::HasSubstr(": number_leak"));
}

TEST(TextsTest, EveryMissingKeyOfAPageIsNamedInEveryLanguage) {
    for (const std::string& language : text_languages(tests::shipped_data())) {
        for (const std::string& name : page_files) {
            const tests::TemporaryFolder folder;
            fs::copy(texts_folder, folder.path() / "texts", fs::copy_options::recursive);
            write_text_file(folder.path() / "texts" / language / (name + ".toml"),
                            "[texts]\nnobody_asks = \"x\"\n");
            std::string message;
            try {
                static_cast<void>(load_texts(FolderSource(folder.path()), "en", {name}));
            } catch (const base::InputError& error) {
                message = error.what();
            }
            const std::string file = language + "/" + name + ".toml: ";
            EXPECT_THAT(message, testing::HasSubstr(file + "nobody_asks: given an unknown key"));
            const std::vector<std::string> required = required_text_keys(name);
            EXPECT_TRUE(std::ranges::is_sorted(required)) << name;
            EXPECT_GT(required.size(), 8U) << name;
            for (const std::string& key : required) {
                EXPECT_THAT(message, testing::HasSubstr(file + key + ": given nothing"));
            }
        }
    }
}

TEST(TextsTest, WhatEnglishTakesFromTheProgramHasANameInEveryOtherLanguage) {
    for (const std::string& language : text_languages(tests::shipped_data())) {
        const Texts texts = load_texts(tests::shipped_data(), language, {name_texts});
        for (const std::string& key : translation_keys()) {
            EXPECT_EQ(texts.all().contains(key), language != "en") << language << " " << key;
        }
    }
    const std::vector<std::string> keys = translation_keys();
    EXPECT_THAT(keys, testing::IsSupersetOf({"outcome_easi_75", "meaning_itch", "outcome_il13"}));
    EXPECT_THAT(keys, testing::IsSupersetOf({"exclusion_baseline_EASI_outside_the_band",
                                             "exclusion_EASI_reached_the_ceiling",
                                             "exclusion_simulation_failed"}));
    EXPECT_THAT(keys, testing::Not(testing::Contains("exclusion_included")));
    EXPECT_EQ(text_key("reference_", "placebo + constant"), "reference_placebo_constant");
}

TEST(TextsTest, ANameOfNothingIsRefusedAndAMissingOneIsEnglish) {
    EXPECT_THAT(said_of("ja", "outcome_itch = ", "outcome_icth = \"x\"", "names"),
                testing::HasSubstr(": outcome_icth: given an unknown key"));
    EXPECT_THAT(said_of("en", "mark_read = ", "mark_read = \"x\"\noutcome_itch = \"x\"", "names"),
                testing::HasSubstr("en/names.toml: outcome_itch: given an unknown key"));
    EXPECT_THAT(said_of("ja", "week = ", "week = \"x\"\noutcome_itch = \"x\"", "page"),
                testing::HasSubstr("ja/page.toml: outcome_itch: given an unknown key"));
    EXPECT_EQ(said_of("ja", "outcome_itch = ", "", "names"), "");
    EXPECT_THAT(said_of("ja", "week_at = ", "week_at = \"{weak}\"", "page"),
                testing::HasSubstr(": week_at: given the braces {weak}"));
}

TEST(TextsTest, OfTwoFilesTheFirstIsHeard) {
    const auto both = load_all_texts(tests::shipped_data(), {"deliver_page", "comparison"});
    const Texts page = load_texts(tests::shipped_data(), "en", {"deliver_page"});
    const Texts other = load_texts(tests::shipped_data(), "en", {"comparison"});
    EXPECT_EQ(both.front().language(), "en");
    EXPECT_NE(page("title"), other("title"));
    EXPECT_EQ(both.front()("title"), page("title"));
    EXPECT_EQ(both.front()("number_leak"), other("number_leak"));
}

TEST(TextsTest, KeysThatNobodyAsksForAndOtherBracesAreNamed) {
    EXPECT_THAT(said_of("ja", "title = ", "titel = \"x\""),
                testing::AllOf(testing::HasSubstr(": titel: given an unknown key"),
                               testing::HasSubstr(": title: given nothing")));
    EXPECT_THAT(said_of("ja", "stopped = ", "stopped = \"{world}\""),
                testing::HasSubstr(": stopped: given the braces {world}"));
    EXPECT_THAT(said_of("en", "title = ", "title = \"\""), testing::HasSubstr("an empty text"));
    EXPECT_THAT(said_of("en", "title = ", "title = 3"), testing::HasSubstr("not a string"));
    EXPECT_EQ(said_of("en", "title = ", "title = \"Another\""), "");
    for (const char* unit : {"0", "-1", "a thousand", "1,000", "nan"}) {
        EXPECT_THAT(
            said_of("ja",
                    "glance_cost_unit = ", "glance_cost_unit = \"" + std::string(unit) + "\""),
            testing::AllOf(testing::HasSubstr(": glance_cost_unit: given " + std::string(unit)),
                           testing::HasSubstr("a number above 0")));
    }
}

TEST(TextsTest, AMissingFileIsNamed) {
    const tests::TemporaryFolder folder;
    fs::copy(texts_folder, folder.path() / "texts", fs::copy_options::recursive);
    fs::remove(folder.path() / "texts" / "ja" / "comparison.toml");
    try {
        static_cast<void>(load_texts(FolderSource(folder.path()), "en", {"comparison"}));
        FAIL();
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("ja/comparison.toml"),
                                                 testing::HasSubstr("no such file")));
    }
}

/// Words in quotes after `call` in the sources that write for a person.
std::set<std::string> asked_by(const std::string& call) {
    std::set<std::string> keys;
    for (const char* folder : {"format", "service", "cli"}) {
        const fs::path sources =
            fs::path(VESIKIN_DATA_FOLDER).parent_path() / "src" / "vesikin" / folder;
        for (const auto& entry : fs::directory_iterator(sources)) {
            if (entry.path().extension() != ".cpp") {
                continue;
            }
            const std::string text = read_text_file(entry.path());
            for (std::size_t at = text.find(call); at != std::string::npos;
                 at = text.find(call, at + 1)) {
                std::size_t begin = text.find_first_not_of(" \n", at + call.size());
                if (begin != std::string::npos && text[begin] == '"') {
                    ++begin;
                    keys.insert(text.substr(begin, text.find('"', begin) - begin));
                }
            }
        }
    }
    return keys;
}

TEST(TextsTest, WhatTheProgramAsksForIsRequired) {
    std::vector<std::string> required = required_text_keys("comparison");
    std::ranges::copy(required_text_keys("planner"), std::back_inserter(required));
    int found = 0;
    for (const char* call : {"t_(", "t_.fill(", "record.texts(", "texts.fill("}) {
        for (const std::string& key : asked_by(call)) {
            if (!key.ends_with('_')) {  // a key is put together: rows, markers
                EXPECT_THAT(required, testing::Contains(key)) << call;
                ++found;
            }
        }
    }
    EXPECT_GT(found, 30);
}

TEST(TextsTest, AnUnknownLanguageIsRefusedWithThoseThereAre) {
    try {
        static_cast<void>(load_texts(tests::shipped_data(), "fr", {"comparison"}));
        FAIL();
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("en"));
        EXPECT_THAT(error.what(), testing::HasSubstr("ja"));
    }
}

}  // namespace
}  // namespace vesikin::format
