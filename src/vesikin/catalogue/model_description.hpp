// A disease model as known: its states, its parameters with their spread between people, and where
// each number is from.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "vesikin/catalogue/label.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"

namespace vesikin::catalogue {

/// ln(value) ~ Normal(mu_log, sigma_log); sigma_log >= 0, dimensionless.
struct LogNormal {
    double mu_log = 0.0;
    double sigma_log = 0.0;
};

/// One state as its data file describes it. `seed` is where the run to rest starts.
struct StateDescription {
    std::string name;
    std::string symbol;
    std::string label;
    std::string unit;
    std::string meaning;
    double seed = 0.0;
    Provenance provenance;
};

/// One parameter. `as_published` is in `unit`, the unit of its source; `inside` is the same in our
/// units (per day).
struct ParameterDescription {
    std::string name;
    std::string symbol;
    std::string unit;
    std::string meaning;
    LogNormal as_published;
    LogNormal inside;
    double inside_per_published = 1.0;  ///< value inside = this times value in `unit`
    Provenance provenance;
};

/// States and parameters are in the order of `disease/fields.hpp`.
struct ModelDescription {
    std::string name;
    Label title;
    std::vector<Label> limitations;  ///< what a reader must know before believing a result
    std::array<StateDescription, disease::state_count> states;
    std::array<ParameterDescription, disease::parameter_count> parameters;

    [[nodiscard]] disease::State<double> seed() const;

    /// The patient whose every parameter is the median of its distribution.
    [[nodiscard]] disease::Parameters<double> median_patient() const;
};

}  // namespace vesikin::catalogue
