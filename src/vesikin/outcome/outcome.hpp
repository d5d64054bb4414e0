// What is read off a trajectory at a visit: a number per patient, or whether the patient responds.
#pragma once

#include <functional>
#include <string>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/disease/state.hpp"

namespace vesikin::outcome {

enum class OutcomeKind : unsigned char {
    continuous,  ///< a number
    proportion,  ///< 1 for a patient who responds, 0 otherwise
};

/// How finely the distribution of a continuous outcome is counted, which bounds the error of its
/// quantiles.
struct Binning {
    enum class Scale : unsigned char { linear, logarithmic };

    Scale scale = Scale::linear;
    double lower = 0.0;
    double upper = 1.0;
    std::size_t bins = 1;
};

/// A person as a trial sees them at one visit. Refers to the state; made to be read at once.
struct Observation {
    /// The published model: what is seen is the core's own EASI.
    // NOLINTNEXTLINE(google-explicit-constructor): a state is the simplest observation
    Observation(const disease::State<double>& core)
        : state(core), easi(disease::easi_score(core)) {}

    Observation(const disease::State<double>& core, double seen_easi, double seen_itch)
        : state(core), easi(seen_easi), itch(seen_itch) {}

    const disease::State<double>& state;
    double easi;
    double itch = 0.0;        ///< peak itch, 0..10, where the model has it
    double rater_z = 0.0;     ///< standard normal deviate of the physician who gives the IGA
    double stays_frac = 1.0;  ///< probability of neither having left nor having needed rescue
};

/// One outcome. `read` maps what is seen at baseline and at the visit to its value; it is pure and
/// shared by threads.
struct Outcome {
    using Read = std::function<double(const Observation& baseline, const Observation& at_visit)>;

    std::string name;
    std::string label;
    std::string unit;  ///< as shown; "%" for proportions, which are shown times 100
    std::string meaning;
    OutcomeKind kind = OutcomeKind::continuous;
    Binning binning;  ///< continuous outcomes only
    Read read;
};

/// The relative improvement of EASI since baseline, 1 = clear, negative = worse. 0 for a patient
/// without EASI at baseline.
[[nodiscard]] double easi_improvement_frac(const Observation& baseline,
                                           const Observation& at_visit);

// One function per kind of outcome, each in its own file.
[[nodiscard]] Outcome easi();
[[nodiscard]] Outcome easi_percent_change();
[[nodiscard]] Outcome easi_response(int percent);
[[nodiscard]] Outcome iga_clear_or_almost_clear(const catalogue::EasiBands& bands);
[[nodiscard]] Outcome iga_clear_by_raters(const catalogue::TrialLayer& layer);
[[nodiscard]] Outcome itch();
[[nodiscard]] Outcome itch_response(int points);
[[nodiscard]] Outcome state_level(const catalogue::StateDescription& state, std::size_t index);

}  // namespace vesikin::outcome
