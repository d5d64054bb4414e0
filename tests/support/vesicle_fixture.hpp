// What the shipped data say about vesicles, and comparisons small enough for tests.
#pragma once

#include <memory>

#include "support/model_fixture.hpp"
#include "vesikin/format/data/load_evidence.hpp"
#include "vesikin/format/data/load_vesicle.hpp"

namespace vesikin::tests {

inline const catalogue::EvidenceBase& shipped_evidence() {
    static const catalogue::EvidenceBase base =
        format::load_evidence(shipped_data(), shipped_catalogue().sources);
    return base;
}

inline const catalogue::VesicleCatalogue& shipped_vesicles() {
    static const catalogue::VesicleCatalogue catalogue =
        format::load_vesicle(shipped_data(), shipped_catalogue().sources, shipped_evidence());
    return catalogue;
}

}  // namespace vesikin::tests
