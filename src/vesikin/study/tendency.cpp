#include "vesikin/study/tendency.hpp"

namespace vesikin::study {

Tendency tendency_of(const WorldShares& shares) noexcept {
    constexpr double most = 0.5;
    if (shares.lighter > most) {
        return Tendency::lighter;
    }
    if (shares.heavier > most) {
        return Tendency::heavier;
    }
    return shares.same > most ? Tendency::same : Tendency::open;
}

std::array<std::vector<std::size_t>, tendency_names.size()> arms_by_tendency(
    const ComparisonAnswer& answer, std::size_t first_way) {
    std::array<std::vector<std::size_t>, tendency_names.size()> arms;
    for (std::size_t arm = first_way; arm < answer.arms.size(); ++arm) {
        arms[static_cast<std::size_t>(tendency_of(answer.arms[arm].shares_at_clock))].push_back(
            arm);
    }
    return arms;
}

std::size_t lightest_standard(const ComparisonDesign& design, const ComparisonAnswer& answer) {
    const auto easi = [&](std::size_t arm) {
        return answer.arms[arm].visits[design.clock()].markers[outcome::easi_marker].median;
    };
    std::size_t lightest = dummy_arm;
    for (std::size_t arm = plain_arm_count; arm < design.first_way(); ++arm) {
        if (easi(arm) < easi(lightest)) {
            lightest = arm;
        }
    }
    return lightest;
}

}  // namespace vesikin::study
