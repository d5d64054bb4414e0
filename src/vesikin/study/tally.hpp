// What a running trial keeps: statistics per arm, time and outcome, who was left out and why, and
// the patients that could not be simulated. Its size depends on the design only.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "vesikin/care/enrolment.hpp"
#include "vesikin/outcome/outcome.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/study/statistics.hpp"

namespace vesikin::study {

/// A patient that no solver could carry through.
struct FailedPatient {
    std::uint64_t patient = 0;
    simulation::StopReason reason = simulation::StopReason::finished;
};

/// Shape of the tables: arms x times x outcomes. Time 0 is the baseline, time i the visit i of the
/// design, from 1.
struct TallyShape {
    std::size_t arms = 0;
    std::size_t times = 0;
    std::size_t outcomes = 0;

    [[nodiscard]] std::size_t cells() const noexcept { return arms * times * outcomes; }

    [[nodiscard]] std::size_t cell(std::size_t arm, std::size_t time,
                                   std::size_t outcome) const noexcept {
        return (arm * times + time) * outcomes + outcome;
    }
};

/// The part whose sums depend on the order of merging: kept per block, merged in the order of
/// blocks.
struct OrderedTally {
    std::vector<Moments> moments;  ///< one per cell
    Moments baseline_easi;
    std::array<std::uint64_t, care::exclusion_names.size()> by_exclusion{};
    std::vector<FailedPatient> failures;
    std::uint64_t failures_unlisted = 0;  ///< beyond those listed
    std::uint64_t patients = 0;           ///< looked at so far, from patient 0 on

    explicit OrderedTally(const TallyShape& shape) : moments(shape.cells()) {}

    void merge(const OrderedTally& next);
};

/// The part that adds up exactly in any order: kept per thread. Proportions have no bins.
struct BinnedTally {
    std::vector<BinCounts> bins;  ///< one per cell

    BinnedTally(const TallyShape& shape, const std::vector<outcome::Outcome>& outcomes);
    void merge(const BinnedTally& other);
};

/// Everything a run has found so far.
struct TrialTally {
    TallyShape shape;
    OrderedTally ordered;
    BinnedTally binned;
    simulation::SolverWork work;

    TrialTally(const TallyShape& of_shape, const std::vector<outcome::Outcome>& outcomes)
        : shape(of_shape), ordered(of_shape), binned(of_shape, outcomes) {}

    [[nodiscard]] std::uint64_t included() const noexcept { return ordered.by_exclusion[0]; }
};

}  // namespace vesikin::study
