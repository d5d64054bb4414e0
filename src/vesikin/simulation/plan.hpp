// What is to be simulated and what comes back: items (one course of one person each) and their
// states at the visits. The one plan and the one block of every solver and every study.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "vesikin/disease/parameters.hpp"
#include "vesikin/disease/response.hpp"
#include "vesikin/disease/state.hpp"
#include "vesikin/simulation/course.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::simulation {

/// How an integration ended. Everything but `finished` leaves that item out, counted and reported.
enum class StopReason : unsigned char {
    finished,
    step_limit,      ///< more steps than allowed
    step_underflow,  ///< the step became too small to move time
    non_finite,      ///< a state became NaN or infinite
    not_physical,    ///< a state left its bounds by more than the tolerance
    solver_failure,  ///< the integrator gave up for another reason
};

[[nodiscard]] std::string_view stop_reason_name(StopReason reason) noexcept;

/// One course of one person: indices into the lists of a `Plan`. Items that carry nothing beside
/// the core (`KineticsPath::core`) have no action and no input.
struct PlanItem {
    std::uint32_t patient = 0;
    std::uint32_t action = 0;  ///< how vesicles act in this world
    std::uint32_t input = 0;
    std::uint32_t course = 0;
    KineticsPath path = KineticsPath::closed_form;
};

/// What to simulate. Every course is looked at on the same days (sorted, > 0) and starts from the
/// patient's baseline at rest.
struct Plan {
    std::span<const disease::Parameters<double>> patients;
    std::span<const disease::State<double>> baselines;
    std::span<const disease::VesicleAction<double>> actions;
    std::span<const PersonalInput> inputs;
    std::span<const Course> courses;
    std::span<const PlanItem> items;
    disease::ClinicalParameters<double> clinical;
    std::vector<double> visit_day;

    /// Whether some item has a response beside the core.
    [[nodiscard]] bool has_response() const noexcept;

    /// Whether nothing but a drug acts on an item with a response: there is no session, or sessions
    /// leave no marks and bring vesicles that do nothing.
    [[nodiscard]] bool is_drug_only(const PlanItem& item) const noexcept;
};

/// State and response at one time; an item of the core alone has no response.
struct Snapshot {
    disease::State<double> state;
    disease::Response<double> response;
    double concentration_mg_per_l = 0.0;
};

/// The items of a plan at its visits. Reused between plans, so that a run allocates once.
class CourseBlock {
  public:
    /// Sets the shape; existing memory is kept where it suffices. All items start as `finished`.
    void reset(const Plan& plan);

    [[nodiscard]] std::size_t items() const noexcept { return stop_reason_.size(); }

    [[nodiscard]] std::size_t visits() const noexcept { return visits_; }

    [[nodiscard]] disease::State<double>& state(std::size_t item, std::size_t visit) {
        return states_[item * visits_ + visit];
    }

    [[nodiscard]] const disease::State<double>& state(std::size_t item, std::size_t visit) const {
        return states_[item * visits_ + visit];
    }

    /// Not of a plan of the core alone.
    [[nodiscard]] const disease::Response<double>& response(std::size_t item,
                                                            std::size_t visit) const {
        return responses_[item * visits_ + visit];
    }

    /// Likewise.
    [[nodiscard]] double concentration_mg_per_l(std::size_t item, std::size_t visit) const {
        return concentrations_[item * visits_ + visit];
    }

    [[nodiscard]] bool has_response() const noexcept { return has_response_; }

    /// State, response and concentration together.
    [[nodiscard]] Snapshot at(std::size_t item, std::size_t visit) const {
        const std::size_t place = item * visits_ + visit;
        return has_response_ ? Snapshot{states_[place], responses_[place], concentrations_[place]}
                             : Snapshot{states_[place], {}, 0.0};
    }

    /// Takes over what another block says of one of its items.
    void replace(std::size_t item, const CourseBlock& from, std::size_t other);

    /// The highest EASI of the core at any step.
    [[nodiscard]] double& highest_easi(std::size_t item) { return highest_easi_[item]; }

    [[nodiscard]] double highest_easi(std::size_t item) const { return highest_easi_[item]; }

    [[nodiscard]] StopReason& stop_reason(std::size_t item) { return stop_reason_[item]; }

    [[nodiscard]] StopReason stop_reason(std::size_t item) const { return stop_reason_[item]; }

    /// Where solvers write: item by item, visit by visit. Responses and concentrations are null in
    /// a plan of the core alone.
    struct Places {
        disease::State<double>* states;
        disease::Response<double>* responses;
        double* concentrations;
        double* highest_easi;
        StopReason* reasons;
    };

    [[nodiscard]] Places places() noexcept;

  private:
    std::size_t visits_ = 0;
    bool has_response_ = false;
    std::vector<disease::State<double>> states_;
    std::vector<disease::Response<double>> responses_;
    std::vector<double> concentrations_;
    std::vector<double> highest_easi_;
    std::vector<StopReason> stop_reason_;
};

/// A patient without drug, brought to rest.
struct RestState {
    disease::State<double> state;
    StopReason stop_reason = StopReason::finished;
};

}  // namespace vesikin::simulation
