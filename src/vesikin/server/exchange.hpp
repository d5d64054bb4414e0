// What an endpoint is asked and answers, whatever carries it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vesikin::server {

struct Request {
    std::string method;
    std::string path;          ///< as asked, without what follows "?"
    std::string language;      ///< one that there are texts of
    std::string content_type;  ///< without parameters, in small letters
    std::string body;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body{};
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string stream_of_job{};  ///< not empty: the events of this job follow, and no body
};

}  // namespace vesikin::server
