#include "vesikin/base/number_text.hpp"

#include <charconv>
#include <cmath>

namespace vesikin::base {

namespace {

/// std::from_chars is decimal whatever the leading zeros and the locale.
template <class Number>
std::optional<Number> read_all(std::string_view text) noexcept {
    Number value{};
    const char* end = text.data() + text.size();
    const auto [after, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && after == end ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<double> decimal_number(std::string_view text) noexcept {
    const std::optional<double> value = read_all<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::uint64_t> whole_number(std::string_view text) noexcept {
    return read_all<std::uint64_t>(text);
}

}  // namespace vesikin::base
