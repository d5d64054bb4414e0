// Questions as JSON: docs/api describes what the program takes, neither more nor less, and every
// example of docs/api/questions is answered as docs/api says.
#include "vesikin/service/ask.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <set>

#include "support/answer_schema.hpp"
#include "support/shipped_knowledge.hpp"
#include "vesikin/base/error.hpp"

namespace vesikin::service {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;

const fs::path examples = fs::path(VESIKIN_TEST_FOLDER).parent_path() / "docs/api/questions";

json example(std::string_view use_case) {
    return json::parse(format::read_text_file(examples / (std::string(use_case) + ".json")));
}

study::RunControl stopped_by(const std::atomic<bool>& cancel) {
    study::RunControl control;
    control.cancel = &cancel;
    return control;
}

/// What is wrong with a question, as the program says; nothing is computed.
std::string refusal(const json& question) {
    std::atomic<bool> cancel{true};
    try {
        static_cast<void>(
            ask(tests::shipped_knowledge(), question.dump(), "question", stopped_by(cancel)));
    } catch (const base::InputError& error) {
        return error.what();
    }
    return {};
}

class AskTest : public testing::TestWithParam<std::string_view> {
  protected:
    /// The description and the program agree that the question is right, or that it is wrong.
    void expect_same(const json& question, bool is_right, const std::string& what) {
        EXPECT_EQ(schema_.problems(question).empty(), is_right)
            << what << ": " << schema_.problems(question);
        EXPECT_EQ(refusal(question).empty(), is_right) << what << ": " << refusal(question);
    }

    tests::JsonSchema schema_{"ask.schema.json"};
    json example_ = example(GetParam());
    json described_ =
        tests::read_schema("ask.schema.json").at("definitions").at(std::string(GetParam()));
};

TEST_P(AskTest, AnExampleHasEveryKeyAndIsAnsweredAsDescribed) {
    EXPECT_EQ(schema_.problems(example_), "");
    for (const auto& [key, value] : described_.at("properties").items()) {
        EXPECT_TRUE(example_.contains(key)) << key;
    }
    EXPECT_EQ(example_.size(), described_.at("properties").size());
    study::RunControl control;
    control.threads = 2;
    const AskedAnswer answer =
        ask(tests::shipped_knowledge(), example_.dump(), "question", control);
    EXPECT_TRUE(answer.is_complete);
    const json read = json::parse(answer.json);
    EXPECT_EQ(read.at("kind"), GetParam());
    EXPECT_EQ(tests::answer_schema(std::string(GetParam())).problems(read), "");
}

TEST_P(AskTest, AKeyMayBeMissingWhereItIsDescribedSo) {
    for (const auto& [key, value] : example_.items()) {
        json without = example_;
        without.erase(key);
        const auto required = described_.at("required").get<std::set<std::string>>();
        expect_same(without, !required.contains(key), "without " + key);
    }
}

TEST_P(AskTest, WhatIsOfAnotherKindIsRefused) {
    for (const auto& [key, value] : example_.items()) {
        json other = example_;
        other[key] = value.is_object() ? json(3) : json::object({{"x", 1}});
        expect_same(other, false, key);
        other[key] = nullptr;
        expect_same(other, false, key + " null");
    }
    json more = example_;
    more["somthing"] = 1;
    expect_same(more, false, "an unknown key");
}

TEST_P(AskTest, WhatIsOutOfRangeIsRefused) {
    for (const auto& [key, property] : described_.at("properties").items()) {
        json other = example_;
        if (property.contains("minimum")) {
            other[key] = property.at("minimum");
            expect_same(other, true, key + " at its least");
            other[key] = property.at("minimum").get<double>() - 1.0;
            expect_same(other, false, key + " below its least");
        }
        if (property.contains("maximum")) {
            other[key] = property.at("maximum").get<double>() + 1.0;
            expect_same(other, false, key + " above its most");
        }
        if (property.contains("enum")) {
            for (const json& allowed : property.at("enum")) {
                other[key] = allowed;
                EXPECT_EQ(schema_.problems(other), "") << key;
            }
            other[key] = "nothing of the kind";
            expect_same(other, false, key);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(EveryUseCase, AskTest, testing::ValuesIn(askable()),
                         [](const auto& about) { return std::string(about.param); });

TEST(QuestionTextTest, EveryUseCaseIsDescribedAndHasAnExample) {
    const json described = tests::read_schema("ask.schema.json").at("definitions");
    EXPECT_EQ(described.size(), askable().size());
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(examples)) {
        EXPECT_TRUE(described.contains(entry.path().stem().string())) << entry.path();
        ++files;
    }
    EXPECT_EQ(files, askable().size());
}

TEST(QuestionTextTest, WhatIsNoQuestionIsRefused) {
    const auto said = [](std::string_view text) -> std::string {
        try {
            static_cast<void>(ask(tests::shipped_knowledge(), text, "q.json", {}));
        } catch (const base::InputError& error) {
            return error.what();
        }
        return "taken";
    };
    for (const char* text : {"", "x", "[]", "3", "{", "{\"schema\": 1,}", "\xff", "{\"a\": NaN}"}) {
        EXPECT_THAT(said(text), HasSubstr("no JSON object")) << text;
    }
    EXPECT_THAT(said(R"({"schema": 1, "ask": "model", "ask": "mouse"})"),
                HasSubstr("no JSON object"));
    EXPECT_THAT(said(std::string(100'000, '[')), HasSubstr("no JSON object"));
    EXPECT_THAT(said(R"({"schema": 2, "ask": "model"})"), HasSubstr("q.json: schema"));
    EXPECT_THAT(said(R"({"schema": 1, "ask": "diagnose"})"), HasSubstr("q.json: ask"));
    EXPECT_THAT(said(R"({"schema": 1, "ask": "mouse", "animals": 0, "worlds": "5"})"),
                testing::AllOf(HasSubstr("q.json: animals"), HasSubstr("q.json: worlds")));
    EXPECT_THAT(said(R"({"schema": 1, "ask": "compare", "person": {"schema": 1, "sex": "x"}})"),
                HasSubstr("q.json: person.sex"));
    EXPECT_THAT(said(R"({"schema": 1, "ask": "mouse", "seed": "18446744073709551616"})"),
                HasSubstr("q.json: seed"));
}

TEST(QuestionTextTest, AStoppedAnswerSaysSo) {
    std::atomic<bool> cancel{true};
    for (const char* use_case : {"compare", "deliver", "mouse", "patient", "trial"}) {
        EXPECT_FALSE(ask(tests::shipped_knowledge(), example(use_case).dump(), "question",
                         stopped_by(cancel))
                         .is_complete)
            << use_case;
    }
}

}  // namespace
}  // namespace vesikin::service
