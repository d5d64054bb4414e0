// Everything that the data files say, in memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/drug.hpp"
#include "vesikin/catalogue/model_description.hpp"
#include "vesikin/catalogue/provenance.hpp"

namespace vesikin::catalogue {

/// A stratum of EASI that stands for one grade of the physician's global assessment (IGA).
struct EasiBand {
    int iga = 0;
    std::string label;
    double easi_max = 0.0;  ///< upper end of the stratum, included
};

/// The severity strata, from clear to worst, and where they are from.
struct EasiBands {
    std::vector<EasiBand> bands;
    Provenance provenance;

    /// The IGA grade that stands for an EASI of 0..72.
    [[nodiscard]] int iga_of(double easi) const;
};

struct Catalogue {
    ModelDescription model;
    EasiBands easi_bands;
    std::vector<Drug> drugs;      ///< sorted by name
    std::vector<Source> sources;  ///< sorted by key

    /// nullptr when there is none of that name.
    [[nodiscard]] const Drug* find_drug(std::string_view name) const noexcept;
    [[nodiscard]] const Source* find_source(std::string_view key) const noexcept;
};

}  // namespace vesikin::catalogue
