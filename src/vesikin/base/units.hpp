// The one unit system inside: time day, length cm, area cm2, volume ml, mass mg, vesicles
// particles, money jpy. Conversions are named as ratios.
#pragma once

namespace vesikin::base {

inline constexpr double hours_per_day = 24.0;
inline constexpr double days_per_week = 7.0;
inline constexpr double um_per_cm = 1e4;
inline constexpr double percent_per_one = 100.0;

}  // namespace vesikin::base
