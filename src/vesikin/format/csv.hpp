// CSV tables (RFC 4180) and what spreadsheets make of them, by libcsv.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vesikin::format {

/// A table with a header row. Every row has as many cells as the header.
struct CsvTable {
    std::string name;  ///< for messages
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> line;  ///< of the file, where each row begins

    /// The column of that name. Throws InputError when there is none.
    [[nodiscard]] std::size_t column(std::string_view title) const;

    /// The number in a cell. Throws InputError when it is not a finite number or outside the range,
    /// ends included.
    [[nodiscard]] double number(std::size_t row, std::size_t column, double lower,
                                double upper) const;
};

/// Reads UTF-8, or UTF-16 with its mark; commas, semicolons or tabs between cells (a first line
/// "sep=;" may say which); line ends of any system. A comma is a decimal point where cells are
/// separated by semicolons or tabs and no number of the file has a point. Rows of empty cells, and
/// columns without title or content at the right end, are dropped. Throws InputError, with file and
/// line, for a file that is missing, empty, no text, of another encoding, cut off in a quoted cell
/// or in its last row, that could be read in two ways, with a column twice, or with rows of another
/// length than its header.
[[nodiscard]] CsvTable read_csv(const std::filesystem::path& path);

/// The same of the bytes of a file; `name` is for messages.
[[nodiscard]] CsvTable read_csv(std::string bytes, const std::string& name);

/// One line of CSV, quoted where needed, with its line end. A text that a spreadsheet would take
/// for a formula (one that begins with = + - @, a tab or a line end and is no number) gets an
/// apostrophe in front.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

}  // namespace vesikin::format
