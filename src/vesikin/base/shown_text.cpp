#include "vesikin/base/shown_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vesikin::base {

namespace {

struct CodeRange {
    char32_t first;
    char32_t last;
};

template <std::size_t count>
bool is_among(char32_t code, const std::array<CodeRange, count>& ranges) noexcept {
    return std::ranges::any_of(
        ranges, [&](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

// East Asian wide and full-width blocks, and pictures.
constexpr std::array<CodeRange, 9> wide{{{0x1100, 0x115F},
                                         {0x2E80, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF00, 0xFF60},
                                         {0xFFE0, 0xFFE6},
                                         {0x1F300, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};

// Control characters, and those of format that are invisible or turn the direction of writing. The
// joiners of scripts (U+200C, U+200D) are not among them.
constexpr std::array<CodeRange, 12> steering{{{0x00, 0x1F},
                                              {0x7F, 0x9F},
                                              {0xAD, 0xAD},
                                              {0x61C, 0x61C},
                                              {0x180E, 0x180E},
                                              {0x200B, 0x200B},
                                              {0x200E, 0x200F},
                                              {0x2028, 0x202E},
                                              {0x2060, 0x206F},
                                              {0xFEFF, 0xFEFF},
                                              {0xFFF9, 0xFFFB},
                                              {0xE0000, 0xE007F}}};

std::string escaped(char32_t code) {
    switch (code) {
        case U'\n':
            return "\\n";
        case U'\r':
            return "\\r";
        case U'\t':
            return "\\t";
        default:
            break;
    }
    const auto number = static_cast<std::uint32_t>(code);
    return number < 0x80      ? fmt::format("\\x{:02x}", number)
           : number < 0x10000 ? fmt::format("\\u{:04x}", number)
                              : fmt::format("\\U{:08x}", number);
}

}  // namespace

std::optional<Character> character_at(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::uint32_t lead = byte(at);
    if (lead < 0x80) {
        return Character{lead, 1};
    }
    const std::size_t bytes = lead < 0xC2   ? 0
                              : lead < 0xE0 ? 2
                              : lead < 0xF0 ? 3
                              : lead < 0xF5 ? 4
                                            : 0;
    if (bytes == 0 || at + bytes > text.size()) {
        return std::nullopt;
    }
    std::uint32_t code = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = at + 1; i < at + bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return std::nullopt;
        }
        code = code << 6U | (byte(i) & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return std::nullopt;
    }
    return Character{code, bytes};
}

std::size_t column_width(char32_t code) noexcept {
    return is_among(code, wide) ? 2 : 1;
}

std::size_t shown_width(std::string_view text) noexcept {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<Character> character = character_at(text, at);
        width += character ? column_width(character->code) : 1;
        at += character ? character->bytes : 1;
    }
    return width;
}

std::string printable(std::string_view text, std::size_t columns) {
    constexpr std::string_view ellipsis = "…";
    std::string shown;
    std::size_t width = 0;
    std::size_t cut = 0;  // where an ellipsis still has room
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<Character> character = character_at(text, at);
        std::string piece;
        if (!character) {
            piece = fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
        } else if (is_among(character->code, steering)) {
            piece = escaped(character->code);
        } else {
            piece = text.substr(at, character->bytes);
        }
        width += shown_width(piece);
        if (width > columns) {
            shown.resize(cut);
            shown += ellipsis;
            return shown;
        }
        shown += piece;
        cut = width < columns ? shown.size() : cut;
        at += character ? character->bytes : 1;
    }
    return shown;
}

}  // namespace vesikin::base
