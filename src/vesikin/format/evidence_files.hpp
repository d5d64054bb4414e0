// Records of the evidence base as a spreadsheet or a program reads them.
#pragma once

#include <string>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/format/manifest.hpp"

namespace vesikin::format {

/// Records that were asked for, and what they belong to; its parts outlive it.
struct EvidenceList {
    const catalogue::EvidenceBase& base;
    const std::vector<const catalogue::EvidenceRecord*>& selected;  ///< into `base`
    const catalogue::VesicleCatalogue& vesicles;
    const std::vector<catalogue::Source>& sources;
    const Manifest& manifest;

    /// Names of the unknowns of the model that rest on a record.
    [[nodiscard]] std::vector<std::string> used_by(const std::string& record) const;

    /// The sources of the selected records, each once, by key.
    [[nodiscard]] std::vector<const catalogue::Source*> selected_sources() const;
};

/// One row per record; lists in a cell are separated by semicolons.
[[nodiscard]] std::string evidence_csv(
    const std::vector<const catalogue::EvidenceRecord*>& records);

/// The answer, as docs/api/evidence.answer.schema.json has it: claims and records with every field,
/// what the model's numbers rest on, and sources.
[[nodiscard]] std::string evidence_json(const EvidenceList& list);

}  // namespace vesikin::format
