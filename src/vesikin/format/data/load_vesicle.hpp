// Reads what data files say about the action of vesicles and the clinical read-outs.
#pragma once

#include <filesystem>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

struct LoadedVesicle {
    catalogue::VesicleCatalogue catalogue;
    std::vector<InputFile> files;
};

/// Loads `vesicle/parameters.toml` and `scores/clinical.toml`; sources are those of `sources.toml`,
/// and every record that a number rests on is in the evidence base.
/// Throws InputError with every problem of the first bad file.
[[nodiscard]] LoadedVesicle load_vesicle(const std::filesystem::path& data_folder,
                                         const std::vector<catalogue::Source>& sources,
                                         const catalogue::EvidenceBase& evidence,
                                         const UnitSystem& units);

}  // namespace vesikin::format
