// Reads the folder of data files into a catalogue.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

/// A file that went into a result, and what was in it.
struct InputFile {
    std::string path;  ///< relative to the data folder where it lies in it
    std::string sha256;
};

struct LoadedCatalogue {
    catalogue::Catalogue catalogue;
    std::vector<InputFile> files;
};

/// Names of the models under `data_folder`/models, sorted.
[[nodiscard]] std::vector<std::string> model_names(const std::filesystem::path& data_folder);

/// Whether a model's calibrated numbers replace the starting values of layer and drugs.
enum class CalibrationUse : unsigned char { applied, ignored };

/// Loads sources, one model, severity strata and all drugs. Throws InputError with every problem of
/// the first bad file.
[[nodiscard]] LoadedCatalogue load_catalogue(const std::filesystem::path& data_folder,
                                             const std::string& model, const UnitSystem& units,
                                             CalibrationUse calibration = CalibrationUse::applied);

}  // namespace vesikin::format
