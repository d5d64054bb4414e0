// Sharing numbered blocks of work between threads.
#pragma once

#include <cstdint>
#include <functional>

namespace vesikin::parallel {

/// What one thread does: called with block numbers, never twice with the same one, never
/// concurrently with itself.
using BlockWorker = std::function<void(std::uint64_t block)>;

/// Whether to stop handing out blocks; called from any thread, one at a time. Empty = never.
using StopCheck = std::function<bool()>;

/// Runs blocks [first, last) on `threads` threads. `make_worker(thread)` is called once in each
/// thread, so that workers own their buffers. Blocks are handed out in order, so the ones worked
/// on are always a prefix; returns its end. The first exception of a worker stops the others and is
/// thrown here. Throws EnvironmentError when a thread cannot be made.
std::uint64_t run_blocks(std::uint64_t first, std::uint64_t last, unsigned threads,
                         const StopCheck& should_stop,
                         const std::function<BlockWorker(unsigned thread)>& make_worker);

/// How many threads the machine runs at once, at least 1.
[[nodiscard]] unsigned hardware_threads() noexcept;

}  // namespace vesikin::parallel
