// Reads the studies of vesicles in mice.
#pragma once

#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/mouse.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// Loads `mouse/body.toml`, `mouse/analytes.toml` and every study of `mouse/studies`. Throws
/// InputError with every problem of the first bad file.
[[nodiscard]] catalogue::MouseCatalogue load_mouse(const DataSource& data,
                                                   const std::vector<catalogue::Source>& sources,
                                                   const catalogue::EvidenceBase& evidence);

}  // namespace vesikin::format
