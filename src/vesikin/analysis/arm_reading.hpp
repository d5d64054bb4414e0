// What a row of a trial table asks for, as an arm to simulate: drug, doses, background, people, and
// the endpoint to read. What cannot be simulated says why; what had to be assumed says so.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "vesikin/analysis/trial_table.hpp"
#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/outcome/trial_endpoints.hpp"
#include "vesikin/study/clinical_arm.hpp"

namespace vesikin::analysis {

/// A row as understood. With a reason, nothing else is valid.
struct RowReading {
    std::string reason;        ///< why it cannot be simulated; empty when it can
    std::string simulated_as;  ///< drug, doses, people: all that was read and assumed
    std::string treated_as;    ///< drug and doses in words; empty in an arm without
    std::string assumed;       ///< what the texts leave open, each after "; "
    const outcome::TrialEndpoint* endpoint = nullptr;
    outcome::Subset subset = outcome::Subset::everyone;
    study::ClinicalArm arm;  ///< without visits
    double day = 0.0;
    double first_day = 0.0;  ///< where responders were counted
    double people = 0.0;
    double age_year = 0.0;  ///< typical of who entered

    /// The drug under study, empty in an arm without.
    [[nodiscard]] const std::string& drug() const {
        return arm.care.daily.empty() ? arm.care.drug : arm.care.daily.front().drug;
    }
};

[[nodiscard]] RowReading read_row(const TrialRow& row, const TrialRules& rules,
                                  const catalogue::Catalogue& catalogue);

/// Writes each endpoint that is known by another name by its name in `outcome::trial_endpoints`.
void name_endpoints(TrialTable& table, const TrialRules& rules);

/// Rows that share people and treatment, simulated once.
struct ArmGroup {
    study::ClinicalArm arm;         ///< with the visits that its rows need
    std::string trial;              ///< whose conditions it shares
    std::vector<std::size_t> rows;  ///< of the readings
};

/// Groups the readings that can be simulated; arms of one trial with the same treatment are one.
[[nodiscard]] std::vector<ArmGroup> group_rows(std::span<const TrialRow> rows,
                                               std::span<const RowReading> readings);

/// The drug of a trial table's texts, or nullptr: its name or an alias in the arm, then in the drug
/// column.
[[nodiscard]] const catalogue::Drug* find_named_drug(const TrialRow& row,
                                                     const catalogue::Catalogue& catalogue);

/// How much topical background a row tells of: 0 none, 1 as needed, between where it is mixed.
[[nodiscard]] double topicals_of(const TrialRow& row, const TrialRules& rules);

/// An arm without the drug under study.
[[nodiscard]] bool is_dummy_arm(const TrialRow& row);

}  // namespace vesikin::analysis
