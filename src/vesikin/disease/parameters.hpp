// The 51 parameters of the AD model and the effects that treatments have on it. Members carry the
// symbols of the published equations, so that the right-hand side reads as printed; `fields.hpp`
// gives each its long name and unit.
#pragma once

#include <cstddef>
#include <tuple>

namespace vesikin::disease {

/// One patient's parameters. Rates are per day; everything else is dimensionless.
template <class Number>
struct Parameters {
    Number k1{};   ///< basal barrier recovery
    Number k2{};   ///< barrier recovery by IL-22
    Number k3{};   ///< barrier recovery in trial participants (placebo effect); 0 before the trial
    Number b1{};   ///< IL-4 inhibits barrier recovery
    Number b2{};   ///< IL-13 inhibits barrier recovery
    Number b3{};   ///< IL-17 inhibits barrier recovery
    Number b4{};   ///< IL-22 inhibits barrier recovery
    Number b5{};   ///< IL-31 inhibits barrier recovery
    Number d1{};   ///< basal barrier loss
    Number d2{};   ///< barrier loss by IL-31 (scratching)
    Number d3{};   ///< barrier loss by pathogens
    Number b6{};   ///< barrier blocks pathogen infiltration
    Number d4{};   ///< pathogen self-limitation (innate clearance)
    Number d5{};   ///< IL-17 clears pathogens
    Number d6{};   ///< IL-22 clears pathogens
    Number d7{};   ///< IFN-gamma clears pathogens
    Number b7{};   ///< IL-4 inhibits clearance
    Number b8{};   ///< IL-13 inhibits clearance
    Number d8{};   ///< basal pathogen clearance; the infiltration rate k4 equals d8
    Number k5{};   ///< Th1 supply
    Number k9{};   ///< IFN-gamma skews to Th1
    Number d9{};   ///< T-cell loss
    Number b9{};   ///< OX40L prolongs T-cell life
    Number k6{};   ///< Th2 supply
    Number k10{};  ///< IL-4 skews to Th2
    Number k7{};   ///< Th17 supply
    Number k8{};   ///< Th22 supply
    Number k11{};  ///< IL-4 made by Th2
    Number k12{};  ///< IL-4 basal
    Number d10{};  ///< IL-4 loss
    Number k13{};  ///< IL-13 made by Th2
    Number k14{};  ///< IL-13 basal
    Number d11{};  ///< IL-13 loss
    Number k15{};  ///< IL-17 made by Th17
    Number k16{};  ///< IL-17 basal
    Number d12{};  ///< IL-17 loss
    Number k17{};  ///< IL-22 made by Th22
    Number k18{};  ///< IL-22 basal
    Number d13{};  ///< IL-22 loss
    Number k19{};  ///< IL-31 made by Th2
    Number k20{};  ///< IL-31 basal
    Number d14{};  ///< IL-31 loss
    Number k21{};  ///< IFN-gamma made by Th1
    Number k22{};  ///< IFN-gamma basal
    Number d15{};  ///< IFN-gamma loss
    Number k23{};  ///< TSLP induced by pathogens
    Number k24{};  ///< TSLP basal
    Number d16{};  ///< TSLP loss
    Number k25{};  ///< OX40L induced by TSLP
    Number k26{};  ///< OX40L basal
    Number d17{};  ///< OX40L loss
};

inline constexpr std::size_t parameter_count = 51;

/// References to all parameters, in the order of the published table.
template <class AnyParameters>
constexpr auto parameter_entries(AnyParameters& k) {
    return std::tie(k.k1, k.k2, k.k3, k.b1, k.b2, k.b3, k.b4, k.b5, k.d1, k.d2, k.d3, k.b6, k.d4,
                    k.d5, k.d6, k.d7, k.b7, k.b8, k.d8, k.k5, k.k9, k.d9, k.b9, k.k6, k.k10, k.k7,
                    k.k8, k.k11, k.k12, k.d10, k.k13, k.k14, k.d11, k.k15, k.k16, k.d12, k.k17,
                    k.k18, k.d13, k.k19, k.k20, k.d14, k.k21, k.k22, k.d15, k.k23, k.k24, k.d16,
                    k.k25, k.k26, k.d17);
}

static_assert(std::tuple_size_v<decltype(parameter_entries(std::declval<Parameters<double>&>()))> ==
              parameter_count);

/// What a treatment does to the model at one moment. All zero = untreated person.
template <class Number>
struct Effects {
    Number il4_block{};      ///< share of IL-4 kept from acting, 0..1
    Number il13_block{};     ///< share of IL-13 kept from acting, 0..1
    Number il17_block{};     ///< share of IL-17 kept from acting, 0..1
    Number il22_block{};     ///< share of IL-22 kept from acting, 0..1
    Number il31_block{};     ///< share of IL-31 kept from acting, 0..1
    Number tslp_block{};     ///< share of TSLP kept from acting, 0..1
    Number ox40l_block{};    ///< share of OX40L kept from acting, 0..1
    Number ifng_added{};     ///< IFN-gamma level added
    Number t_cell_block{};   ///< share of the supply of all T cells that is stopped, 0..1
    Number recovery_gain{};  ///< rise of barrier recovery, as a share of it
    Number participation{};  ///< share of the participation (placebo) effect k3: 0 untreated, 1 as
                             ///< in the trials
};

inline constexpr std::size_t effect_count = 11;

/// References to all effects, in the order of `effect_fields`.
template <class AnyEffects>
constexpr auto effect_entries(AnyEffects& u) {
    return std::tie(u.il4_block, u.il13_block, u.il17_block, u.il22_block, u.il31_block,
                    u.tslp_block, u.ox40l_block, u.ifng_added, u.t_cell_block, u.recovery_gain,
                    u.participation);
}

static_assert(std::tuple_size_v<decltype(effect_entries(std::declval<Effects<double>&>()))> ==
              effect_count);

}  // namespace vesikin::disease
