#include "vesikin/server/site.hpp"

#include <array>

#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::server {

namespace {

struct FileType {
    std::string_view ending;
    std::string_view content_type;
};

constexpr std::array file_types{FileType{".css", "text/css; charset=utf-8"},
                                FileType{".html", "text/html; charset=utf-8"},
                                FileType{".js", "text/javascript; charset=utf-8"},
                                FileType{".json", "application/json"},
                                FileType{".svg", "image/svg+xml"},
                                FileType{".txt", "text/plain; charset=utf-8"}};

/// Every file of a kind that is served, under `address`.
void add_folder(Site& site, const std::filesystem::path& folder, const std::string& address) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string ending = entry.path().extension().string();
        for (const FileType& type : file_types) {
            if (entry.is_regular_file() && type.ending == ending) {
                site[address + entry.path().filename().string()] = {
                    std::string(type.content_type), format::read_text_file(entry.path())};
            }
        }
    }
}

}  // namespace

Site read_site(const std::filesystem::path& share) {
    Site site;
    for (const auto& [folder, address] : {std::pair("web", "/"), std::pair("api", "/api/")}) {
        if (!std::filesystem::is_directory(share / folder)) {
            throw base::InputError(base::as_written((share / folder).string()),
                                   base::message("no such folder"),
                                   base::message("the page beside the program, as it is built"));
        }
        add_folder(site, share / folder, address);
    }
    const auto first = site.find("/index.html");
    if (first == site.end()) {
        throw base::InputError(base::as_written((share / "web" / "index.html").string()),
                               base::message("no such file"),
                               base::message("the page beside the program, as it is built"));
    }
    site["/"] = first->second;
    return site;
}

}  // namespace vesikin::server
