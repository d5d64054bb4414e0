// A validation as files: the table with predictions, scores, and a page with a forest by drug.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vesikin/analysis/validation.hpp"

namespace vesikin::format {

/// What the files are made from; its parts outlive it.
struct ValidationRecord {
    const analysis::TrialTable& table;
    std::span<const analysis::ValidatedRow> rows;
    std::span<const analysis::Score> scores;
    std::span<const analysis::Score> read_scores;
    std::span<const catalogue::Drug> drugs;
    std::string model_title;
    std::string calibrated_on;
    std::string version;
    double interval = 0.9;
    std::uint64_t seed = 0;
};

/// The input's columns, then simulated, simulated_lo, simulated_hi, inside, reason, simulated_as,
/// grade, and the reference predictors.
[[nodiscard]] std::string validation_csv(const ValidationRecord& record);

[[nodiscard]] std::string scores_csv(const ValidationRecord& record);

/// One self-contained page.
[[nodiscard]] std::string validation_page(const ValidationRecord& record);

}  // namespace vesikin::format
