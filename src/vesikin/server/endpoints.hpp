// What the server can be asked: the list of endpoints, and the answer of each.
// docs/api/openapi.json describes them; a test holds the two to the same list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vesikin/server/exchange.hpp"
#include "vesikin/server/facts.hpp"
#include "vesikin/server/jobs.hpp"
#include "vesikin/server/metrics.hpp"
#include "vesikin/server/problem.hpp"
#include "vesikin/server/site.hpp"

namespace vesikin::server {

/// Whatever answers are made of. References outlive it.
struct Desk {
    const Site& site;
    const Facts& facts;
    const Wordings& wordings;
    const Metrics& metrics;
    JobBoard& jobs;
    std::size_t connections = 0;  ///< open now
};

struct Endpoint {
    std::string_view method;
    std::string_view path;  ///< "{id}" stands for a job's
    Response (*answer)(Desk& desk, const Request& request, const std::string& id);
};

/// Sorted by path, then by method.
[[nodiscard]] const std::vector<Endpoint>& endpoints();

/// What was asked, for counts and logs: a path of the list or of the site, or "other".
struct Answered {
    Response response;
    std::string endpoint;
};

[[nodiscard]] Answered answer(Desk& desk, const Request& request);

}  // namespace vesikin::server
