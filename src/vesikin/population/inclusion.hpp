// Who of the virtual patients is in a trial.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>

namespace vesikin::population {

/// Why a patient is not among those analysed.
enum class Exclusion : unsigned char {
    none,
    baseline_easi,  ///< EASI at baseline outside the trial's band
    easi_ceiling,   ///< EASI reached the ceiling at some time
    not_simulated,  ///< no solver could carry the patient through
};

inline constexpr std::array<std::string_view, 4> exclusion_names{
    "included", "baseline EASI outside the band", "EASI reached the ceiling", "simulation failed"};

[[nodiscard]] constexpr std::string_view name_of(Exclusion exclusion) {
    return exclusion_names[static_cast<std::size_t>(exclusion)];
}

/// Inclusion rules. The ceiling is the published rule "EASI below 72 at all times".
struct Inclusion {
    double baseline_easi_min = 0.0;
    double baseline_easi_max = std::numeric_limits<double>::infinity();
    double easi_ceiling = std::numeric_limits<double>::infinity();

    [[nodiscard]] constexpr Exclusion judge(double baseline_easi, double highest_easi) const {
        if (!(highest_easi < easi_ceiling)) {
            return Exclusion::easi_ceiling;
        }
        if (!(baseline_easi >= baseline_easi_min && baseline_easi <= baseline_easi_max)) {
            return Exclusion::baseline_easi;
        }
        return Exclusion::none;
    }
};

}  // namespace vesikin::population
