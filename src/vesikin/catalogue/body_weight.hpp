// Body weight of the people of a study.
#pragma once

namespace vesikin::catalogue {

/// Log-normal. Without a median nobody has said it, and nobody can be dosed.
struct BodyWeight {
    double median_kg = 0.0;
    double sd_log = 0.0;

    [[nodiscard]] bool operator==(const BodyWeight&) const = default;
};

}  // namespace vesikin::catalogue
