// What is read off a person at a visit, once for every study: how it is drawn for one visit
// (virtual trials) and what it is expected to be over visits and raters (predictions, comparisons).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/care/sight.hpp"
#include "vesikin/catalogue/catalogue.hpp"
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
    double tail_upper = 0.0;  ///< where a linear scale goes on logarithmically beyond `upper`
    std::size_t tail_bins = 0;
};

/// A person as seen at one visit. Refers to state and model; made to be read at once.
struct Observation {
    const disease::State<double>& state;
    const catalogue::Catalogue* model = nullptr;  ///< trial layer or severity strata
    double easi = 0.0;
    double itch = 0.0;      ///< peak itch, 0..10, where the model has it
    double rater_z = 0.0;   ///< standard normal deviate of the physician who gives the IGA
    bool has_left = false;  ///< or has needed rescue
};

/// Whom an endpoint looks at.
enum class Subset : unsigned char {
    everyone,
    not_clear,  ///< only those whose IGA is above 1 at the visit
};

/// A person's course at one visit, to expect over what a single visit may show.
struct Expectation {
    const care::SeenVisit& baseline;
    const care::SeenVisit& now;
    const care::VisitNoise& noise;
    const catalogue::Catalogue* model = nullptr;  ///< trial layer or severity strata
    Subset subset = Subset::everyone;

    /// How a single visit differs from `now`.
    [[nodiscard]] const care::VisitNoise& fluctuation() const {
        static const care::VisitNoise none;
        return now.fluctuates ? noise : none;
    }
};

/// The trial layer of a model, or null.
[[nodiscard]] inline const catalogue::TrialLayer* layer_of(const catalogue::Catalogue* model) {
    return model != nullptr && model->layer ? &model->layer->layer : nullptr;
}

/// One outcome. Functions are pure and shared by threads.
struct Outcome {
    std::string name;
    std::string label;
    std::string unit;  ///< as shown; "%" for proportions, which are shown times 100
    std::string meaning;
    OutcomeKind kind = OutcomeKind::continuous;
    Binning binning;  ///< continuous outcomes only
    double lowest = 0.0;
    double highest = 1.0;
    bool needs_layer = false;  ///< the published model has no such thing

    /// Value of what was seen at baseline and at one visit.
    std::function<double(const Observation& baseline, const Observation& at_visit)> sampled;

    /// Its expectation over visits and raters; the probability of a proportion. Empty for an
    /// outcome of the core's states, which has no visits.
    std::function<double(const Expectation& person)> expected;

    /// Variance of a continuous outcome over visits; empty = none.
    std::function<double(const Expectation& person)> visit_variance;

    [[nodiscard]] bool is_proportion() const noexcept { return kind == OutcomeKind::proportion; }
};

/// The relative improvement of EASI since baseline, 1 = clear, negative = worse. 0 for a patient
/// without EASI at baseline.
[[nodiscard]] double easi_improvement_frac(double baseline_easi, double easi);

/// EASI over the own one, as expected at a visit, cut where the scale ends; among those not clear
/// where asked.
[[nodiscard]] double expected_easi_share(const Expectation& person);

/// The probability of being called clear or almost clear (IGA 0/1): by raters who differ in the
/// EASI at which they do, or, in a model without a trial layer, by severity strata of EASI.
[[nodiscard]] double clear_probability(const Expectation& person);

// One function per kind of outcome, each in its own file.
[[nodiscard]] Outcome easi();
[[nodiscard]] Outcome easi_change();
[[nodiscard]] Outcome easi_percent_change();
[[nodiscard]] Outcome easi_response(int percent);
[[nodiscard]] Outcome iga_clear_or_almost_clear();
[[nodiscard]] Outcome itch();
[[nodiscard]] Outcome itch_change();
[[nodiscard]] Outcome itch_response(int points);
[[nodiscard]] Outcome state_level(const catalogue::StateDescription& state, std::size_t index);

}  // namespace vesikin::outcome
