#include "vesikin/simulation/concentration_course.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vesikin/ode/rosenbrock_integrator.hpp"
#include "vesikin/simulation/amount_system.hpp"

namespace vesikin::simulation {

namespace {

using DrugSystem = AmountSystem<DrugBlock>;
using Amounts = DrugSystem::State;

constexpr std::size_t samples = 5;  ///< of a step's dense output, a polynomial of fourth degree
/// Shorter pieces are not cut again, whatever their last terms are.
constexpr double shortest_day = 0.01;

/// The concentration within a step, as powers of the share of the step that has passed.
struct StepCurve {
    double begin_day;
    double inverse_length;
    std::array<double, samples> power;

    /// Through values at equal distances.
    StepCurve(double day, double length, const std::array<double, samples>& value)
        : begin_day(day), inverse_length(1.0 / length) {
        const double a = value[0];
        const double b = value[1] - a;
        const double c = value[2] - a;
        const double d = value[3] - a;
        const double e = value[4] - a;
        power = {a, (48.0 * b - 36.0 * c + 16.0 * d - 3.0 * e) / 3.0,
                 (-208.0 * b + 228.0 * c - 112.0 * d + 22.0 * e) / 3.0,
                 (288.0 * b - 384.0 * c + 224.0 * d - 48.0 * e) / 3.0,
                 (-128.0 * b + 192.0 * c - 128.0 * d + 32.0 * e) / 3.0};
    }

    [[nodiscard]] double at(double day) const {
        const double s = (day - begin_day) * inverse_length;
        return power[0] + s * (power[1] + s * (power[2] + s * (power[3] + s * power[4])));
    }
};

/// Places of the nodes, and what turns values there into terms.
struct SeriesNodes {
    std::array<double, series_terms> place;  ///< from 0 to 1
    std::array<std::array<double, series_terms>, series_terms> to_term;

    SeriesNodes() {
        constexpr auto count = static_cast<double>(series_terms);
        for (std::size_t i = 0; i < series_terms; ++i) {
            const double angle = std::numbers::pi * (static_cast<double>(i) + 0.5) / count;
            place[i] = 0.5 * (std::cos(angle) + 1.0);
            for (std::size_t k = 0; k < series_terms; ++k) {
                to_term[k][i] =
                    (k == 0 ? 1.0 : 2.0) / count * std::cos(static_cast<double>(k) * angle);
            }
        }
    }
};

class Follower {
  public:
    Follower(const PersonalInput& input, double tolerance)
        : input_(input), system_{input.drug}, tolerance_(tolerance) {}

    void give(double amount) {
        amounts_[drug_entry_of(input_)] += amount * input_.bioavailability_frac;
    }

    /// False when the kinetics cannot be integrated.
    [[nodiscard]] bool run(double begin_day, double end_day) {
        const double matters = concentration_that_matters(input_) * input_.drug.central_volume_l;
        curves_.clear();
        const auto reached = ode::integrate<ode::Rodas5P>(
            system_, amounts_, begin_day, end_day,
            {.relative_tolerance = tolerance_,
             .absolute_tolerance = tolerance_ * matters,
             .first_step = 0.05},
            [&](double day, double length, const Amounts& from, const auto& step) {
                std::array<double, samples> value;
                Amounts inside;
                for (std::size_t i = 0; i < samples; ++i) {
                    step.interpolate(from, static_cast<double>(i) / (samples - 1), inside);
                    value[i] = inside[delivery::drug_central] / input_.drug.central_volume_l;
                }
                curves_.emplace_back(day, length, value);
            });
        amounts_ = reached.state;
        if (reached.is_finished) {
            fit(begin_day, end_day, true);
        }
        return reached.is_finished;
    }

    [[nodiscard]] ConcentrationCourse take() { return std::move(course_); }

  private:
    [[nodiscard]] double concentration(double day) const {
        const auto after = std::upper_bound(
            curves_.begin(), curves_.end(), day,
            [](double time, const StepCurve& curve) { return time < curve.begin_day; });
        return (after == curves_.begin() ? *after : *std::prev(after)).at(day);
    }

    /// A series, or several where its last terms still matter. What comes with a dose comes at
    /// once and fades: places crowd there.
    void fit(double begin_day, double end_day, bool is_after_dose) {
        ConcentrationPiece piece{.begin_day = begin_day, .end_day = end_day};
        for (const double bend : {crowded, eased, even}) {
            if (is_after_dose == (bend != even) && is_fitted(bend, piece)) {
                course_.push_back(piece);
                return;
            }
        }
        const double length = end_day - begin_day;
        if (length < shortest_day) {
            course_.push_back(piece);
            return;
        }
        const double cut_day = begin_day + (is_after_dose ? 0.2 : 0.5) * length;
        fit(begin_day, cut_day, is_after_dose);
        fit(cut_day, end_day, false);
    }

    bool is_fitted(double bend, ConcentrationPiece& piece) {
        static const SeriesNodes nodes;
        std::array<double, series_terms> value;
        for (std::size_t i = 0; i < series_terms; ++i) {
            const double share = nodes.place[i] * bend / (1.0 + bend - nodes.place[i]);
            value[i] = concentration(piece.begin_day + (piece.end_day - piece.begin_day) * share);
        }
        piece.bend = bend;
        for (std::size_t k = 0; k < series_terms; ++k) {
            piece.term[k] = 0.0;
            for (std::size_t i = 0; i < series_terms; ++i) {
                piece.term[k] += nodes.to_term[k][i] * value[i];
            }
        }
        const double lowest = std::max(0.0, *std::ranges::min_element(value));
        const double left = std::max({std::abs(piece.term[series_terms - 1]),
                                      std::abs(piece.term[series_terms - 2]),
                                      std::abs(piece.term[series_terms - 3])});
        return left <= tolerance_ * (lowest + concentration_that_matters(input_));
    }

    static constexpr double crowded = 0.125;
    static constexpr double eased = 0.5;
    static constexpr double even = 8.0;

    const PersonalInput& input_;
    DrugSystem system_;
    double tolerance_;
    Amounts amounts_{};
    std::vector<StepCurve> curves_;
    ConcentrationCourse course_;
};

}  // namespace

std::optional<ConcentrationCourse> follow_concentration(const PersonalInput& input,
                                                        std::span<const DoseEvent> doses,
                                                        double last_day, double tolerance) {
    Follower follower(input, tolerance);
    for (std::size_t i = 0; i < doses.size() && doses[i].day < last_day;) {
        const double day = doses[i].day;
        for (; i < doses.size() && doses[i].day == day; ++i) {
            if (doses[i].kind == DoseKind::drug) {
                follower.give(doses[i].amount);
            }
        }
        std::size_t next = i;
        while (next < doses.size() && doses[next].kind != DoseKind::drug) {
            ++next;
        }
        i = next;
        if (!follower.run(day,
                          next < doses.size() ? std::min(doses[next].day, last_day) : last_day)) {
            return std::nullopt;
        }
    }
    return follower.take();
}

}  // namespace vesikin::simulation
