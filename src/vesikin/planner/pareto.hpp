// The Pareto front: options that no other is as good as in everything and better than in something.
#pragma once

#include <vector>

namespace vesikin::planner {

/// Whether each row is on the front; in every column less is better. Rows have the same length.
/// Equal rows are on it together.
[[nodiscard]] std::vector<bool> pareto_front(const std::vector<std::vector<double>>& rows);

}  // namespace vesikin::planner
