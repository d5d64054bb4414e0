#include "vesikin/planner/pareto.hpp"

#include <algorithm>
#include <cstddef>

namespace vesikin::planner {

namespace {

bool dominates(const std::vector<double>& one, const std::vector<double>& other) {
    bool is_less = false;
    for (std::size_t column = 0; column < one.size(); ++column) {
        if (one[column] > other[column]) {
            return false;
        }
        is_less = is_less || one[column] < other[column];
    }
    return is_less;
}

}  // namespace

std::vector<bool> pareto_front(const std::vector<std::vector<double>>& rows) {
    std::vector<bool> front;
    front.reserve(rows.size());
    for (const std::vector<double>& row : rows) {
        front.push_back(std::ranges::none_of(
            rows, [&](const std::vector<double>& other) { return dominates(other, row); }));
    }
    return front;
}

}  // namespace vesikin::planner
