// Reads what data files say about the action of vesicles and the clinical read-outs.
#pragma once

#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// Loads `vesicle/parameters.toml` and `scores/clinical.toml`; sources are those of `sources.toml`,
/// and every record that a number rests on is in the evidence base.
/// Throws InputError with every problem of the first bad file.
[[nodiscard]] catalogue::VesicleCatalogue load_vesicle(
    const DataSource& data, const std::vector<catalogue::Source>& sources,
    const catalogue::EvidenceBase& evidence);

}  // namespace vesikin::format
