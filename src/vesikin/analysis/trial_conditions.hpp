// How far a published result may lie from a typical trial's, and what a trial's own placebo arm
// says of its conditions.
#pragma once

#include <span>
#include <string>

#include "vesikin/analysis/arm_reading.hpp"

namespace vesikin::analysis {

/// Standard deviation of a row's published value about the value of a typical trial.
[[nodiscard]] double row_sd(const TrialRow& row, const RowReading& reading, const RowError& error);

/// What is known of a trial's deviate of participation: N(0, 1) before its placebo arm was seen.
struct TrialPosterior {
    double mean = 0.0;
    double sd = 1.0;
};

/// The posterior of a trial's participation, given its calibration rows of arms without a drug.
[[nodiscard]] TrialPosterior participation_of_trial(
    const std::string& trial, std::span<const TrialRow> rows, std::span<const RowReading> readings,
    const catalogue::Catalogue& catalogue, const RowError& error, study::PeopleRange people,
    study::ClinicalSimulator& simulator);

}  // namespace vesikin::analysis
