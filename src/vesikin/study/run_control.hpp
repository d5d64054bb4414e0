// How a study is computed, the same for every design: with which solver, on how many threads, who
// may stop it and who hears how far it is.
#pragma once

#include <string>

#include "vesikin/base/progress.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::study {

struct RunControl {
    std::string solver = "batched";
    simulation::SolverSettings solver_settings{};
    unsigned threads = 1;
    const base::CancellationFlag* cancel = nullptr;  ///< null = never
    base::ProgressCallback on_progress{};            ///< may be empty

    [[nodiscard]] bool is_cancelled() const {
        return cancel != nullptr && cancel->load(std::memory_order_relaxed);
    }
};

}  // namespace vesikin::study
