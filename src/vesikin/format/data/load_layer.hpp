// The trial layer of a model that has one, and the calibration that set some of its numbers and of
// the drugs'.
#pragma once

#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

/// Throws InputError with all problems of the file.
[[nodiscard]] catalogue::TrialLayerDescription read_layer(
    const DataFile& file, const std::vector<catalogue::Source>& sources);

/// Takes the calibrated numbers into the catalogue, which has its layer and drugs. Throws
/// InputError for a name that nothing has, and for a correlation that is no square.
void apply_calibration(const DataFile& file, catalogue::Catalogue& catalogue);

}  // namespace vesikin::format
