// Use case: what was claimed about vesicles, what was found, and which numbers rest on it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "vesikin/format/evidence_files.hpp"
#include "vesikin/service/installation.hpp"

namespace vesikin::service {

struct EvidenceAnswer {
    catalogue::EvidenceBase base;
    std::vector<const catalogue::EvidenceRecord*> selected;  ///< into `base`
    catalogue::VesicleCatalogue vesicles;
    std::vector<catalogue::Source> sources;
    format::Manifest manifest;

    /// For the writers of `format`; refers to this.
    [[nodiscard]] format::EvidenceList list() const {
        return {base, selected, vesicles, sources, manifest};
    }
};

/// Throws InputError for a filter that nothing can pass or a bad data file.
[[nodiscard]] std::unique_ptr<EvidenceAnswer> list_evidence(
    const Installation& installation, const catalogue::EvidenceFilter& filter);

}  // namespace vesikin::service
