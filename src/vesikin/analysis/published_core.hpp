// The published model as a reference predictor: constant effects, no doses, no entry criteria, the
// participation effect at once and whole in every arm.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "vesikin/analysis/arm_reading.hpp"

namespace vesikin::analysis {

/// One value per row, nullopt where the published model has no such drug or endpoint.
[[nodiscard]] std::vector<std::optional<double>> predict_published_core(
    std::span<const TrialRow> rows, std::span<const RowReading> readings,
    const catalogue::Catalogue& catalogue, const study::PatientPool& pool, std::size_t people,
    const study::RunControl& control);

}  // namespace vesikin::analysis
