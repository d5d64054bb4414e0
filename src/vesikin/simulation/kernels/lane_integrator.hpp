// The loop that keeps every SIMD lane busy: each lane integrates one item of a queue with its own
// time and step, and takes the next item as soon as it is done. Included by kernel.cpp only.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>

#include "vesikin/base/slots.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/ode/rosenbrock.hpp"
#include "vesikin/ode/step_control.hpp"
#include "vesikin/simulation/course_model.hpp"
#include "vesikin/simulation/kernels/kernel.hpp"
#include "vesikin/simulation/kernels/lanes.hpp"

namespace vesikin::simulation::VESIKIN_KERNEL {

inline constexpr double never = disease::unbounded;
/// The first step of a smooth piece. Too small costs two or three steps of growth, too large one
/// rejection.
inline constexpr double first_step_day = 0.1;

/// Finds the number of one lane.
struct LaneAt {
    std::size_t lane;

    double& operator()(LaneSlots& slots) const { return slots.at[lane]; }

    const double& operator()(const LaneSlots& slots) const { return slots.at[lane]; }
};

/// What the lanes are working on, in memory so that single lanes can be filled and read. `Model`
/// holds what differs between items and gives the `System`.
template <class Model>
struct LaneItems {
    static constexpr std::size_t size = Model::System::size;

    Model model;
    std::array<LaneSlots, size> state;
    LaneSlots time_day;
    LaneSlots end_day;  ///< of the smooth piece
    LaneSlots step_day;
    LaneSlots error_log2;  ///< of the last accepted step
    LaneSlots next_visit_day;
    LaneSlots highest_easi;
    LaneSlots step_count;
    LaneSlots is_newton;  ///< 1 in lanes that polish a rest state, else 0

    /// Starts a smooth piece: nothing is known about the step size beyond a cautious guess.
    void begin_piece(std::size_t lane, double begin_day, double last_day) {
        time_day.at[lane] = begin_day;
        end_day.at[lane] = last_day;
        const double length = last_day - begin_day;
        step_day.at[lane] = first_step_day < length ? first_step_day : length;
        error_log2.at[lane] = 0.0;
    }

    /// Goes on into a stretch that follows without a break.
    void continue_piece(std::size_t lane, double begin_day, double last_day) {
        time_day.at[lane] = begin_day;
        end_day.at[lane] = last_day;
        const double length = last_day - begin_day;
        step_day.at[lane] = step_day.at[lane] < length ? step_day.at[lane] : length;
    }

    /// Starts an item at its first piece.
    void begin_item(std::size_t lane) {
        next_visit_day.at[lane] = never;
        highest_easi.at[lane] = 0.0;
        step_count.at[lane] = 0.0;
        is_newton.at[lane] = 0.0;
    }
};

/// Writes entries of the states of a lane, from place `First` on.
template <std::size_t First = 0, std::size_t N, class Entries>
void store_lane(const std::array<LaneSlots, N>& from, std::size_t lane, Entries to) {
    ode::for_each_index<std::tuple_size_v<Entries>>(
        [&]<std::size_t i>(ode::Index<i>) { std::get<i>(to) = from[First + i].at[lane]; });
}

/// Runs a queue through the lanes. A `Queue` has `Model`, `seeks_rest`, and
///   begin(items, lane)            fills a lane with the next item; false when there is none
///   reach_visit(items, inside, lane)   takes the state at the lane's next visit
///   end_piece(items, lane)        starts the lane's next smooth piece; false when the item is
///   complete finish(items, lane, reason)   takes the result of the lane
template <class Queue>
class LaneIntegrator {
  public:
    LaneIntegrator(Queue& queue, const KernelSettings& settings, KernelWork& work)
        : queue_(queue), settings_(settings), work_(work) {}

    void run() {
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
            items_.begin_item(lane);
            items_.model.clear(LaneAt{lane});
            for (LaneSlots& slots : items_.state) {
                slots.at[lane] = 0.0;
            }
            items_.begin_piece(lane, 0.0, 1.0);
            begin(lane);
        }
        while (active_ != 0U) {
            advance();
        }
    }

  private:
    using Items = LaneItems<typename Queue::Model>;
    using System = typename Queue::Model::System;
    using Method = ode::Rodas5P;
    using Step = ode::RosenbrockStep<Method, System, Lanes>;
    using State = typename Step::State;

    void begin(std::size_t lane) {
        if (queue_.begin(items_, lane)) {
            active_ |= 1U << lane;
            trigger_.at[lane] = close_enough;
        } else {
            active_ &= ~(1U << lane);
        }
    }

    void finish(std::size_t lane, StopReason reason) {
        work_.steps += static_cast<unsigned long long>(items_.step_count.at[lane]);
        queue_.finish(items_, lane, reason);
        begin(lane);
    }

    /// One step of every lane.
    [[gnu::flatten]] void advance() {
        const Lanes t = items_.time_day;
        const Lanes h = items_.step_day;
        State y;
        ode::for_each_index<Step::size>(
            [&]<std::size_t i>(ode::Index<i>) { y[i] = items_.state[i]; });
        Lanes inverse_h = Lanes(1.0) / h;
        if constexpr (Queue::seeks_rest) {
            inverse_h = select(Lanes(items_.is_newton) > Lanes(0.0), Lanes(0.0), inverse_h);
        }
        step_.take(items_.model.system(), t, y, h, inverse_h);

        const Lanes error = square_error(y);
        const LaneMask accepted = (error <= Lanes(1.0)) & step_.is_trusted(inverse_h);
        const LaneMask arrived = accepted & (h >= Lanes(items_.end_day) - t);
        const Lanes reached = select(arrived, items_.end_day, t + h);
        const LaneMask physical = is_physical();
        visit(y, t, h, reached, accepted);
        choose_step(error, accepted, h, reached);

        ode::for_each_index<Step::size>([&]<std::size_t i>(ode::Index<i>) {
            items_.state[i] = select(accepted, step_.end()[i], y[i]);
        });
        items_.time_day = select(accepted, reached, t);
        const Lanes steps = Lanes(items_.step_count) + select(accepted, Lanes(1.0), Lanes(0.0));
        items_.step_count = steps;
        raise_highest_easi(accepted);

        const LaneMask underflow =
            Lanes(items_.step_day) < maximum(reached, Lanes(1.0)) * Lanes(smallest_relative_step);
        LaneMask event =
            arrived | underflow | (accepted & !physical) | (steps >= Lanes(settings_.step_limit));
        if constexpr (Queue::seeks_rest) {
            event = event | watch_rest(y, accepted);
        }
        work_.lane_steps += lane_count;
        work_.rejected_steps += count_bits(~accepted.bits() & active_);
        const unsigned happened = event.bits() & active_;
        if (happened != 0U) {
            resolve(happened, physical.bits(), accepted.bits(), arrived.bits());
        }
    }

    static unsigned count_bits(unsigned bits) {
        return static_cast<unsigned>(__builtin_popcount(bits));
    }

    /// The square of the worst state's error, in tolerances. The worst and not the mean: one fast
    /// state among fourteen must not hide behind the others.
    [[nodiscard]] Lanes square_error(const State& y) const {
        Lanes worst(0.0);
        ode::for_each_index<Step::size>([&]<std::size_t i>(ode::Index<i>) {
            const Lanes size = maximum(absolute(y[i]), absolute(step_.end()[i]));
            const Lanes weight = approximate_inverse(
                items_.model.template absolute_tolerance<i>(settings_.relative_tolerance,
                                                            settings_.absolute_tolerance) +
                Lanes(settings_.relative_tolerance) * size);
            const Lanes part = step_.error()[i] * weight;
            worst = maximum(worst, part * part);
        });
        return worst * Lanes(error_share * error_share);
    }

    /// The core within the bounds of `state_fields`, give or take ten tolerances; as `check_state`
    /// for the reference solver.
    [[nodiscard]] LaneMask is_physical() const {
        const Lanes below(-10.0 * settings_.absolute_tolerance);
        const Lanes above(10.0 * (settings_.absolute_tolerance + settings_.relative_tolerance));
        Lanes lowest(never);
        Lanes highest(-never);
        ode::for_each_index<disease::state_count>([&]<std::size_t i>(ode::Index<i>) {
            constexpr double lower = disease::state_fields[i].lower;
            constexpr double upper = disease::state_fields[i].upper;
            lowest = minimum(lowest, step_.end()[i] - Lanes(lower));
            if constexpr (upper < never) {
                highest = maximum(highest, step_.end()[i] - Lanes(upper));
            }
        });
        return (lowest >= below) & (highest <= above);
    }

    /// Hands out the states at the visits that the accepted steps pass.
    void visit(const State& y, Lanes t, Lanes h, Lanes reached, LaneMask accepted) {
        unsigned waiting = 0;
        while ((waiting = (accepted & (Lanes(items_.next_visit_day) <= reached)).bits() &
                          active_) != 0U) {
            const Lanes theta = minimum((Lanes(items_.next_visit_day) - t) / h, Lanes(1.0));
            State inside;
            step_.interpolate(y, theta, inside);
            ode::for_each_index<Step::size>(
                [&]<std::size_t i>(ode::Index<i>) { inside_[i] = inside[i]; });
            for (; waiting != 0U; waiting &= waiting - 1U) {
                const auto lane = static_cast<std::size_t>(__builtin_ctz(waiting));
                queue_.reach_visit(items_, inside_, lane);
            }
        }
    }

    void choose_step(Lanes error, LaneMask accepted, Lanes h, Lanes reached) {
        constexpr ode::StepControl control = ode::step_control_for(Method::tableau.error_order);
        const Lanes known =
            select(error <= Lanes(1e300), maximum(error, Lanes(1e-20)), Lanes(1e20));
        const Lanes error_log2 = Lanes(0.5) * fast_log2(known);
        const Lanes grown = Lanes(control.safety_log2) - Lanes(control.exponent) * error_log2 +
                            Lanes(control.memory) * Lanes(items_.error_log2);
        const Lanes shrunk =
            minimum(Lanes(control.safety_log2) -
                        Lanes(1.0 / (Method::tableau.error_order + 1)) * error_log2,
                    Lanes(-0.5));
        const Lanes change =
            maximum(minimum(select(accepted, grown, shrunk), Lanes(control.largest_log2)),
                    Lanes(control.smallest_log2));
        items_.error_log2 = select(accepted, error_log2, items_.error_log2);
        const Lanes next = h * fast_exp2(change);
        const Lanes left = Lanes(items_.end_day) - select(accepted, reached, items_.time_day);
        // At the end of a stretch, the step that the next one may go on with.
        items_.step_day = select(accepted & (next >= left) & (left > Lanes(0.0)), left, next);
    }

    void raise_highest_easi(LaneMask accepted) {
        disease::State<Lanes> x;
        base::take_entries(step_.end(), disease::state_entries(x));
        const Lanes highest = items_.highest_easi;
        items_.highest_easi = select(accepted, maximum(highest, disease::easi_score(x)), highest);
    }

    /// How far Newton's method says that each lane is from rest, relative to its state; true where
    /// that decides something.
    LaneMask watch_rest(const State& y, LaneMask accepted) {
        Lanes largest(0.0);
        ode::for_each_index<Step::size>([&]<std::size_t i>(ode::Index<i>) {
            const Lanes step = step_.newton_step()[i];
            largest = maximum(largest,
                              absolute(step) * approximate_inverse(absolute(y[i]) + Lanes(1e-6)));
            candidate_[i] = y[i] + step;
        });
        distance_ = largest;
        return (Lanes(items_.is_newton) > Lanes(0.0)) | (accepted & (largest < Lanes(trigger_)));
    }

    /// Ends pieces and items, one lane at a time.
    [[gnu::noinline]] void resolve(unsigned happened, unsigned physical, unsigned accepted,
                                   unsigned arrived) {
        for (; happened != 0U; happened &= happened - 1U) {
            const auto lane = static_cast<std::size_t>(__builtin_ctz(happened));
            const unsigned bit = 1U << lane;
            if (Queue::seeks_rest && items_.is_newton.at[lane] > 0.0) {
                polish(lane);
            } else if ((accepted & bit) == 0U) {
                finish(lane, items_.step_count.at[lane] >= settings_.step_limit
                                 ? StopReason::step_limit
                                 : why_stuck(lane));
            } else if ((physical & bit) == 0U) {
                finish(lane, StopReason::not_physical);
            } else if (Queue::seeks_rest && (arrived & bit) == 0U && Queue::certifies(queue_)) {
                begin_polish(lane);
            } else if ((arrived & bit) == 0U) {
                finish(lane, StopReason::step_limit);
            } else if (!queue_.end_piece(items_, lane)) {
                finish(lane, StopReason::finished);
            }
        }
    }

    [[nodiscard]] StopReason why_stuck(std::size_t lane) const {
        // A step that keeps failing at any size comes from numbers that are none.
        double sum = 0.0;
        for (std::size_t i = 0; i < Step::size; ++i) {
            sum += items_.state[i].at[lane] + LaneSlots(step_.rate()[i]).at[lane];
        }
        return sum - sum == 0.0 ? StopReason::step_underflow : StopReason::non_finite;
    }

    void begin_polish(std::size_t lane) {
        items_.is_newton.at[lane] = 1.0;
        polish_steps_[lane] = 0;
        last_distance_[lane] = close_enough;
        for (std::size_t i = 0; i < Step::size; ++i) {
            before_polish_[i].at[lane] = items_.state[i].at[lane];
        }
    }

    void polish(std::size_t lane);

    /// How much of the embedded estimate counts: it is that of the fourth-order solution, and the
    /// fifth-order one kept is better. Errors at visits stay below one tolerance with it
    /// (docs/benchmarks.md).
    static constexpr double error_share = 0.55;
    static constexpr double smallest_relative_step = 1e-13;
    static constexpr double close_enough = 1e-5;
    static constexpr double converged = 1e-13;
    static constexpr double certified = 1e-10;

    Items items_;
    Step step_;
    std::array<LaneSlots, Step::size> inside_;
    std::array<LaneSlots, Step::size> candidate_;
    std::array<LaneSlots, Step::size> before_polish_;
    LaneSlots distance_;
    LaneSlots trigger_;
    std::array<double, lane_count> last_distance_{};
    std::array<int, lane_count> polish_steps_{};
    Queue& queue_;
    KernelSettings settings_;
    KernelWork& work_;
    unsigned active_ = 0;
};

/// Judges the Newton step just taken from the lane's state; the rules are those of
/// `polish_rest_state`.
template <class Queue>
void LaneIntegrator<Queue>::polish(std::size_t lane) {
    constexpr int polish_limit = 9;
    const double distance = distance_.at[lane];
    const bool is_nearer = distance < last_distance_[lane];
    if (is_nearer) {
        for (std::size_t i = 0; i < Step::size; ++i) {
            items_.state[i].at[lane] = candidate_[i].at[lane];
        }
        last_distance_[lane] = distance;
        if (distance > converged && ++polish_steps_[lane] < polish_limit) {
            return;
        }
    }
    if (last_distance_[lane] < certified) {
        finish(lane, StopReason::finished);
        return;
    }
    // Not near a rest state after all: go on in time from before the attempt, and look closer
    // before the next.
    items_.is_newton.at[lane] = 0.0;
    trigger_.at[lane] *= 0.1;
    for (std::size_t i = 0; i < Step::size; ++i) {
        items_.state[i].at[lane] = before_polish_[i].at[lane];
    }
}

}  // namespace vesikin::simulation::VESIKIN_KERNEL
