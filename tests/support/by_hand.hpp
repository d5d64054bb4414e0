// What tests work numbers out with, apart from the code under test.
#pragma once

#include <cmath>
#include <numbers>

#include "vesikin/catalogue/catalogue.hpp"

namespace vesikin::tests {

/// The standard normal distribution function, by the error function (the program uses erfc).
inline double normal_below(double z) {
    return 0.5 * (1.0 + std::erf(z / std::numbers::sqrt2));
}

/// A model with nothing but that layer.
inline catalogue::Catalogue model_with(const catalogue::TrialLayer& layer) {
    catalogue::Catalogue catalogue;
    catalogue.layer.emplace().layer = layer;
    return catalogue;
}

}  // namespace vesikin::tests
