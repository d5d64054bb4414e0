#include "vesikin/care/visit_noise.hpp"

#include <algorithm>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <numbers>
#include <utility>

#include "vesikin/disease/scores.hpp"

namespace vesikin::care {

namespace {

/// Distances to the ceiling, in sigmas of log EASI, between which it is felt. Beyond the farther
/// one the mean is off by less than 1e-7 of it; at the nearer one every visit is at the ceiling.
constexpr double nearest_sd = 1e-6;
constexpr double farthest_sd = 5.0;
constexpr std::size_t table_size = 257;

double log_place(std::size_t i) {
    const double share = static_cast<double>(i) / static_cast<double>(table_size - 1);
    return std::log(nearest_sd) + share * (std::log(farthest_sd) - std::log(nearest_sd));
}

/// A rising function and its slope at one place.
struct Rise {
    double value;
    double slope;
};

/// Where a rising function reaches a value that it has between two places.
template <class Function>
double place_of(double wanted, double low, double high, double guess, Function function) {
    constexpr int bits = 45;  // the tables are interpolated to fewer
    return boost::math::tools::newton_raphson_iterate(
        [&](double place) {
            const Rise at = function(place);
            return std::pair(at.value - wanted, at.slope);
        },
        guess, low, high, bits);
}

/// Less E[min(1, exp(sigma (z - t)))], the mean as a share of the ceiling when that lies t sigmas
/// above the middle, which falls with t.
Rise less_mean_below_ceiling(double t, double sigma) {
    const double below = std::exp(sigma * (0.5 * sigma - t)) * normal_below(t - sigma);
    return {-(below + normal_below(-t)), sigma * below};
}

/// E[min(10, max(0, middle + sd z))].
Rise mean_itch(double middle, double sd) {
    // The mean of what lies above x on a normal scale: phi(x) - x (1 - Phi(x)).
    const auto above = [](double x) {
        return std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::numbers::pi) - x * normal_below(-x);
    };
    const double floor = -middle / sd;
    const double ceiling = (disease::itch_maximum - middle) / sd;
    return {sd * (above(floor) - above(ceiling)), normal_below(ceiling) - normal_below(floor)};
}

/// By distance to the ceiling, what it adds to the middle, in sigmas: see `VisitNoise`.
std::vector<double> ceiling_shifts(double sigma) {
    std::vector<double> shifts(table_size);
    // From afar, where the ceiling lies u + sigma / 2 above the middle.
    double ceiling = farthest_sd + 0.5 * sigma;
    for (std::size_t i = table_size; i-- > 0;) {
        const double u = std::exp(log_place(i));
        ceiling = place_of(-std::exp(-sigma * u), -40.0, u + sigma, ceiling,
                           [&](double t) { return less_mean_below_ceiling(t, sigma); });
        shifts[i] = u + 0.5 * sigma - ceiling;
    }
    return shifts;
}

/// Between two numbers of a table.
double interpolated(const std::vector<double>& table, double place) {
    const auto below = std::min(static_cast<std::size_t>(place), table.size() - 2);
    const double part = place - static_cast<double>(below);
    return (1.0 - part) * table[below] + part * table[below + 1];
}

constexpr double itch_step = disease::itch_maximum / static_cast<double>(table_size - 1);

/// By mean, the middle of itch. At the very ends of the scale there is none: every visit is there.
std::vector<double> itch_middles(double sd) {
    const double low = -farthest_sd * sd;
    const double high = disease::itch_maximum + farthest_sd * sd;
    std::vector<double> middles{low};
    for (std::size_t i = 1; i + 1 < table_size; ++i) {
        middles.push_back(place_of(itch_step * static_cast<double>(i), low, high, middles.back(),
                                   [&](double place) { return mean_itch(place, sd); }));
    }
    middles.push_back(high);
    return middles;
}

}  // namespace

double normal_below(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

VisitNoise::VisitNoise(const catalogue::TrialLayer& layer)
    : easi_sd_log_(layer.fluctuation_sd),
      iga_sd_log_(layer.iga_spread),
      itch_sd_(layer.itch_fluctuation_sd),
      shift_sd_(ceiling_shifts(easi_sd_log_)),
      itch_middle_(itch_middles(itch_sd_)) {}

bool VisitNoise::is_of(const catalogue::TrialLayer& layer) const {
    return !itch_middle_.empty() && easi_sd_log_ == layer.fluctuation_sd &&
           iga_sd_log_ == layer.iga_spread && itch_sd_ == layer.itch_fluctuation_sd;
}

double VisitNoise::ceiling_shift(double easi) const {
    if (easi_sd_log_ == 0.0 || !(easi > 0.0)) {
        return 0.0;
    }
    const double u = std::log(disease::easi_maximum / easi) / easi_sd_log_;
    if (u >= farthest_sd) {
        return 0.0;
    }
    const double first = log_place(0);
    const double place = (std::log(std::max(u, nearest_sd)) - first) / (log_place(1) - first);
    return easi_sd_log_ * interpolated(shift_sd_, place);
}

double VisitNoise::draw_easi(double easi, double shift, const VisitDeviates& z) const {
    const double sigma = easi_sd_log_;
    return std::min(easi * std::exp(sigma * z.easi - 0.5 * sigma * sigma + shift),
                    disease::easi_maximum);
}

double VisitNoise::draw_itch(double itch, const VisitDeviates& z) const {
    return std::clamp(itch_middle(itch) + itch_sd_ * z.itch, 0.0, disease::itch_maximum);
}

double VisitNoise::easi_below(double limit, double easi, double shift) const {
    if (easi_sd_log_ == 0.0) {
        return easi < limit ? 1.0 : 0.0;
    }
    const double middle =
        std::log(std::max(easi, 1e-6)) - 0.5 * easi_sd_log_ * easi_sd_log_ + shift;
    return normal_below((std::log(limit) - middle) / easi_sd_log_);
}

double VisitNoise::clear_below(double limit, double easi, double shift) const {
    const double sd = std::hypot(easi_sd_log_, iga_sd_log_);
    if (sd == 0.0) {
        return easi < limit ? 1.0 : 0.0;
    }
    const double middle =
        std::log(std::max(easi, 1e-6)) - 0.5 * easi_sd_log_ * easi_sd_log_ + shift;
    return normal_below((std::log(limit) - middle) / sd);
}

double VisitNoise::itch_middle(double itch) const {
    if (itch_middle_.empty()) {
        return itch;
    }
    return interpolated(itch_middle_, std::clamp(itch, 0.0, disease::itch_maximum) / itch_step);
}

double VisitNoise::itch_at_most(double limit, double itch) const {
    if (itch_sd_ == 0.0) {
        return itch <= limit ? 1.0 : 0.0;
    }
    if (limit < 0.0 || limit >= disease::itch_maximum) {
        return limit < 0.0 ? 0.0 : 1.0;
    }
    return normal_below((limit - itch_middle(itch)) / itch_sd_);
}

}  // namespace vesikin::care
