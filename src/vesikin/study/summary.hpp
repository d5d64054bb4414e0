// The table that a trial ends in: one row per arm, time (baseline first) and outcome.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vesikin/outcome/outcome.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/tally.hpp"

namespace vesikin::study {

/// Where the middle 90 % and 50 % of patients lie.
struct Quantiles {
    double q05 = 0.0;
    double q25 = 0.0;
    double median = 0.0;
    double q75 = 0.0;
    double q95 = 0.0;
};

/// One arm, time and outcome, in the outcome's unit (percent for proportions).
struct SummaryRow {
    std::size_t arm = 0;
    double week = 0.0;
    std::size_t outcome = 0;
    std::uint64_t count = 0;
    std::optional<double> mean;            ///< of those who are still there; empty where nobody is
    std::optional<double> standard_error;  ///< Monte Carlo error of the mean; one person has none
    std::optional<double> lower_95;        ///< of the mean: normal; of a proportion: Wilson
    std::optional<double> upper_95;
    std::optional<double> standard_deviation;  ///< continuous outcomes only
    std::optional<Quantiles> quantiles;        ///< continuous outcomes only
};

/// Rows sorted by arm, time, outcome as in the design. No rows when nobody is included.
[[nodiscard]] std::vector<SummaryRow> summarise(const TrialDesign& design,
                                                const std::vector<outcome::Outcome>& outcomes,
                                                const TrialTally& tally);

}  // namespace vesikin::study
