// What calibration left open, drawn for one world.
#pragma once

#include <cstdint>

#include "vesikin/catalogue/catalogue.hpp"

namespace vesikin::analysis {

/// The catalogue in world `world`: calibrated numbers drawn from their posterior. World 0 has the
/// best values.
[[nodiscard]] catalogue::Catalogue catalogue_in_world(const catalogue::Catalogue& catalogue,
                                                      std::uint64_t seed, std::uint64_t world);

}  // namespace vesikin::analysis
