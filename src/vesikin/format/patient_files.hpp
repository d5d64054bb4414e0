// Text of the files that one simulated patient ends in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/trial_files.hpp"

namespace vesikin::format {

/// One patient under one arm: states from the baseline (day 0) on.
struct PatientRecord {
    const catalogue::Catalogue& catalogue;
    const trial::Arm& arm;
    std::string trial_title;
    std::string patient_name;
    std::vector<double> day;
    std::vector<disease::State<double>> states;  ///< one per day listed
    Manifest manifest;
};

/// One row per time: week, EASI, every state.
[[nodiscard]] std::string patient_csv(const PatientRecord& record);

[[nodiscard]] std::string patient_report_html(const PatientRecord& record, std::string_view page);

}  // namespace vesikin::format
