// Help in every language: each text of the parser, and no other, is in data/texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <set>

#include "support/shipped_data.hpp"
#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/speech.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/format/data/translations.hpp"

namespace vesikin::cli {
namespace {

std::set<std::string> texts_of_help() {
    const std::unique_ptr<CLI::App> app = make_parser();
    static_cast<void>(add_commands(*app));
    std::set<std::string> texts;
    change_help(*app, [&](const std::string& english) {
        texts.insert(english);
        return english;
    });
    return texts;
}

TEST(HelpTest, EveryTextIsInEveryLanguageAndNoOther) {
    const std::set<std::string> asked = texts_of_help();
    EXPECT_GT(asked.size(), 60U);
    int languages = 0;
    for (const std::string& language : format::text_languages(tests::shipped_data())) {
        if (language == "en") {
            continue;
        }
        ++languages;
        std::set<std::string> known;
        for (const auto& [english, text] :
             format::load_translations(tests::shipped_data(), language, "help")) {
            known.insert(english);
        }
        EXPECT_EQ(known, asked) << language;
    }
    EXPECT_GT(languages, 0);
}

TEST(HelpTest, EveryCommandHasItsLanguageOption) {
    CLI::App app;
    static_cast<void>(add_commands(app));
    int commands = 0;
    for (const CLI::App* command : app.get_subcommands({})) {
        EXPECT_NE(command->get_option_no_throw("--lang"), nullptr) << command->get_name();
        ++commands;
    }
    EXPECT_GE(commands, 9);
}

std::string help_of(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "vesikin");
    const std::unique_ptr<CLI::App> app = make_parser();
    static_cast<void>(add_commands(*app));
    Speech(static_cast<int>(arguments.size()), arguments.data()).translate_help(*app);
    return app->help() + app->get_subcommand("trial")->help();
}

TEST(HelpTest, IsInTheLanguageOfTheOptionWhereverItStands) {
    for (const std::vector<const char*>& arguments :
         {std::vector<const char*>{"--help", "--data", VESIKIN_DATA_FOLDER, "--lang", "ja"},
          std::vector<const char*>{"--lang=ja", "--data=" VESIKIN_DATA_FOLDER, "--help"}}) {
        EXPECT_THAT(help_of(arguments),
                    testing::AllOf(testing::HasSubstr("使い方: vesikin [オプション]"),
                                   testing::HasSubstr("仮想の試験を行い"),
                                   testing::HasSubstr("スレッドの数"),
                                   testing::HasSubstr("  vesikin trial data/trials/")));
    }
}

TEST(HelpTest, IsInEnglishWhereThereIsNoSuchLanguageOrNoData) {
    for (const std::vector<const char*>& arguments :
         {std::vector<const char*>{"--data", VESIKIN_DATA_FOLDER, "--lang", "en"},
          std::vector<const char*>{"--data", VESIKIN_DATA_FOLDER, "--lang", "fr"},
          std::vector<const char*>{"--data", VESIKIN_DATA_FOLDER, "--lang", "../ja"},
          std::vector<const char*>{"--data", "/nowhere", "--lang", "ja"},
          std::vector<const char*>{"--data", "/nowhere", "--lang"}}) {
        EXPECT_THAT(help_of(arguments),
                    testing::AllOf(testing::HasSubstr("Usage: vesikin [OPTIONS]"),
                                   testing::HasSubstr("Run a virtual trial")));
    }
}

}  // namespace
}  // namespace vesikin::cli
