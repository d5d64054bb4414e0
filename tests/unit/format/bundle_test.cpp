// A bundle says what the folder says that it was made of.
#include "vesikin/format/data/bundle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/sealed_json.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A small folder: two files that are read key by key and one that is not.
class BundleTest : public ::testing::Test {
  protected:
    BundleTest() {
        std::filesystem::create_directories(folder_.path() / "drugs" / "old");
        write_text_file(
            folder_.path() / "drugs" / "b.toml",
            "name = \"b\"\ndose = { value = 2, unit = \"week\" }\nlist = [1, 2.5, true]\n"
            "[[arm]]\nlabel = { en = \"one\", ja = \"一\" }\n[[arm]]\nlabel = \"two\"\n");
        write_text_file(folder_.path() / "drugs" / "a.toml", "name = \"a\"\n");
        write_text_file(folder_.path() / "drugs" / "old" / "c.toml", "name = \"c\"\n");
        write_text_file(folder_.path() / "table.csv", "x,y\n1,\"2\n3\"\n");
    }

    /// The bundle of the folder, where a week has been asked for in days.
    [[nodiscard]] std::string made() const {
        const FolderSource data(folder_.path());
        static_cast<void>(data.units().ratio("week", "day"));
        return bundle_of(data);
    }

    static std::string refusal(std::string_view bytes) {
        try {
            const BundleSource source(bytes, "x.bundle");
        } catch (const base::InputError& error) {
            return error.what();
        }
        return "taken";
    }

    tests::TemporaryFolder folder_;
};

TEST_F(BundleTest, EveryFileIsThereWithItsDigest) {
    const FolderSource folder(folder_.path());
    const BundleSource bundle(made(), "x.bundle");
    EXPECT_THAT(bundle.names_in("drugs"), ElementsAre("a.toml", "b.toml", "old"));
    EXPECT_THAT(toml_names_in(bundle, "drugs"), ElementsAre("a", "b"));
    EXPECT_EQ(bundle.text("table.csv"), "x,y\n1,\"2\n3\"\n");
    const std::vector<InputFile> expected = folder.files();
    const std::vector<InputFile> found = bundle.files();
    ASSERT_EQ(found.size(), 4U);
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].path, expected[i].path);
        EXPECT_EQ(found[i].sha256, expected[i].sha256);
        EXPECT_EQ(bundle.input(found[i].path).sha256, expected[i].sha256);
    }
    EXPECT_TRUE(bundle.has("drugs/a.toml"));
    EXPECT_TRUE(bundle.has("drugs"));
    EXPECT_FALSE(bundle.has("drugs/a"));
    EXPECT_FALSE(bundle.has("drug"));
}

TEST_F(BundleTest, IsReadKeyByKeyAsTheFolderIs) {
    const BundleSource bundle(made(), "x.bundle");
    const DataFile file = bundle.open("drugs/b.toml");
    TableReader root = file.root();
    EXPECT_EQ(root.text("name"), "b");
    const Quantity dose = root.quantity("dose", "day", {0.0, 100.0});
    EXPECT_EQ(dose.inside, 14.0);
    EXPECT_EQ(dose.given, 2.0);
    EXPECT_EQ(dose.unit, "week");
    std::vector<TableReader> arms = root.tables("arm");
    ASSERT_EQ(arms.size(), 2U);
    EXPECT_EQ(arms[0].label("label").in("ja"), "一");
    EXPECT_EQ(arms[1].label("label").in("ja"), "two");
    EXPECT_TRUE(root.has("list"));
    const std::shared_ptr<const DataNode> tree = bundle.tree("drugs/b.toml");
    const DataNode* list = tree->table()->find("list");
    ASSERT_NE(list, nullptr);
    ASSERT_EQ(list->list()->size(), 3U);
    EXPECT_EQ(std::get<std::int64_t>((*list->list())[0].value), 1);
    EXPECT_EQ(std::get<double>((*list->list())[1].value), 2.5);
    EXPECT_TRUE(std::get<bool>((*list->list())[2].value));
    file.throw_if_any();
    // What is wrong is said with the bundle, the file and the key.
    TableReader again = file.root();
    static_cast<void>(again.number("name", {0.0, 1.0}));
    try {
        file.throw_if_any();
        FAIL();
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("x.bundle/drugs/b.toml: name"));
    }
}

TEST_F(BundleTest, KnowsTheRatiosThatWereAskedForAndNoOther) {
    const BundleSource bundle(made(), "x.bundle");
    EXPECT_EQ(bundle.units().ratio("week", "day"), 7.0);
    EXPECT_THROW(static_cast<void>(bundle.units().ratio("day", "week")), UnitError);
}

TEST_F(BundleTest, TheSameDataGiveTheSameBytesFromFolderOrBundle) {
    const std::string bytes = made();
    EXPECT_EQ(made(), bytes);
    EXPECT_EQ(bundle_of(BundleSource(bytes, "x.bundle")), bytes);
}

TEST_F(BundleTest, WhatIsNoBundleIsRefused) {
    const std::string bytes = made();
    EXPECT_THAT(refusal(""), HasSubstr("x.bundle"));
    EXPECT_THAT(refusal("[texts]\n"), HasSubstr("no bundle, or a damaged one"));
    std::string changed = bytes;
    changed[changed.size() / 2] ^= 1;
    EXPECT_THAT(refusal(changed), HasSubstr("no bundle, or a damaged one"));
    EXPECT_THAT(refusal(std::string_view(bytes).substr(0, bytes.size() - 1)),
                HasSubstr("no bundle, or a damaged one"));
    const auto with = [](nlohmann::json value) { return refusal(sealed(value)); };
    EXPECT_THAT(with({{"kind", "something"}, {"schema", 1}}), HasSubstr("another kind or version"));
    EXPECT_THAT(with({{"kind", "vesikin data"}, {"schema", 2}}),
                HasSubstr("another kind or version"));
    EXPECT_THAT(with({{"kind", "vesikin data"}, {"schema", 1}}), HasSubstr("no bundle"));
    EXPECT_THAT(with({{"kind", "vesikin data"}, {"schema", 1}, {"files", {{"a.toml", 3}}}}),
                HasSubstr("no bundle"));
    const std::string deep = std::string(100'000, '\x91') + '\x01';  // lists of one list
    EXPECT_THAT(refusal(sha256(deep) + deep), HasSubstr("no bundle"));
}

TEST_F(BundleTest, AFileThatIsNotThereOrIsNoTreeIsRefused) {
    const BundleSource bundle(made(), "x.bundle");
    EXPECT_THROW(static_cast<void>(bundle.open("drugs/d.toml")), base::InputError);
    EXPECT_THROW(static_cast<void>(bundle.text("none.csv")), base::InputError);
    EXPECT_THROW(static_cast<void>(bundle.open("table.csv")), base::InputError);
    EXPECT_THROW(static_cast<void>(bundle.names_in("none")), base::InputError);
    EXPECT_THROW(static_cast<void>(bundle.input("none.csv")), base::InputError);
}

TEST(OpenDataTest, TakesAFolderOrABundle) {
    const tests::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "data");
    write_text_file(folder.path() / "data" / "a.toml", "x = 1\n");
    write_text_file(folder.path() / "bundle", bundle_of(FolderSource(folder.path() / "data")));
    for (const char* name : {"data", "bundle"}) {
        EXPECT_EQ(open_data(folder.path() / name)->files().at(0).path, "a.toml") << name;
    }
    EXPECT_THROW(static_cast<void>(open_data(folder.path() / "data" / "a.toml")), base::InputError);
}

}  // namespace
}  // namespace vesikin::format
