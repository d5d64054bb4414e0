// CSV tables (RFC 4180), by libcsv.
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
    std::vector<std::size_t>
        line;  ///< of each row, the header being line 1 (blank lines not counted)

    /// The column of that name. Throws InputError when there is none.
    [[nodiscard]] std::size_t column(std::string_view title) const;

    /// The number in a cell. Throws InputError when it is not a finite number or outside the range,
    /// ends included.
    [[nodiscard]] double number(std::size_t row, std::size_t column, double lower,
                                double upper) const;
};

/// Throws InputError for a file that is missing, empty, cut off in a quoted cell or in its last
/// row, or with rows of another length than its header.
[[nodiscard]] CsvTable read_csv(const std::filesystem::path& path);

/// One line of CSV, quoted where needed, with its line end.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

}  // namespace vesikin::format
