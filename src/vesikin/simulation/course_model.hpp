// One person under one course as numbers that an integrator works on: what is loaded at the start,
// what every phase and dose changes. Written once for a plain number and for a lane of a SIMD
// vector: `at` finds the number of one person in a `P`.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>

#include "vesikin/base/slots.hpp"
#include "vesikin/delivery/repeat_clearance.hpp"
#include "vesikin/simulation/course.hpp"
#include "vesikin/simulation/model_system.hpp"
#include "vesikin/simulation/treated_system.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

/// Finds the number of the one person there is.
struct OnlyPerson {
    double& operator()(double& number) const { return number; }

    const double& operator()(const double& number) const { return number; }
};

/// Puts plain values into the places of one person, in the same order.
template <class At, class Places, class Values>
void load(At at, Places places, Values values) {
    ode::for_each_index<std::tuple_size_v<Places>>(
        [&]<std::size_t i>(ode::Index<i>) { at(std::get<i>(places)) = std::get<i>(values); });
}

/// What an item starts from.
struct ItemStart {
    const disease::Parameters<double>& patient;
    const disease::State<double>& baseline;
    const disease::VesicleAction<double>* action = nullptr;  ///< null on the core path
    const PersonalInput* input = nullptr;                    ///< likewise
    const disease::ClinicalParameters<double>* clinical = nullptr;
};

/// Response and kinetics beside the core. Values are V, places of numbers P.
template <KineticsPath path, class V, class P>
struct CourseModel {
    using System = TreatedSystem<path, V, P>;
    static constexpr std::size_t size = System::size;

    TreatedParameters<P> parameters;
    TreatedSignals<P> signals;
    P drug_that_matters;     ///< mg; see `concentration_that_matters`
    P vesicle_that_matters;  ///< see `cargo_that_matters`

    [[nodiscard]] System system() const { return {parameters, signals}; }

    /// The absolute tolerance of a state: of amounts, a share of what matters.
    template <std::size_t i>
    [[nodiscard]] V absolute_tolerance(double relative, double absolute) const {
        if constexpr (i < drug_first) {
            return V(absolute);
        } else if constexpr (i < vesicle_first) {
            return V(relative) * V(drug_that_matters);
        } else {
            return V(relative) * V(vesicle_that_matters);
        }
    }

    template <class At>
    void start(At at, const ItemStart& from, std::array<P, size>& state) {
        const PersonalInput& input = *from.input;
        load(at, disease::parameter_entries(parameters.core),
             disease::parameter_entries(from.patient));
        load(at, disease::vesicle_action_entries(parameters.action),
             disease::vesicle_action_entries(*from.action));
        load(at, disease::clinical_entries(parameters.clinical),
             disease::clinical_entries(*from.clinical));
        const disease::OwnLevels<double> own = disease::own_levels(from.baseline);
        load(at, disease::own_level_entries(parameters.own), disease::own_level_entries(own));
        load_input(at, input);
        at(drug_that_matters) = concentration_that_matters(input) * input.drug.central_volume_l;
        at(vesicle_that_matters) = cargo_that_matters(*from.action);
        const disease::Response<double> response =
            disease::resting_response(from.baseline, *from.clinical);
        const auto resting = std::tuple_cat(disease::state_entries(from.baseline),
                                            disease::response_entries(response));
        ode::for_each_index<size>([&]<std::size_t i>(ode::Index<i>) {
            if constexpr (i < drug_first) {
                at(state[i]) = std::get<i>(resting);
            } else {
                at(state[i]) = 0.0;
            }
        });
    }

    template <class At>
    void load_effects(At at, const disease::Effects<double>& from) {
        load(at, disease::effect_entries(parameters.effects), disease::effect_entries(from));
    }

    /// Lets all signals run to `day` and counts from there.
    template <class At>
    void move_to(At at, double day) {
        const double passed = day - at(signals.begin_day);
        at(signals.begin_day) = day;
        const auto decay = [&](auto& weight, const auto& rate) {
            at(weight) *= std::exp(-at(rate) * passed);
        };
        for (std::size_t m = 0; m < drug_modes; ++m) {
            decay(signals.concentration[m], signals.drug_rate[m]);
        }
        for (std::size_t m = 0; m < vesicle_modes; ++m) {
            decay(signals.local[m], signals.vesicle_rate[m]);
            decay(signals.systemic[m], signals.vesicle_rate[m]);
        }
        for (std::size_t m = 0; m < signals.wound.size(); ++m) {
            decay(signals.wound[m], signals.wound_rate[m]);
        }
        decay(signals.openness, signals.opening_rate);
        decay(signals.onset_missing, signals.onset_rate);
    }

    /// Adds what a dose brings.
    template <class At>
    void give(At at, const PersonalInput& input, const DoseEvent& dose,
              std::array<P, size>& state) {
        if (dose.kind == DoseKind::drug) {
            give_drug(at, input, dose.amount, state);
        } else {
            give_session(at, input, dose, state);
        }
    }

    /// From here on the concentration is that of a piece known beforehand.
    template <class At>
    void follow(At at, const ConcentrationPiece& known) {
        at(signals.series_begin_day) = known.begin_day;
        at(signals.series_inverse_length) = 1.0 / (known.end_day - known.begin_day);
        at(signals.series_bend) = known.bend;
        for (std::size_t i = 0; i < series_terms; ++i) {
            at(signals.series[i]) = known.term[i];
        }
        signals.has_series = true;
    }

    /// Concentration of the drug at a day of the present piece, mg/l.
    template <class At>
    [[nodiscard]] double concentration(At at, double day, const std::array<P, size>& state) const {
        if constexpr (path == KineticsPath::full) {
            return not_below_zero(at(state[drug_first + delivery::drug_central]) /
                                  at(parameters.drug.central_volume_l));
        } else {
            double sum = 0.0;
            for (std::size_t m = 0; m < drug_modes; ++m) {
                sum += at(signals.concentration[m]) *
                       std::exp(-at(signals.drug_rate[m]) * (day - at(signals.begin_day)));
            }
            std::array<double, series_terms> term;
            for (std::size_t i = 0; i < series_terms; ++i) {
                term[i] = at(signals.series[i]);
            }
            const double place =
                series_place<double>(day - at(signals.series_begin_day),
                                     at(signals.series_inverse_length), at(signals.series_bend))
                    .value;
            return not_below_zero(sum + series_at<double>(term, place).value);
        }
    }

    /// Harmless numbers where there is nothing to do: no divisor may be zero.
    template <class At>
    void clear(At at) {
        const disease::Parameters<double> nobody{};
        load(at, disease::parameter_entries(parameters.core), disease::parameter_entries(nobody));
        load_effects(at, disease::Effects<double>{});
        load_input(at, PersonalInput{});
        const auto ones = [&](auto places) {
            std::apply([&](auto&... place) { ((at(place) = 1.0), ...); }, places);
        };
        ones(disease::vesicle_action_entries(parameters.action));
        ones(disease::clinical_entries(parameters.clinical));
        ones(disease::own_level_entries(parameters.own));
        at(drug_that_matters) = 1.0;
        at(vesicle_that_matters) = 1.0;
    }

  private:
    /// What is gone may come out a tolerance below.
    static double not_below_zero(double value) { return value < 0.0 ? 0.0 : value; }

    template <class At>
    void load_input(At at, const PersonalInput& from) {
        load(at, disease::drug_action_entries(parameters.drug_action),
             disease::drug_action_entries(from.drug_action));
        load(at, delivery::drug_kinetics_entries(parameters.drug),
             delivery::drug_kinetics_entries(from.drug));
        load(at, delivery::vesicle_kinetics_entries(parameters.vesicle),
             delivery::vesicle_kinetics_entries(from.vesicle));
        const auto set = [&](auto& places, const auto& values) {
            for (std::size_t m = 0; m < values.size(); ++m) {
                at(places[m]) = values[m];
            }
        };
        const auto empty = [&](auto& places) {
            for (auto& place : places) {
                at(place) = 0.0;
            }
        };
        at(signals.begin_day) = 0.0;
        set(signals.drug_rate, from.closed_form.concentration.rate_per_day);
        set(signals.vesicle_rate, from.closed_form.vesicle_rate_per_day);
        set(signals.wound_rate, from.marks.wound.rate_per_day);
        at(signals.opening_rate) = from.marks.openness.rate_per_day[0];
        at(signals.onset_rate) = from.onset_per_day;
        empty(signals.concentration);
        empty(signals.local);
        empty(signals.systemic);
        empty(signals.wound);
        at(signals.openness) = 0.0;
        at(signals.series_begin_day) = 0.0;
        at(signals.series_inverse_length) = 0.0;
        at(signals.series_bend) = 1.0;
        empty(signals.series);
        at(signals.onset_missing) = from.onset_per_day > 0.0 ? 1.0 : 0.0;
    }

    template <class At>
    void give_drug(At at, const PersonalInput& input, double amount, std::array<P, size>& state) {
        if constexpr (path == KineticsPath::full) {
            at(state[drug_first + drug_entry_of(input)]) += amount * input.bioavailability_frac;
        } else {
            for (std::size_t m = 0; m < drug_modes; ++m) {
                at(signals.concentration[m]) += amount * input.closed_form.concentration.weight[m];
            }
        }
    }

    template <class At>
    void give_session(At at, const PersonalInput& input, const DoseEvent& dose,
                      std::array<P, size>& state) {
        // The body clears what is in blood faster after each session.
        const double blood = dose.amount * (1.0 / delivery::repeat_clearance(
                                                      input.repeat_clearance_ratio,
                                                      input.repeat_gain_per_session, dose.repeats));
        if constexpr (path == KineticsPath::full) {
            const delivery::VesicleAmounts<double>& brings = input.session;
            at(state[vesicle_first + 0]) += dose.amount * brings.reservoir;
            at(state[vesicle_first + 1]) += dose.amount * brings.free;
            at(state[vesicle_first + 2]) += dose.amount * brings.cargo;
            at(state[vesicle_first + 3]) += blood * brings.central;
            at(state[vesicle_first + 4]) += blood * brings.peripheral;
            at(state[vesicle_first + 5]) += dose.amount * brings.systemic_cargo;
        } else {
            const ClosedForm& form = input.closed_form;
            for (std::size_t m = 0; m < vesicle_modes; ++m) {
                at(signals.local[m]) +=
                    dose.amount * form.local_by_skin[m] + blood * form.local_by_blood[m];
                at(signals.systemic[m]) +=
                    dose.amount * form.systemic_by_skin[m] + blood * form.systemic_by_blood[m];
            }
        }
        for (std::size_t m = 0; m < signals.wound.size(); ++m) {
            at(signals.wound[m]) += input.marks.wound.weight[m];
        }
        at(signals.openness) += input.marks.openness.weight[0];
        at(state[0]) *= 1.0 - input.marks.barrier_drop_frac;
    }
};

/// The core alone: nothing is dosed.
template <class V, class P>
struct CourseModel<KineticsPath::core, V, P> {
    using System = ModelSystem<V, P, ConstantInput<P>>;
    static constexpr std::size_t size = System::size;

    disease::Parameters<P> parameters;
    ConstantInput<P> input;

    [[nodiscard]] System system() const { return {parameters, input}; }

    template <std::size_t>
    [[nodiscard]] V absolute_tolerance(double /*relative*/, double absolute) const {
        return V(absolute);
    }

    template <class At>
    void start(At at, const ItemStart& from, std::array<P, size>& state) {
        load(at, disease::parameter_entries(parameters), disease::parameter_entries(from.patient));
        const auto baseline = disease::state_entries(from.baseline);
        ode::for_each_index<size>(
            [&]<std::size_t i>(ode::Index<i>) { at(state[i]) = std::get<i>(baseline); });
    }

    template <class At>
    void load_effects(At at, const disease::Effects<double>& from) {
        load(at, disease::effect_entries(input.value), disease::effect_entries(from));
    }

    template <class At>
    void clear(At at) {
        const disease::Parameters<double> nobody{};
        load(at, disease::parameter_entries(parameters), disease::parameter_entries(nobody));
        load_effects(at, disease::Effects<double>{});
    }
};

/// Starts a piece of a course: its effects, and the doses given at its begin.
template <KineticsPath path, class V, class P, class At>
void begin_piece(CourseModel<path, V, P>& model, At at, const PersonalInput* input,
                 const Phase* phases, const DoseEvent* doses, const Piece& piece,
                 std::array<P, CourseModel<path, V, P>::size>& state) {
    model.load_effects(at, phases[piece.phase].effects);
    if constexpr (path != KineticsPath::core) {
        model.move_to(at, piece.begin_day);
        for (std::size_t i = 0; i < piece.dose_count; ++i) {
            model.give(at, *input, doses[piece.first_dose + i], state);
        }
    }
}

}  // namespace vesikin::simulation
