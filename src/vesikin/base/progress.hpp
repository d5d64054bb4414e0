// Calls upward: long work reports how far it is and asks whether it should stop. Knows no terminal
// and no signal.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

namespace vesikin::base {

/// How far a piece of work is.
struct Progress {
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};

/// Called now and then from the thread that merges results; must return quickly.
using ProgressCallback = std::function<void(const Progress&)>;

/// Set by somebody else (a signal handler, a closing connection), polled per block of patients.
using CancellationFlag = std::atomic<bool>;

}  // namespace vesikin::base
