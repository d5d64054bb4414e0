// Files that ask, as JSON: docs/api describes every one that is shipped, and refuses a broken one.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <filesystem>
#include <sstream>

#include "support/answer_schema.hpp"
#include "support/planner_fixture.hpp"

namespace vesikin::format {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A data file as JSON.
json image_of(const fs::path& file) {
    const toml::table table = toml::parse_file(file.string());
    std::ostringstream text;
    text << toml::json_formatter(table);
    return json::parse(text.str());
}

void expect_described(const char* folder, const tests::JsonSchema& schema) {
    int files = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(VESIKIN_DATA_FOLDER) / folder)) {
        if (entry.path().extension() == ".toml") {
            EXPECT_EQ(schema.problems(image_of(entry.path())), "") << entry.path();
            ++files;
        }
    }
    EXPECT_GT(files, 0) << folder;
}

TEST(QuestionsTest, EveryShippedFileIsDescribed) {
    expect_described("trials", tests::JsonSchema("trial.question.schema.json"));
    expect_described("persons", tests::JsonSchema("person.question.schema.json"));
}

TEST(QuestionsTest, ABrokenTrialIsRefused) {
    const tests::JsonSchema schema("trial.question.schema.json");
    const json trial = image_of(fs::path(VESIKIN_DATA_FOLDER) / "trials" / "standard_care.toml");
    const auto with = [&](const char* place, const json& value) {
        json other = trial;
        other[json::json_pointer(place)] = value;
        return schema.problems(other);
    };
    EXPECT_EQ(with("/patients", 7), "");
    EXPECT_NE(with("/patients", "7"), "");
    EXPECT_NE(with("/patient", 7), "");
    EXPECT_NE(with("/arm", json::array()), "");
    EXPECT_NE(with("/arm/0/participation", 1), "") << "a number without its unit";
    EXPECT_NE(with("/inclusion/baseline_easi/min", 100), "");
    for (const auto& [key, value] : trial.items()) {
        json without = trial;
        without.erase(key);
        const bool may_miss = key == "description" || key == "estimand" || key == "inclusion";
        EXPECT_EQ(schema.problems(without).empty(), may_miss) << key;
    }
}

/// What the schema of persons should say of an answer; choices that other files define are left to
/// the program.
void expect_described(const json& property, const planner::Question& question) {
    const std::string said = property.dump();
    EXPECT_NE(said.find(std::string(planner::withheld)) != std::string::npos,
              property.contains("type"))
        << question.id << ": anybody may keep an answer back";
    if (question.kind == planner::QuestionKind::number) {
        EXPECT_EQ(property.at("anyOf").at(0).at("minimum"), question.hard.lowest) << question.id;
        EXPECT_EQ(property.at("anyOf").at(0).at("maximum"), question.hard.highest) << question.id;
    }
    if (!property.contains("type")) {
        for (const planner::Choice& choice : question.choices) {
            EXPECT_NE(said.find("\"" + choice.id + "\""), std::string::npos)
                << question.id << " " << choice.id;
        }
    }
    for (const std::string& name : question.names) {
        EXPECT_NE(said.find("\"" + name + "\""), std::string::npos) << question.id << " " << name;
    }
}

TEST(QuestionsTest, ThePersonSchemaHasEveryQuestion) {
    const json schema = tests::read_schema("person.question.schema.json");
    const auto& questions = tests::shipped_planner().questions;
    EXPECT_EQ(schema.at("properties").size(), questions.size() + 1) << "and schema";
    for (const planner::Question& question : questions) {
        ASSERT_TRUE(schema.at("properties").contains(question.id)) << question.id;
        expect_described(schema.at("properties").at(question.id), question);
    }
}

TEST(QuestionsTest, ABrokenPersonIsRefused) {
    const tests::JsonSchema schema("person.question.schema.json");
    EXPECT_EQ(schema.problems(json::parse(R"({"schema": 1})")), "");
    EXPECT_NE(schema.problems(json::parse("{}")), "");
    EXPECT_NE(schema.problems(json::parse(R"({"schema": 1, "sex": "other"})")), "");
    EXPECT_NE(schema.problems(json::parse(R"({"schema": 1, "target": 3})")), "");
    EXPECT_NE(schema.problems(json::parse(R"({"schema": 2, "weight_kg": 301})")), "");
    EXPECT_NE(schema.problems(json::parse(R"({"schema": 2, "name": "Hanako"})")), "");
    EXPECT_NE(schema.problems(json::parse(R"({"schema": 2, "regions": {"tail": 3}})")), "");
    EXPECT_EQ(schema.problems(json::parse(R"({"schema": 2, "sex": "prefer_not_to_say"})")), "");
}

}  // namespace
}  // namespace vesikin::format
