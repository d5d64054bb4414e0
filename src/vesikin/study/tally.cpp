#include "vesikin/study/tally.hpp"

namespace vesikin::study {

namespace {

/// Failures beyond this many are counted, not listed, so that a broken run does not fill the
/// memory.
constexpr std::size_t listed_failures_limit = 1000;

}  // namespace

void OrderedTally::merge(const OrderedTally& next) {
    for (std::size_t cell = 0; cell < moments.size(); ++cell) {
        moments[cell].merge(next.moments[cell]);
    }
    baseline_easi.merge(next.baseline_easi);
    for (std::size_t i = 0; i < by_exclusion.size(); ++i) {
        by_exclusion[i] += next.by_exclusion[i];
    }
    for (const FailedPatient& failure : next.failures) {
        if (failures.size() < listed_failures_limit) {
            failures.push_back(failure);
        } else {
            ++failures_unlisted;
        }
    }
    failures_unlisted += next.failures_unlisted;
    patients += next.patients;
}

BinnedTally::BinnedTally(const TallyShape& shape, const std::vector<outcome::Outcome>& outcomes)
    : bins(shape.cells()) {
    for (std::size_t cell = 0; cell < bins.size(); ++cell) {
        const outcome::Outcome& outcome = outcomes[cell % shape.outcomes];
        if (outcome.kind == outcome::OutcomeKind::continuous) {
            bins[cell] = BinCounts(outcome.binning);
        }
    }
}

void BinnedTally::merge(const BinnedTally& other) {
    for (std::size_t cell = 0; cell < bins.size(); ++cell) {
        bins[cell].merge(other.bins[cell]);
    }
}

}  // namespace vesikin::study
