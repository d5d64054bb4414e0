// The concentration of a drug as a known function of time: its kinetics depend on nothing else, so
// they are integrated once and handed to every course of the same doses.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "vesikin/ode/number.hpp"
#include "vesikin/simulation/course.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

inline constexpr std::size_t series_terms = 20;

/// A smooth stretch of a concentration, mg/l: a Chebyshev series in `series_place` of its time.
struct ConcentrationPiece {
    double begin_day = 0.0;
    double end_day = 0.0;
    double bend = 1.0;  ///< the smaller, the more places crowd at the begin, where a dose arrives
    std::array<double, series_terms> term{};
};

/// The pieces follow each other without a gap from the first dose to the last day.
using ConcentrationCourse = std::vector<ConcentrationPiece>;

/// A value and its slope.
template <class V>
struct SeriesValue {
    V value;
    V slope;
};

/// Where in [-1, 1] a series is read `since` after the begin of its stretch, and the slope of that
/// in time. `inverse_length` is one over the length of the stretch.
template <class V>
SeriesValue<V> series_place(const V& since, const V& inverse_length, const V& bend) {
    const V share = since * inverse_length;
    const V inverse = V(1.0) / (share + bend);
    const V turn = (V(2.0) + bend + bend) * inverse;
    return {share * turn - V(1.0), bend * turn * inverse * inverse_length};
}

/// The series at a place, and its slope by the place (Clenshaw's rule for both).
template <class V, class P>
SeriesValue<V> series_at(const std::array<P, series_terms>& term, const V& place) {
    const V twice = place + place;
    V now(0.0);
    V last(0.0);
    V slope(0.0);
    V last_slope(0.0);
    ode::for_each_index<series_terms - 1>([&]<std::size_t i>(ode::Index<i>) {
        const V next = twice * now - last + V(term[series_terms - 1 - i]);
        const V next_slope = now + now + (twice * slope - last_slope);
        last = now;
        now = next;
        last_slope = slope;
        slope = next_slope;
    });
    return {place * now - last + V(term[0]), now + (place * slope - last_slope)};
}

/// Integrates the kinetics of `input` under the doses of a drug up to `last_day`. Errors stay below
/// `tolerance` times the concentration plus that of half effect. Nothing when the kinetics cannot
/// be integrated.
[[nodiscard]] std::optional<ConcentrationCourse> follow_concentration(
    const PersonalInput& input, std::span<const DoseEvent> doses, double last_day,
    double tolerance);

}  // namespace vesikin::simulation
