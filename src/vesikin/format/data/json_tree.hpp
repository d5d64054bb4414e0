// JSON as a tree of values, and back.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "vesikin/format/data/data_node.hpp"

namespace vesikin::format {

/// Null becomes an `OtherValue`, which no reader takes.
[[nodiscard]] DataNode node_of(const nlohmann::json& value);

[[nodiscard]] nlohmann::json json_of(const DataNode& node);

/// The object that a JSON text is. Throws InputError with `name` where it is none: no JSON, a key
/// twice, nested too deep.
[[nodiscard]] DataNode parse_json(std::string_view text, const std::string& name);

}  // namespace vesikin::format
