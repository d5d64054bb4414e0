// What the lanes of a kernel work through: baselines, or courses. Included by kernel.cpp only.
#pragma once

#include <array>
#include <cstddef>

#include "vesikin/simulation/kernels/kernel.hpp"
#include "vesikin/simulation/kernels/lane_integrator.hpp"

namespace vesikin::simulation::VESIKIN_KERNEL {

/// Patients to be brought to rest without drug.
class BaselineQueue {
  public:
    using Model = CourseModel<KineticsPath::core, Lanes, LaneSlots>;
    using Items = LaneItems<Model>;
    static constexpr bool seeks_rest = true;

    explicit BaselineQueue(const BaselineTask& task) : task_(task) {}

    static bool certifies(const BaselineQueue& queue) { return queue.task_.stops_at_rest; }

    bool begin(Items& items, std::size_t lane) {
        if (next_ == task_.patient_count) {
            return false;
        }
        patient_[lane] = next_++;
        items.begin_item(lane);
        items.model.start(LaneAt{lane},
                          {.patient = task_.patients[patient_[lane]], .baseline = task_.seed},
                          items.state);
        items.model.load_effects(LaneAt{lane}, disease::Effects<double>{});
        items.begin_piece(lane, 0.0, task_.end_day);
        return true;
    }

    void reach_visit(Items&, const std::array<LaneSlots, disease::state_count>&, std::size_t) {}

    bool end_piece(Items&, std::size_t) { return false; }

    void finish(const Items& items, std::size_t lane, StopReason reason) {
        RestState& rest = task_.rest[patient_[lane]];
        store_lane(items.state, lane, disease::state_entries(rest.state));
        rest.stop_reason = reason;
    }

  private:
    const BaselineTask& task_;
    std::size_t next_ = 0;
    std::array<std::size_t, lane_count> patient_{};
};

/// The items of one path, in order.
template <KineticsPath path>
class CourseQueue {
  public:
    using Model = CourseModel<path, Lanes, LaneSlots>;
    using Items = LaneItems<Model>;
    static constexpr bool seeks_rest = false;

    explicit CourseQueue(const CourseTask& task) : task_(task) { skip_others(); }

    static bool certifies(const CourseQueue&) { return false; }

    bool begin(Items& items, std::size_t lane) {
        if (next_ == task_.item_count) {
            return false;
        }
        item_[lane] = next_++;
        skip_others();
        const PlanItem& item = item_of(lane);
        items.begin_item(lane);
        items.model.start(LaneAt{lane},
                          {task_.patients[item.patient], task_.baselines[item.patient],
                           path == KineticsPath::core ? nullptr : &task_.actions[item.action],
                           input_of(item), &task_.clinical},
                          items.state);
        items.next_visit_day.at[lane] = task_.visit_day[0];
        visit_[lane] = 0;
        piece_[lane] = 0;
        known_[lane] = 0;
        start_piece(items, lane);
        return true;
    }

    void reach_visit(Items& items, const std::array<LaneSlots, Items::size>& inside,
                     std::size_t lane) {
        const std::size_t place = item_[lane] * task_.visit_count + visit_[lane];
        store_lane(inside, lane, disease::state_entries(task_.places.states[place]));
        if constexpr (path != KineticsPath::core) {
            disease::Response<double>& response = task_.places.responses[place];
            if constexpr (path == KineticsPath::drug_only) {
                store_lane<response_first>(inside, lane, disease::seen_entries(response));
                disease::rest_mediators(response);
            } else {
                store_lane<response_first>(inside, lane, disease::response_entries(response));
            }
            task_.places.concentrations[place] =
                items.model.concentration(LaneAt{lane}, task_.visit_day[visit_[lane]], inside);
        }
        ++visit_[lane];
        items.next_visit_day.at[lane] =
            visit_[lane] < task_.visit_count ? task_.visit_day[visit_[lane]] : never;
    }

    bool end_piece(Items& items, std::size_t lane) {
        if constexpr (is_known_in_time(path)) {
            // The end of what one series says of the concentration, within a piece of the course.
            const double day = items.end_day.at[lane];
            const double end_day = piece_of(lane).end_day;
            if (day < end_day) {
                items.continue_piece(lane, day, follow_to(items, lane, day, end_day));
                return true;
            }
        }
        if (++piece_[lane] == task_.courses[item_of(lane).course].piece_count) {
            return false;
        }
        start_piece(items, lane);
        return true;
    }

    void finish(const Items& items, std::size_t lane, StopReason reason) {
        task_.places.reasons[item_[lane]] = reason;
        task_.places.highest_easi[item_[lane]] = items.highest_easi.at[lane];
    }

  private:
    [[nodiscard]] const PlanItem& item_of(std::size_t lane) const {
        return task_.items[item_[lane]];
    }

    [[nodiscard]] const PersonalInput* input_of(const PlanItem& item) const {
        return path == KineticsPath::core ? nullptr : &task_.inputs[item.input];
    }

    void skip_others() {
        while (next_ < task_.item_count && lane_path(task_.items[next_].path) != path) {
            ++next_;
        }
    }

    [[nodiscard]] const Piece& piece_of(std::size_t lane) const {
        return task_.courses[item_of(lane).course].pieces[piece_[lane]];
    }

    void start_piece(Items& items, std::size_t lane) {
        const PlanItem& item = item_of(lane);
        const CourseView& course = task_.courses[item.course];
        const Piece& piece = piece_of(lane);
        begin_piece(items.model, LaneAt{lane}, input_of(item), course.phases, course.doses, piece,
                    items.state);
        double end_day = piece.end_day;
        if constexpr (is_known_in_time(path)) {
            end_day = follow_to(items, lane, piece.begin_day, end_day);
        }
        // Where the concentration is a known function of time, a drug's dose is no break.
        if (is_known_in_time(path) && piece.keeps_effects &&
            (path == KineticsPath::drug_only || !piece.has_session)) {
            items.continue_piece(lane, piece.begin_day, end_day);
        } else {
            items.begin_piece(lane, piece.begin_day, end_day);
        }
    }

    /// Takes up what is known of the concentration from `day` on; returns the day up to which that
    /// holds, `end_day` at most.
    double follow_to(Items& items, std::size_t lane, double day, double end_day) {
        if (task_.concentrations == nullptr) {
            return end_day;
        }
        const ConcentrationView& known = task_.concentrations[item_[lane]];
        std::size_t& at = known_[lane];
        while (at + 1 < known.piece_count && known.pieces[at].end_day <= day) {
            ++at;
        }
        // Before the first dose there is nothing to follow.
        if (known.piece_count == 0 || day < known.pieces[at].begin_day) {
            return end_day;
        }
        items.model.follow(LaneAt{lane}, known.pieces[at]);
        return known.pieces[at].end_day < end_day ? known.pieces[at].end_day : end_day;
    }

    const CourseTask& task_;
    std::size_t next_ = 0;
    std::array<std::size_t, lane_count> item_{};
    std::array<std::size_t, lane_count> piece_{};
    std::array<std::size_t, lane_count> visit_{};
    std::array<std::size_t, lane_count> known_{};  ///< piece of the concentration
};

}  // namespace vesikin::simulation::VESIKIN_KERNEL
