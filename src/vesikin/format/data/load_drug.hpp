// One drug of data/drugs: what it does, its kinetics, regimens, price, approval and risks.
#pragma once

#include <filesystem>
#include <vector>

#include "vesikin/catalogue/drug.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

/// The drug has its file's name. Throws InputError with all problems of the file.
[[nodiscard]] catalogue::Drug read_drug(const DataFile& file, const std::string& name,
                                        const std::vector<catalogue::Source>& sources);

}  // namespace vesikin::format
