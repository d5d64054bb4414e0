// What holds for the values of every option of every command, found by walking the parser.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <functional>
#include <set>

#include "vesikin/cli/commands.hpp"
#include "vesikin/cli/run.hpp"

namespace vesikin::cli {
namespace {

using testing::HasSubstr;

struct Refusal {
    int exit_code = 0;
    std::string message;
};

Refusal run_quietly(const std::vector<std::string>& arguments) {
    std::vector<const char*> argv{"vesikin"};
    for (const std::string& argument : arguments) {
        argv.push_back(argument.c_str());
    }
    setenv("LC_ALL", "C", 1);  // whoever runs the tests may speak another language
    testing::internal::CaptureStderr();
    const int exit_code = run(static_cast<int>(argv.size()), argv.data());
    return {exit_code, testing::internal::GetCapturedStderr()};
}

/// Calls `visit(command, option)` for each option that takes a value.
int for_each_option(const std::function<void(const std::string&, const CLI::Option&)>& visit) {
    CLI::App app;
    static_cast<void>(add_commands(app));
    int visited = 0;
    for (const CLI::App* command : app.get_subcommands({})) {
        for (const CLI::Option* option : command->get_options()) {
            if (option->get_items_expected_max() > 0) {
                visit(command->get_name(), *option);
                ++visited;
            }
        }
    }
    return visited;
}

/// The arguments that give this value to this option, which is the first to be wrong.
std::vector<std::string> arguments_of(const std::string& command, const CLI::Option& option,
                                      const std::string& value) {
    return option.get_positional() ? std::vector<std::string>{command, value}
                                   : std::vector<std::string>{command, option.get_name(), value};
}

TEST(OptionValuesTest, AnEmptyValueIsRefusedByEveryOptionOfEveryCommand) {
    const int options = for_each_option([](const std::string& command, const CLI::Option& option) {
        for (const char* value : {"", " "}) {
            const Refusal refusal = run_quietly(arguments_of(command, option, value));
            EXPECT_EQ(refusal.exit_code, bad_input) << command << " " << option.get_name();
            EXPECT_THAT(refusal.message, HasSubstr("  " + option.get_name() + "\n"));
            EXPECT_THAT(refusal.message, HasSubstr("an empty value"));
        }
    });
    EXPECT_GT(options, 60);
}

TEST(OptionValuesTest, AValueThatWasForgottenIsNotTheNextOption) {
    for_each_option([](const std::string& command, const CLI::Option& option) {
        if (option.get_positional()) {
            return;
        }
        for (const std::vector<std::string>& arguments :
             {std::vector<std::string>{command, option.get_name(), "--seed"},
              std::vector<std::string>{command, option.get_name() + "=", "--seed"},
              std::vector<std::string>{command, option.get_name()},
              std::vector<std::string>{command, option.get_name() + "="}}) {
            const Refusal refusal = run_quietly(arguments);
            EXPECT_EQ(refusal.exit_code, bad_input) << command << " " << option.get_name();
            EXPECT_THAT(refusal.message, HasSubstr(option.get_name()));
        }
    });
}

TEST(OptionValuesTest, WhatIsNoDecimalNumberIsRefusedWithWhatWasTyped) {
    std::set<std::string> numeric;
    for_each_option([&](const std::string& command, const CLI::Option& option) {
        if (option.get_type_name() != "NUMBER") {
            return;
        }
        numeric.insert(option.get_name());
        for (const char* typed : {"0x10", "+5", " 5", "5 ", "nan", "inf", "-inf", "1_000", "1,5",
                                  "１０", "many", "1e999", "5m"}) {
            const Refusal refusal = run_quietly(arguments_of(command, option, typed));
            EXPECT_EQ(refusal.exit_code, bad_input) << command << " " << option.get_name();
            EXPECT_THAT(refusal.message, HasSubstr("  " + option.get_name() + "\n"));
            EXPECT_THAT(refusal.message, HasSubstr("given:   \"" + std::string(typed) + "\""));
            EXPECT_THAT(refusal.message, HasSubstr("decimal digits"));
        }
    });
    EXPECT_EQ(numeric,
              (std::set<std::string>{"--animals", "--atol", "--delivery-people", "--dose",
                                     "--interval", "--patient", "--patients", "--people", "--port",
                                     "--rtol", "--seed", "--sessions", "--step-days", "--threads",
                                     "--treated-cm2", "--week", "--worlds"}));
}

TEST(OptionValuesTest, WholeNumbersHaveNoSignFractionOrExponentAndEnd) {
    for (const char* option : {"--patients", "--seed", "--threads"}) {
        for (const char* typed : {"-1", "1e3", "5.", "18446744073709551616"}) {
            const Refusal refusal = run_quietly({"trial", option, typed, "none.toml"});
            EXPECT_EQ(refusal.exit_code, bad_input);
            EXPECT_THAT(refusal.message, HasSubstr("\"" + std::string(typed) + "\""));
        }
    }
    EXPECT_THAT(run_quietly({"trial", "--threads", "1025", "none.toml"}).message,
                HasSubstr("from 0 to 1024"));
}

TEST(OptionValuesTest, AnUnknownCommandIsAnsweredWithTheNearest) {
    const Refusal refusal = run_quietly({"comapre", "--lang", "ja"});
    EXPECT_EQ(refusal.exit_code, bad_input);
    EXPECT_THAT(refusal.message, HasSubstr("given:   comapre"));
    EXPECT_THAT(refusal.message, HasSubstr("; perhaps compare"));
}

TEST(OptionValuesTest, WhatTheParserRefusesIsSaidLikeAnythingElse) {
    const Refusal refusal = run_quietly({"model", "--colour\x1b[31m"});
    EXPECT_EQ(refusal.exit_code, bad_input);
    EXPECT_THAT(refusal.message, HasSubstr("  command line\n    given:   "));
    EXPECT_THAT(refusal.message, HasSubstr("--colour\\x1b[31m"));
    EXPECT_THAT(refusal.message, HasSubstr("vesikin model --help"));
}

}  // namespace
}  // namespace vesikin::cli
