// Reads the evidence base.
#pragma once

#include <filesystem>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

struct LoadedEvidence {
    catalogue::EvidenceBase base;
    std::vector<InputFile> files;
};

/// Loads `evidence/claims.toml` and the records of every other file of `evidence/`. Throws
/// InputError with every problem of the first bad file: a record without a listed source, an
/// unknown claim, key or word, an id used twice.
[[nodiscard]] LoadedEvidence load_evidence(const std::filesystem::path& data_folder,
                                           const std::vector<catalogue::Source>& sources,
                                           const UnitSystem& units);

}  // namespace vesikin::format
