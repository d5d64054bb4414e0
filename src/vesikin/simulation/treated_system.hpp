// The whole model of a treated person as the `System` that `ode` integrates: core, response and,
// where their closed form does not serve, the kinetics of drug and vesicles.
//
// States: core (14), response (12; on `KineticsPath::drug_only` the 4 that are seen), then with
// `KineticsPath::full` drug (6) and vesicles (6).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "vesikin/base/slots.hpp"
#include "vesikin/delivery/drug_kinetics.hpp"
#include "vesikin/delivery/vesicle_kinetics.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/ode/dependence.hpp"
#include "vesikin/ode/number.hpp"
#include "vesikin/ode/sparse_dual.hpp"
#include "vesikin/ode/sparsity.hpp"
#include "vesikin/simulation/concentration_course.hpp"
#include "vesikin/simulation/rate_sink.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

inline constexpr std::size_t response_first = disease::state_count;
inline constexpr std::size_t drug_first = response_first + disease::response_count;
inline constexpr std::size_t vesicle_first = drug_first + delivery::drug_amount_count;

template <KineticsPath path>
inline constexpr std::size_t treated_size = [] {
    switch (path) {
        case KineticsPath::full:
            return vesicle_first + delivery::vesicle_amount_count;
        case KineticsPath::drug_only:
            return response_first + disease::seen_count;
        default:
            return drug_first;
    }
}();

/// What holds for one course of one person; `P` is one value, or a lane each.
template <class P>
struct TreatedParameters {
    disease::Parameters<P> core;
    disease::VesicleAction<P> action;
    disease::ClinicalParameters<P> clinical;
    disease::OwnLevels<P> own;
    disease::Effects<P> effects;  ///< constant ones, of the present phase
    disease::DrugAction<P> drug_action;
    delivery::DrugKinetics<P> drug;
    delivery::VesicleKinetics<P> vesicle;
};

/// Sums of exponentials that run from the start of the present piece.
template <class P>
struct TreatedSignals {
    P begin_day;
    std::array<P, drug_modes> drug_rate;
    std::array<P, drug_modes> concentration;
    std::array<P, vesicle_modes> vesicle_rate;
    std::array<P, vesicle_modes> local;
    std::array<P, vesicle_modes> systemic;
    std::array<P, 2> wound_rate;
    std::array<P, 2> wound;
    P opening_rate;
    P openness;
    P onset_rate;
    P onset_missing;  ///< share of the participation effect still to come

    /// A concentration that was integrated beforehand, added to the exponentials.
    P series_begin_day;
    P series_inverse_length;
    P series_bend;
    std::array<P, series_terms> series;
    bool has_series = false;  ///< in any lane
};

namespace detail {

using ode::exponential;

/// A signal's value, and its slope in time where asked for.
template <class V>
struct Rising {
    V value;
    V slope;
};

/// Sum of weight exp(-rate t) and its slope.
template <class V, class P, std::size_t N>
void add_exponentials(const std::array<P, N>& rate, const std::array<P, N>& weight,
                      const std::array<V, N>& decay, Rising<V>& sum) {
    ode::for_each_index<N>([&]<std::size_t m>(ode::Index<m>) {
        const V part = V(weight[m]) * decay[m];
        sum.value = sum.value + part;
        sum.slope = sum.slope - V(rate[m]) * part;
    });
}

template <class V, class P, std::size_t N>
std::array<V, N> decays(const std::array<P, N>& rate, const V& since) {
    std::array<V, N> decay;
    ode::for_each_index<N>(
        [&]<std::size_t m>(ode::Index<m>) { decay[m] = exponential(-(V(rate[m]) * since)); });
    return decay;
}

}  // namespace detail

/// The signals of a path at time t, in the order of `disease::DriveOf`. On the full path
/// concentration and cargo are states, and their entries here stay zero.
template <KineticsPath path, class V, class P>
std::array<detail::Rising<V>, disease::drive_count> signals_at(const TreatedSignals<P>& signals,
                                                               const V& t) {
    using ode::exponential;
    const V since = t - V(signals.begin_day);
    const V zero(0.0);
    std::array<detail::Rising<V>, disease::drive_count> at;
    for (auto& signal : at) {
        signal = {zero, zero};
    }
    if constexpr (is_known_in_time(path)) {
        const auto drug = detail::decays(signals.drug_rate, since);
        detail::add_exponentials(signals.drug_rate, signals.concentration, drug, at[0]);
        if (signals.has_series) {
            const auto place =
                series_place<V>(t - V(signals.series_begin_day), V(signals.series_inverse_length),
                                V(signals.series_bend));
            const auto known = series_at<V>(signals.series, place.value);
            at[0].value = at[0].value + known.value;
            at[0].slope = at[0].slope + known.slope * place.slope;
        }
    }
    if constexpr (path == KineticsPath::closed_form) {
        const auto vesicle = detail::decays(signals.vesicle_rate, since);
        detail::add_exponentials(signals.vesicle_rate, signals.local, vesicle, at[1]);
        detail::add_exponentials(signals.vesicle_rate, signals.systemic, vesicle, at[2]);
    }
    if constexpr (path != KineticsPath::drug_only) {
        const auto wound = detail::decays(signals.wound_rate, since);
        detail::add_exponentials(signals.wound_rate, signals.wound, wound, at[3]);
        const V open = V(signals.openness) * exponential(-(V(signals.opening_rate) * since));
        at[4] = {open, -(V(signals.opening_rate) * open)};
    }
    const V missing = V(signals.onset_missing) * exponential(-(V(signals.onset_rate) * since));
    at[5] = {V(1.0) - missing, V(signals.onset_rate) * missing};
    return at;
}

/// A drive whose first entries are read off states.
template <class Concentration, class Local, class Systemic, class Wound, class Openness,
          class Onset>
struct JoinedDrive {
    Concentration concentration;
    Local local_cargo;
    Systemic systemic_cargo;
    Wound wound;
    Openness openness;
    Onset onset;
};

template <class A, class B, class C, class D, class E, class F>
JoinedDrive(A, B, C, D, E, F) -> JoinedDrive<A, B, C, D, E, F>;

/// All rates at once, for any number type: the one place where the blocks meet. `drive` holds what
/// comes from outside; on the full path concentration and cargo are read off the states. Without
/// vesicles and needles every factor of theirs is 1, and mediators do not move. `Rates` has the
/// members core, response, drug and vesicle.
template <KineticsPath path, class Core, class Response, class Drug, class Vesicle,
          class AnyParameters, class AnyDrive, class Rates>
constexpr void treated_rates(const Core& x, const Response& r, const Drug& drug,
                             const Vesicle& vesicle, const AnyParameters& k, const AnyDrive& given,
                             Rates&& rate) {
    const auto run = [&](const auto& drive) {
        const auto effects = disease::joint_effects(k.effects, k.drug_action, drive);
        const auto acting = disease::acting_levels(x, effects);
        disease::clinical_rates(x, acting, r, k.clinical, k.own, rate.response);
        if constexpr (path == KineticsPath::drug_only) {
            disease::core_rates(x, k.core, acting, effects.participation,
                                disease::drug_modulation(effects), rate.core);
        } else {
            const auto local = disease::effect_share(drive.local_cargo, k.action);
            const auto total =
                disease::effect_share(drive.local_cargo + drive.systemic_cargo, k.action);
            disease::core_rates(x, k.core, acting, effects.participation,
                                disease::modulation(local, total, r, k.action, drive, effects),
                                rate.core);
            disease::mediator_rates(local, total, x, r, k.action, rate.response);
        }
    };
    if constexpr (path == KineticsPath::full) {
        delivery::drug_rates(drug, k.drug, rate.drug);
        delivery::vesicle_rates(vesicle, k.vesicle, rate.vesicle);
        const auto concentration = delivery::drug_concentration(drug, k.drug);
        const auto cargo = delivery::acting_cargo(vesicle, k.vesicle);
        run(JoinedDrive{concentration, cargo, vesicle.systemic_cargo, given.wound, given.openness,
                        given.onset});
    } else {
        run(given);
    }
}

/// The four blocks of a state or of its rates.
template <class Slots>
struct TreatedBlocks {
    disease::StateOf<base::Shifted<Slots, 0>> core;
    disease::ResponseOf<base::Shifted<Slots, response_first>> response;
    delivery::DrugAmountsOf<base::Shifted<Slots, drug_first>> drug;
    delivery::VesicleAmountsOf<base::Shifted<Slots, vesicle_first>> vesicle;
};

/// References to all entries of a path, in order.
template <KineticsPath path, class AnyBlocks>
constexpr auto treated_entries(AnyBlocks& blocks) {
    const auto seen =
        std::tuple_cat(disease::state_entries(blocks.core), disease::seen_entries(blocks.response));
    if constexpr (path == KineticsPath::drug_only) {
        return seen;
    } else {
        const auto common = std::tuple_cat(seen, disease::mediator_entries(blocks.response));
        if constexpr (path == KineticsPath::full) {
            return std::tuple_cat(common, delivery::drug_amount_entries(blocks.drug),
                                  delivery::vesicle_amount_entries(blocks.vesicle));
        } else {
            return common;
        }
    }
}

/// For every state of a path, the states that its rate depends on.
template <KineticsPath path>
constexpr ode::Sparsity<treated_size<path>> treated_dependence() {
    using D = ode::Dependence;
    TreatedBlocks<base::Uniform<D>> x{};
    TreatedBlocks<base::Uniform<D>> rate{};
    ode::number_inputs(treated_entries<path>(x));
    treated_rates<path>(x.core, x.response, x.drug, x.vesicle, TreatedParameters<D>{},
                        disease::Drive<D>{}, rate);
    return ode::inputs_of(treated_entries<path>(rate));
}

/// The system. Values are V; parameters P convert to it.
template <KineticsPath path, class V, class P>
struct TreatedSystem {
    static constexpr std::size_t size = treated_size<path>;
    static constexpr ode::Sparsity<size> sparsity = treated_dependence<path>();
    static constexpr bool is_autonomous = false;

    const TreatedParameters<P>& parameters;
    const TreatedSignals<P>& signals;

    void rates(const V& t, const std::array<V, size>& x, std::array<V, size>& rate) const {
        TreatedBlocks<base::Uniform<V>> state;
        base::take_entries(x, treated_entries<path>(state));
        const auto at = signals_at<path>(signals, t);
        const disease::Drive<V> drive{at[0].value, at[1].value, at[2].value,
                                      at[3].value, at[4].value, at[5].value};
        TreatedBlocks<base::Uniform<V>> result;
        treated_rates<path>(state.core, state.response, state.drug, state.vesicle, parameters,
                            drive, result);
        base::put_entries(treated_entries<path>(result), rate);
    }

    template <class Matrix>
    void linearise(const V& t, const std::array<V, size>& x, std::array<V, size>& rate,
                   std::array<V, size>& time_slope, Matrix& matrix) const {
        TreatedBlocks<SinkSlots<V, Matrix, size>> sinks;
        aim_sinks(treated_entries<path>(sinks), rate, time_slope, matrix);
        TreatedBlocks<SeededSlots<V>> seeded{};
        auto seeds = treated_entries<path>(seeded);
        ode::for_each_index<size>([&]<std::size_t i>(ode::Index<i>) {
            std::get<i>(seeds) = {x[i], {V(1.0)}};
        });
        using InTime = ode::SparseDual<V, (std::uint64_t{1} << size)>;
        const auto at = signals_at<path>(signals, t);
        const disease::Drive<InTime> drive{
            InTime{at[0].value, {at[0].slope}}, InTime{at[1].value, {at[1].slope}},
            InTime{at[2].value, {at[2].slope}}, InTime{at[3].value, {at[3].slope}},
            InTime{at[4].value, {at[4].slope}}, InTime{at[5].value, {at[5].slope}}};
        treated_rates<path>(seeded.core, seeded.response, seeded.drug, seeded.vesicle, parameters,
                            drive, sinks);
    }
};

}  // namespace vesikin::simulation
