// Files that ask, as JSON: docs/api describes every one that is shipped, and refuses a broken one.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <filesystem>
#include <sstream>

#include "support/answer_schema.hpp"
#include "vesikin/format/data/load_comparison.hpp"

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

TEST(QuestionsTest, ThePersonSchemaHasEveryQuestion) {
    json asked = json::object();
    asked["schema"];
    for (const PersonQuestion& question : person_questions()) {
        asked[std::string(question.key)];
    }
    const json schema = tests::read_schema("person.question.schema.json");
    for (const auto& [key, value] : schema.at("properties").items()) {
        EXPECT_TRUE(asked.contains(key)) << key;
    }
    EXPECT_EQ(schema.at("properties").size(), asked.size());
}

TEST(QuestionsTest, ABrokenPersonIsRefused) {
    const tests::JsonSchema schema("person.question.schema.json");
    EXPECT_EQ(schema.problems(json::parse(R"({"schema": 1})")), "");
    EXPECT_NE(schema.problems(json::parse("{}")), "");
    EXPECT_NE(schema.problems(json::parse(R"({"schema": 1, "sex": "other"})")), "");
    EXPECT_NE(schema.problems(json::parse(R"({"schema": 1, "target": 3})")), "");
}

}  // namespace
}  // namespace vesikin::format
