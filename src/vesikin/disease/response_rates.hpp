// The right-hand side of the response: how vesicles and needles move mediators, how these act on
// the core, and how signs and itch follow. The only place where these equations are written.
#pragma once

#include "vesikin/base/number.hpp"
#include "vesikin/disease/response.hpp"
#include "vesikin/disease/right_hand_side.hpp"
#include "vesikin/disease/scores.hpp"

namespace vesikin::disease {

using base::positive_power;

/// Share of the greatest effect that a cargo per cell has: r^h / (1 + r^h), r = potency x cargo /
/// cargo of half effect.
template <class Cargo, class AnyAction>
constexpr auto effect_share(const Cargo& cargo, const AnyAction& a) {
    const auto reached = positive_power(cargo * (a.potency / a.half_effect_cargo), a.hill);
    return reached / (1.0 + reached);
}

/// NF-kB / TLR4 activity: lowered by cargo in the skin and by IL-10 above its own level.
template <class Share, class AnyResponse, class AnyAction>
constexpr auto nfkb_activity(const Share& local_share, const AnyResponse& r, const AnyAction& a) {
    return (1.0 - a.nfkb_inhibition * local_share) / (1.0 + a.nfkb_by_il10 * (r.il10 - 1.0));
}

/// The factors on the core, `effects` of drugs included.
template <class Local, class Total, class AnyResponse, class AnyAction, class AnyDrive,
          class AnyEffects>
constexpr auto modulation(const Local& local_share, const Total& total_share, const AnyResponse& r,
                          const AnyAction& a, const AnyDrive& drive, const AnyEffects& effects) {
    const auto by_drugs = drug_modulation(effects);
    return Modulation{positive_power(r.ceramide, a.recovery_by_ceramide) *
                          positive_power(r.m2, a.recovery_by_m2) *
                          (1.0 + a.recovery_by_wound * drive.wound) * by_drugs.recovery,
                      1.0 - a.bypass_by_opening * drive.openness,
                      by_drugs.supply / (positive_power(r.treg, a.supply_by_treg) *
                                         positive_power(r.il10, a.supply_by_il10)),
                      1.0 - a.th2_brake * total_share,
                      positive_power(r.il23, a.th17_by_il23),
                      positive_power(nfkb_activity(local_share, r, a), a.tslp_by_nfkb),
                      positive_power(0.5 * (r.tnf + r.il1b), a.damage_by_cytokines)};
}

/// Rates of the mediators. Each factor X moves to its target with its turnover k: dX/dt = k (target
/// - X). Targets are 1 without cargo.
template <class Local, class Total, class AnyState, class AnyResponse, class AnyAction, class Rates>
constexpr void mediator_rates(const Local& local_share, const Total& total_share, const AnyState& x,
                              const AnyResponse& r, const AnyAction& a, Rates&& rate) {
    const auto nfkb = nfkb_activity(local_share, r, a);
    const auto treg_function = 1.0 / (1.0 + x.pathogens / a.treg_half_pathogens);
    rate.tnf = a.tnf_turnover * (positive_power(nfkb, a.tnf_by_nfkb) - r.tnf);
    rate.il1b = a.il1b_turnover * (positive_power(nfkb, a.il1b_by_nfkb) - r.il1b);
    rate.il23 = a.il23_turnover * (positive_power(nfkb, a.il23_by_nfkb) - r.il23);
    rate.il10 =
        a.il10_turnover * (1.0 + a.il10_gain * local_share + a.il10_by_treg * (r.treg - 1.0) +
                           a.il10_by_m2 * (r.m2 - 1.0) - r.il10);
    rate.tgfb =
        a.tgfb_turnover * (1.0 + a.tgfb_gain * local_share + a.tgfb_by_treg * (r.treg - 1.0) +
                           a.tgfb_by_m2 * (r.m2 - 1.0) - r.tgfb);
    rate.treg =
        a.treg_turnover *
        (1.0 + a.treg_gain * total_share * (1.0 + a.treg_by_tgfb * (r.tgfb - 1.0)) * treg_function -
         r.treg);
    rate.m2 = a.m2_turnover * (1.0 + a.m2_gain * local_share - r.m2);
    rate.ceramide = a.ceramide_turnover * (1.0 + a.ceramide_gain * local_share - r.ceramide);
}

/// The itch that drivers at their present levels lead to, on the 0..10 scale. A regression with a
/// stated error, not a mechanism.
template <class AnyState, class Acting, class Eosinophils, class AnyClinical>
constexpr auto itch_target(const AnyState& x, const Acting& acting, const Eosinophils& eosinophils,
                           const AnyClinical& c) {
    return c.itch_base + c.itch_by_il31 * acting.il31 / c.reference_il31 +
           c.itch_by_th2 * 0.5 * (acting.il4 / c.reference_il4 + acting.il13 / c.reference_il13) +
           c.itch_by_eosinophils * eosinophils + c.itch_by_damage * (1.0 - x.barrier_integrity);
}

/// Rates of signs, itch and blood markers.
template <class AnyState, class Acting, class AnyResponse, class AnyClinical, class AnyOwn,
          class Rates>
constexpr void clinical_rates(const AnyState& x, const Acting& acting, const AnyResponse& r,
                              const AnyClinical& c, const AnyOwn& own, Rates&& rate) {
    rate.signs = c.signs_rate * (easi_score(x) - r.signs);
    rate.itch = c.itch_rate * (itch_target(x, acting, r.eosinophils, c) - r.itch);
    rate.ige = c.ige_turnover * (acting.il4 * x.th2 / own.ige_drive - r.ige);
    rate.eosinophils = c.eosinophil_turnover * (acting.il13 / own.eosinophil_drive - r.eosinophils);
}

/// What the untreated person's core state counts as 1 for.
template <class Number>
constexpr OwnLevels<Number> own_levels(const State<Number>& baseline) {
    return {baseline.il4 * baseline.th2, baseline.il13};
}

/// Mediators where no vesicle acts.
template <class Number>
constexpr void rest_mediators(Response<Number>& r) {
    std::apply([](auto&... mediator) { ((mediator = Number(1.0)), ...); }, mediator_entries(r));
}

/// The response of the untreated person at rest.
template <class Number>
constexpr Response<Number> resting_response(const State<Number>& baseline,
                                            const ClinicalParameters<Number>& c) {
    Response<Number> r{};
    r.signs = easi_score(baseline);
    r.ige = r.eosinophils = Number(1.0);
    rest_mediators(r);
    r.itch = itch_target(baseline, acting_levels(baseline, Effects<Number>{}), r.eosinophils, c);
    return r;
}

/// Constant effects joined with those of a drug at a concentration: blocks act independently,
/// 1 - (1 - a)(1 - b). `onset` is how far the participation effect has set in.
template <class Il4, class Il13, class Il17, class Il22, class Il31, class Tslp, class Ox40l,
          class Ifng, class TCell, class Recovery, class Participation>
struct JointEffects {
    Il4 il4_block;
    Il13 il13_block;
    Il17 il17_block;
    Il22 il22_block;
    Il31 il31_block;
    Tslp tslp_block;
    Ox40l ox40l_block;
    Ifng ifng_added;
    TCell t_cell_block;
    Recovery recovery_gain;
    Participation participation;
};

template <class A, class B, class C, class D, class E, class F, class G, class H, class I, class J,
          class K>
JointEffects(A, B, C, D, E, F, G, H, I, J, K) -> JointEffects<A, B, C, D, E, F, G, H, I, J, K>;

template <class AnyEffects, class AnyDrug, class AnyDrive>
constexpr auto joint_effects(const AnyEffects& u, const AnyDrug& drug, const AnyDrive& drive) {
    const auto occupied = drive.concentration / (drug.half_effect_mg_per_l + drive.concentration);
    const auto join = [&](const auto& constant, const auto& largest) {
        return 1.0 - (1.0 - constant) * (1.0 - largest * occupied);
    };
    return JointEffects{join(u.il4_block, drug.il4_block),
                        join(u.il13_block, drug.il13_block),
                        join(u.il17_block, drug.il17_block),
                        join(u.il22_block, drug.il22_block),
                        join(u.il31_block, drug.il31_block),
                        join(u.tslp_block, drug.tslp_block),
                        join(u.ox40l_block, drug.ox40l_block),
                        u.ifng_added,
                        join(u.t_cell_block, drug.t_cell_block),
                        u.recovery_gain,
                        u.participation * drive.onset};
}

}  // namespace vesikin::disease
