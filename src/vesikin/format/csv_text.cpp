#include "vesikin/format/csv_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "vesikin/base/error.hpp"
#include "vesikin/base/number_text.hpp"
#include "vesikin/base/shown_text.hpp"
#include "vesikin/base/written_text.hpp"

namespace vesikin::format {

namespace {

using base::InputError;

constexpr std::string_view separators = ",;\t";

std::string place(const std::string& name, std::string_view text, std::size_t end) {
    std::size_t line = 1;
    for (std::size_t at = 0; at < end;) {
        const std::size_t length = line_end_at(text, at);
        line += length > 0 ? 1 : 0;
        at += std::max<std::size_t>(length, 1);
    }
    return fmt::format("{}:{}", name, line);
}

/// UTF-16 after its mark; `low` is the place of the low byte of a unit.
std::string from_utf16(std::string_view bytes, std::size_t low, const std::string& name) {
    std::u32string text;
    const auto unit = [&](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(bytes[at + 1 - low])) << 8U |
               static_cast<unsigned char>(bytes[at + low]);
    };
    const auto here = [&] {
        const std::string before = base::utf8_of(text);
        return place(name, before, before.size());
    };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        if (at + 1 == bytes.size()) {
            throw InputError(base::as_written(here()), base::message("half a character of UTF-16"),
                             base::message("a whole file; is it cut off?"));
        }
        const char32_t code = unit(at);
        const bool is_high = code >= 0xD800 && code < 0xDC00;
        const char32_t next = is_high && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if ((code >= 0xDC00 && code < 0xE000) || (is_high && (next < 0xDC00 || next >= 0xE000))) {
            throw InputError(base::as_written(here()), base::message("half of a pair of UTF-16"),
                             base::message("UTF-16 or UTF-8 text"));
        }
        text += is_high ? 0x10000 + ((code - 0xD800) << 10U) + (next - 0xDC00) : code;
        at += is_high ? 2 : 0;
    }
    return base::utf8_of(text);
}

/// Takes the marks of encodings off, and turns UTF-16 into UTF-8.
std::string decoded(std::string bytes, const std::string& name) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) {
        throw InputError(base::as_written(name + ":1"), base::message("UTF-32 text"),
                         base::message("UTF-8 text: save as \"CSV UTF-8\""));
    }
    if (bytes.starts_with("\xFF\xFE"sv)) {
        return from_utf16(std::string_view(bytes).substr(2), 0, name);
    }
    if (bytes.starts_with("\xFE\xFF"sv)) {
        return from_utf16(std::string_view(bytes).substr(2), 1, name);
    }
    if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
        bytes.erase(0, 3);  // spreadsheets write one
    }
    return bytes;
}

bool is_binary(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return (code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || code == 0x7F;
}

void require_text(std::string_view text, const std::string& name) {
    const auto binary = std::ranges::find_if(text, is_binary);
    if (binary != text.end()) {
        const auto at = static_cast<std::size_t>(binary - text.begin());
        throw InputError(
            base::as_written(place(name, text, at)),
            base::message("not text: byte 0x{}",
                          fmt::format("{:02x}", static_cast<unsigned char>(*binary))),
            text.starts_with("PK")
                ? base::message("a table saved as CSV; this is a spreadsheet or an archive")
                : base::message("a CSV file in UTF-8, or in UTF-16 with its mark"));
    }
    for (std::size_t at = 0; at < text.size();) {
        const auto character = base::character_at(text, at);
        if (!character) {
            throw InputError(
                base::as_written(place(name, text, at)),
                base::message("byte 0x{}, which is not UTF-8: Latin-1, Shift-JIS or another "
                              "encoding",
                              fmt::format("{:02x}", static_cast<unsigned char>(text[at]))),
                base::message("UTF-8 text: save as \"CSV UTF-8\""));
        }
        at += character->bytes;
    }
}

/// "sep=;" as a first line, which spreadsheets write and read; no character where there is none.
char stated_separator(std::string_view first_line, const std::string& name) {
    std::string_view rest = first_line;
    if (rest.size() > 1 && rest.front() == '"' && rest.back() == '"') {
        rest = rest.substr(1, rest.size() - 2);
    }
    if (!rest.starts_with("sep=") && !rest.starts_with("SEP=")) {
        return '\0';
    }
    rest.remove_prefix(4);
    if (rest.size() != 1 || separators.find(rest.front()) == std::string_view::npos) {
        throw InputError(base::as_written(name + ":1"), base::quoted(first_line),
                         base::message("sep= with a comma, a semicolon or a tab"));
    }
    return rest.front();
}

/// The one separator that stands between the titles, outside quotes.
char separator_of_header(std::string_view text, const CsvText& csv, const std::string& name) {
    std::string found;
    bool is_quoted = false;
    bool has_titles = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        is_quoted = is_quoted != (letter == '"');
        if (!is_quoted && line_end_at(text, at) > 0 && has_titles) {
            break;
        }
        has_titles = has_titles || (letter != ' ' && line_end_at(text, at) == 0);
        if (!is_quoted && separators.find(letter) != std::string_view::npos &&
            found.find(letter) == std::string::npos) {
            found += letter;
        }
    }
    if (found.size() > 1) {
        throw InputError(base::as_written(fmt::format("{}:{}", name, csv.first_line)),
                         base::message("titles separated in two ways, by comma, semicolon or tab"),
                         base::message("one separator; titles that hold another in quotes"));
    }
    return found.empty() ? ',' : found.front();
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

}  // namespace

std::size_t line_end_at(std::string_view text, std::size_t at) noexcept {
    if (text[at] == '\r') {
        return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    }
    return text[at] == '\n' ? 1 : 0;
}

CsvText read_csv_text(std::string bytes, const std::string& name) {
    CsvText csv;
    csv.text = decoded(std::move(bytes), name);
    require_text(csv.text, name);
    const std::size_t end = std::min(csv.text.find_first_of("\r\n"), csv.text.size());
    csv.separator = stated_separator(std::string_view(csv.text).substr(0, end), name);
    if (csv.separator != '\0') {
        csv.text.erase(0, end + (end < csv.text.size() ? line_end_at(csv.text, end) : 0));
        csv.first_line = 2;
    } else {
        csv.separator = separator_of_header(csv.text, csv, name);
    }
    return csv;
}

bool is_decimal_point_number(std::string_view cell) {
    return cell.find('.') != std::string_view::npos && base::decimal_number(cell).has_value();
}

bool is_decimal_comma_number(std::string_view cell) {
    const std::size_t comma = cell.find(',');
    if (comma == std::string_view::npos || comma == 0 || !is_digit(cell[comma - 1]) ||
        comma + 1 == cell.size() || !is_digit(cell[comma + 1])) {
        return false;
    }
    std::string pointed(cell);
    pointed[comma] = '.';
    return base::decimal_number(pointed).has_value();
}

std::string with_decimal_points(std::string_view cell) {
    std::string text(cell);
    const auto digits_end = [&](std::size_t at) {
        while (at < cell.size() && is_digit(cell[at])) {
            ++at;
        }
        return at;
    };
    const auto continues = [&](std::size_t at) {
        return at + 1 < cell.size() && cell[at] == ',' && is_digit(cell[at + 1]);
    };
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (!is_digit(cell[at])) {
            continue;
        }
        const std::size_t comma = digits_end(at);
        std::size_t end = comma;
        std::size_t commas = 0;
        while (continues(end)) {
            ++commas;
            end = digits_end(end + 1);
        }
        if (commas == 1) {
            text[comma] = '.';
        }
        at = end;
    }
    return text;
}

}  // namespace vesikin::format
