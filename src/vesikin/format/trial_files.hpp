// Text of the files that a virtual trial ends in: results table, per-patient rows, the answer in
// JSON, manifest and report.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/format/page_parts.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/run.hpp"
#include "vesikin/study/summary.hpp"

namespace vesikin::format {

/// A finished (or stopped) trial with everything that its files say.
struct TrialRecord {
    const study::TrialDesign& design;
    const catalogue::Catalogue& catalogue;
    const std::vector<outcome::Outcome>& outcomes;
    const study::TrialTally& tally;
    std::vector<study::SummaryRow> rows;
    std::uint64_t patients_asked = 0;
    Manifest manifest;
};

/// Tidy CSV: one row per arm, week and outcome. Depends on the results only, byte for byte.
[[nodiscard]] std::string results_csv(const TrialRecord& record);

/// Header of `per_patient.csv`.
[[nodiscard]] std::string per_patient_header();

/// Rows of one patient: improvement of EASI since baseline in percent, per arm and week. Empty for
/// a patient left out.
[[nodiscard]] std::string per_patient_rows(const study::PatientView& view,
                                           std::string_view patient_name,
                                           const study::TrialDesign& design);

/// Patients that could not be simulated, with their parameters in the model's published units.
[[nodiscard]] std::string failed_patients_csv(const TrialRecord& record,
                                              const population::PatientSource& patients);

[[nodiscard]] std::string manifest_json(const TrialRecord& record);

/// The answer, as docs/api/trial.answer.schema.json has it.
[[nodiscard]] std::string trial_json(const TrialRecord& record);

/// The self-contained report: the page with the answer put in.
[[nodiscard]] std::string trial_report_html(const TrialRecord& record, const PageParts& parts);

}  // namespace vesikin::format
