#include "vesikin/format/data/table_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

using ::testing::HasSubstr;
using Read = std::function<void(TableReader& root)>;

class TableReaderTest : public ::testing::Test {
  protected:
    DataFile open(const std::string& text) {
        write_text_file(path_, text);
        return read_named_file(path_, units_);
    }

    /// The problems found when `read` reads the text.
    std::vector<base::InputProblem> problems(const std::string& text, const Read& read) {
        const DataFile file = open(text);
        TableReader root = file.root();
        read(root);
        try {
            file.throw_if_any();
        } catch (const base::InputError& error) {
            return error.problems();
        }
        return {};
    }

    /// Exactly one problem, at this line and key.
    void expect_problem(const std::string& text, const Read& read, const std::string& place,
                        const std::string& given, const std::string& allowed) {
        const auto found = problems(text, read);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].where.text(), path_.string() + place) << text;
        EXPECT_EQ(found[0].given.text(), given) << text;
        EXPECT_THAT(found[0].allowed.text(), HasSubstr(allowed)) << text;
    }

    tests::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "file.toml";
    UnitSystem units_;
};

void read_number(TableReader& root) {
    static_cast<void>(root.number("x", {0.0, 10.0}));
}

void read_dose(TableReader& root) {
    static_cast<void>(root.quantity("x", "day", {0.0, 70.0}));
}

TEST_F(TableReaderTest, ReadsEveryKindOfValue) {
    const DataFile file = open(R"(
text = "a"
list = ["a", "b"]
number = 1.5
whole = 3
choice = "blue"
horizon = { value = 2, unit = "week" }
visits = { at = [1, 2.5], unit = "week" }
[inner]
deep = true
[[many]]
n = 1
[[many]]
n = 2
)");
    TableReader root = file.root();
    EXPECT_TRUE(root.has("text"));
    EXPECT_FALSE(root.has("nothing"));
    EXPECT_EQ(root.text("text"), "a");
    EXPECT_EQ(root.text_or("nothing", "b"), "b");
    EXPECT_EQ(root.optional_text("nothing"), std::nullopt);
    EXPECT_EQ(root.texts("list"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(root.number("number", {0.0, 2.0}), 1.5);
    EXPECT_EQ(root.number("whole", {0.0, 3.0}), 3.0);
    EXPECT_EQ(root.number_or("nothing", {0.0, 3.0}, 0.25), 0.25);
    EXPECT_EQ(root.integer("whole", 3, 3), 3);
    EXPECT_EQ(root.choice("choice", {"red", "blue"}), 1U);
    const Quantity horizon = root.quantity("horizon", "day", {0.0, 14.0});
    EXPECT_EQ(horizon.inside, 14.0);
    EXPECT_EQ(horizon.given, 2.0);
    EXPECT_EQ(horizon.unit, "week");
    EXPECT_EQ(root.quantities("visits", "day", {0.0, 20.0}), (std::vector<double>{7.0, 17.5}));
    EXPECT_TRUE(root.table("inner").has("deep"));
    std::vector<TableReader> many = root.tables("many");
    ASSERT_EQ(many.size(), 2U);
    EXPECT_EQ(many[1].integer("n", 0, 9), 2);
    root.refuse_unknown_keys();
    EXPECT_NO_THROW(file.throw_if_any());
}

TEST_F(TableReaderTest, MissingKeyIsNamed) {
    const auto found = problems("y = 1\n", read_number);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].where.text(), HasSubstr("file.toml:"));
    EXPECT_THAT(found[0].where.text(), HasSubstr(": x"));
    EXPECT_EQ(found[0].given.text(), "nothing");
    EXPECT_EQ(found[0].allowed.text(), "a number from 0 to 10");
}

TEST_F(TableReaderTest, NumbersOutsideTheRangeAreShownWithLineAndRange) {
    for (const char* value : {"-1", "11", "nan", "inf", "-inf", "10.5"}) {
        expect_problem(std::string("# comment\nx = ") + value + "\n", read_number, ":2: x", value,
                       "a number from 0 to 10");
    }
    expect_problem("x = \"1\"\n", read_number, ":1: x", "'1'", "a number");
    expect_problem("x = true\n", read_number, ":1: x", "true", "a number");
}

TEST_F(TableReaderTest, WholeNumberBeyondWhatADoubleHoldsIsRefusedNotACrash) {
    expect_problem("x = 9007199254740993\n", read_number, ":1: x", "9007199254740993",
                   "a number from 0 to 10");
    expect_problem(
        "x = { at = [9007199254740993], unit = \"day\" }\n",
        [](TableReader& root) {
            static_cast<void>(root.quantities("x", "day", {0.0, 70.0}));
        },
        ":1: x.at", "9007199254740993", "a number from 0 to 70");
}

TEST_F(TableReaderTest, WholeNumbersAreWhole) {
    const auto read = [](TableReader& root) { static_cast<void>(root.integer("x", 1, 5)); };
    expect_problem("x = 0\n", read, ":1: x", "0", "a whole number from 1 to 5");
    expect_problem("x = 6\n", read, ":1: x", "6", "a whole number from 1 to 5");
    expect_problem("x = 2.0\n", read, ":1: x", "2.0", "a whole number from 1 to 5");
}

TEST_F(TableReaderTest, TextsAndChoices) {
    const auto read_text = [](TableReader& root) { static_cast<void>(root.text("x")); };
    expect_problem("x = 1\n", read_text, ":1: x", "1", "a text in quotes");
    EXPECT_EQ(problems("x = \"\"\n", read_text).size(), 1U);
    const auto read_choice = [](TableReader& root) {
        static_cast<void>(root.choice("x", {"red", "blue"}));
    };
    expect_problem("x = 7\n", read_choice, ":1: x", "7", "one of red, blue");
    EXPECT_EQ(problems("x = \"green\"\n", read_choice).size(), 1U);
    const auto read_texts = [](TableReader& root) { static_cast<void>(root.texts("x")); };
    expect_problem("x = [\"a\", 2]\n", read_texts, ":1: x", "2", "a text in quotes");
    EXPECT_EQ(problems("x = \"a\"\n", read_texts).size(), 1U);
}

TEST_F(TableReaderTest, TablesThatAreNoneAreRefused) {
    const auto read_table = [](TableReader& root) { static_cast<void>(root.table("x")); };
    expect_problem("x = 1\n", read_table, ":1: x", "1", "a table");
    const auto read_tables = [](TableReader& root) { static_cast<void>(root.tables("x")); };
    expect_problem("x = 1\n", read_tables, ":1: x", "1", "one or more tables [[x]]");
    EXPECT_EQ(problems("", read_tables).size(), 1U);
    expect_problem("x = [1]\n", read_tables, ":1: x", "1", "a table");
}

TEST_F(TableReaderTest, QuantityIsCheckedInTheUnitItIsGivenIn) {
    EXPECT_TRUE(problems("x = { value = 10, unit = \"week\" }\n", read_dose).empty());
    expect_problem("x = { value = 11, unit = \"week\" }\n", read_dose, ":1: x.value", "11",
                   "a number from 0 to 10");
    expect_problem("x = { value = -1, unit = \"day\" }\n", read_dose, ":1: x.value", "-1",
                   "a number from 0 to 70");
}

TEST_F(TableReaderTest, QuantityAtTheEndOfItsRangeIsTakenInAnyUnit) {
    // A limit that was itself read in hours must not be missed by a rounding of the way back.
    for (int hour = 1; hour < 500; ++hour) {
        const double limit_day = hour * units_.ratio("hour", "day");
        const auto read = [&](TableReader& root) {
            static_cast<void>(root.quantity("x", "day", {0.0, limit_day}));
            static_cast<void>(root.quantities("y", "day", {0.0, limit_day}));
        };
        const std::string number = std::to_string(hour);
        EXPECT_TRUE(problems("x = { value = " + number + ", unit = \"hour\" }\ny = { at = [" +
                                 number + "], unit = \"hour\" }\n",
                             read)
                        .empty())
            << hour;
    }
}

TEST_F(TableReaderTest, WrongUnitSaysWhatItIsAndWhatItShouldBe) {
    const auto found = problems("x = { value = 1, unit = \"mg\" }\n", read_dose);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].where.text(), HasSubstr("file.toml:1: x.unit"));
    EXPECT_THAT(found[0].given.text(), HasSubstr("not of the dimension of \"day\""));
    EXPECT_EQ(found[0].allowed.text(), "a unit that converts to \"day\"");
    EXPECT_EQ(problems("x = { value = 1, unit = \"weak\" }\n", read_dose).size(), 1U);
}

TEST_F(TableReaderTest, MissingPartOfAQuantityIsOneProblem) {
    EXPECT_EQ(problems("x = { value = 1 }\n", read_dose).size(), 1U);
    EXPECT_EQ(problems("x = { unit = \"day\" }\n", read_dose).size(), 1U);
    EXPECT_EQ(problems("", read_dose).size(), 1U);
    EXPECT_EQ(problems("x = 24\n", read_dose).size(), 1U) << "a number without a unit";
}

TEST_F(TableReaderTest, UnknownKeysAreRefusedWithTheKnownOnes) {
    const Read read = [](TableReader& root) {
        read_number(root);
        root.refuse_unknown_keys();
    };
    expect_problem("x = 1\n\nexess = 2\n", read, ":3: exess", "an unknown key", "x");
    const Read read_inner = [](TableReader& root) {
        TableReader inner = root.table("a");
        read_number(inner);
        inner.refuse_unknown_keys();
        root.refuse_unknown_keys();
    };
    expect_problem("[a]\nx = 1\ny = 2\n", read_inner, ":3: a.y", "an unknown key", "x");
    EXPECT_EQ(problems("x = { value = 1, unit = \"day\", per = 2 }\n", read_dose).size(), 1U);
}

TEST_F(TableReaderTest, ALongValueIsCutBetweenCharacters) {
    std::string text = "x";
    for (int i = 0; i < 100; ++i) {
        text += "γ";  // two bytes, so that a cut at a byte count may fall inside
    }
    for (const std::string& shifted : {text, text.substr(1)}) {
        const auto found = problems("x = \"" + shifted + "\"\n", read_number);
        ASSERT_EQ(found.size(), 1U);
        EXPECT_LT(found[0].given.text().size(), 100U);
        const std::string kept =
            found[0].given.text().substr(0, found[0].given.text().rfind("..."));
        EXPECT_EQ(kept.substr(kept.size() - 2), "γ");
    }
}

TEST_F(TableReaderTest, AllProblemsOfAFileComeTogether) {
    const auto found = problems("a = -1\nb = \"x\"\n", [](TableReader& root) {
        static_cast<void>(root.number("a", {0.0, 1.0}));
        static_cast<void>(root.number("b", {0.0, 1.0}));
        static_cast<void>(root.number("c", {0.0, 1.0}));
    });
    EXPECT_EQ(found.size(), 3U);
}

TEST_F(TableReaderTest, TextThatIsNoTomlIsRefusedWithItsLine) {
    for (const char* text : {"a = 1\nb = \n", "a = 1\na = 2\n", "a = 1\n[b\n"}) {
        try {
            static_cast<void>(open(text));
            ADD_FAILURE() << "taken: " << text;
        } catch (const base::InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr("file.toml:2")) << text;
        }
    }
    EXPECT_THROW(static_cast<void>(open("a = \"\xff\"\n")), base::InputError);
    EXPECT_THROW(static_cast<void>(read_named_file(folder_.path() / "none.toml", units_)),
                 base::InputError);
}

}  // namespace
}  // namespace vesikin::format
