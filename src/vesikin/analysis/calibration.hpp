// Free numbers of the model and of drugs fitted to trial rows, stage by stage: least squares
// weighted by each arm's sampling error and the spread between trials, the same people in every
// evaluation.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "vesikin/analysis/arm_reading.hpp"
#include "vesikin/analysis/descent.hpp"
#include "vesikin/analysis/trial_conditions.hpp"

namespace vesikin::analysis {

/// One free number; searched on the logarithmic scale.
struct FreeNumber {
    std::string name;
    double lower = 0.0;
    double upper = 0.0;
    double start = 0.0;
};

/// What a stage fits, on which rows. Later stages keep what earlier ones found.
struct StagePlan {
    std::string name;
    std::vector<std::string> drugs;      ///< rows of arms with these drugs
    bool has_placebo = false;            ///< and of arms without a drug
    std::vector<std::string> endpoints;  ///< only these; empty = all
    std::vector<FreeNumber> numbers;
    DescentPlan descent;
};

struct CalibrationPlan {
    std::string model;
    std::uint64_t seed = 1;
    std::uint64_t pool_people = 2000;
    std::size_t people = 300;  ///< per arm
    std::size_t posterior_draws = 48;
    RowError error;
    std::vector<StagePlan> stages;
};

/// One row of a stage and what the fitted model says.
struct FittedRow {
    std::size_t row = 0;
    double fitted = 0.0;
    double sd = 0.0;
};

struct StageResult {
    catalogue::CalibrationStage stage;
    std::vector<FittedRow> rows;
    std::size_t evaluations = 0;
    double misfit_before = 0.0;  ///< mean of squared residuals over their variance
    double misfit_after = 0.0;
    double effective_draws = 0.0;  ///< of the importance sample behind the posterior
    bool is_complete = true;
};

struct CalibrationOptions {
    /// Its progress is not used. Every evaluation is a piece of its finished work: kind "stage", of
    /// the stage's place and the logarithms that were tried.
    study::RunControl control;
    std::function<void(const StagePlan& stage, std::size_t evaluations, double misfit)> on_progress;
};

/// Fits all stages in order; `catalogue` ends with the fitted numbers. Stopped: the stages done so
/// far, the last one marked as incomplete. Throws InputError for a number that nothing has and for
/// a stage without rows.
[[nodiscard]] std::vector<StageResult> calibrate(const CalibrationPlan& plan,
                                                 std::span<const TrialRow> rows,
                                                 const TrialRules& rules,
                                                 catalogue::Catalogue& catalogue,
                                                 const CalibrationOptions& options);

}  // namespace vesikin::analysis
