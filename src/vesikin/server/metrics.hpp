// Counts of what the server did, as Prometheus reads them. No address, question or person in them.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace vesikin::server {

/// Its functions may run concurrently.
class Metrics {
  public:
    void count_request(std::string_view endpoint, std::string_view method, int status,
                       std::chrono::duration<double> took);

    void count_job(std::string_view end) {
        const std::scoped_lock lock(mutex_);
        ++jobs_[std::string(end)];
    }

    /// The text of them all, and of how things are now.
    [[nodiscard]] std::string text(std::size_t connections, std::size_t jobs_waiting,
                                   std::size_t jobs_running) const;

  private:
    struct Requests {
        std::uint64_t count = 0;
        double took_second = 0.0;
    };

    mutable std::mutex mutex_;
    std::map<std::tuple<std::string, std::string, int>, Requests> requests_;
    std::map<std::string, std::uint64_t> jobs_;  ///< by how they ended
};

}  // namespace vesikin::server
