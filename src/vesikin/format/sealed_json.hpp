// JSON values that others wrote, read without trust; and as bytes that show when they were damaged:
// MessagePack behind its SHA-256.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace vesikin::format {

[[nodiscard]] std::string sealed(const nlohmann::json& value);

/// The value; none where bytes are damaged, or nested deeper than `deepest`: reading recurses.
[[nodiscard]] std::optional<nlohmann::json> unsealed(std::string_view bytes, int deepest);

/// The value of a JSON text; none where it is no JSON, has a key twice in an object, or is nested
/// deeper than `deepest`.
[[nodiscard]] std::optional<nlohmann::json> read_json(std::string_view text, int deepest);

/// The same of MessagePack alone.
[[nodiscard]] std::optional<nlohmann::json> read_message_pack(std::string_view bytes, int deepest);

}  // namespace vesikin::format
