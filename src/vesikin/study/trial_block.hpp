// A block of simulated patients as a trial sees them: states of the core, and EASI, itch and who is
// still there where the model tells them apart from the core.
#pragma once

#include <cstddef>
#include <vector>

#include "vesikin/outcome/outcome.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::study {

/// What is seen of a person at one time, beside the core's state.
struct SeenVisit {
    double easi = 0.0;
    double itch = 0.0;
    double rater_z = 0.0;
    double stays_frac = 1.0;
};

/// Times are the baseline (0) and the visits of the design, from 1.
struct TrialBlock {
    simulation::TrajectoryBlock trajectories;
    std::vector<SeenVisit> seen;  ///< patient x arm x time; empty where the core is what is seen

    [[nodiscard]] std::size_t seen_index(std::size_t patient, std::size_t arm,
                                         std::size_t time) const {
        return (patient * trajectories.courses() + arm) * (trajectories.visits() + 1) + time;
    }

    /// Valid while the block is not changed.
    [[nodiscard]] outcome::Observation at(std::size_t patient, std::size_t arm,
                                          std::size_t time) const {
        const disease::State<double>& state =
            time == 0 ? trajectories.baseline(patient) : trajectories.at(patient, arm, time - 1);
        if (seen.empty()) {
            return state;
        }
        const SeenVisit& visit = seen[seen_index(patient, arm, time)];
        outcome::Observation observation(state, visit.easi, visit.itch);
        observation.rater_z = visit.rater_z;
        observation.stays_frac = visit.stays_frac;
        return observation;
    }
};

}  // namespace vesikin::study
