// The file of a person, and the question that CONTRIBUTING.md shows, compiled from the page.
#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_comparison.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

const PersonQuestion documented =
#include "documented_question.hpp"
    ;

class LoadPersonTest : public ::testing::Test {
  protected:
    PersonProfile load(const std::string& text) {
        write_text_file(path_, "schema = 1\n" + text);
        return load_person(path_, units_);
    }

    tests::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "person.toml";
    UnitSystem units_;
};

TEST_F(LoadPersonTest, WhatIsNotSaidStaysWide) {
    const PersonProfile anybody = load("");
    EXPECT_FALSE(anybody.is_calm);
    EXPECT_EQ(anybody.baseline_easi_min, 0.0);
    EXPECT_EQ(anybody.baseline_easi_max, 72.0);
    EXPECT_EQ(anybody.sex, study::SexChoice::both);
}

TEST_F(LoadPersonTest, EverythingSaidIsTaken) {
    const PersonProfile one = load(
        "state = \"calm\"\nbaseline_easi = { min = 7.1, max = 21 }\ntarget = \"neck\"\n"
        "sex = \"male\"\n");
    EXPECT_TRUE(one.is_calm);
    EXPECT_EQ(one.baseline_easi_min, 7.1);
    EXPECT_EQ(one.baseline_easi_max, 21.0);
    EXPECT_EQ(one.target, "neck");
    EXPECT_EQ(one.sex, study::SexChoice::male);
    EXPECT_EQ(load("sex = \"female\"").sex, study::SexChoice::female);
}

TEST_F(LoadPersonTest, QuestionsAreOnceEach) {
    std::set<std::string_view> keys;
    for (const PersonQuestion& question : person_questions()) {
        EXPECT_TRUE(keys.insert(question.key).second) << question.key;
    }
}

TEST_F(LoadPersonTest, TheDocumentedQuestionIsARow) {
    write_text_file(path_, "face_only = true\n");
    const TomlFile file(path_, units_);
    TableReader root = file.root();
    PersonProfile person;
    person.target = "neck";
    EXPECT_EQ(documented.key, "face_only");
    documented.read(root, person);
    EXPECT_EQ(person.target, "face");
}

}  // namespace
}  // namespace vesikin::format
