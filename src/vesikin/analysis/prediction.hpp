// Rows of a trial table as the model predicts them: each arm simulated in several worlds (what
// calibration left open, what differs between trials), read as its endpoints.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "vesikin/analysis/arm_reading.hpp"
#include "vesikin/analysis/trial_conditions.hpp"
#include "vesikin/base/random.hpp"

namespace vesikin::analysis {

struct PredictionOptions {
    std::uint64_t seed = 1;
    std::size_t worlds = 32;
    std::size_t people = 150;   ///< per arm and world, others in every world
    study::RunControl control;  ///< progress counts arms times worlds, each a piece of its work
    double interval = 0.9;      ///< share of trials of that N that it is to hold
};

struct RowPrediction {
    bool is_simulated = false;
    double value = 0.0;  ///< in a typical trial, median over worlds
    double low = 0.0;
    double high = 0.0;
    double sampling_sd = 0.0;  ///< of a trial of that N
    double world_sd = 0.0;     ///< between trials and what is not known
};

/// Fewer worlds say too little of how far trials differ: at eight, an interval is 1.15 times as
/// wide as at many.
inline constexpr std::size_t least_worlds = 8;

/// The prediction of one row from its endpoint's value in every world (`least_worlds` or more). The
/// interval holds the results of that share of trials of the row's N: of a proportion, counts out
/// of N by their predictive distribution; else about the typical value.
[[nodiscard]] RowPrediction predict_row(const RowReading& reading,
                                        const std::vector<outcome::EndpointValue>& in_worlds,
                                        double interval);

/// Predictions in the order of `rows`. Cancelled: those of finished arms only. Arms of a trial in
/// `seen_trials` have its conditions.
[[nodiscard]] std::vector<RowPrediction> predict_rows(
    std::span<const TrialRow> rows, std::span<const RowReading> readings,
    const catalogue::Catalogue& catalogue, const study::PatientPool& pool,
    const PredictionOptions& options,
    const std::map<std::string, TrialPosterior>& seen_trials = {});

/// What the placebo arms of fitted trials say of the trials' conditions, by trial.
[[nodiscard]] std::map<std::string, TrialPosterior> conditions_of_trials(
    std::span<const TrialRow> calibration, const TrialRules& rules,
    const catalogue::Catalogue& catalogue, const study::PatientPool& pool,
    const PredictionOptions& options);

/// Standard normal deviates, one from each of `count` strata of equal probability, shuffled: their
/// mean and spread are those of the distribution, so few worlds tell what a typical trial does.
[[nodiscard]] std::vector<double> stratified_deviates(const base::RandomStream& stream,
                                                      std::size_t count);

/// The expected value of one row in one simulated arm; `placebo` where the endpoint is over it.
[[nodiscard]] outcome::EndpointValue read_endpoint(const RowReading& reading,
                                                   const outcome::ArmCourse& course,
                                                   const outcome::ArmCourse* placebo);

/// The same people at the same visits without the drug.
[[nodiscard]] study::ClinicalArm without_drug(study::ClinicalArm arm);

}  // namespace vesikin::analysis
