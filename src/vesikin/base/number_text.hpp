// Numbers as people write them: decimal, the whole text, nothing else. One reading for data, tables
// and the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vesikin::base {

/// "12", "-0.5" or "1e-3" as a finite number; nothing for any other text, such as "", "+5", "0x10",
/// "1,5", "1_000", " 5", "nan" or what is too large.
[[nodiscard]] std::optional<double> decimal_number(std::string_view text) noexcept;

/// "12" or "012", which is twelve; nothing for a sign, a fraction, an exponent or what is too
/// large.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text) noexcept;

}  // namespace vesikin::base
