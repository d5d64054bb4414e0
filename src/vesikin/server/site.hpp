// Files that are served: those found when the server starts and no others, so that no address
// leads anywhere else.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace vesikin::server {

struct SiteFile {
    std::string content_type;
    std::string body;
};

/// By address.
using Site = std::map<std::string, SiteFile, std::less<>>;

/// The page (`share`/web) at "/" and descriptions of questions and answers (`share`/api) under
/// "/api/". Throws InputError where the page was not built.
[[nodiscard]] Site read_site(const std::filesystem::path& share);

}  // namespace vesikin::server
