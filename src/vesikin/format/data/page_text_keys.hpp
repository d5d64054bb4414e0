// The texts of pages: the keys that each page asks for, and the names that the program and its data
// have in English, which other languages give beside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vesikin::format {

/// Files of `texts/<language>`: words of all pages, and of one each.
inline constexpr std::string_view page_texts = "page";
inline constexpr std::string_view trial_page_texts = "trial_page";
inline constexpr std::string_view patient_page_texts = "patient_page";
inline constexpr std::string_view deliver_page_texts = "deliver_page";
inline constexpr std::string_view validate_page_texts = "validate_page";

/// Keys that `texts/<language>/<name>.toml` must have, sorted.
[[nodiscard]] std::vector<std::string> page_text_keys(std::string_view name);

/// "layer_", "papillary dermis": "layer_papillary_dermis".
[[nodiscard]] std::string text_key(std::string_view prefix, std::string_view name);

/// Keys that languages other than English may have in that file, for what the program says in
/// English itself: outcomes, states, layers, endpoints ... English stands in for one that is
/// missing.
[[nodiscard]] std::vector<std::string> translation_keys(std::string_view name);

/// Whether it is one of those, or names what only the data know.
[[nodiscard]] bool is_translation(std::string_view name, std::string_view key);

}  // namespace vesikin::format
