// What is said about an error, kept so that it can be said in another language: an English pattern,
// which is its key there, and what fills its places.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vesikin::base {

/// How messages are said; a function that is empty leaves the word as it is.
struct Wording {
    /// The pattern of another language for an English one.
    std::function<std::string(std::string_view)> pattern;
    /// What a field of a question is called by who asked it, such as an option.
    std::function<std::string(std::string_view)> field;
};

/// A literal with as many `{}` as are filled in, checked when it is compiled. Doubled braces stand
/// for themselves.
template <std::size_t places>
class Pattern {
  public:
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is meant to become one unseen
    consteval Pattern(const char* text) : text_(text) {
        std::size_t found = 0;
        for (std::size_t at = 0; at < text_.size(); ++at) {
            if (text_[at] != '{' && text_[at] != '}') {
                continue;
            }
            const char next = at + 1 < text_.size() ? text_[at + 1] : ' ';
            if (text_[at] == '{' && next == '}') {
                ++found;
            } else if (next != text_[at]) {
                throw "a brace that is neither {} nor doubled";
            }
            ++at;
        }
        if (found != places) {
            throw "the places of the pattern are not as many as the arguments";
        }
    }

    [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

  private:
    std::string_view text_;
};

class Message {
  public:
    Message() = default;

    /// In English, or as the wording has it. Holds whatever was given: not printable yet.
    [[nodiscard]] std::string text(const Wording& wording = {}) const;

  private:
    enum class Kind : unsigned char { written, field, pattern };

    Message(Kind kind, std::string_view text, std::vector<Message> arguments = {})
        : kind_(kind), text_(text), arguments_(std::move(arguments)) {}

    friend Message as_written(std::string_view text);
    friend Message field(std::string_view name);
    template <class... Arguments>
    friend Message message(Pattern<sizeof...(Arguments)> pattern, const Arguments&... arguments);

    Kind kind_ = Kind::written;
    std::string text_;
    std::vector<Message> arguments_;
};

/// What is the same in every language: a name, a number, a path, a cell, a word of the system.
[[nodiscard]] Message as_written(std::string_view text);

/// The same as it stands: in quotes.
[[nodiscard]] Message quoted(std::string_view text);

/// A field of a question by its name, such as `delivery_people`.
[[nodiscard]] Message field(std::string_view name);

/// A number in the shortest form that reads as the same.
[[nodiscard]] Message as_written(double number);

template <std::integral Number>
[[nodiscard]] Message as_written(Number number) {
    return as_written(std::string_view(std::to_string(number)));
}

[[nodiscard]] inline Message as_written(Message message) {
    return message;
}

/// A pattern, and a message, text or number for each of its places.
template <class... Arguments>
[[nodiscard]] Message message(Pattern<sizeof...(Arguments)> pattern,
                              const Arguments&... arguments) {
    return {Message::Kind::pattern, pattern.text(), {as_written(arguments)...}};
}

/// "a, b, c".
[[nodiscard]] Message listed(std::span<const std::string> names);
[[nodiscard]] Message listed(std::span<const std::string_view> names);

}  // namespace vesikin::base
