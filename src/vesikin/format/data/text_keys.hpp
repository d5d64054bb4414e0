// The texts that the program asks for by name. A data folder that lacks one is refused when it is
// loaded, not where the text would have stood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vesikin::format {

/// Files of `texts/<language>`: the page of the server, the comparison, a plan, what commands share
/// in a terminal, the names of things, words of all pages, and of one page each. A command has a
/// file of its name.
inline constexpr std::string_view app_texts = "app";
inline constexpr std::string_view comparison_texts = "comparison";
inline constexpr std::string_view planner_texts = "planner";
inline constexpr std::string_view terminal_texts = "terminal";
inline constexpr std::string_view name_texts = "names";
inline constexpr std::string_view page_texts = "page";
inline constexpr std::string_view trial_page_texts = "trial_page";
inline constexpr std::string_view patient_page_texts = "patient_page";
inline constexpr std::string_view deliver_page_texts = "deliver_page";
inline constexpr std::string_view validate_page_texts = "validate_page";

/// All files that have a list of keys.
[[nodiscard]] std::vector<std::string_view> text_files();

/// Keys that `texts/<language>/<file>.toml` must have, sorted. Those of `app_texts` are asked for
/// by the page: the first language says which there are, and a test of the page that none is
/// missing. Names of numbers (`number_...`) come beside those of the comparison as far as there are
/// any.
[[nodiscard]] std::vector<std::string> required_text_keys(std::string_view file);

inline constexpr std::string_view number_text_prefix = "number_";

/// "layer_", "papillary dermis": "layer_papillary_dermis".
[[nodiscard]] std::string text_key(std::string_view prefix, std::string_view name);

/// Names that languages other than English may give to what the program calls in English itself:
/// outcomes, states, layers, endpoints ... English stands in for one that is missing.
[[nodiscard]] std::vector<std::string> translation_keys();

/// Whether a key of a file is one of those, or names what only the data know.
[[nodiscard]] bool is_translation(std::string_view file, std::string_view key);

}  // namespace vesikin::format
