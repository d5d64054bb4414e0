#include "vesikin/base/written_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "vesikin/base/shown_text.hpp"

namespace vesikin::base {

namespace {

constexpr char32_t no_character = U'\uFFFD';
constexpr char32_t first_full_width = 0xFF01;  // of "!" to "~"
constexpr char32_t last_full_width = 0xFF5E;
constexpr char32_t first_half_width = 0xFF61;
constexpr char32_t voiced_mark = 0xFF9E;
constexpr char32_t half_voiced_mark = 0xFF9F;

/// What stands for the half-width forms from U+FF61 to U+FF9D.
constexpr std::u32string_view of_half_width =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
    U"マミムメモヤユヨラリルレロワン";

struct PlainForm {
    char32_t written;
    std::u32string_view plain;
};

constexpr std::array<PlainForm, 34> plain_forms{{
    {U'\u00A0', U" "},  {U'\u2002', U" "},  {U'\u2003', U" "},  {U'\u2007', U" "},
    {U'\u2009', U" "},  {U'\u200A', U" "},  {U'\u202F', U" "},  {U'\u3000', U" "},
    {U'\u200B', U""},   {U'\uFEFF', U""},   {U'\u2010', U"-"},  {U'\u2011', U"-"},
    {U'\u2012', U"-"},  {U'\u2013', U"-"},  {U'\u2014', U"-"},  {U'\u2212', U"-"},
    {U'\u00B5', U"u"},  {U'\u03BC', U"u"},  {U'\u00D7', U"x"},  {U'\u00B7', U"."},
    {U'\u2265', U">="}, {U'\u2264', U"<="}, {U'\u2267', U">="}, {U'\u2266', U"<="},
    {U'\u00B2', U"2"},  {U'\u33A1', U"m2"}, {U'\u338E', U"mg"}, {U'\u338D', U"ug"},
    {U'\u338F', U"kg"}, {U'\u2192', U"->"}, {U'\u301C', U"~"},  {U'\u2044', U"/"},
    {U'\u2215', U"/"},  {U'\u2019', U"'"},
}};

/// One character in its plain form, added to the text.
void add_plain(std::u32string& text, char32_t c) {
    if (c >= first_full_width && c <= last_full_width) {
        c = c - first_full_width + U'!';
    }
    const bool is_mark = c == voiced_mark || c == half_voiced_mark;
    if (is_mark && !text.empty() && text.back() >= U'ウ' && text.back() <= U'ホ') {
        // Katakana lie in order: plain, voiced, half voiced.
        text.back() = text.back() == U'ウ'
                          ? U'ヴ'
                          : text.back() + (c == voiced_mark ? char32_t{1} : char32_t{2});
        return;
    }
    if (c >= first_half_width && c < first_half_width + of_half_width.size()) {
        text += of_half_width[c - first_half_width];
        return;
    }
    if (c < U' ' || c == U'\x7F') {
        c = U' ';
    }
    if (c >= U'A' && c <= U'Z') {
        c = c - U'A' + U'a';
    }
    const auto* const form = std::ranges::find(plain_forms, c, &PlainForm::written);
    if (form == plain_forms.end()) {
        text += c;
    } else {
        text += form->plain;
    }
}

/// Changes, additions, losses and swaps of neighbours that make one text of the other.
std::size_t distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                                   cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

}  // namespace

std::u32string characters_of(std::string_view text) {
    std::u32string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::optional<Character> character = character_at(text, at);
        result += character ? character->code : no_character;
        at += character ? character->bytes : 1;
    }
    return result;
}

std::string utf8_of(std::u32string_view characters) {
    std::string result;
    const auto add = [&](char32_t byte) { result += static_cast<char>(byte); };
    for (const char32_t c : characters) {
        if (c < 0x80) {
            add(c);
        } else if (c < 0x800) {
            add(0xC0U | (c >> 6U));
            add(0x80U | (c & 0x3FU));
        } else if (c < 0x10000) {
            add(0xE0U | (c >> 12U));
            add(0x80U | ((c >> 6U) & 0x3FU));
            add(0x80U | (c & 0x3FU));
        } else {
            add(0xF0U | (c >> 18U));
            add(0x80U | ((c >> 12U) & 0x3FU));
            add(0x80U | ((c >> 6U) & 0x3FU));
            add(0x80U | (c & 0x3FU));
        }
    }
    return result;
}

std::string plain_text(std::string_view text) {
    std::u32string plain;
    for (const char32_t c : characters_of(text)) {
        add_plain(plain, c);
    }
    std::u32string result;
    for (const char32_t c : plain) {
        if (c != U' ' || (!result.empty() && result.back() != U' ')) {
            result += c;
        }
    }
    if (!result.empty() && result.back() == U' ') {
        result.pop_back();
    }
    return utf8_of(result);
}

std::string nearest_word(std::string_view word, std::span<const std::string> known) {
    constexpr std::size_t characters_per_change = 3;
    constexpr std::size_t longest = 60;  // beyond it a text is no misspelt word
    const std::u32string characters = characters_of(word);
    if (characters.size() > longest) {
        return {};
    }
    std::string best;
    std::size_t least = characters.size() / characters_per_change + 1;
    for (const std::string& each : known) {
        const std::u32string other = characters_of(each);
        if (other.size() > characters.size() + least || characters.size() > other.size() + least) {
            continue;
        }
        if (const std::size_t changes = distance(characters, other); changes < least) {
            least = changes;
            best = each;
        }
    }
    return best;
}

std::string perhaps_meant(std::string_view word, std::span<const std::string> known) {
    constexpr std::size_t shortest = 3;  // less is a part of too many words
    std::string near = nearest_word(word, known);
    if (!near.empty() || word.size() < shortest) {
        return near;
    }
    const auto holding = std::ranges::find_if(
        known, [&](const std::string& each) { return each.find(word) != std::string::npos; });
    return holding == known.end() ? std::string() : *holding;
}

Message one_of(std::span<const std::string> known, std::string_view meant) {
    return meant.empty() ? message("one of {}", listed(known))
                         : message("one of {}; perhaps {}", listed(known), meant);
}

}  // namespace vesikin::base
