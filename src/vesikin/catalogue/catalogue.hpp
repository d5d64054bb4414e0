// Everything that the data files say, in memory.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/drug.hpp"
#include "vesikin/catalogue/model_description.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/catalogue/trial_layer.hpp"

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
    std::vector<Drug> drugs;                     ///< sorted by name
    std::vector<Source> sources;                 ///< sorted by key
    std::optional<TrialLayerDescription> layer;  ///< of a model that has one

    /// nullptr when there is none of that name.
    [[nodiscard]] const Drug* find_drug(std::string_view name) const noexcept;
    [[nodiscard]] const Source* find_source(std::string_view key) const noexcept;
};

/// The number of that name: one of the layer ("signs_power"), or of a drug's action
/// ("dupilumab.half_effect"; "dupilumab.il13" for the largest effect on a target; "dupilumab.all"
/// for that on all its targets). nullopt when there is none.
[[nodiscard]] std::optional<double> find_number(const Catalogue& catalogue, std::string_view name);

/// Sets it. False when there is none of that name.
[[nodiscard]] bool set_number(Catalogue& catalogue, std::string_view name, double value);

}  // namespace vesikin::catalogue
