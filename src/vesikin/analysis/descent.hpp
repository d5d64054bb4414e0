// The search for the numbers of least misfit, with NLopt's optimisers.
#pragma once

#include "vesikin/analysis/misfit.hpp"
#include "vesikin/base/random.hpp"

namespace vesikin::analysis {

struct DescentPlan {
    std::size_t starts = 1;         ///< the stated one and random ones within the bounds
    std::size_t evaluations = 200;  ///< of each start, and of the last search from the best

    /// Of the search as a whole, at most.
    [[nodiscard]] std::size_t most_evaluations() const {
        return (starts > 1 ? starts + 1 : 1) * evaluations;
    }
};

/// Local searches from the stated start and from random ones; of several, once more from the best.
[[nodiscard]] Numbers find_least(Misfit& misfit, const Numbers& start, const DescentPlan& plan,
                                 const base::RandomStream& stream);

}  // namespace vesikin::analysis
