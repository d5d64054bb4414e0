// Text of the files that one simulated patient ends in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/trial_files.hpp"

namespace vesikin::format {

/// One quantity of a patient over time.
struct PatientSeries {
    std::string name;
    std::string label;
    std::string unit;  ///< "1" for none
    std::string meaning;
    std::vector<double> values;  ///< one per day listed
};

/// One patient under one arm, from the baseline (day 0) on.
struct PatientRecord {
    const catalogue::Catalogue& catalogue;
    const study::Arm& arm;
    catalogue::Label trial_title;
    std::string patient_name;
    const std::vector<double>& day;
    const std::vector<PatientSeries>& series;  ///< EASI first
    Manifest manifest;
};

/// One row per time: week, then every series.
[[nodiscard]] std::string patient_csv(const PatientRecord& record);

/// The answer, as docs/api/patient.answer.schema.json has it.
[[nodiscard]] std::string patient_json(const PatientRecord& record);

/// The self-contained report: the page with the answer put in.
[[nodiscard]] std::string patient_report_html(const PatientRecord& record, const PageParts& parts);

}  // namespace vesikin::format
