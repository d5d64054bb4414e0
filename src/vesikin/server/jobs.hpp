// Questions that are calculated while their askers listen: a bounded queue, a few workers, answers
// kept in memory for a while. Nothing of a question outlives its calculation.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "vesikin/base/progress.hpp"
#include "vesikin/server/metrics.hpp"
#include "vesikin/server/problem.hpp"
#include "vesikin/service/knowledge.hpp"

namespace vesikin::server {

enum class JobState : unsigned char { waiting, running, done, failed, stopped };

[[nodiscard]] constexpr bool has_ended(JobState state) {
    return state != JobState::waiting && state != JobState::running;
}

/// Something that is said once: an answer, or why there is none.
struct JobEvent {
    std::string name;
    std::string data;  ///< JSON, on one line
};

/// What there is to say of a job from an event on.
struct JobNews {
    JobState state = JobState::waiting;
    base::Progress progress;
    bool has_progress = false;
    std::vector<JobEvent> events;
    std::size_t next_event = 0;
};

/// Its functions may run concurrently.
class JobBoard {
  public:
    /// `on_news` is called with a job's id from any thread whenever there is something new of it,
    /// and returns quickly. References outlive the board.
    JobBoard(const service::Knowledge& knowledge, std::vector<std::string> languages,
             const Wordings& wordings, Metrics& metrics,
             std::function<void(const std::string& id)> on_news);
    JobBoard(const JobBoard&) = delete;
    JobBoard& operator=(const JobBoard&) = delete;

    /// Stops every job and waits for the workers.
    ~JobBoard();

    /// Takes a question, or says why not: where the queue is full, or it is larger than allowed.
    /// Throws InputError for what cannot be read or is too large. The id; none where the queue is
    /// full.
    [[nodiscard]] std::optional<std::string> submit(const std::string& question,
                                                    const std::string& language);

    /// Whether the id is known.
    [[nodiscard]] bool has(const std::string& id) const { return find(id) != nullptr; }

    /// News from the event `first` on; nothing for an unknown id. Asking keeps a job alive.
    [[nodiscard]] std::optional<JobNews> news(const std::string& id, std::size_t first);

    /// The whole state as one JSON object; nothing for an unknown id.
    [[nodiscard]] std::optional<std::string> state_json(const std::string& id);

    /// Stops a job; false for an unknown id.
    bool stop(const std::string& id);

    void stop_all();

    /// Stops what takes too long or is asked for by nobody, and forgets what is old.
    void tidy();

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t running() const;

  private:
    using Clock = std::chrono::steady_clock;
    struct Job;

    void work();
    void calculate(const std::shared_ptr<Job>& job);
    void end(Job& job, JobState state, JobEvent event);
    [[nodiscard]] std::shared_ptr<Job> next_job();
    [[nodiscard]] std::shared_ptr<Job> find(const std::string& id) const;
    void forget_old();

    const service::Knowledge& knowledge_;
    const format::ServerLimits& limits_;
    const std::vector<std::string> languages_;
    const Wordings& wordings_;
    Metrics& metrics_;
    const std::function<void(const std::string&)> on_news_;

    mutable std::mutex mutex_;
    std::condition_variable has_work_;
    std::map<std::string, std::shared_ptr<Job>, std::less<>> jobs_;
    std::deque<std::shared_ptr<Job>> first_;  ///< not begun: what is seen soonest goes first
    std::deque<std::shared_ptr<Job>> then_;   ///< answered coarsely
    std::size_t running_ = 0;
    bool is_ending_ = false;
    std::vector<std::thread> workers_;
};

}  // namespace vesikin::server
