// The server: addresses of one machine, answered until it is asked to end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "vesikin/service/knowledge.hpp"

namespace vesikin::server {

struct ServeOptions {
    std::string address = "127.0.0.1";  ///< this machine alone
    std::uint16_t port = 8080;          ///< 0: any that is free
    std::filesystem::path share;        ///< with the built page in web/, and api/
    std::function<void(std::uint16_t port)> on_listening;
    /// A line for each request: method, endpoint, status and time, nothing of what was asked. May
    /// be empty.
    std::function<void(const std::string& line)> on_request;
};

/// Returns after SIGINT or SIGTERM, when what was under way has ended or its time is up. Throws
/// InputError for an address that is none or not free, or where the page was not built.
void serve(const service::Knowledge& knowledge, const ServeOptions& options);

}  // namespace vesikin::server
