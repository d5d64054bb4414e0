// Population kinetics of a drug: absorption through up to four steps, two compartments, linear and
// saturable elimination side by side. Written once; the closed form of the linear case is derived
// from it.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <tuple>

#include "vesikin/base/slots.hpp"

namespace vesikin::delivery {

/// Amounts in mg.
template <class Slots>
struct DrugAmountsOf {
    typename Slots::template at<0> depot{};
    typename Slots::template at<1> transit1{};
    typename Slots::template at<2> transit2{};
    typename Slots::template at<3> absorption{};
    typename Slots::template at<4> central{};
    typename Slots::template at<5> peripheral{};
};

inline constexpr std::size_t drug_amount_count = 6;

/// Places of amounts among `drug_amount_entries`.
inline constexpr std::size_t drug_depot = 0;
inline constexpr std::size_t drug_absorption = 3;
inline constexpr std::size_t drug_central = 4;

template <class Number>
using DrugAmounts = DrugAmountsOf<base::Uniform<Number>>;

template <class AnyAmounts>
constexpr auto drug_amount_entries(AnyAmounts& x) {
    return std::tie(x.depot, x.transit1, x.transit2, x.absorption, x.central, x.peripheral);
}

/// One person's kinetics. Without transit, doses go straight to the absorption step.
template <class Number>
struct DrugKinetics {
    Number transit_per_day{};      ///< between the steps of absorption
    Number absorption_per_day{};   ///< into the central compartment
    Number elimination_per_day{};  ///< linear
    Number to_peripheral_per_day{};
    Number to_central_per_day{};
    Number central_volume_l{1.0};
    Number saturable_mg_per_l_day{};  ///< greatest saturable elimination (Vm)
    Number half_saturation_mg_per_l{1.0};
};

inline constexpr std::size_t drug_kinetics_count = 8;

template <class AnyKinetics>
constexpr auto drug_kinetics_entries(AnyKinetics& k) {
    return std::tie(k.transit_per_day, k.absorption_per_day, k.elimination_per_day,
                    k.to_peripheral_per_day, k.to_central_per_day, k.central_volume_l,
                    k.saturable_mg_per_l_day, k.half_saturation_mg_per_l);
}

/// Concentration in the central compartment, mg/l.
template <class AnyAmounts, class AnyKinetics>
constexpr auto drug_concentration(const AnyAmounts& x, const AnyKinetics& k) {
    return x.central / k.central_volume_l;
}

/// Writes the rate of change of every amount, per day. Source: the model of [Kovalenko2020], with
/// three transit steps; the others are special cases of it.
template <class AnyAmounts, class AnyKinetics, class Rates>
constexpr void drug_rates(const AnyAmounts& x, const AnyKinetics& k, Rates&& rate) {
    const auto out = x.central * k.elimination_per_day +
                     x.central * k.saturable_mg_per_l_day /
                         (k.half_saturation_mg_per_l + drug_concentration(x, k));
    rate.depot = -(k.transit_per_day * x.depot);
    rate.transit1 = k.transit_per_day * (x.depot - x.transit1);
    rate.transit2 = k.transit_per_day * (x.transit1 - x.transit2);
    rate.absorption = k.transit_per_day * x.transit2 - k.absorption_per_day * x.absorption;
    rate.central = k.absorption_per_day * x.absorption - out - k.to_peripheral_per_day * x.central +
                   k.to_central_per_day * x.peripheral;
    rate.peripheral = k.to_peripheral_per_day * x.central - k.to_central_per_day * x.peripheral;
}

}  // namespace vesikin::delivery
