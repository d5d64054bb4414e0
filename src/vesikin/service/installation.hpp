// Where the program's own files lie. Settings are arguments: the caller finds the folders.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace vesikin::service {

struct Installation {
    std::filesystem::path data_folder;         ///< parameters, drugs, trials, sources
    std::filesystem::path report_page;         ///< the page that reports are made from
    std::vector<std::string> command_words{};  ///< that ask the same again; kept with results
};

/// The version of this program.
[[nodiscard]] const char* version() noexcept;

}  // namespace vesikin::service
