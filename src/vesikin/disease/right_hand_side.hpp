// The right-hand side of the AD model: the only place where its equations are written. A template
// over the number types of states, parameters, effects and rates, so that scalar, SIMD,
// differentiated and traced forms share it.
#pragma once

#include "vesikin/base/units.hpp"
#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/state.hpp"

namespace vesikin::disease {

/// The published clearance term has a coefficient of 1 per week that the paper does not write.
inline constexpr double unit_clearance_per_day = 1.0 / base::days_per_week;

/// The number 1 for factors that nothing changes: multiplying by it costs nothing and changes no
/// bit.
struct Unity {};

template <class Number>
constexpr const Number& operator*(const Number& value, Unity /*one*/) {
    return value;
}

/// What acts on the core at one moment beside the drugs. Every factor is 1 in a person who was
/// given neither vesicles nor needles.
template <class Recovery, class Seal, class Supply, class Th2, class Th17, class Tslp, class Damage>
struct Modulation {
    Recovery recovery;  ///< of barrier recovery
    Seal seal;          ///< of the barrier's hold against infiltration
    Supply supply;      ///< of the supply of all T cells
    Th2 th2_supply;
    Th17 th17_supply;
    Tslp tslp_induction;
    Damage pathogen_damage;  ///< of barrier loss by pathogens
};

template <class A, class B, class C, class D, class E, class F, class G>
Modulation(A, B, C, D, E, F, G) -> Modulation<A, B, C, D, E, F, G>;

/// What drugs do to the core beside its mediators, in a person without vesicles and needles.
template <class AnyEffects>
constexpr auto drug_modulation(const AnyEffects& u) {
    return Modulation{
        1.0 + u.recovery_gain, Unity{}, 1.0 - u.t_cell_block, Unity{}, Unity{}, Unity{}, Unity{}};
}

/// What is left to act under the drugs.
template <class Il4, class Il13, class Il17, class Il22, class Il31, class Tslp, class Ox40l,
          class Ifng>
struct ActingLevels {
    Il4 il4;
    Il13 il13;
    Il17 il17;
    Il22 il22;
    Il31 il31;
    Tslp tslp;
    Ox40l ox40l;
    Ifng ifng;
};

template <class A, class B, class C, class D, class E, class F, class G, class H>
ActingLevels(A, B, C, D, E, F, G, H) -> ActingLevels<A, B, C, D, E, F, G, H>;

template <class AnyState, class AnyEffects>
constexpr auto acting_levels(const AnyState& x, const AnyEffects& u) {
    return ActingLevels{(1.0 - u.il4_block) * x.il4,     (1.0 - u.il13_block) * x.il13,
                        (1.0 - u.il17_block) * x.il17,   (1.0 - u.il22_block) * x.il22,
                        (1.0 - u.il31_block) * x.il31,   (1.0 - u.tslp_block) * x.tslp,
                        (1.0 - u.ox40l_block) * x.ox40l, x.ifng + u.ifng_added};
}

/// Writes the rate of change of every state, per day, to `rate`. Each entry is assigned once.
///
/// Source: equations of [Miyano2021] with time in days. `participation` scales the
/// trial-participation term k3, which the paper switches on with the trial; `m` holds the factors
/// of `Modulation`.
template <class AnyState, class AnyParameters, class Acting, class Participation,
          class AnyModulation, class Rates>
constexpr void core_rates(const AnyState& x, const AnyParameters& k, const Acting& acting,
                          const Participation& participation, const AnyModulation& m,
                          Rates&& rate) {
    const auto& s = x.barrier_integrity;
    const auto& p = x.pathogens;
    const auto& [il4, il13, il17, il22, il31, tslp, ox40l, ifng] = acting;

    // Skin barrier: recovery, slowed by cytokines, against loss by pathogens and scratching.
    rate.barrier_integrity = (1.0 - s) *
                                 ((k.k1 + k.k2 * il22 + k.k3 * participation) * m.recovery) /
                                 ((1.0 + k.b1 * il4) * (1.0 + k.b2 * il13) * (1.0 + k.b3 * il17) *
                                  (1.0 + k.b4 * il22) * (1.0 + k.b5 * il31)) -
                             s * (k.d1 * (1.0 + k.d3 * p * m.pathogen_damage) + k.d2 * il31);

    // Pathogens: infiltration through the barrier (k4 = d8) against clearance.
    rate.pathogens =
        k.d8 / (1.0 + k.b6 * s * m.seal) -
        p * (unit_clearance_per_day * (1.0 + k.d4 * p) * (1.0 + k.d5 * il17) * (1.0 + k.d6 * il22) *
                 (1.0 + k.d7 * ifng) / ((1.0 + k.b7 * il4) * (1.0 + k.b8 * il13)) +
             k.d8);

    // T cells: pathogens drive supply, shared between the lines; OX40L lengthens life.
    const auto supply = p / (4.0 + k.k9 * ifng + k.k10 * il4) * m.supply;
    const auto loss = k.d9 / (1.0 + k.b9 * ox40l);
    rate.th1 = k.k5 * (1.0 + k.k9 * ifng) * supply - loss * x.th1;
    rate.th2 = k.k6 * (1.0 + k.k10 * il4) * supply * m.th2_supply - loss * x.th2;
    rate.th17 = k.k7 * supply * m.th17_supply - loss * x.th17;
    rate.th22 = k.k8 * supply - loss * x.th22;

    // Cytokines: made by their cells, a basal supply, and loss.
    rate.il4 = k.k11 * x.th2 + k.k12 - k.d10 * x.il4;
    rate.il13 = k.k13 * x.th2 + k.k14 - k.d11 * x.il13;
    rate.il17 = k.k15 * x.th17 + k.k16 - k.d12 * x.il17;
    rate.il22 = k.k17 * x.th22 + k.k18 - k.d13 * x.il22;
    rate.il31 = k.k19 * x.th2 + k.k20 - k.d14 * x.il31;
    rate.ifng = k.k21 * x.th1 + k.k22 - k.d15 * x.ifng;
    rate.tslp = k.k23 * p * m.tslp_induction + k.k24 - k.d16 * x.tslp;
    rate.ox40l = k.k25 * tslp + k.k26 - k.d17 * x.ox40l;
}

/// The core alone under constant effects.
template <class AnyState, class AnyParameters, class AnyEffects, class Rates>
constexpr void right_hand_side(const AnyState& x, const AnyParameters& k, const AnyEffects& u,
                               Rates&& rate) {
    core_rates(x, k, acting_levels(x, u), u.participation, drug_modulation(u), rate);
}

}  // namespace vesikin::disease
