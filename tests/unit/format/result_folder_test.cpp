#include "vesikin/format/result_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"

namespace vesikin::format {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Names and texts of all files.
std::map<std::string, std::string> texts_in(const fs::path& folder) {
    std::map<std::string, std::string> texts;
    for (const auto& entry : fs::directory_iterator(folder)) {
        texts[entry.path().filename().string()] =
            entry.is_regular_file() ? read_text_file(entry.path()) : "(folder)";
    }
    return texts;
}

class ResultFolderTest : public ::testing::Test {
  protected:
    [[nodiscard]] ResultFolder open() const {
        return ResultFolder(folder_.path(),
                            {.manifest = "manifest.json", .files = {"a.csv", "b.csv", "c.html"}});
    }

    [[nodiscard]] std::map<std::string, std::string> texts() const {
        return texts_in(folder_.path());
    }

    void write(const char* name, const char* text) const {
        write_text_file(folder_.path() / name, text);
    }

    tests::TemporaryFolder folder_;
};

TEST_F(ResultFolderTest, SetsAreExchangedAsAWhole) {
    write("a.csv", "old a");
    write("b.csv", "old b");
    write("manifest.json", "old");
    write("mine.txt", "not ours");
    ResultFolder results = open();
    results.stage("a.csv", "abc");
    results.stage("c.html", "");
    EXPECT_EQ(read_text_file(folder_.path() / "a.csv"), "old a");
    EXPECT_EQ(read_text_file(folder_.path() / "manifest.json"), "old");
    // The published digests of "abc" and of nothing (FIPS 180-2).
    const std::vector<OutputFile> outputs = results.outputs();
    ASSERT_EQ(outputs.size(), 2U);
    EXPECT_EQ(outputs[0].name, "a.csv");
    EXPECT_THAT(outputs[0].sha256, HasSubstr("ba7816bf8f01cfea"));
    EXPECT_THAT(outputs[1].sha256, HasSubstr("e3b0c44298fc1c14"));

    results.commit("new");
    const std::map<std::string, std::string> expected{
        {"a.csv", "abc"}, {"c.html", ""}, {"manifest.json", "new"}, {"mine.txt", "not ours"}};
    EXPECT_EQ(texts(), expected);
    EXPECT_THAT(results.removed(), ElementsAre("b.csv"));
    EXPECT_EQ(results.files().back(), folder_.path() / "manifest.json");
}

TEST_F(ResultFolderTest, WithoutCommitTheOldSetStays) {
    write("a.csv", "old a");
    write("manifest.json", "old");
    const auto before = texts();
    {
        ResultFolder results = open();
        results.stage("a.csv", "new a");
        results.stage("b.csv", "new b");
    }
    EXPECT_EQ(texts(), before);
}

TEST_F(ResultFolderTest, WhatCannotBeReplacedIsFoundBeforeAnythingIsChanged) {
    write("a.csv", "old a");
    write("manifest.json", "old");
    fs::create_directory(folder_.path() / "c.html");
    const auto before = texts();
    {
        ResultFolder results = open();
        results.stage("a.csv", "new a");
        results.stage("c.html", "new c");
        EXPECT_THROW(results.commit("new"), base::EnvironmentError);
    }
    EXPECT_EQ(texts(), before);
}

TEST_F(ResultFolderTest, ASecondRunIntoTheFolderIsRefused) {
    {
        const ResultFolder first = open();
        try {
            const ResultFolder second = open();
            FAIL() << "the first one is writing";
        } catch (const base::EnvironmentError& error) {
            EXPECT_THAT(error.what(), HasSubstr("another run"));
            EXPECT_THAT(error.what(), HasSubstr(folder_.path().string()));
        }
    }
    EXPECT_NO_THROW(open());
}

TEST_F(ResultFolderTest, WhatAKilledRunLeftHalfWrittenIsCleared) {
    for (const char* name : {"a.csv.part-123", "manifest.json.part-9"}) {
        write(name, "half");
    }
    for (const char* name : {"a.part-", "b.part-12x", ".part-1", "part-1"}) {
        write(name, "somebody else's");
    }
    const ResultFolder results = open();
    const std::map<std::string, std::string> expected{{"a.part-", "somebody else's"},
                                                      {"b.part-12x", "somebody else's"},
                                                      {".part-1", "somebody else's"},
                                                      {"part-1", "somebody else's"}};
    EXPECT_EQ(texts(), expected);
}

TEST_F(ResultFolderTest, AGrownFileKeepsItsOwnNameToo) {
    write("b.csv.growing", "rows");
    ResultFolder results = open();
    results.stage_grown("b.csv", "b.csv.growing", Growth::goes_on);
    results.commit("new");
    AppendFile(folder_.path() / "b.csv.growing", 4).write(" and more");
    EXPECT_EQ(texts().at("b.csv"), "rows") << "a set does not change";
    results.stage_grown("b.csv", "b.csv.growing", Growth::ended);
    results.commit("newer");
    EXPECT_EQ(texts().at("b.csv"), "rows and more");
    EXPECT_EQ(texts().at("b.csv.growing"), "rows and more");
}

}  // namespace
}  // namespace vesikin::format
