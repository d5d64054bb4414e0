// The texts that the program asks for by name. A data folder that lacks one is refused when it is
// loaded, not where the text would have stood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vesikin::format {

/// Keys that `texts/<language>/<name>.toml` must have, sorted. Those of the comparison are asked
/// for by name, and one per marker; names of numbers (`number_...`) come beside them as far as
/// there are any. Those of a page are in page_text_keys.hpp.
[[nodiscard]] std::vector<std::string> required_text_keys(std::string_view name);

inline constexpr std::string_view number_text_prefix = "number_";

}  // namespace vesikin::format
