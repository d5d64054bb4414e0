// Pieces of a long run that are done, so that a stopped run need not do them again.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace vesikin::study {

/// Which piece: of what kind, and of which numbers (an index, a point that was tried).
struct WorkKey {
    std::string kind;  ///< one word
    std::vector<double> of;

    friend bool operator==(const WorkKey&, const WorkKey&) = default;

    friend bool operator<(const WorkKey& a, const WorkKey& b) {
        return std::tie(a.kind, a.of) < std::tie(b.kind, b.of);
    }
};

/// What pieces came to, as numbers. Its functions may run concurrently.
class FinishedWork {
  public:
    using Listener = std::function<void(const WorkKey& key, const std::vector<double>& result)>;

    /// Called for every piece that is added from now on, one at a time; what it throws ends the
    /// run.
    void on_new(Listener listener) { listener_ = std::move(listener); }

    [[nodiscard]] std::optional<std::vector<double>> find(const WorkKey& key) const {
        const std::scoped_lock lock(mutex_);
        const auto found = known_.find(key);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }

    void add(const WorkKey& key, std::vector<double> result) {
        const std::scoped_lock lock(mutex_);
        const auto [place, is_new] = known_.emplace(key, std::move(result));
        if (is_new && listener_) {
            listener_(place->first, place->second);
        }
    }

    [[nodiscard]] const std::map<WorkKey, std::vector<double>>& known() const noexcept {
        return known_;
    }

  private:
    mutable std::mutex mutex_;
    std::map<WorkKey, std::vector<double>> known_;
    Listener listener_;
};

/// The result of a piece as a stopped run left it, or `compute()`, which is then kept. Without
/// `work` nothing is known or kept.
template <class Compute>
[[nodiscard]] std::vector<double> computed_once(FinishedWork* work, const WorkKey& key,
                                                const Compute& compute) {
    if (work == nullptr) {
        return compute();
    }
    if (auto known = work->find(key)) {
        return *std::move(known);
    }
    std::vector<double> result = compute();
    work->add(key, result);
    return result;
}

}  // namespace vesikin::study
