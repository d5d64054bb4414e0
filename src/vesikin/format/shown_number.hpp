// Numbers as people read them in an answer.
#pragma once

#include <string>

namespace vesikin::format {

/// A share as a whole number of 100.
[[nodiscard]] std::string hundredths(double frac);

/// 1234567 as "1,234,567".
[[nodiscard]] std::string with_commas(double value);

/// Two digits below 10, whole above: digits as far as they count.
[[nodiscard]] std::string short_number(double value);

}  // namespace vesikin::format
