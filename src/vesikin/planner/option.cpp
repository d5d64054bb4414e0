#include "vesikin/planner/option.hpp"

#include <algorithm>

namespace vesikin::planner {

std::optional<Money> sum_of(const std::optional<Money>& one, const std::optional<Money>& other) {
    if (!one || !other) {
        return std::nullopt;
    }
    return Money{one->lowest + other->lowest, one->typical + other->typical,
                 one->highest + other->highest};
}

std::optional<Money> Option::all_costs() const {
    return sum_of(insured, self_pay);
}

bool Option::has_all(const std::vector<std::string>& wanted) const {
    return std::ranges::all_of(wanted, [&](const auto& tag) { return tags.contains(tag); });
}

}  // namespace vesikin::planner
