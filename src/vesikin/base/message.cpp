#include "vesikin/base/message.hpp"

#include <fmt/args.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vesikin::base {

std::string Message::text(const Wording& wording) const {
    if (kind_ == Kind::written) {
        return text_;
    }
    if (kind_ == Kind::field) {
        return wording.field ? wording.field(text_) : text_;
    }
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    for (const Message& argument : arguments_) {
        arguments.push_back(argument.text(wording));
    }
    if (wording.pattern) {
        try {
            return fmt::vformat(wording.pattern(text_), arguments);
        } catch (const fmt::format_error&) {
            // A translation with places of its own must not hide what it is about: English then.
        }
    }
    return fmt::vformat(text_, arguments);
}

Message as_written(std::string_view text) {
    return {Message::Kind::written, text};
}

Message as_written(double number) {
    return as_written(std::string_view(fmt::format("{}", number)));
}

Message quoted(std::string_view text) {
    return as_written(std::string_view(fmt::format("\"{}\"", text)));
}

Message field(std::string_view name) {
    return {Message::Kind::field, name};
}

Message listed(std::span<const std::string> names) {
    return as_written(std::string_view(fmt::format("{}", fmt::join(names, ", "))));
}

Message listed(std::span<const std::string_view> names) {
    return as_written(std::string_view(fmt::format("{}", fmt::join(names, ", "))));
}

}  // namespace vesikin::base
