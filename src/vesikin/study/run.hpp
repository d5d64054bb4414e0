// Runs a virtual trial: draws patients block by block, simulates all arms from a shared baseline,
// reads outcomes off and adds them up. Memory does not grow with the number of patients; results do
// not depend on the number of threads.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/outcome/outcome.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/run_control.hpp"
#include "vesikin/study/tally.hpp"

namespace vesikin::study {

/// What to simulate. The pieces outlive the run.
struct TrialRun {
    const TrialDesign& design;
    const std::vector<outcome::Outcome>& outcomes;
    const population::PatientSource& patients;
    const catalogue::Catalogue& catalogue;
};

/// One simulated patient, for writers of individual rows.
struct PatientView {
    std::uint64_t patient = 0;
    care::Exclusion exclusion = care::Exclusion::none;

    /// What is seen in an arm at a time (0 = baseline, then visits). Valid during the call.
    std::function<outcome::Observation(std::size_t arm, std::size_t time)> at;
};

/// Text for one patient, made in worker threads, and where it goes, called in the order of
/// patients.
struct PatientWriter {
    std::function<std::string(const PatientView&)> rows;
    std::function<void(std::string_view)> write;
};

/// What a run hands out while it goes on.
struct TrialSinks {
    std::function<void(const TrialTally&)>
        on_checkpoint;  ///< may be empty; called every few seconds and at the end, all before being
                        ///< merged
    PatientWriter patient_writer;  ///< may be empty
};

/// Continues `tally` (empty, or of an earlier stretch of the same run) to the last patient or until
/// cancelled. Throws what a writer or the set-up of a solver throws.
void run_trial(const TrialRun& run, const RunControl& control, const TrialSinks& sinks,
               TrialTally& tally);

}  // namespace vesikin::study
