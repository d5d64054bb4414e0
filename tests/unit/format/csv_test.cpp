#include "vesikin/format/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

using ::testing::HasSubstr;
using Cells = std::vector<std::string>;

class CsvTest : public ::testing::Test {
  protected:
    CsvTable read(const std::string& text) {
        write_text_file(path_, text);
        return read_csv(path_);
    }

    void expect_refused(const std::string& text, const std::string& message) {
        try {
            static_cast<void>(read(text));
            ADD_FAILURE() << "taken: " << text;
        } catch (const base::InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr(path_.string())) << text;
            EXPECT_THAT(error.what(), HasSubstr(message)) << text;
        }
    }

    tests::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "patients.csv";
};

TEST_F(CsvTest, ReadsHeaderRowsAndLines) {
    const CsvTable table = read("patient,k1\n1,0.5\n2,0.25\n");
    EXPECT_EQ(table.header, (Cells{"patient", "k1"}));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[1], (Cells{"2", "0.25"}));
    EXPECT_EQ(table.line, (std::vector<std::size_t>{2, 3}));
    EXPECT_EQ(table.column("k1"), 1U);
    EXPECT_EQ(table.number(1, 1, 0.0, 1.0), 0.25);
}

TEST_F(CsvTest, ReadsQuotedCells) {
    const CsvTable table = read("name,note\n\"a, b\",\"say \"\"hello\"\"\"\n\"two\nlines\",\"\"\n");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0], (Cells{"a, b", "say \"hello\""}));
    EXPECT_EQ(table.rows[1], (Cells{"two\nlines", ""}));
}

TEST_F(CsvTest, ReadsLinesOfWindows) {
    const CsvTable table = read("a,b\r\n1,2\r\n3,4\r\n");
    EXPECT_EQ(table.header, (Cells{"a", "b"}));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[1], (Cells{"3", "4"}));
}

TEST_F(CsvTest, AByteOrderMarkIsNoPartOfTheFirstTitle) {
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a,b\n1,2\n")
                  .header,
              (Cells{"a", "b"}));
}

TEST_F(CsvTest, HeaderAloneHasNoRows) {
    EXPECT_TRUE(read("a,b\n").rows.empty());
}

TEST_F(CsvTest, RefusesAnEmptyFile) {
    expect_refused("", "an empty file");
    expect_refused("\n\n", "an empty file");
    EXPECT_THROW(static_cast<void>(read_csv(folder_.path() / "none.csv")), base::InputError);
}

TEST_F(CsvTest, RefusesAFileThatIsCutOff) {
    const std::string whole = "patient,k1\n1,\"0.5\"\n22,0.25\n";
    EXPECT_NO_THROW(static_cast<void>(read(whole)));
    // Wherever it is cut but at the end of a line, it must not be taken for a whole file.
    for (std::size_t size = 1; size < whole.size(); ++size) {
        if (whole[size - 1] != '\n') {
            expect_refused(whole.substr(0, size), "cut off");
        }
    }
}

TEST_F(CsvTest, RefusesRowsOfAnotherLength) {
    expect_refused("a,b\n1,2\n3\n4,5\n", ":3: given 1 cells; allowed: 2 cells");
    expect_refused("a,b\n1,2,3\n4,5\n", ":2: given 3 cells");
}

TEST_F(CsvTest, MissingColumnIsNamed) {
    const CsvTable table = read("a,b\n1,2\n");
    try {
        static_cast<void>(table.column("k1"));
        FAIL() << "there is no column k1";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("no column \"k1\""));
    }
}

TEST_F(CsvTest, RefusesCellsThatAreNoFiniteNumberInRange) {
    const CsvTable table =
        read("x\nnan\ninf\n-inf\n1e999\n-0.1\n1.1\nabc\n0x10\n0.5abc\n+0.5\n\"\"\n");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        try {
            static_cast<void>(table.number(row, 0, 0.0, 1.0));
            ADD_FAILURE() << table.rows[row][0] << " was taken";
        } catch (const base::InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr(":" + std::to_string(row + 2) + ": x"));
            EXPECT_THAT(error.what(), HasSubstr("\"" + table.rows[row][0] + "\""));
        }
    }
}

TEST_F(CsvTest, EndsOfTheRangeAreIncluded) {
    const CsvTable table = read("x\n0\n1\n1e-3\n");
    EXPECT_EQ(table.number(0, 0, 0.0, 1.0), 0.0);
    EXPECT_EQ(table.number(1, 0, 0.0, 1.0), 1.0);
    EXPECT_EQ(table.number(2, 0, 0.0, 1.0), 1e-3);
}

TEST_F(CsvTest, WhatIsWrittenIsReadBack) {
    const Cells cells{"plain",           "a, b",  "\"quoted\"", "two\nlines", "",
                      " spaces around ", "IFN-γ", "tab\t"};
    Cells header;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        header.push_back("c" + std::to_string(i));
    }
    const CsvTable table = read(csv_line(header) + csv_line(cells));
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0], cells);
}

TEST_F(CsvTest, QuotesOnlyWhatNeedsIt) {
    EXPECT_EQ(csv_line({"a", "b c", "1.5"}), "a,b c,1.5\n");
    EXPECT_EQ(csv_line({"", ""}), ",\n");
    EXPECT_EQ(csv_line({"a,b", "c\"d"}), "\"a,b\",\"c\"\"d\"\n");
}

class PatientListTest : public CsvTest {
  protected:
    /// A list with every column, in reverse order, row i giving every parameter `values[i]`.
    static std::string list(const Cells& values, const std::string& left_out = "") {
        Cells header;
        for (const auto& field : disease::parameter_fields) {
            if (field.symbol != left_out) {
                header.insert(header.begin(), std::string(field.symbol));
            }
        }
        const std::size_t parameters = header.size();
        header.emplace_back("patient");
        std::string text = csv_line(header);
        for (std::size_t i = 0; i < values.size(); ++i) {
            Cells row(parameters, values[i]);
            row.push_back("p" + std::to_string(i));
            text += csv_line(row);
        }
        return text;
    }

    std::vector<population::ListedPatient> load(const std::string& text) {
        write_text_file(path_, text);
        return load_patients(path_, tests::shipped_catalogue().model);
    }
};

TEST_F(PatientListTest, ReadsValuesInPublishedUnits) {
    const auto patients = load(list({"7", "14"}));
    ASSERT_EQ(patients.size(), 2U);
    EXPECT_EQ(patients[1].name, "p1");
    EXPECT_NEAR(patients[0].parameters.k1, 1.0, 1e-14);   // 7 per week
    EXPECT_NEAR(patients[1].parameters.d17, 2.0, 1e-14);  // 14 per week
    EXPECT_EQ(patients[0].parameters.b1, 7.0);            // dimensionless
}

TEST_F(PatientListTest, RefusesMissingColumnsAndBadValues) {
    EXPECT_THROW(static_cast<void>(load(list({"1"}, "d12"))), base::InputError);
    for (const char* bad : {"nan", "inf", "-1", "", "x"}) {
        EXPECT_THROW(static_cast<void>(load(list({"1", bad}))), base::InputError) << bad;
    }
    EXPECT_THROW(static_cast<void>(load(list({}))), base::InputError);
}

TEST_F(PatientListTest, RefusesAPatientListedTwice) {
    const std::string text = list({"1", "2"});
    std::string twice = text;
    twice.replace(twice.find("p1"), 2, "p0");
    EXPECT_NO_THROW(static_cast<void>(load(text)));
    EXPECT_THROW(static_cast<void>(load(twice)), base::InputError);
}

}  // namespace
}  // namespace vesikin::format
