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
    using Model = CoreModel;
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
        items.model.load_parameters(lane, task_.patients[patient_[lane]]);
        items.load_state(lane, task_.seed);
        items.model.load_effects(lane, disease::Effects<double>{});
        items.begin_piece(lane, 0.0, task_.end_day);
        return true;
    }

    void reach_visit(Items&, const std::array<LaneSlots, disease::state_count>&, std::size_t) {}

    bool end_piece(Items&, std::size_t) { return false; }

    void finish(const Items& items, std::size_t lane, StopReason reason) {
        store_state(items.state, lane, task_.baseline[patient_[lane]]);
        task_.reason[patient_[lane]] = reason;
    }

  private:
    const BaselineTask& task_;
    std::size_t next_ = 0;
    std::array<std::size_t, lane_count> patient_{};
};

/// Every course of every patient, from the patient's baseline.
class CourseQueue {
  public:
    using Model = CoreModel;
    using Items = LaneItems<Model>;
    static constexpr bool seeks_rest = false;

    explicit CourseQueue(const CourseTask& task) : task_(task) { skip_stopped(); }

    static bool certifies(const CourseQueue&) { return false; }

    bool begin(Items& items, std::size_t lane) {
        if (next_patient_ == task_.patient_count) {
            return false;
        }
        patient_[lane] = next_patient_;
        course_[lane] = next_course_;
        if (++next_course_ == task_.course_count) {
            next_course_ = 0;
            ++next_patient_;
            skip_stopped();
        }
        items.begin_item(lane);
        items.model.load_parameters(lane, task_.patients[patient_[lane]]);
        items.load_state(lane, task_.baseline[patient_[lane]]);
        items.next_visit_day.at[lane] = task_.visit_day[0];
        visit_[lane] = 0;
        segment_[lane] = 0;
        begin_segment(items, lane, 0.0);
        return true;
    }

    void reach_visit(Items& items, const std::array<LaneSlots, disease::state_count>& inside,
                     std::size_t lane) {
        store_state(inside, lane, task_.states[item(lane) * task_.visit_count + visit_[lane]]);
        ++visit_[lane];
        items.next_visit_day.at[lane] =
            visit_[lane] < task_.visit_count ? task_.visit_day[visit_[lane]] : never;
    }

    bool end_piece(Items& items, std::size_t lane) {
        const double begin_day = segment(lane).end_day;
        if (++segment_[lane] == task_.courses[course_[lane]].count) {
            return false;
        }
        begin_segment(items, lane, begin_day);
        return true;
    }

    void finish(const Items& items, std::size_t lane, StopReason reason) {
        task_.reason[item(lane)] = reason;
        double& highest = task_.highest_easi[patient_[lane]];
        const double seen = items.highest_easi.at[lane];
        highest = seen > highest ? seen : highest;
    }

  private:
    [[nodiscard]] std::size_t item(std::size_t lane) const {
        return patient_[lane] * task_.course_count + course_[lane];
    }

    [[nodiscard]] const ConstantSegment& segment(std::size_t lane) const {
        return task_.courses[course_[lane]].first[segment_[lane]];
    }

    void begin_segment(Items& items, std::size_t lane, double begin_day) {
        items.model.load_effects(lane, segment(lane).effects);
        items.begin_piece(lane, begin_day, segment(lane).end_day);
    }

    void skip_stopped() {
        while (next_patient_ < task_.patient_count &&
               task_.skip[next_patient_] != StopReason::finished) {
            ++next_patient_;
        }
    }

    const CourseTask& task_;
    std::size_t next_patient_ = 0;
    std::size_t next_course_ = 0;
    std::array<std::size_t, lane_count> patient_{};
    std::array<std::size_t, lane_count> course_{};
    std::array<std::size_t, lane_count> segment_{};
    std::array<std::size_t, lane_count> visit_{};
};

}  // namespace vesikin::simulation::VESIKIN_KERNEL
