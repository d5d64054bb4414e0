#include "vesikin/study/summary.hpp"

#include <cmath>

#include "vesikin/base/units.hpp"

namespace vesikin::study {

namespace {

void summarise_proportion(const Moments& moments, SummaryRow& row) {
    const auto count = static_cast<double>(moments.count);
    const double share = moments.mean;
    const Interval interval = wilson_interval(share * count, count);
    row.mean = base::percent_per_one * share;
    if (moments.count > 1) {
        row.standard_error = base::percent_per_one * std::sqrt(share * (1.0 - share) / count);
    }
    row.lower_95 = base::percent_per_one * interval.lower;
    row.upper_95 = base::percent_per_one * interval.upper;
}

void summarise_number(const Moments& moments, const BinCounts& bins, SummaryRow& row) {
    row.mean = moments.mean_if_any();
    if (!row.mean) {
        return;
    }
    row.standard_error = moments.standard_error();
    if (row.standard_error) {
        row.lower_95 = *row.mean - normal_quantile_975 * *row.standard_error;
        row.upper_95 = *row.mean + normal_quantile_975 * *row.standard_error;
    }
    row.standard_deviation = moments.standard_deviation();
    row.quantiles = Quantiles{.q05 = bins.quantile(0.05),
                              .q25 = bins.quantile(0.25),
                              .median = bins.quantile(0.50),
                              .q75 = bins.quantile(0.75),
                              .q95 = bins.quantile(0.95)};
}

void summarise_cell(const outcome::Outcome& outcome, const TrialTally& tally, std::size_t cell,
                    SummaryRow& row) {
    const Moments& moments = tally.ordered.moments[cell];
    row.count = moments.count;
    if (outcome.kind == outcome::OutcomeKind::proportion) {
        summarise_proportion(moments, row);
    } else {
        summarise_number(moments, tally.binned.bins[cell], row);
    }
}

}  // namespace

std::vector<SummaryRow> summarise(const TrialDesign& design,
                                  const std::vector<outcome::Outcome>& outcomes,
                                  const TrialTally& tally) {
    std::vector<SummaryRow> rows;
    if (tally.included() == 0) {
        return rows;
    }
    for (std::size_t arm = 0; arm < tally.shape.arms; ++arm) {
        for (std::size_t time = 0; time < tally.shape.times; ++time) {
            for (std::size_t i = 0; i < tally.shape.outcomes; ++i) {
                SummaryRow row;
                row.arm = arm;
                row.week = time == 0 ? 0.0 : design.visit_day[time - 1] / base::days_per_week;
                row.outcome = i;
                summarise_cell(outcomes[i], tally, tally.shape.cell(arm, time, i), row);
                rows.push_back(row);
            }
        }
    }
    return rows;
}

}  // namespace vesikin::study
