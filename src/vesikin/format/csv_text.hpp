// The bytes of a table as spreadsheets write them: which encoding, which separator. What could be
// meant in two ways is refused, and named.
#pragma once

#include <string>
#include <string_view>

namespace vesikin::format {

/// Text of a table, ready to be cut into cells.
struct CsvText {
    std::string text;            ///< UTF-8 without a byte order mark or a "sep=" line
    char separator = ',';        ///< comma, semicolon or tab
    std::size_t first_line = 1;  ///< of `text` in the file
};

/// Reads UTF-8, and UTF-16 that begins with its mark; takes the separator from a first line
/// "sep=;", else from the header. `name` is for messages. Throws InputError, with the line, for
/// what is no text, for bytes of another encoding, and for a header with two separators.
[[nodiscard]] CsvText read_csv_text(std::string bytes, const std::string& name);

/// The length of the line end at a place: 2 for CR LF, 1 for CR or LF, 0 elsewhere.
[[nodiscard]] std::size_t line_end_at(std::string_view text, std::size_t at) noexcept;

/// "0,5" for 0.5: digits, one comma, digits, with a sign or exponent at most.
[[nodiscard]] bool is_decimal_comma_number(std::string_view cell);

/// "0.5", likewise.
[[nodiscard]] bool is_decimal_point_number(std::string_view cell);

/// The cell with a point for each comma between two numbers of digits; "4,8,12" is a list and
/// stays.
[[nodiscard]] std::string with_decimal_points(std::string_view cell);

}  // namespace vesikin::format
