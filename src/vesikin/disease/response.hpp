// What a person shows and how tissue answers to vesicles and needles, beside the core model:
// visible signs, itch, and mediators as factors that are 1 in the person's own untreated state.
// Anchoring them at 1 keeps the calibrated core as it is where nothing is given.
#pragma once

#include <cstddef>
#include <tuple>

#include "vesikin/disease/state.hpp"

namespace vesikin::disease {

/// Entry i has the type that `Slots` gives it; the meaning of each is in `response_fields.hpp`.
template <class Slots>
struct ResponseOf {
    typename Slots::template at<0> signs{};        ///< EASI as seen, 0..72: follows the core's
    typename Slots::template at<1> itch{};         ///< peak itch on the 0..10 scale
    typename Slots::template at<2> ige{};          ///< serum IgE
    typename Slots::template at<3> eosinophils{};  ///< tissue eosinophils
    typename Slots::template at<4> tnf{};
    typename Slots::template at<5> il1b{};
    typename Slots::template at<6> il23{};
    typename Slots::template at<7> il10{};
    typename Slots::template at<8> tgfb{};
    typename Slots::template at<9> treg{};  ///< regulatory T cells, number times function
    typename Slots::template at<10> m2{};   ///< repairing share of macrophages
    typename Slots::template at<11> ceramide{};
};

inline constexpr std::size_t response_count = 12;
/// Of these, what a person shows: the entries before the mediators.
inline constexpr std::size_t seen_count = 4;

template <class Number>
using Response = ResponseOf<Uniform<Number>>;

/// References to what a person shows, in order.
template <class AnyResponse>
constexpr auto seen_entries(AnyResponse& r) {
    return std::tie(r.signs, r.itch, r.ige, r.eosinophils);
}

/// References to the mediators, in order.
template <class AnyResponse>
constexpr auto mediator_entries(AnyResponse& r) {
    return std::tie(r.tnf, r.il1b, r.il23, r.il10, r.tgfb, r.treg, r.m2, r.ceramide);
}

/// References to all entries, in order.
template <class AnyResponse>
constexpr auto response_entries(AnyResponse& r) {
    return std::tuple_cat(seen_entries(r), mediator_entries(r));
}

static_assert(std::tuple_size_v<decltype(seen_entries(std::declval<Response<double>&>()))> ==
              seen_count);

static_assert(std::tuple_size_v<decltype(response_entries(std::declval<Response<double>&>()))> ==
              response_count);

/// How vesicles act: one value of each in a world. Rates are per day, gains and shares
/// dimensionless; `response_fields.hpp` gives names and bounds.
template <class Number>
struct VesicleAction {
    Number potency{};            ///< of this product, multiplies the cargo
    Number half_effect_cargo{};  ///< cargo per cell for half of every effect
    Number hill{};               ///< steepness of the effect
    Number nfkb_inhibition{};    ///< greatest fall of NF-kB / TLR4 activity
    Number nfkb_by_il10{};       ///< how IL-10 lowers it further
    Number tnf_by_nfkb{};        ///< exponents of NF-kB activity
    Number il1b_by_nfkb{};
    Number il23_by_nfkb{};
    Number il10_gain{};  ///< greatest rise by cargo
    Number il10_by_treg{};
    Number il10_by_m2{};
    Number tgfb_gain{};
    Number tgfb_by_treg{};
    Number tgfb_by_m2{};
    Number treg_gain{};
    Number treg_by_tgfb{};
    Number
        treg_half_pathogens{};  ///< pathogen level that halves the function of regulatory T cells
    Number th2_brake{};         ///< greatest fall of Th2 supply
    Number m2_gain{};
    Number ceramide_gain{};
    Number tnf_turnover{};
    Number il1b_turnover{};
    Number il23_turnover{};
    Number il10_turnover{};
    Number tgfb_turnover{};
    Number treg_turnover{};
    Number m2_turnover{};
    Number ceramide_turnover{};
    Number recovery_by_ceramide{};  ///< exponents of the couplings to the core
    Number recovery_by_m2{};
    Number supply_by_treg{};
    Number supply_by_il10{};
    Number th17_by_il23{};
    Number tslp_by_nfkb{};
    Number damage_by_cytokines{};
    Number recovery_by_wound{};  ///< gain of barrier recovery at a full wound-healing pulse
    Number bypass_by_opening{};  ///< share of the barrier that an open area of one bypasses
};

inline constexpr std::size_t vesicle_action_count = 37;

template <class AnyAction>
constexpr auto vesicle_action_entries(AnyAction& a) {
    return std::tie(a.potency, a.half_effect_cargo, a.hill, a.nfkb_inhibition, a.nfkb_by_il10,
                    a.tnf_by_nfkb, a.il1b_by_nfkb, a.il23_by_nfkb, a.il10_gain, a.il10_by_treg,
                    a.il10_by_m2, a.tgfb_gain, a.tgfb_by_treg, a.tgfb_by_m2, a.treg_gain,
                    a.treg_by_tgfb, a.treg_half_pathogens, a.th2_brake, a.m2_gain, a.ceramide_gain,
                    a.tnf_turnover, a.il1b_turnover, a.il23_turnover, a.il10_turnover,
                    a.tgfb_turnover, a.treg_turnover, a.m2_turnover, a.ceramide_turnover,
                    a.recovery_by_ceramide, a.recovery_by_m2, a.supply_by_treg, a.supply_by_il10,
                    a.th17_by_il23, a.tslp_by_nfkb, a.damage_by_cytokines, a.recovery_by_wound,
                    a.bypass_by_opening);
}

static_assert(
    std::tuple_size_v<decltype(vesicle_action_entries(std::declval<VesicleAction<double>&>()))> ==
    vesicle_action_count);

/// How signs, itch and blood follow the core. Rates are per day.
template <class Number>
struct ClinicalParameters {
    Number signs_rate{};  ///< how fast what is seen follows the core's EASI
    Number itch_rate{};
    Number itch_base{};            ///< points of the itch scale without any driver
    Number itch_by_il31{};         ///< points per relative level of IL-31 that acts
    Number itch_by_th2{};          ///< points per relative level of IL-4 and IL-13 that act
    Number itch_by_eosinophils{};  ///< points per relative level
    Number itch_by_damage{};       ///< points per lost barrier (1 - s)
    Number ige_turnover{};
    Number eosinophil_turnover{};
    Number reference_il31{};  ///< levels that count as 1
    Number reference_il4{};
    Number reference_il13{};
};

inline constexpr std::size_t clinical_parameter_count = 12;

template <class AnyParameters>
constexpr auto clinical_entries(AnyParameters& c) {
    return std::tie(c.signs_rate, c.itch_rate, c.itch_base, c.itch_by_il31, c.itch_by_th2,
                    c.itch_by_eosinophils, c.itch_by_damage, c.ige_turnover, c.eosinophil_turnover,
                    c.reference_il31, c.reference_il4, c.reference_il13);
}

static_assert(
    std::tuple_size_v<decltype(clinical_entries(std::declval<ClinicalParameters<double>&>()))> ==
    clinical_parameter_count);

/// The person's own untreated levels, which count as 1 for driven blood markers.
template <class Number>
struct OwnLevels {
    Number ige_drive{};         ///< IL-4 times Th2
    Number eosinophil_drive{};  ///< IL-13
};

template <class AnyLevels>
constexpr auto own_level_entries(AnyLevels& o) {
    return std::tie(o.ige_drive, o.eosinophil_drive);
}

/// What reaches the tissue at one moment. Entry i has the type that `Slots` gives it.
template <class Slots>
struct DriveOf {
    typename Slots::template at<0> concentration{};   ///< of the drug with kinetics, mg/l
    typename Slots::template at<1> local_cargo{};     ///< vesicle equivalents per cell of this skin
    typename Slots::template at<2> systemic_cargo{};  ///< per immune cell of the body
    typename Slots::template at<3> wound{};     ///< healing after needles, 1 = reference wound
    typename Slots::template at<4> openness{};  ///< open share of this skin's area
    typename Slots::template at<5> onset{};     ///< 0..1, how far the participation effect is
};

inline constexpr std::size_t drive_count = 6;

template <class Number>
using Drive = DriveOf<Uniform<Number>>;

template <class AnyDrive>
constexpr auto drive_entries(AnyDrive& d) {
    return std::tie(d.concentration, d.local_cargo, d.systemic_cargo, d.wound, d.openness, d.onset);
}

/// A drug whose effect follows its concentration C: share of each target blocked =
/// largest x C / (half_effect + C).
template <class Number>
struct DrugAction {
    Number half_effect_mg_per_l{1.0};
    Number il4_block{};
    Number il13_block{};
    Number il17_block{};
    Number il22_block{};
    Number il31_block{};
    Number tslp_block{};
    Number ox40l_block{};
    Number t_cell_block{};
};

template <class AnyAction>
constexpr auto drug_action_entries(AnyAction& a) {
    return std::tie(a.half_effect_mg_per_l, a.il4_block, a.il13_block, a.il17_block, a.il22_block,
                    a.il31_block, a.tslp_block, a.ox40l_block, a.t_cell_block);
}

inline constexpr std::size_t drug_action_count = 9;

}  // namespace vesikin::disease
