// Endpoints as trials report them, read off an arm's course as the expectation over fluctuation and
// over who is still there.
#pragma once

#include <span>
#include <string_view>

#include "vesikin/catalogue/trial_layer.hpp"
#include "vesikin/outcome/arm_course.hpp"

namespace vesikin::outcome {

/// Whom an endpoint looks at.
enum class Subset : unsigned char {
    everyone,
    not_clear,  ///< only those whose IGA is above 1 at the visit
};

/// Expected value in an arm and spread between people, both in the endpoint's unit.
struct EndpointValue {
    double mean = 0.0;
    double person_sd = 0.0;
};

/// What to read. `visit` and `first_visit` are indices of the course; `first_visit` is where
/// responders were counted, for endpoints among responders.
struct EndpointQuestion {
    const ArmCourse& course;
    std::size_t visit = 0;
    std::size_t first_visit = 0;
    Subset subset = Subset::everyone;
    const catalogue::TrialLayer& layer;
};

struct TrialEndpoint {
    std::string_view name;  ///< as in trial tables
    std::string_view label;
    std::string_view unit;  ///< % or points
    bool is_proportion = false;
    bool is_over_placebo = false;  ///< the value is that of the arm less that of placebo
    bool is_among_responders = false;
    double lowest = 0.0;
    double highest = 100.0;
    EndpointValue (*read)(const EndpointQuestion& question);
    std::string_view note;  ///< what stands for what, where the model has no such score
};

/// All endpoints that can be simulated.
[[nodiscard]] std::span<const TrialEndpoint> trial_endpoints();

/// nullptr for one that cannot.
[[nodiscard]] const TrialEndpoint* find_endpoint(std::string_view name);

/// Why an endpoint cannot be simulated.
[[nodiscard]] std::string_view reason_without(std::string_view name);

}  // namespace vesikin::outcome
