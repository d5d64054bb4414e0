// What a fit leaves open: the posterior of its numbers about the best point.
#pragma once

#include <cstdint>

#include "vesikin/analysis/misfit.hpp"

namespace vesikin::analysis {

struct PosteriorPlan {
    std::uint64_t seed = 1;
    std::size_t draws = 48;  ///< of the importance sample
};

struct Posterior {
    std::vector<double> sd_log;                    ///< of each number
    std::vector<std::vector<double>> correlation;  ///< square
    double effective_draws = 0.0;                  ///< of the importance sample
};

/// A Gauss-Newton normal, narrowed to where the misfit rises as a normal's does, or what weighted
/// draws about it say where enough of them count.
[[nodiscard]] Posterior find_posterior(Misfit& misfit, const PosteriorPlan& plan,
                                       const Numbers& best);

}  // namespace vesikin::analysis
