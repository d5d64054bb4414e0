// Use case: what was claimed about vesicles, what was found, and which numbers rest on it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/service/installation.hpp"

namespace vesikin::service {

struct EvidenceAnswer {
    catalogue::EvidenceBase base;
    std::vector<const catalogue::EvidenceRecord*> selected;  ///< into `base`
    catalogue::VesicleCatalogue vesicles;
    std::vector<catalogue::Source> sources;

    /// Names of the unknowns of the model that rest on a record.
    [[nodiscard]] std::vector<std::string> used_by(const std::string& record) const;

    /// Null when there is no such source.
    [[nodiscard]] const catalogue::Source* source(const std::string& key) const;
};

/// Throws InputError for a filter that nothing can pass or a bad data file.
[[nodiscard]] std::unique_ptr<EvidenceAnswer> list_evidence(
    const Installation& installation, const catalogue::EvidenceFilter& filter);

}  // namespace vesikin::service
