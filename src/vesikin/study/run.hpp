// Runs a virtual trial: draws patients block by block, simulates all arms from a shared baseline,
// reads outcomes off and adds them up. Memory does not grow with the number of patients; results do
// not depend on the number of threads.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/base/progress.hpp"
#include "vesikin/outcome/outcome.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/tally.hpp"
#include "vesikin/study/trial_block.hpp"

namespace vesikin::study {

/// What to simulate. The pieces outlive the run.
struct TrialRun {
    const TrialDesign& design;
    const simulation::Plan& plan;
    const std::vector<outcome::Outcome>& outcomes;
    const population::PatientSource& patients;
    /// With a trial layer the arms are dosed and seen through it; otherwise not looked at.
    const catalogue::Catalogue* catalogue = nullptr;
};

/// One simulated patient, for writers of individual rows.
struct PatientView {
    std::uint64_t patient = 0;
    population::Exclusion exclusion = population::Exclusion::none;
    const TrialBlock* block = nullptr;
    std::size_t row = 0;  ///< the patient's place in the block
};

/// Text for one patient, made in worker threads, and where it goes, called in the order of
/// patients.
struct PatientWriter {
    std::function<std::string(const PatientView&)> rows;
    std::function<void(std::string_view)> write;
};

/// How to compute it.
struct RunOptions {
    std::string solver;
    simulation::SolverSettings solver_settings;
    unsigned threads = 1;
    const base::CancellationFlag* cancel = nullptr;
    base::ProgressCallback on_progress;  ///< may be empty
    std::function<void(const TrialTally&)>
        on_checkpoint;             ///< may be empty; called between stretches of blocks
    PatientWriter patient_writer;  ///< may be empty
};

/// Continues `tally` (empty, or of an earlier stretch of the same run) to the last patient or until
/// cancelled. Throws what a writer or the set-up of a solver throws.
void run_trial(const TrialRun& run, const RunOptions& options, TrialTally& tally);

}  // namespace vesikin::study
