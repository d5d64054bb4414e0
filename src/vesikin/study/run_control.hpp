// How a study is computed, the same for every design: with which solver, on how many threads, who
// may stop it, who hears how far it is, and what a stopped run already has.
#pragma once

#include <string>

#include "vesikin/base/progress.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/study/finished_work.hpp"

namespace vesikin::study {

/// Tolerances well below what a mean over people shows.
inline constexpr double mean_relative_tolerance = 1e-4;
inline constexpr double mean_absolute_tolerance = 1e-6;

struct RunControl {
    std::string solver = "batched";
    simulation::SolverSettings solver_settings{};
    unsigned threads = 1;
    const base::CancellationFlag* cancel = nullptr;  ///< null = never
    base::ProgressCallback on_progress{};            ///< may be empty
    FinishedWork* finished_work = nullptr;  ///< of studies made of pieces; null = nothing is kept

    [[nodiscard]] bool is_cancelled() const {
        return cancel != nullptr && cancel->load(std::memory_order_relaxed);
    }

    /// The same for loops over blocks. Refers to this object.
    [[nodiscard]] parallel::StopCheck stop_check() const {
        return [this] { return is_cancelled(); };
    }
};

}  // namespace vesikin::study
