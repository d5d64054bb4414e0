// How itch, signs and blood markers follow the core: scores/clinical.toml.
#pragma once

#include <array>
#include <vector>

#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// How itch, signs and blood markers follow the core.
struct LoadedClinical {
    disease::ClinicalParameters<double> clinical;
    std::array<catalogue::ClinicalNumber, disease::clinical_parameter_count> numbers;
    double itch_error = 0.0;
};

/// Loads `scores/clinical.toml`. Throws InputError with every problem.
[[nodiscard]] LoadedClinical load_clinical(const DataSource& data,
                                           const std::vector<catalogue::Source>& sources);

}  // namespace vesikin::format
