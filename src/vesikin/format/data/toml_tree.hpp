// TOML text as a tree of values. The only place that knows a TOML library.
#pragma once

#include <string>
#include <string_view>

#include "vesikin/format/data/data_node.hpp"

namespace vesikin::format {

/// The table that a TOML text is. Throws InputError with `name` and line where it is none.
[[nodiscard]] DataNode parse_toml(std::string_view text, const std::string& name);

}  // namespace vesikin::format
