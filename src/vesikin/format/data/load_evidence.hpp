// Reads the evidence base.
#pragma once

#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// Loads `evidence/claims.toml` and the records of every other file of `evidence/`. Throws
/// InputError with every problem of the first bad file: a record without a listed source, an
/// unknown claim, key or word, an id used twice.
[[nodiscard]] catalogue::EvidenceBase load_evidence(const DataSource& data,
                                                    const std::vector<catalogue::Source>& sources);

}  // namespace vesikin::format
