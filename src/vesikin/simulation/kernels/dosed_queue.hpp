// Courses with doses as work for the lanes: loads what differs between people, and at every dose
// adds what the dose brings. Included by kernel.cpp only.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "vesikin/simulation/kernels/kernel.hpp"
#include "vesikin/simulation/kernels/lane_integrator.hpp"
#include "vesikin/simulation/treated_system.hpp"

namespace vesikin::simulation::VESIKIN_KERNEL {

/// The whole model with what each lane's person and course say.
template <KineticsPath path>
struct TreatedModel {
    using System = TreatedSystem<path, Lanes, LaneSlots>;

    TreatedParameters<LaneSlots> parameters;
    TreatedSignals<LaneSlots> signals;

    [[nodiscard]] System system() const { return {parameters, signals}; }

    void load_patient(std::size_t lane, const disease::Parameters<double>& from) {
        load_lane(disease::parameter_entries(parameters.core), disease::parameter_entries(from),
                  lane);
    }

    void load_action(std::size_t lane, const disease::VesicleAction<double>& from) {
        load_lane(disease::vesicle_action_entries(parameters.action),
                  disease::vesicle_action_entries(from), lane);
    }

    void load_clinical(std::size_t lane, const disease::ClinicalParameters<double>& from) {
        load_lane(disease::clinical_entries(parameters.clinical), disease::clinical_entries(from),
                  lane);
    }

    void load_own(std::size_t lane, const disease::OwnLevels<double>& from) {
        load_lane(disease::own_level_entries(parameters.own), disease::own_level_entries(from),
                  lane);
    }

    void load_effects(std::size_t lane, const disease::Effects<double>& from) {
        load_lane(disease::effect_entries(parameters.effects), disease::effect_entries(from), lane);
    }

    void load_input(std::size_t lane, const PersonalInput& from) {
        load_lane(disease::drug_action_entries(parameters.drug_action),
                  disease::drug_action_entries(from.drug_action), lane);
        load_lane(delivery::drug_kinetics_entries(parameters.drug),
                  delivery::drug_kinetics_entries(from.drug), lane);
        load_lane(delivery::vesicle_kinetics_entries(parameters.vesicle),
                  delivery::vesicle_kinetics_entries(from.vesicle), lane);
        signals.begin_day.at[lane] = 0.0;
        set(signals.drug_rate, lane, from.closed_form.concentration.rate_per_day);
        set(signals.vesicle_rate, lane, from.closed_form.vesicle_rate_per_day);
        set(signals.wound_rate, lane, from.marks.wound.rate_per_day);
        signals.opening_rate.at[lane] = from.marks.openness.rate_per_day[0];
        signals.onset_rate.at[lane] = from.onset_per_day;
        set(signals.concentration, lane, std::array<double, drug_modes>{});
        set(signals.local, lane, std::array<double, vesicle_modes>{});
        set(signals.systemic, lane, std::array<double, vesicle_modes>{});
        set(signals.wound, lane, std::array<double, 2>{});
        signals.openness.at[lane] = 0.0;
        signals.onset_missing.at[lane] = from.onset_per_day > 0.0 ? 1.0 : 0.0;
    }

    /// Harmless values for lanes that have nothing to do: no divisor may be zero.
    void clear(std::size_t lane) {
        load_patient(lane, disease::Parameters<double>{});
        load_effects(lane, disease::Effects<double>{});
        load_input(lane, PersonalInput{});
        auto ones = [&](auto entries) {
            std::apply([&](auto&... slots) { ((slots.at[lane] = 1.0), ...); }, entries);
        };
        ones(disease::vesicle_action_entries(parameters.action));
        ones(disease::clinical_entries(parameters.clinical));
        ones(disease::own_level_entries(parameters.own));
    }

    /// Lets all signals run to `day` and counts from there.
    void move_signals(std::size_t lane, double day) {
        const double passed = day - signals.begin_day.at[lane];
        signals.begin_day.at[lane] = day;
        const auto decay = [&](auto& weight, const auto& rate) {
            weight.at[lane] *= std::exp(-rate.at[lane] * passed);
        };
        for (std::size_t m = 0; m < drug_modes; ++m) {
            decay(signals.concentration[m], signals.drug_rate[m]);
        }
        for (std::size_t m = 0; m < vesicle_modes; ++m) {
            decay(signals.local[m], signals.vesicle_rate[m]);
            decay(signals.systemic[m], signals.vesicle_rate[m]);
        }
        for (std::size_t m = 0; m < 2; ++m) {
            decay(signals.wound[m], signals.wound_rate[m]);
        }
        decay(signals.openness, signals.opening_rate);
        decay(signals.onset_missing, signals.onset_rate);
    }

    /// Concentration of the drug now, by closed form.
    [[nodiscard]] double concentration(std::size_t lane, double day) const {
        double sum = 0.0;
        for (std::size_t m = 0; m < drug_modes; ++m) {
            sum += signals.concentration[m].at[lane] *
                   std::exp(-signals.drug_rate[m].at[lane] * (day - signals.begin_day.at[lane]));
        }
        return sum;
    }

  private:
    template <std::size_t N>
    static void set(std::array<LaneSlots, N>& to, std::size_t lane,
                    const std::array<double, N>& from) {
        for (std::size_t m = 0; m < N; ++m) {
            to[m].at[lane] = from[m];
        }
    }
};

/// The items of one path, in order.
template <KineticsPath path>
class DosedQueue {
  public:
    using Model = TreatedModel<path>;
    using Items = LaneItems<Model>;
    static constexpr bool seeks_rest = false;

    explicit DosedQueue(const DosedTask& task) : task_(task) { skip_others(); }

    static bool certifies(const DosedQueue&) { return false; }

    bool begin(Items& items, std::size_t lane) {
        if (next_ == task_.item_count) {
            return false;
        }
        item_[lane] = next_++;
        skip_others();
        const DosedItem& item = item_of(lane);
        const disease::State<double>& baseline = task_.baselines[item.patient];
        items.begin_item(lane);
        items.model.load_patient(lane, task_.patients[item.patient]);
        items.model.load_action(lane, task_.actions[item.action]);
        items.model.load_clinical(lane, task_.clinical);
        items.model.load_own(lane, disease::own_levels(baseline));
        items.model.load_input(lane, task_.inputs[item.input]);
        items.load_state(lane, baseline);
        const disease::Response<double> response =
            disease::resting_response(baseline, task_.clinical);
        const auto values = disease::response_entries(response);
        ode::for_each_index<disease::response_count>([&]<std::size_t i>(ode::Index<i>) {
            items.state[response_first + i].at[lane] = std::get<i>(values);
        });
        for (std::size_t i = drug_first; i < Items::size; ++i) {
            items.state[i].at[lane] = 0.0;
        }
        items.next_visit_day.at[lane] = task_.visit_day[0];
        visit_[lane] = 0;
        piece_[lane] = 0;
        begin_piece(items, lane);
        return true;
    }

    void reach_visit(Items& items, const std::array<LaneSlots, Items::size>& inside,
                     std::size_t lane) {
        Snapshot& snapshot = task_.snapshots[item_[lane] * task_.visit_count + visit_[lane]];
        store_state(inside, lane, snapshot.state);
        auto values = disease::response_entries(snapshot.response);
        ode::for_each_index<disease::response_count>([&]<std::size_t i>(ode::Index<i>) {
            std::get<i>(values) = inside[response_first + i].at[lane];
        });
        if constexpr (path == KineticsPath::full) {
            snapshot.concentration_mg_per_l = inside[drug_first + central_entry].at[lane] /
                                              items.model.parameters.drug.central_volume_l.at[lane];
        } else {
            snapshot.concentration_mg_per_l =
                items.model.concentration(lane, task_.visit_day[visit_[lane]]);
        }
        ++visit_[lane];
        items.next_visit_day.at[lane] =
            visit_[lane] < task_.visit_count ? task_.visit_day[visit_[lane]] : never;
    }

    bool end_piece(Items& items, std::size_t lane) {
        if (++piece_[lane] == task_.pieces[item_of(lane).course].count) {
            return false;
        }
        begin_piece(items, lane);
        return true;
    }

    void finish(const Items&, std::size_t lane, StopReason reason) {
        task_.reason[item_[lane]] = reason;
    }

  private:
    static constexpr std::size_t depot_entry = 0;
    static constexpr std::size_t absorption_entry = 3;
    static constexpr std::size_t central_entry = 4;

    [[nodiscard]] const DosedItem& item_of(std::size_t lane) const {
        return task_.items[item_[lane]];
    }

    void skip_others() {
        while (next_ < task_.item_count && task_.items[next_].path != path) {
            ++next_;
        }
    }

    void begin_piece(Items& items, std::size_t lane) {
        const DosedItem& item = item_of(lane);
        const DosedCourseView& course = task_.courses[item.course];
        const Piece& piece = task_.pieces[item.course].first[piece_[lane]];
        items.model.load_effects(lane, course.phases[piece.phase].effects);
        items.model.move_signals(lane, piece.begin_day);
        for (std::size_t i = 0; i < piece.dose_count; ++i) {
            give(items, lane, task_.inputs[item.input], course.doses[piece.first_dose + i]);
        }
        items.begin_piece(lane, piece.begin_day, piece.end_day);
    }

    static void give(Items& items, std::size_t lane, const PersonalInput& input,
                     const DoseEvent& dose) {
        auto& signals = items.model.signals;
        if (dose.kind == DoseKind::drug) {
            if constexpr (path == KineticsPath::full) {
                const std::size_t entry = input.is_infused    ? central_entry
                                          : input.has_transit ? depot_entry
                                                              : absorption_entry;
                items.state[drug_first + entry].at[lane] +=
                    dose.amount * input.bioavailability_frac;
            } else {
                for (std::size_t m = 0; m < drug_modes; ++m) {
                    signals.concentration[m].at[lane] +=
                        dose.amount * input.closed_form.concentration.weight[m];
                }
            }
            return;
        }
        const double blood_ratio =
            1.0 / (1.0 - (input.repeat_clearance_ratio - 1.0) * std::expm1(-0.5 * dose.repeats));
        const double blood = dose.amount * blood_ratio;
        if constexpr (path == KineticsPath::full) {
            const auto& added = input.session;
            items.state[vesicle_first + 0].at[lane] += dose.amount * added.reservoir;
            items.state[vesicle_first + 1].at[lane] += dose.amount * added.free;
            items.state[vesicle_first + 2].at[lane] += dose.amount * added.cargo;
            items.state[vesicle_first + 3].at[lane] += blood * added.central;
            items.state[vesicle_first + 4].at[lane] += blood * added.peripheral;
            items.state[vesicle_first + 5].at[lane] += dose.amount * added.systemic_cargo;
        } else {
            const ClosedForm& form = input.closed_form;
            for (std::size_t m = 0; m < vesicle_modes; ++m) {
                signals.local[m].at[lane] +=
                    dose.amount * form.local_by_skin[m] + blood * form.local_by_blood[m];
                signals.systemic[m].at[lane] +=
                    dose.amount * form.systemic_by_skin[m] + blood * form.systemic_by_blood[m];
            }
        }
        for (std::size_t m = 0; m < 2; ++m) {
            signals.wound[m].at[lane] += input.marks.wound.weight[m];
        }
        signals.openness.at[lane] += input.marks.openness.weight[0];
        items.state[0].at[lane] *= 1.0 - input.marks.barrier_drop_frac;
    }

    const DosedTask& task_;
    std::size_t next_ = 0;
    std::array<std::size_t, lane_count> item_{};
    std::array<std::size_t, lane_count> piece_{};
    std::array<std::size_t, lane_count> visit_{};
};

}  // namespace vesikin::simulation::VESIKIN_KERNEL
