#include "vesikin/format/shown_number.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>

namespace vesikin::format {

std::string hundredths(double frac) {
    return fmt::format("{:.0f}", 100.0 * frac);
}

std::string with_commas(double value) {
    std::string digits = fmt::format("{:.0f}", value);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::string short_number(double value) {
    return std::abs(value) < 10.0 ? fmt::format("{:.2g}", value) : fmt::format("{:.0f}", value);
}

}  // namespace vesikin::format
