// The list of sources, and the three marks that point into it.
#pragma once

#include <vector>

#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/format/data/table_reader.hpp"

namespace vesikin::format {

/// The version of data files that this program reads.
inline constexpr std::int64_t data_schema_version = 1;

/// Notes a problem unless the file states that version.
void check_schema(TableReader& root);

/// Reads sources.toml, sorted by key. Throws InputError with all its problems.
[[nodiscard]] std::vector<catalogue::Source> read_sources(const DataFile& file);

/// Reads `source`; one that is not listed is a problem.
[[nodiscard]] std::string read_source(TableReader& table,
                                      const std::vector<catalogue::Source>& sources);

/// Reads `source`, `evidence` and `mark`; a source that is not listed is a problem.
[[nodiscard]] catalogue::Provenance read_provenance(TableReader& table,
                                                    const std::vector<catalogue::Source>& sources);

}  // namespace vesikin::format
