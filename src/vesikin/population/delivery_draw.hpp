// Draws the uncertain quantities of delivery on two levels: what differs between people, and what
// nobody knows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "vesikin/catalogue/route.hpp"

namespace vesikin::population {

/// One person of one world. Person and world are the same for every route, so that ways can be
/// compared.
struct DeliverySubject {
    std::uint64_t seed = 0;
    std::uint64_t person = 0;
    std::uint64_t world = 0;
};

/// Values in the order of `parameters`: exp(ln median + ln gsd (sqrt(p) z_person + sqrt(1 - p)
/// z_world)), cut at `upper`; correlated parameters share part of their z.
[[nodiscard]] std::vector<double> draw_delivery(
    std::span<const catalogue::DeliveryParameter> parameters, const DeliverySubject& subject);

/// Every parameter at its median.
[[nodiscard]] std::vector<double> median_delivery(
    std::span<const catalogue::DeliveryParameter> parameters);

/// Half of the people are women.
[[nodiscard]] catalogue::Sex draw_sex(const DeliverySubject& subject);

}  // namespace vesikin::population
