// Records of the evidence base as a spreadsheet or a program reads them.
#pragma once

#include <string>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"

namespace vesikin::format {

/// "IL-10 up, TNF-alpha down".
[[nodiscard]] std::string analytes_text(const catalogue::EvidenceRecord& record);

/// One row per record; lists in a cell are separated by semicolons.
[[nodiscard]] std::string evidence_csv(
    const std::vector<const catalogue::EvidenceRecord*>& records);

/// Claims and records, with every field.
[[nodiscard]] std::string evidence_json(
    const std::vector<catalogue::Claim>& claims,
    const std::vector<const catalogue::EvidenceRecord*>& records);

}  // namespace vesikin::format
