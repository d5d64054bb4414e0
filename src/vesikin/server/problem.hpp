// What went wrong, as application/problem+json (RFC 9457) in the language of who asked.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "vesikin/base/error.hpp"
#include "vesikin/server/exchange.hpp"

namespace vesikin::server {

/// How messages are said, by language.
using Wordings = std::map<std::string, base::Wording, std::less<>>;

[[nodiscard]] Response problem(int status, const std::string& title);

/// Bad input, with each thing that is wrong.
[[nodiscard]] Response problem(const base::InputError& error, const base::Wording& wording);

}  // namespace vesikin::server
