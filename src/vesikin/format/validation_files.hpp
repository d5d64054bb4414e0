// A validation as files: the table with predictions, scores, the answer in JSON, and its page.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "vesikin/analysis/validation.hpp"
#include "vesikin/format/manifest.hpp"
#include "vesikin/format/page_parts.hpp"

namespace vesikin::format {

/// What the files are made from; its parts outlive it.
struct ValidationRecord {
    const analysis::TrialTable& table;
    std::span<const analysis::ValidatedRow> rows;
    std::span<const analysis::Score> scores;
    std::span<const analysis::Score> read_scores;
    const catalogue::Catalogue& catalogue;
    const std::string& calibrated_on;
    const analysis::PredictionOptions& options;
    const Manifest& manifest;

    [[nodiscard]] std::size_t simulated_rows() const;
};

/// Why a row has no prediction; empty when it has one.
[[nodiscard]] std::string reason_without_prediction(const analysis::ValidatedRow& row);

/// The input's columns, then simulated, simulated_lo, simulated_hi, inside, reason, simulated_as,
/// grade, and the reference predictors.
[[nodiscard]] std::string validation_csv(const ValidationRecord& record);

[[nodiscard]] std::string scores_csv(const ValidationRecord& record);

/// The answer, as docs/api/validate.answer.schema.json has it.
[[nodiscard]] std::string validation_json(const ValidationRecord& record);

/// The answer in the page that shows it.
[[nodiscard]] std::string validation_page(const ValidationRecord& record, const PageParts& parts);

}  // namespace vesikin::format
