#include "vesikin/parallel/block_loop.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace vesikin::parallel {

std::uint64_t run_blocks(std::uint64_t first, std::uint64_t last, unsigned threads,
                         const base::CancellationFlag* cancel,
                         const std::function<BlockWorker(unsigned thread)>& make_worker) {
    std::mutex mutex;
    std::uint64_t next = first;
    std::exception_ptr failure;

    const auto take_block = [&](std::uint64_t& block) {
        const std::scoped_lock lock(mutex);
        if (next >= last || failure != nullptr ||
            (cancel != nullptr && cancel->load(std::memory_order_relaxed))) {
            return false;
        }
        block = next++;
        return true;
    };
    const auto run = [&](unsigned thread) {
        try {
            const BlockWorker work = make_worker(thread);
            for (std::uint64_t block = 0; take_block(block);) {
                work(block);
            }
        } catch (...) {
            const std::scoped_lock lock(mutex);
            if (failure == nullptr) {
                failure = std::current_exception();
            }
        }
    };

    {
        std::vector<std::jthread> helpers;
        for (unsigned thread = 1; thread < std::max(1U, threads); ++thread) {
            helpers.emplace_back(run, thread);
        }
        run(0);
    }
    if (failure != nullptr) {
        std::rethrow_exception(failure);
    }
    return next;
}

unsigned hardware_threads() noexcept {
    return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace vesikin::parallel
