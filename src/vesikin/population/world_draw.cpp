#include "vesikin/population/world_draw.hpp"

#include <algorithm>

#include "vesikin/base/random.hpp"

namespace vesikin::population {

namespace {

constexpr std::uint32_t effect_index = 1000;  // far from the indices of unknowns

}  // namespace

DrawnWorld draw_world(const catalogue::VesicleCatalogue& catalogue, std::uint64_t seed,
                      std::uint64_t index) {
    const base::RandomStream stream(seed, index, base::StreamPurpose::vesicle_world);
    DrawnWorld drawn;
    for (std::size_t i = 0; i < catalogue.unknowns.size(); ++i) {
        drawn.values[i] = catalogue.unknowns[i].spread.at_normal(
            stream.standard_normal(static_cast<std::uint32_t>(i)));
    }
    const auto p0 =
        std::ranges::find(catalogue.unknowns, "no_effect", &catalogue::VesicleUnknown::name);
    const double no_effect =
        drawn.values[static_cast<std::size_t>(p0 - catalogue.unknowns.begin())];
    drawn.world = catalogue::make_world(drawn.values, stream.uniform(effect_index) >= no_effect);
    return drawn;
}

}  // namespace vesikin::population
