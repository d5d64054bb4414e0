// Draws worlds: one value of everything that nobody knows about vesicles.
#pragma once

#include <array>
#include <cstdint>

#include "vesikin/catalogue/vesicle.hpp"

namespace vesikin::population {

/// One world and what it was made of.
struct DrawnWorld {
    catalogue::VesicleWorld world;
    std::array<double, catalogue::vesicle_unknown_count> values{};
};

/// World `index` of a seed, always the same one. Safe to call from any thread.
[[nodiscard]] DrawnWorld draw_world(const catalogue::VesicleCatalogue& catalogue,
                                    std::uint64_t seed, std::uint64_t index);

}  // namespace vesikin::population
