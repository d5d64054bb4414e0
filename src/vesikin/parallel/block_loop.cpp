#include "vesikin/parallel/block_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "vesikin/base/error.hpp"

namespace vesikin::parallel {

std::uint64_t run_blocks(std::uint64_t first, std::uint64_t last, unsigned threads,
                         const StopCheck& should_stop,
                         const std::function<BlockWorker(unsigned thread)>& make_worker) {
    std::mutex mutex;
    std::uint64_t next = first;
    std::exception_ptr failure;

    const auto take_block = [&](std::uint64_t& block) {
        const std::scoped_lock lock(mutex);
        if (next >= last || failure != nullptr || (should_stop && should_stop())) {
            return false;
        }
        block = next++;
        return true;
    };
    const auto fail = [&](std::exception_ptr cause) {
        const std::scoped_lock lock(mutex);
        if (failure == nullptr) {
            failure = std::move(cause);
        }
    };
    const auto run = [&](unsigned thread) {
        try {
            const BlockWorker work = make_worker(thread);
            for (std::uint64_t block = 0; take_block(block);) {
                work(block);
            }
        } catch (...) {
            fail(std::current_exception());
        }
    };

    {
        std::vector<std::jthread> helpers;
        for (unsigned thread = 1; thread < std::max(1U, threads); ++thread) {
            try {
                helpers.emplace_back(run, thread);
            } catch (const std::system_error& error) {
                fail(std::make_exception_ptr(base::EnvironmentError(
                    base::message("cannot make a thread beside {} others", thread),
                    base::field("threads"), base::as_written(error.code().message()))));
                break;
            }
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
