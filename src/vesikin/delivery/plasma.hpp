// Vesicles in blood: two compartments with infusion, in closed form while uptake is linear,
// integrated when it saturates.
#pragma once

#include <span>
#include <vector>

namespace vesikin::delivery {

/// Rates between and out of the compartments.
struct PlasmaRates {
    double elimination_per_day = 0.0;    ///< k10
    double to_peripheral_per_day = 0.0;  ///< k12
    double to_central_per_day = 0.0;     ///< k21
};

/// What is measured: clearance, volume and the two half-lives.
struct PlasmaMeasures {
    double central_volume_ml = 0.0;
    double clearance_ml_per_day = 0.0;
    double fast_half_life_day = 0.0;
    double slow_half_life_day = 0.0;
};

/// k10 = CL/V1, k21 = alpha beta / k10, k12 = alpha + beta - k10 - k21. A two-compartment system
/// needs beta < k10 < alpha; half-lives drawn outside that are moved to 0.9 and 1.1 times k10.
[[nodiscard]] PlasmaRates plasma_rates(const PlasmaMeasures& measures);

/// Shares of one unit of dose.
struct PlasmaShares {
    double central = 0.0;
    double peripheral = 0.0;
    double eliminated = 0.0;
    double still_in_bag = 0.0;
    double exposure_day = 0.0;  ///< integral of `central` so far
};

/// Closed form at one time for an infusion of `infusion_day` (a push is a short infusion).
[[nodiscard]] PlasmaShares plasma_shares(const PlasmaRates& rates, double infusion_day,
                                         double time_day);

/// Uptake that saturates: elimination = k10 half_amount A1 / (half_amount + A1), with A1 in shares
/// of the dose, so that small doses are linear with k10.
struct SaturableUptake {
    double half_amount_frac = 0.0;  ///< Km over the dose
};

/// Integrates the saturable system with the classical Runge-Kutta method in steps of at most 1/50
/// of the fastest time scale. Times ascend.
[[nodiscard]] std::vector<PlasmaShares> saturable_plasma_shares(const PlasmaRates& rates,
                                                                const SaturableUptake& uptake,
                                                                double infusion_day,
                                                                std::span<const double> times_day);

/// Peak of a long infusion over that of an instant push, fast phase only: (1 - exp(-alpha T)) /
/// (alpha T).
[[nodiscard]] double fast_phase_peak_ratio(double fast_half_life_day, double infusion_day);

}  // namespace vesikin::delivery
