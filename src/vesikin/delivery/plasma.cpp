#include "vesikin/delivery/plasma.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vesikin::delivery {

namespace {

struct Eigenvalues {
    double fast;
    double slow;
};

Eigenvalues eigenvalues(const PlasmaRates& r) {
    const double sum = r.elimination_per_day + r.to_peripheral_per_day + r.to_central_per_day;
    const double product = r.elimination_per_day * r.to_central_per_day;
    const double root = std::sqrt(std::max(0.0, sum * sum - 4.0 * product));
    const double fast = 0.5 * (sum + root);
    return {fast, product / fast};
}

/// Integral over the infusion of exp(-rate (t - s)) ds / T, up to t.
double infused_exponential(double rate, double infusion_day, double time_day) {
    const double within = std::min(time_day, infusion_day);
    return -std::expm1(-rate * within) / (rate * infusion_day) *
           std::exp(-rate * (time_day - within));
}

using State = std::array<double, 4>;  // central, peripheral, eliminated, integral of central

struct SaturableSystem {
    PlasmaRates rates;
    double half_amount;
    double inflow;

    [[nodiscard]] State operator()(const State& y) const {
        const double out = rates.elimination_per_day * half_amount * y[0] / (half_amount + y[0]);
        const double exchange =
            rates.to_peripheral_per_day * y[0] - rates.to_central_per_day * y[1];
        return {inflow - out - exchange, exchange, out, y[0]};
    }
};

State moved(const State& y, double step, const State& slope) {
    State next = y;
    for (std::size_t i = 0; i < next.size(); ++i) {
        next[i] += step * slope[i];
    }
    return next;
}

State runge_kutta_step(const SaturableSystem& f, const State& y, double step) {
    const State k1 = f(y);
    const State k2 = f(moved(y, 0.5 * step, k1));
    const State k3 = f(moved(y, 0.5 * step, k2));
    const State k4 = f(moved(y, step, k3));
    State next = y;
    for (std::size_t i = 0; i < next.size(); ++i) {
        next[i] += step / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
    return next;
}

}  // namespace

PlasmaRates plasma_rates(const PlasmaMeasures& m) {
    const double k10 = m.clearance_ml_per_day / m.central_volume_ml;
    const double fast = std::max(std::numbers::ln2 / m.fast_half_life_day, 1.1 * k10);
    const double slow = std::min(std::numbers::ln2 / m.slow_half_life_day, 0.9 * k10);
    const double k21 = fast * slow / k10;
    return {k10, fast + slow - k10 - k21, k21};
}

PlasmaShares plasma_shares(const PlasmaRates& r, double infusion_day, double time_day) {
    const Eigenvalues lambda = eigenvalues(r);
    const double gap = lambda.fast - lambda.slow;
    const double by_fast = infused_exponential(lambda.fast, infusion_day, time_day);
    const double by_slow = infused_exponential(lambda.slow, infusion_day, time_day);
    PlasmaShares shares;
    shares.central = ((lambda.fast - r.to_central_per_day) * by_fast +
                      (r.to_central_per_day - lambda.slow) * by_slow) /
                     gap;
    shares.peripheral = r.to_peripheral_per_day * (by_slow - by_fast) / gap;
    shares.still_in_bag = 1.0 - std::min(1.0, time_day / infusion_day);
    shares.eliminated = 1.0 - shares.still_in_bag - shares.central - shares.peripheral;
    shares.exposure_day = shares.eliminated / r.elimination_per_day;
    return shares;
}

std::vector<PlasmaShares> saturable_plasma_shares(const PlasmaRates& rates,
                                                  const SaturableUptake& uptake,
                                                  double infusion_day,
                                                  std::span<const double> times_day) {
    const double longest = 0.02 / eigenvalues(rates).fast;
    State y{};
    double now = 0.0;
    std::vector<PlasmaShares> found;
    const auto advance = [&](double until, double inflow) {
        const SaturableSystem system{rates, uptake.half_amount_frac, inflow};
        const double steps = std::max(1.0, std::ceil((until - now) / longest));
        const double step = (until - now) / steps;
        for (double i = 0.0; i < steps && step > 0.0; i += 1.0) {
            y = runge_kutta_step(system, y, step);
        }
        now = until;
    };
    for (const double time_day : times_day) {
        if (now < infusion_day) {
            advance(std::min(time_day, infusion_day), 1.0 / infusion_day);
        }
        if (now < time_day) {
            advance(time_day, 0.0);
        }
        found.push_back({.central = y[0],
                         .peripheral = y[1],
                         .eliminated = y[2],
                         .still_in_bag = 1.0 - std::min(1.0, time_day / infusion_day),
                         .exposure_day = y[3]});
    }
    return found;
}

double fast_phase_peak_ratio(double fast_half_life_day, double infusion_day) {
    const double exponent = std::numbers::ln2 / fast_half_life_day * infusion_day;
    return -std::expm1(-exponent) / exponent;
}

}  // namespace vesikin::delivery
