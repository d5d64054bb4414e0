// Reads the folder of data files into a catalogue.
#pragma once

#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// The model that questions are about unless they name another.
inline constexpr const char* default_model = "vesikin";

/// Names of the models, sorted.
[[nodiscard]] std::vector<std::string> model_names(const DataSource& data);

/// Whether a model's calibrated numbers replace the starting values of layer and drugs.
enum class CalibrationUse : unsigned char { applied, ignored };

/// Loads sources, one model, severity strata and all drugs. Throws InputError with every problem of
/// the first bad file.
[[nodiscard]] catalogue::Catalogue load_catalogue(
    const DataSource& data, const std::string& model,
    CalibrationUse calibration = CalibrationUse::applied);

}  // namespace vesikin::format
