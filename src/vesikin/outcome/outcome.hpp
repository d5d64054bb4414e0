// What is read off a trajectory at a visit: a number per patient, or whether the patient responds.
#pragma once

#include <functional>
#include <string>

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
};

/// One outcome. `read` maps the states at baseline and at the visit to its value; it is pure and
/// shared by threads.
struct Outcome {
    using Read = std::function<double(const disease::State<double>& baseline,
                                      const disease::State<double>& at_visit)>;

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
[[nodiscard]] double easi_improvement_frac(const disease::State<double>& baseline,
                                           const disease::State<double>& at_visit);

// One function per kind of outcome, each in its own file.
[[nodiscard]] Outcome easi();
[[nodiscard]] Outcome easi_percent_change();
[[nodiscard]] Outcome easi_response(int percent);
[[nodiscard]] Outcome iga_clear_or_almost_clear(const catalogue::EasiBands& bands);
[[nodiscard]] Outcome state_level(const catalogue::StateDescription& state, std::size_t index);

}  // namespace vesikin::outcome
