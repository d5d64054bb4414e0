#include "vesikin/server/metrics.hpp"

#include <fmt/format.h>

namespace vesikin::server {

void Metrics::count_request(std::string_view endpoint, std::string_view method, int status,
                            std::chrono::duration<double> took) {
    const std::scoped_lock lock(mutex_);
    Requests& requests = requests_[{std::string(endpoint), std::string(method), status}];
    ++requests.count;
    requests.took_second += took.count();
}

std::string Metrics::text(std::size_t connections, std::size_t jobs_waiting,
                          std::size_t jobs_running) const {
    const std::scoped_lock lock(mutex_);
    std::string text = "# TYPE vesikin_requests_total counter\n";
    std::string seconds = "# TYPE vesikin_request_seconds_total counter\n";
    for (const auto& [key, requests] : requests_) {
        const std::string labels =
            fmt::format("{{endpoint=\"{}\",method=\"{}\",status=\"{}\"}}", std::get<0>(key),
                        std::get<1>(key), std::get<2>(key));
        text += fmt::format("vesikin_requests_total{} {}\n", labels, requests.count);
        seconds +=
            fmt::format("vesikin_request_seconds_total{} {:.6f}\n", labels, requests.took_second);
    }
    text += seconds + "# TYPE vesikin_jobs_ended_total counter\n";
    for (const auto& [end, count] : jobs_) {
        text += fmt::format("vesikin_jobs_ended_total{{end=\"{}\"}} {}\n", end, count);
    }
    return text + fmt::format(
                      "# TYPE vesikin_connections gauge\nvesikin_connections {}\n"
                      "# TYPE vesikin_jobs_waiting gauge\nvesikin_jobs_waiting {}\n"
                      "# TYPE vesikin_jobs_running gauge\nvesikin_jobs_running {}\n",
                      connections, jobs_waiting, jobs_running);
}

}  // namespace vesikin::server
