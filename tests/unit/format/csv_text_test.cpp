// Tables as spreadsheets write them: each is the same table, or is refused with its cause and line.
#include "vesikin/format/csv_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

using ::testing::HasSubstr;
using Cells = std::vector<std::string>;
using namespace std::string_literals;

class SpreadsheetTest : public ::testing::Test {
  protected:
    CsvTable read(const std::string& text) {
        write_text_file(path_, text);
        return read_csv(path_);
    }

    /// Patients a and b, with 0.5 and 12.
    void expect_same(const std::string& text) {
        const CsvTable table = read(text);
        EXPECT_EQ(table.header, (Cells{"patient", "k1"})) << text;
        ASSERT_EQ(table.rows.size(), 2U) << text;
        EXPECT_EQ(table.rows[0], (Cells{"a", "0.5"})) << text;
        EXPECT_EQ(table.rows[1], (Cells{"b", "12"})) << text;
    }

    void expect_refused(const std::string& text, const std::string& line,
                        const std::string& cause) {
        try {
            static_cast<void>(read(text));
            ADD_FAILURE() << "taken: " << text;
        } catch (const base::InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr(path_.string() + line)) << text;
            EXPECT_THAT(error.what(), HasSubstr(cause)) << text;
        }
    }

    static std::string utf16(const std::string& ascii, bool is_little) {
        std::string bytes = is_little ? "\xFF\xFE" : "\xFE\xFF";
        for (const char letter : ascii) {
            bytes += is_little ? std::string{letter, '\0'} : std::string{'\0', letter};
        }
        return bytes;
    }

    tests::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "patients.csv";
};

TEST_F(SpreadsheetTest, SeparatorsAndDecimalCommas) {
    expect_same("patient;k1\na;0,5\nb;12\n");
    expect_same("patient\tk1\na\t0,5\nb\t12\n");
    expect_same("patient;k1\na;0.5\nb;12\n");
    expect_same("\"patient\";\"k1\"\n\"a\";\"0,5\"\n\"b\";\"12\"\n");
    expect_same("sep=,\npatient,k1\na,0.5\nb,12\n");
    expect_same("sep=;\r\npatient;k1\r\na;0,5\r\nb;12\r\n");
    expect_same("\"sep=;\"\npatient;k1\na;0,5\nb;12\n");
    expect_same("sep=\t\npatient\tk1\na\t0,5\nb\t12\n");
}

TEST_F(SpreadsheetTest, LineEndsAndEncodings) {
    const std::string plain = "patient,k1\na,0.5\nb,12\n";
    expect_same("patient,k1\ra,0.5\rb,12\r");
    expect_same("patient,k1\r\na,0.5\r\nb,12\r\n");
    expect_same("\xEF\xBB\xBF" + plain);
    expect_same(utf16(plain, true));
    expect_same(utf16(plain, false));
    // A pair (U+1F600) and a letter of three bytes (U+3042).
    EXPECT_EQ(read("\xFF\xFE\x3d\xd8\x00\xde\x42\x30\n\0"s).header, (Cells{"😀あ"}));
}

TEST_F(SpreadsheetTest, ColumnsAndRowsOfNothing) {
    expect_same("patient,k1,,\na,0.5,,\nb,12,,\n");
    expect_same("patient,k1\na,0.5,,\nb,12,,\n");
    expect_same("patient,k1,\na,0.5\nb,12\n");
    expect_same("patient,k1\n\na,0.5\n,\nb,12\n,\n\n");
    expect_same(",,\npatient,k1,\na,0.5,\nb,12,\n");
    expect_refused("patient,k1,\na,0.5,7\nb,12,\n", ":2", "3 cells");
    expect_refused("patient,k1\na,0.5,7\n", ":2", "3 cells");
}

TEST_F(SpreadsheetTest, LinesAreThoseOfTheFile) {
    const CsvTable table = read("sep=,\n\npatient,note\n\na,\"two\nlines\"\n \nb,x\n");
    EXPECT_EQ(table.line, (std::vector<std::size_t>{5, 8}));
    EXPECT_EQ(read("p\r\n1\r\n\r\n2\r\n").line, (std::vector<std::size_t>{2, 4}));
    expect_refused("a,b\n\n\"x\ny\",1\n1\n", ":5", "1 cells");
    expect_refused("a,b\n1,2\n3\"4,5\n", ":3", "quotes only around whole cells");
}

TEST_F(SpreadsheetTest, WhatIsNoTextIsRefused) {
    expect_refused("a,b\n1,\0\n"s, ":2", "not text: byte 0x00");
    expect_refused("PK\x03\x04 and so on", ":1", "a spreadsheet or an archive");
    expect_refused("a,b\n1,2\n\x1a", ":3", "not text");
    expect_refused("a\0,\0b\0\n\0"s, ":1", "UTF-16 with its mark");
    expect_refused("a,b\ncaf\xe9,1\n", ":2", "0xe9, which is not UTF-8");  // Latin-1
    expect_refused("a,b\n1,2\n\x83\x66\x83\x85,1\n", ":3", "not UTF-8");   // Shift-JIS
    expect_refused("\xFF\xFE\0\0a\0\0\0"s, ":1", "UTF-32");
    expect_refused(
        "\xFF\xFE"
        "a\0\n\0b"s,
        ":2", "half a character");
    expect_refused(
        "\xFF\xFE"
        "a\0\n\0\x3d\xd8\n\0"s,
        ":2", "half of a pair");
}

TEST_F(SpreadsheetTest, WhatCanBeReadInTwoWaysIsRefused) {
    expect_refused("patient,k1;k2\na,1;2\n", ":1", "separated in two ways");
    expect_refused("patient;k1\na;0.5\nb;0,5\n", ":3", "line 2 has a point");
    expect_refused("patient\tk1\na\t1,234\n", ":2", "thousands");
    expect_refused("sep=x\npatient,k1\n", ":1", "sep= with");
    expect_refused("patient,k1\na,0,5\n", ":2", "3 cells");
    // A comma file keeps its quoted commas, and a number refuses them.
    const CsvTable table = read("patient,k1\na,\"0,5\"\n");
    EXPECT_THROW(static_cast<void>(table.number(0, 1, 0.0, 10.0)), base::InputError);
    const CsvTable thousands = read("patient;k1\na;1.234,5\n");
    EXPECT_THROW(static_cast<void>(thousands.number(0, 1, 0.0, 1e6)), base::InputError);
}

TEST_F(SpreadsheetTest, DecimalCommasInsideTexts) {
    const CsvTable table = read("spread;weeks;drug\nCI -8,76--1,13;4,8,12;IL-4,IL-13\n");
    EXPECT_EQ(table.rows[0], (Cells{"CI -8.76--1.13", "4,8,12", "IL-4,IL-13"}));
}

TEST_F(SpreadsheetTest, AColumnTwiceIsNamed) {
    expect_refused("patient,k1,k2,k1\na,1,2,3\n", ":1", "the column \"k1\" twice");
}

TEST_F(SpreadsheetTest, AFileWithoutALastLineEndSaysWhatToDo) {
    expect_refused("patient,k1\na,0.5\nb,1", ":3", "cut off? If it is whole, add one");
    expect_refused("patient,k1\r\na,0.5\r\nb,12\r", ":3", "cut off?");
}

TEST(CsvLineTest, NoTextIsAFormula) {
    EXPECT_EQ(csv_line({"=1+1", "+cmd", "-x", "@sum", "\tx", "\rx"}),
              "'=1+1,'+cmd,'-x,'@sum,'\tx,\"'\rx\"\n");
    EXPECT_EQ(csv_line({"=HYPERLINK(\"http://a\",\"b\")"}),
              "\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"\n");
    EXPECT_EQ(csv_line({"＝1"}), "'＝1\n");
}

TEST(CsvLineTest, NumbersKeepTheirSigns) {
    EXPECT_EQ(csv_line({"-1", "+2.5", "-1e-3", "-", "a=b", "IL-4"}), "-1,+2.5,-1e-3,-,a=b,IL-4\n");
}

}  // namespace
}  // namespace vesikin::format
