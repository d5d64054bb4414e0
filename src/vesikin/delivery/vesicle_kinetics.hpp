// Vesicles between a session and the cells, as six compartments per treated skin: what transport
// through the layers (transport.hpp) and plasma (plasma.hpp) find, reduced to what the disease
// needs over weeks. Written once; the closed form of the linear case is derived from it.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>

#include "vesikin/base/slots.hpp"

namespace vesikin::delivery {

/// Skin amounts per nucleated cell of the treated skin, blood in shares of a standard session,
/// cargo in vesicle equivalents per cell.
template <class Slots>
struct VesicleAmountsOf {
    typename Slots::template at<0> reservoir{};  ///< on the way into the living skin, per cell
    typename Slots::template at<1> free{};       ///< free in the living skin, per cell
    typename Slots::template at<2> cargo{};      ///< acting in skin cells
    typename Slots::template at<3> central{};    ///< in blood
    typename Slots::template at<4> peripheral{};
    typename Slots::template at<5> systemic_cargo{};  ///< acting in immune cells of the body
};

inline constexpr std::size_t vesicle_amount_count = 6;

template <class Number>
using VesicleAmounts = VesicleAmountsOf<base::Uniform<Number>>;

template <class AnyAmounts>
constexpr auto vesicle_amount_entries(AnyAmounts& x) {
    return std::tie(x.reservoir, x.free, x.cargo, x.central, x.peripheral, x.systemic_cargo);
}

/// One person's kinetics in one world.
template <class Number>
struct VesicleKinetics {
    Number inflow_per_day{};       ///< reservoir to free
    Number uptake_per_day{};       ///< free to cells
    Number loss_per_day{};         ///< of free ones, by breakdown and lymph
    Number release_frac{};         ///< of internalised vesicles
    Number effect_loss_per_day{};  ///< ln 2 over the half-life of the effect
    Number surface_frac{};         ///< share of the effect that needs no uptake
    Number elimination_per_day{};  ///< from blood, when linear
    Number to_peripheral_per_day{};
    Number to_central_per_day{};
    Number skin_per_share{};          ///< of what leaves the blood, per cell of the treated skin
    Number immune_per_share{};        ///< of what leaves the blood, per immune cell
    Number drained_share_per_cell{};  ///< brought to blood by lymph per vesicle lost per cell
    Number half_saturation_share{1.0};
    Number is_saturable{};   ///< 1 when uptake from blood saturates, else 0
    Number is_treated{1.0};  ///< 1 when the skin looked at is the treated one, else 0
};

inline constexpr std::size_t vesicle_kinetics_count = 15;

template <class AnyKinetics>
constexpr auto vesicle_kinetics_entries(AnyKinetics& k) {
    return std::tie(k.inflow_per_day, k.uptake_per_day, k.loss_per_day, k.release_frac,
                    k.effect_loss_per_day, k.surface_frac, k.elimination_per_day,
                    k.to_peripheral_per_day, k.to_central_per_day, k.skin_per_share,
                    k.immune_per_share, k.drained_share_per_cell, k.half_saturation_share,
                    k.is_saturable, k.is_treated);
}

/// What acts in the skin looked at: cargo that cells took up, and a share that acts from outside
/// without delay.
template <class AnyAmounts, class AnyKinetics>
constexpr auto acting_cargo(const AnyAmounts& x, const AnyKinetics& k) {
    return k.is_treated *
           ((1.0 - k.surface_frac) * x.cargo + k.surface_frac * k.release_frac * x.free);
}

/// Writes the rate of change of every amount, per day.
template <class AnyAmounts, class AnyKinetics, class Rates>
constexpr void vesicle_rates(const AnyAmounts& x, const AnyKinetics& k, Rates&& rate) {
    const auto leaving = x.central * k.elimination_per_day /
                         (1.0 + x.central * (k.is_saturable / k.half_saturation_share));
    rate.reservoir = -(k.inflow_per_day * x.reservoir);
    rate.free = k.inflow_per_day * x.reservoir + k.skin_per_share * leaving -
                (k.uptake_per_day + k.loss_per_day) * x.free;
    rate.cargo = k.uptake_per_day * k.release_frac * x.free - k.effect_loss_per_day * x.cargo;
    rate.central = k.to_central_per_day * x.peripheral - k.to_peripheral_per_day * x.central -
                   leaving + k.drained_share_per_cell * k.loss_per_day * x.free;
    rate.peripheral = k.to_peripheral_per_day * x.central - k.to_central_per_day * x.peripheral;
    rate.systemic_cargo =
        k.immune_per_share * k.release_frac * leaving - k.effect_loss_per_day * x.systemic_cargo;
}

}  // namespace vesikin::delivery
