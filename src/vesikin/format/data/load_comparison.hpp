// Reads how ways are compared.
#pragma once

#include <string>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/format/data/data_source.hpp"
#include "vesikin/study/comparison.hpp"

namespace vesikin::format {

/// A step of standard care, for people whose untreated EASI lies in its range.
struct CareStep {
    std::string drug;
    std::string regimen;
    double easi_above = 0.0;
    double easi_max = 72.0;

    [[nodiscard]] bool is_for(double easi) const { return easi > easi_above && easi <= easi_max; }
};

/// The settings of data/comparison.
struct ComparisonSettings {
    std::vector<double> visit_day;
    double clock_day = 84.0;  ///< when all arms are read side by side
    std::vector<CareStep> standard_care;
    double participation_frac = 0.25;
    double after_course_day = 7.0;  ///< how long after its last session a way is judged
    double calm_easi_max = 72.0;    ///< of a calm person at day 0
    std::vector<std::string> calm_drugs;
    double calm_lead_in_day = 0.0;
    study::ReadingRules rules;
};

[[nodiscard]] ComparisonSettings load_comparison_settings(const DataSource& data,
                                                          const catalogue::Catalogue& catalogue);

}  // namespace vesikin::format
