// What the program says in English by itself, in every other language: every pattern of the
// sources, and no other.
#include "vesikin/format/data/translations.hpp"
#include "support/shipped_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/args.h>
#include <fmt/format.h>

#include <regex>
#include <set>

#include "support/model_fixture.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

namespace fs = std::filesystem;

/// The literal at a place, and those that follow it at once, as the compiler joins them.
std::string literal_at(const std::string& text, std::size_t at) {
    std::string joined;
    while (at < text.size() && text[at] == '"') {
        for (++at; text[at] != '"'; ++at) {
            at += text[at] == '\\' ? 1 : 0;
            joined += text[at];
        }
        at = text.find_first_not_of(" \n", at + 1);
    }
    return joined;
}

/// Every pattern that the sources make a message of.
std::set<std::string> patterns_of_sources() {
    const fs::path sources = fs::path(VESIKIN_DATA_FOLDER).parent_path() / "src" / "vesikin";
    const std::regex call(R"((message|Pattern<\d>)\(\s*(?="))");
    std::set<std::string> patterns;
    for (const auto& entry : fs::recursive_directory_iterator(sources)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        const std::string text = read_text_file(entry.path());
        for (std::sregex_iterator found(text.begin(), text.end(), call), end; found != end;
             ++found) {
            patterns.insert(
                literal_at(text, static_cast<std::size_t>(found->position() + found->length())));
        }
    }
    return patterns;
}

std::size_t places_of(const std::string& pattern) {
    const std::regex place(R"(\{\d*\})");
    return static_cast<std::size_t>(
        std::distance(std::sregex_iterator(pattern.begin(), pattern.end(), place), {}));
}

TEST(TranslationsTest, EveryPatternOfTheSourcesIsInEveryLanguageAndNoOther) {
    const std::set<std::string> patterns = patterns_of_sources();
    EXPECT_GT(patterns.size(), 200U);
    EXPECT_TRUE(patterns.contains("a whole number from {} to {}"));
    EXPECT_TRUE(patterns.contains("{} human study"));
    int languages = 0;
    for (const std::string& language : text_languages(tests::shipped_data())) {
        if (language == "en") {
            continue;
        }
        ++languages;
        std::set<std::string> known;
        for (const auto& [english, text] :
             load_translations(tests::shipped_data(), language, "messages")) {
            known.insert(english);
            EXPECT_EQ(places_of(text), places_of(english)) << language << ": " << english;
            // Every place is filled: each argument is seen, and nothing throws.
            fmt::dynamic_format_arg_store<fmt::format_context> arguments;
            for (std::size_t i = 0; i < places_of(english); ++i) {
                arguments.push_back("<" + std::to_string(i) + ">");
            }
            const std::string said = fmt::vformat(text, arguments);
            for (std::size_t i = 0; i < places_of(english); ++i) {
                EXPECT_THAT(said, testing::HasSubstr("<" + std::to_string(i) + ">"))
                    << language << ": " << english;
            }
        }
        EXPECT_EQ(known, patterns) << language;
    }
    EXPECT_GT(languages, 0);
}

TEST(TranslationsTest, AFileThatIsNotAsItShouldBeLeavesTheEnglish) {
    const tests::TemporaryFolder folder;
    fs::create_directories(folder.path() / "texts" / "xx");
    const fs::path file = folder.path() / "texts" / "xx" / "messages.toml";
    const auto said = [&](const std::string& text) {
        write_text_file(file, text);
        return translated(load_translations(FolderSource(folder.path()), "xx", "messages"),
                          "nothing");
    };
    EXPECT_EQ(said("[texts]\nnothing = \"nada\"\n"), "nada");
    EXPECT_EQ(said("[texts]\nnothing = \"a\\u001b[2Jb\\nc\"\n"), "a\\x1b[2Jb\nc");
    EXPECT_EQ(said("[texts]\nnothing = 3\n"), "nothing");
    EXPECT_EQ(said("[texts]\nnothing = \"\"\n"), "nothing");
    EXPECT_EQ(said("[texts\n"), "nothing");
    EXPECT_EQ(said("schema = 1\n"), "nothing");
    EXPECT_EQ(
        translated(load_translations(FolderSource(folder.path()), "yy", "messages"), "nothing"),
        "nothing");
    EXPECT_EQ(translated(load_translations(FolderSource(folder.path() / "texts"), "../texts/xx",
                                           "messages"),
                         "nothing"),
              "nothing");
}

}  // namespace
}  // namespace vesikin::format
