// Reads the studies of vesicles in mice.
#pragma once

#include <filesystem>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/mouse.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

struct LoadedMouse {
    catalogue::MouseCatalogue catalogue;
    std::vector<InputFile> files;
};

/// Loads `mouse/body.toml`, `mouse/analytes.toml` and every study of `mouse/studies`. Throws
/// InputError with every problem of the first bad file.
[[nodiscard]] LoadedMouse load_mouse(const std::filesystem::path& data_folder,
                                     const std::vector<catalogue::Source>& sources,
                                     const catalogue::EvidenceBase& evidence,
                                     const UnitSystem& units);

}  // namespace vesikin::format
