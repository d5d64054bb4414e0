// Reads the design of a virtual trial, and patients listed in a CSV file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/data/table_reader.hpp"
#include "vesikin/format/units.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/study/design.hpp"

namespace vesikin::format {

/// Most patients one run may ask for.
inline constexpr std::int64_t patients_limit = 1'000'000'000;

/// The model that a trial names, needed before its drugs can be checked.
[[nodiscard]] std::string trial_model(TableReader root);

/// A trial as data/trials has it. Notes every problem: unknown keys, drugs, outcomes, units, values
/// out of range.
[[nodiscard]] study::TrialDesign read_trial(TableReader root,
                                            const catalogue::Catalogue& catalogue);

/// The same of a file. Throws InputError with every problem.
[[nodiscard]] study::TrialDesign load_trial(const std::filesystem::path& path,
                                            const catalogue::Catalogue& catalogue,
                                            const Units& units);

/// Patients from a CSV file: a column `patient` and one column per parameter, headed by its symbol,
/// in the units of the model's parameter file. Throws InputError for a missing column or a value
/// that is not a finite number, 0 or more.
[[nodiscard]] std::vector<population::ListedPatient> load_patients(
    const std::filesystem::path& path, const catalogue::ModelDescription& model);

}  // namespace vesikin::format
