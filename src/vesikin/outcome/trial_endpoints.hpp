// Endpoints as tables of published trials name them: which outcome each is, and how it is read off
// an arm.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "vesikin/outcome/arm_course.hpp"

namespace vesikin::outcome {

/// How an endpoint is read off an arm.
enum class EndpointReading : unsigned char {
    at_visit,
    over_placebo,        ///< the value is that of the arm less that of placebo
    over_mean_baseline,  ///< mean change over the mean at baseline, %
    among_responders,    ///< of those who responded at a first visit
    improvement_since,   ///< of those, since then
    median_area,         ///< of the course so far
};

struct TrialEndpoint {
    std::string_view name;     ///< as in trial tables
    std::string_view outcome;  ///< of the list of outcomes
    std::string_view label;
    EndpointReading reading = EndpointReading::at_visit;
    std::string_view note{};  ///< what stands for what, where the model has no such score

    [[nodiscard]] bool is_proportion() const;

    [[nodiscard]] bool is_over_placebo() const { return reading == EndpointReading::over_placebo; }

    [[nodiscard]] bool is_among_responders() const {
        return reading == EndpointReading::among_responders ||
               reading == EndpointReading::improvement_since;
    }

    [[nodiscard]] std::string_view unit() const;  ///< % or points
    [[nodiscard]] double lowest() const;          ///< in that unit
    [[nodiscard]] double highest() const;

    /// Of one arm; the difference to placebo is the reader's.
    [[nodiscard]] EndpointValue read(const EndpointQuestion& question) const;
};

/// All endpoints that can be simulated.
[[nodiscard]] std::span<const TrialEndpoint> trial_endpoints();

/// Letters and digits of a name in small letters, "%" and "percent" as "pct": the same for "EASI-75
/// (%)" and "EASI75_pct".
[[nodiscard]] std::string endpoint_key(std::string_view name);

/// However its name is spelt, a share with or without "%"; nullptr for one that cannot.
[[nodiscard]] const TrialEndpoint* find_endpoint(std::string_view name);

/// Why an endpoint cannot be simulated.
[[nodiscard]] std::string_view reason_without(std::string_view name);

}  // namespace vesikin::outcome
