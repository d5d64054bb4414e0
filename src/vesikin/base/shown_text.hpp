// Text as a terminal shows it: the characters of UTF-8, the columns they take, and what of a text
// from outside can be shown without steering the terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vesikin::base {

/// A character of UTF-8 text.
struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// The character that begins at a byte; none where the bytes are not UTF-8 (cut off, overlong, or a
/// surrogate).
[[nodiscard]] std::optional<Character> character_at(std::string_view text, std::size_t at) noexcept;

/// Columns of a terminal: two for East Asian wide and full-width characters.
[[nodiscard]] std::size_t column_width(char32_t code) noexcept;

/// Columns of a text; a byte that is no UTF-8 takes one.
[[nodiscard]] std::size_t shown_width(std::string_view text) noexcept;

/// Names and labels are not shown wider than this.
inline constexpr std::size_t widest_name = 80;

/// Neither are sentences and lists, such as findings, sources, paths.
inline constexpr std::size_t widest_paragraph = 4000;

/// The text on one line: characters that would move the cursor, colour, ring or turn the direction
/// of writing stand as \n, \x1b or \u202e, bytes that are no UTF-8 as \xe9, and what is wider than
/// `columns` ends in an ellipsis. Text that is printable already stays as it is.
[[nodiscard]] std::string printable(std::string_view text, std::size_t columns = widest_name);

/// The same for a paragraph.
[[nodiscard]] inline std::string printable_paragraph(std::string_view text) {
    return printable(text, widest_paragraph);
}

}  // namespace vesikin::base
