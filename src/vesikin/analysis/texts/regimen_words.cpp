#include "vesikin/analysis/texts/regimen_words.hpp"

#include <algorithm>

#include "vesikin/base/written_text.hpp"

namespace vesikin::analysis {

namespace {

constexpr char part_end = '\x1F';  // between the parts of a phrase; plain texts have none
constexpr std::string_view any_number = "#";

/// A number, a run of letters, or one other character.
struct Part {
    std::string text;
    bool is_number = false;
    bool is_letters = false;
    bool is_after_hyphen = false;
};

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_letter(char32_t c) {
    return c >= U'a' && c <= U'z';
}

/// Cuts a plain text into parts. Spaces, hyphens within words and dots of abbreviations part and
/// are not parts themselves.
class Cutter {
  public:
    explicit Cutter(std::string_view text) : text_(base::characters_of(base::plain_text(text))) {}

    std::vector<Part> cut() {
        while (at_ < text_.size()) {
            const char32_t c = text_[at_];
            if (c == U' ') {
                is_hyphen_ = false;
                ++at_;
            } else if (is_digit(c) || (c == U'.' && is_digit(look(1)) && !is_letter(look(-1)))) {
                add(number_end(), true, false);
            } else if (is_letter(c)) {
                letters();
            } else if (is_hyphen(c)) {
                is_hyphen_ = true;
                ++at_;
            } else if (c == U'.' && (is_letter(look(-1)) || is_letter(look(1)))) {
                ++at_;
            } else {
                const bool is_arrow = c == U'-' && look(1) == U'>';
                const bool is_limit = (c == U'>' || c == U'<') && look(1) == U'=';
                add(at_ + (is_arrow || is_limit ? 2 : 1), false, false);
            }
        }
        return std::move(parts_);
    }

  private:
    [[nodiscard]] char32_t look(std::ptrdiff_t steps) const {
        const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(at_) + steps;
        return place >= 0 && place < static_cast<std::ptrdiff_t>(text_.size())
                   ? text_[static_cast<std::size_t>(place)]
                   : U'\0';
    }

    /// Of a word: "re-randomised", "4-weekly". One between numbers is a range, before a number a
    /// sign.
    [[nodiscard]] bool is_hyphen(char32_t c) const {
        return c == U'-' && (is_letter(look(-1)) || is_digit(look(-1))) && is_letter(look(1));
    }

    [[nodiscard]] std::size_t number_end() const {
        std::size_t end = at_;
        const auto digit_at = [&](std::size_t place) {
            return place < text_.size() && is_digit(text_[place]);
        };
        while (digit_at(end) || (end < text_.size() && (text_[end] == U'.' || text_[end] == U',') &&
                                 digit_at(end + 1))) {
            ++end;
        }
        return end;
    }

    /// "q.d." is "qd": a dot after a single letter joins.
    void letters() {
        std::u32string word;
        std::size_t run = 0;
        while (at_ < text_.size()) {
            if (is_letter(text_[at_])) {
                word += text_[at_];
                ++run;
            } else if (text_[at_] == U'.' && run == 1 && is_letter(look(1))) {
                run = 0;
            } else {
                break;
            }
            ++at_;
        }
        parts_.push_back({base::utf8_of(word), false, true, is_hyphen_});
        is_hyphen_ = false;
    }

    void add(std::size_t end, bool is_number, bool is_letters) {
        parts_.push_back({base::utf8_of(std::u32string_view(text_).substr(at_, end - at_)),
                          is_number, is_letters, is_hyphen_});
        is_hyphen_ = false;
        at_ = end;
    }

    std::u32string text_;
    std::size_t at_ = 0;
    bool is_hyphen_ = false;
    std::vector<Part> parts_;
};

/// Some parts of a text.
struct Stretch {
    std::size_t first = 0;
    std::size_t count = 0;
};

/// `any_numbers`: bit i for the stretch's number i, which is looked up as any number.
std::string key_of(const std::vector<Part>& parts, Stretch stretch, unsigned any_numbers = 0) {
    std::string key;
    for (std::size_t i = stretch.first; i < stretch.first + stretch.count; ++i) {
        const bool is_any = parts[i].is_number && (any_numbers & 1U) != 0;
        if (parts[i].is_number) {
            any_numbers >>= 1U;
        }
        key += is_any ? any_number : std::string_view(parts[i].text);
        key += part_end;
    }
    return key;
}

unsigned numbers_in(const std::vector<Part>& parts, Stretch stretch) {
    constexpr unsigned most = 3;  // more of them are in no phrase
    unsigned count = 0;
    for (std::size_t i = stretch.first; i < stretch.first + stretch.count; ++i) {
        count += parts[i].is_number ? 1 : 0;
    }
    return std::min(count, most);
}

/// As it was written, to be named in a reason.
std::string shown(const std::vector<Part>& parts, std::size_t first, std::size_t count) {
    std::string text;
    for (std::size_t i = first; i < first + count; ++i) {
        const bool is_word = parts[i].is_letters || parts[i].is_number;
        text += i > first && is_word && parts[i - 1].is_letters ? " " : "";
        text += parts[i].text;
    }
    return text;
}

}  // namespace

bool RegimenWords::add(std::string_view text, const RegimenWord& word) {
    const std::vector<Part> parts = Cutter(text).cut();
    if (parts.empty() || !words_.emplace(key_of(parts, {0, parts.size()}), word).second) {
        return false;
    }
    longest_ = std::max(longest_, parts.size());
    texts_.push_back(base::plain_text(text));
    return true;
}

std::vector<RegimenToken> RegimenWords::tokens_of(std::string_view text,
                                                  const std::vector<std::string>& own_names) const {
    const std::vector<Part> parts = Cutter(text).cut();
    std::map<std::string, RegimenWord, std::less<>> own;
    std::size_t longest = longest_;
    for (const std::string& name : own_names) {
        const std::vector<Part> of_name = Cutter(name).cut();
        own[key_of(of_name, {0, of_name.size()})].kind = RegimenWordKind::silent;
        longest = std::max(longest, of_name.size());
    }
    const auto find = [&](std::size_t first, std::size_t count) -> const RegimenWord* {
        if (const auto name = own.find(key_of(parts, {first, count})); name != own.end()) {
            return &name->second;
        }
        for (unsigned any = 0; any < 1U << numbers_in(parts, {first, count}); ++any) {
            const auto word = words_.find(key_of(parts, {first, count}, any));
            if (word != words_.end()) {
                return &word->second;
            }
        }
        return nullptr;
    };
    const auto longest_at = [&](std::size_t first) {
        for (std::size_t count = std::min(longest, parts.size() - first); count > 0; --count) {
            if (find(first, count) != nullptr) {
                return count;
            }
        }
        return std::size_t{0};
    };
    std::vector<RegimenToken> tokens;
    for (std::size_t at = 0; at < parts.size();) {
        RegimenToken token;
        token.is_after_hyphen = parts[at].is_after_hyphen;
        std::size_t count = longest_at(at);
        if (count > 0) {
            token.word = *find(at, count);
            token.is_own_name = own.contains(key_of(parts, {at, count}));
        } else if (parts[at].is_number) {
            token.word.kind = RegimenWordKind::digits;
            count = 1;
        } else {
            // A word of another script has no spaces: up to what is known again.
            const auto is_letterless = [&](std::size_t i) {
                return !parts[i].is_letters && !parts[i].is_number;
            };
            count = 1;
            while (is_letterless(at) && at + count < parts.size() && is_letterless(at + count) &&
                   longest_at(at + count) == 0) {
                ++count;
            }
        }
        token.text = shown(parts, at, count);
        tokens.push_back(std::move(token));
        at += count;
    }
    return tokens;
}

}  // namespace vesikin::analysis
