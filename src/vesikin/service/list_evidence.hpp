// Use case: what was claimed about vesicles, what was found, and which numbers rest on it.
#pragma once

#include <string>
#include <vector>

#include "vesikin/format/evidence_files.hpp"
#include "vesikin/service/knowledge.hpp"

namespace vesikin::service {

/// Refers to the knowledge.
struct EvidenceAnswer {
    const catalogue::EvidenceBase& base;
    std::vector<const catalogue::EvidenceRecord*> selected;  ///< into `base`
    const catalogue::VesicleCatalogue& vesicles;
    const std::vector<catalogue::Source>& sources;
    format::Manifest manifest;

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::EvidenceList list() const {
        return {base, selected, vesicles, sources, manifest};
    }
};

/// Throws InputError for a filter that nothing can pass or a bad data file.
[[nodiscard]] EvidenceAnswer list_evidence(const Knowledge& knowledge,
                                           const catalogue::EvidenceFilter& filter,
                                           std::vector<std::string> command_words);

}  // namespace vesikin::service
