// A JSON value as bytes that show when they were damaged: MessagePack behind its SHA-256.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace vesikin::format {

[[nodiscard]] std::string sealed(const nlohmann::json& value);

/// The value; none where bytes are damaged, or nested deeper than `deepest`: reading recurses.
[[nodiscard]] std::optional<nlohmann::json> unsealed(std::string_view bytes, int deepest);

/// The same of MessagePack alone.
[[nodiscard]] std::optional<nlohmann::json> read_message_pack(std::string_view bytes, int deepest);

}  // namespace vesikin::format
