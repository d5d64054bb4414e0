// --format: its words, and what is nearest to one that is none.
#include "vesikin/cli/output_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vesikin/base/error.hpp"

namespace vesikin::cli {
namespace {

using testing::HasSubstr;

TEST(OutputFormatTest, EveryWordIsKnown) {
    EXPECT_EQ(read_output_format("text"), OutputFormat::text);
    EXPECT_EQ(read_output_format("table"), OutputFormat::text);
    EXPECT_EQ(read_output_format("csv"), OutputFormat::csv);
    EXPECT_EQ(read_output_format("json"), OutputFormat::json);
}

TEST(OutputFormatTest, AnotherWordIsRefusedWithTheNearestOne) {
    for (const char* typed : {"jsn", "JSON", "csv,json", "xml"}) {
        try {
            static_cast<void>(read_output_format(typed));
            FAIL() << typed;
        } catch (const base::InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr("one of text, csv, json"));
        }
    }
    EXPECT_THROW(static_cast<void>(read_output_format("")), base::InputError);
}

TEST(OutputFormatTest, OnlyTheWriterThatIsAskedForRuns) {
    std::string ran;
    const AnswerWriters writers{.print_text = [&] { ran += "text "; },
                                .csv =
                                    [&] {
                                        ran += "csv ";
                                        return std::string();
                                    },
                                .json =
                                    [&] {
                                        ran += "json ";
                                        return std::string();
                                    }};
    for (const OutputFormat format : {OutputFormat::json, OutputFormat::text, OutputFormat::csv}) {
        print_answer(format, writers);
    }
    EXPECT_EQ(ran, "json text csv ");
}

TEST(OutputFormatTest, WhatIsSaidBesideATableGoesToStandardError) {
    for (const OutputFormat format : {OutputFormat::csv, OutputFormat::json}) {
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        say_beside(format, "stopped");
        EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
        EXPECT_EQ(testing::internal::GetCapturedStderr(), "stopped");
    }
    testing::internal::CaptureStdout();
    say_beside(OutputFormat::text, "stopped");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "stopped");
}

}  // namespace
}  // namespace vesikin::cli
