// What the shipped data say about vesicles, and comparisons small enough for tests.
#pragma once

#include <memory>

#include "support/model_fixture.hpp"
#include "vesikin/format/data/load_evidence.hpp"
#include "vesikin/format/data/load_vesicle.hpp"

namespace vesikin::tests {

inline const catalogue::EvidenceBase& shipped_evidence() {
    static const catalogue::EvidenceBase base = [] {
        const format::UnitSystem units;
        return format::load_evidence(VESIKIN_DATA_FOLDER, shipped_catalogue().sources, units).base;
    }();
    return base;
}

inline const catalogue::VesicleCatalogue& shipped_vesicles() {
    static const catalogue::VesicleCatalogue catalogue = [] {
        const format::UnitSystem units;
        return format::load_vesicle(VESIKIN_DATA_FOLDER, shipped_catalogue().sources,
                                    shipped_evidence(), units)
            .catalogue;
    }();
    return catalogue;
}

}  // namespace vesikin::tests
