// What a way comes to, as a sentence may say it: judged by shares of worlds, with no verdict.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "vesikin/study/comparison.hpp"

namespace vesikin::study {

/// What happens to treated skin beside the dummy treatment in more than half of the worlds; open
/// where nothing does.
enum class Tendency : unsigned char { lighter, same, open, heavier };
inline constexpr std::array<std::string_view, 4> tendency_names{"lighter", "same", "open",
                                                                "heavier"};

[[nodiscard]] Tendency tendency_of(const WorldShares& shares) noexcept;

/// The arms of the ways at the clock, by tendency.
[[nodiscard]] std::array<std::vector<std::size_t>, tendency_names.size()> arms_by_tendency(
    const ComparisonAnswer& answer, std::size_t first_way);

/// The standard care with the lowest EASI at the clock (median of worlds); the dummy treatment
/// where there is none below it.
[[nodiscard]] std::size_t lightest_standard(const ComparisonDesign& design,
                                            const ComparisonAnswer& answer);

}  // namespace vesikin::study
