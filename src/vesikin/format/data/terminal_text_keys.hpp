// Keys of what commands say in a terminal, and of the names of outcomes.
#pragma once

#include <string_view>

namespace vesikin::format {

/// Keys of `texts/<language>/<name>.toml`, sorted and separated by spaces; empty for a name that no
/// command has.
[[nodiscard]] std::string_view terminal_text_keys(std::string_view name) noexcept;

}  // namespace vesikin::format
