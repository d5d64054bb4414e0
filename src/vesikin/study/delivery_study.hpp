// A session given to many people in many worlds: quantiles on both levels, and which unknown
// dominates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vesikin/simulation/delivery_course.hpp"
#include "vesikin/study/run_control.hpp"
#include "vesikin/study/sex_choice.hpp"

namespace vesikin::study {

struct DeliveryStudy {
    std::uint64_t seed = 1;
    std::size_t people = 100;
    std::size_t worlds = 100;
    SexChoice sex = SexChoice::both;
};

/// How one number is spread. `people_*`: the median over worlds of the 5 % and 95 % person;
/// `world_*`: the 5 % and 95 % world by its median person.
struct SpreadSummary {
    double p05 = 0.0;
    double median = 0.0;
    double p95 = 0.0;
    double people_p05 = 0.0;
    double people_p95 = 0.0;
    double world_p05 = 0.0;
    double world_p95 = 0.0;
};

/// The share of the variance of ranks that goes with one parameter.
struct VarianceShare {
    std::string parameter;
    double share_frac = 0.0;
    double rank_correlation = 0.0;
};

/// Empty but for `is_complete` when the study was stopped.
struct DeliveryAnswer {
    bool is_complete = true;
    std::vector<SpreadSummary> measures;             ///< by simulation::Measure
    std::vector<std::vector<SpreadSummary>> places;  ///< output, simulation::Place
    std::vector<std::vector<SpreadSummary>> depths;  ///< output, bin
    std::vector<SpreadSummary> plasma_per_ml;        ///< output
    std::vector<VarianceShare> variance;  ///< of dermis_per_cm2, largest first; none without a dose
    simulation::DeliveryCourse typical;   ///< the person with every median
};

/// Runs people x worlds sessions; progress counts sessions. The answer is the same for any number
/// of threads.
[[nodiscard]] DeliveryAnswer run_delivery_study(const simulation::DeliveryPlan& plan,
                                                const DeliveryStudy& study,
                                                const RunControl& control = {});

}  // namespace vesikin::study
