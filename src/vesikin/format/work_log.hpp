// The finished pieces of a long run in a text, a line each, so that a killed run can go on.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "vesikin/format/result_store.hpp"
#include "vesikin/study/finished_work.hpp"

namespace vesikin::format {

/// Whether a run takes over what a stopped one left.
enum class LogStart : unsigned char { anew, resumed };

/// Keeps `work` beside the results while the object lives; both outlive it.
class WorkLog {
  public:
    /// Resumed: reads what the log holds into `work`; a line cut off or damaged is left out. Throws
    /// InputError when there is no log or it belongs to a run of another `identity`, and
    /// EnvironmentError when it cannot be written.
    WorkLog(ResultSet& results, const std::string& name, const std::string& identity,
            LogStart start, study::FinishedWork& work);
    WorkLog(const WorkLog&) = delete;
    WorkLog& operator=(const WorkLog&) = delete;
    ~WorkLog();

    /// Pieces that were taken over.
    [[nodiscard]] std::size_t taken_over() const noexcept { return taken_over_; }

  private:
    using Clock = std::chrono::steady_clock;

    study::FinishedWork& work_;
    std::size_t taken_over_ = 0;
    std::unique_ptr<GrowingText> text_;
    Clock::time_point synced_ = Clock::now();
};

/// One piece as a line with its end: exact, and ended by a digest of itself.
[[nodiscard]] std::string work_line(const study::WorkKey& key, const std::vector<double>& result);

/// Adds the piece of a line (without its end). False when the line is damaged.
[[nodiscard]] bool read_work_line(std::string_view line, study::FinishedWork& work);

}  // namespace vesikin::format
