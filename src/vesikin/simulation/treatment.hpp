// Treatment with doses: what one person's body makes of a dose (kinetics, or their closed form),
// when doses are given, and what is to be simulated. Plain values; solvers read them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "vesikin/delivery/drug_kinetics.hpp"
#include "vesikin/delivery/vesicle_kinetics.hpp"
#include "vesikin/disease/response.hpp"
#include "vesikin/simulation/course.hpp"
#include "vesikin/simulation/solver.hpp"

namespace vesikin::simulation {

/// Decay rates of a sum of exponentials, and weights of each that one dose adds.
template <std::size_t N>
struct Exponentials {
    std::array<double, N> rate_per_day{};
    std::array<double, N> weight{};
};

inline constexpr std::size_t drug_modes = delivery::drug_amount_count;
inline constexpr std::size_t vesicle_modes = delivery::vesicle_amount_count;

/// What doses lead to, per unit dose, where kinetics are linear.
struct ClosedForm {
    Exponentials<drug_modes> concentration;  ///< mg/l per mg
    std::array<double, vesicle_modes> vesicle_rate_per_day{};

    /// Weights of acting cargo in this skin and in immune cells, by what a session puts into the
    /// skin and into blood.
    std::array<double, vesicle_modes> local_by_skin{};
    std::array<double, vesicle_modes> local_by_blood{};
    std::array<double, vesicle_modes> systemic_by_skin{};
    std::array<double, vesicle_modes> systemic_by_blood{};
};

/// What a session does to skin besides bringing vesicles. It does not depend on the dose.
struct SessionMarks {
    Exponentials<2> wound;           ///< healing pulse
    Exponentials<1> openness;        ///< open share of the treated area
    double barrier_drop_frac = 0.0;  ///< share of the barrier lost at once
};

/// One person's answer to doses in one world, for one course.
struct PersonalInput {
    disease::DrugAction<double> drug_action;
    delivery::DrugKinetics<double> drug;
    double bioavailability_frac = 1.0;
    bool has_transit = false;  ///< drug doses enter the first step of absorption, else the last
    bool is_infused = false;   ///< drug doses enter the central compartment
    delivery::VesicleKinetics<double> vesicle;

    /// Amounts that one standard session adds: to the skin's compartments, and to blood.
    delivery::VesicleAmounts<double> session;
    SessionMarks marks;

    /// Clearance of vesicles from blood after many sessions, over that of the first: what a later
    /// session leaves in blood is divided by 1 + (ratio - 1)(1 - exp(-repeats / 2)).
    double repeat_clearance_ratio = 1.0;
    double onset_per_day = 0.0;  ///< of the participation effect; 0 = at once
    ClosedForm closed_form;      ///< see `close_form`
};

enum class DoseKind : unsigned char { drug, session };

/// One dose: `amount` in mg, or in standard sessions; `repeats` doses of its kind went before.
struct DoseEvent {
    double day = 0.0;
    DoseKind kind = DoseKind::drug;
    double amount = 1.0;
    double repeats = 0.0;
};

/// Phases of constant effects as in `Course`, and doses in order of their days.
struct DosedCourse {
    std::string name;
    std::vector<Phase> phases;
    std::vector<DoseEvent> doses;
};

/// How kinetics are carried.
enum class KineticsPath : unsigned char {
    closed_form,  ///< exponentials, solved beforehand; needs linear kinetics
    full,         ///< kinetics are states of the system
};

/// One course of one person: indices into the lists of a `DosedPlan`.
struct DosedItem {
    std::uint32_t patient = 0;
    std::uint32_t action = 0;  ///< how vesicles act in this world
    std::uint32_t input = 0;
    std::uint32_t course = 0;
    KineticsPath path = KineticsPath::closed_form;
};

/// What to simulate. Every course is looked at on the same days (sorted, > 0) and starts from the
/// patient's baseline at rest.
struct DosedPlan {
    std::span<const disease::Parameters<double>> patients;
    std::span<const disease::State<double>> baselines;
    std::span<const disease::VesicleAction<double>> actions;
    std::span<const PersonalInput> inputs;
    std::span<const DosedCourse> courses;
    std::span<const DosedItem> items;
    disease::ClinicalParameters<double> clinical;
    std::vector<double> visit_day;
};

/// State and response at one time.
struct Snapshot {
    disease::State<double> state;
    disease::Response<double> response;
    double concentration_mg_per_l = 0.0;
};

/// One snapshot per item and visit.
class DosedBlock {
  public:
    /// Sets the shape; existing memory is kept where it suffices.
    void reset(std::size_t items, std::size_t visits) {
        visits_ = visits;
        snapshots_.assign(items * visits, {});
        stop_reason_.assign(items, StopReason::finished);
    }

    [[nodiscard]] std::size_t items() const noexcept { return stop_reason_.size(); }

    [[nodiscard]] std::size_t visits() const noexcept { return visits_; }

    [[nodiscard]] Snapshot& at(std::size_t item, std::size_t visit) {
        return snapshots_[item * visits_ + visit];
    }

    [[nodiscard]] const Snapshot& at(std::size_t item, std::size_t visit) const {
        return snapshots_[item * visits_ + visit];
    }

    [[nodiscard]] StopReason& stop_reason(std::size_t item) { return stop_reason_[item]; }

    [[nodiscard]] StopReason stop_reason(std::size_t item) const { return stop_reason_[item]; }

  private:
    std::size_t visits_ = 0;
    std::vector<Snapshot> snapshots_;
    std::vector<StopReason> stop_reason_;
};

/// A smooth stretch of a course: constant effects, and the doses given at its start.
struct Piece {
    double begin_day = 0.0;
    double end_day = 0.0;
    std::uint32_t phase = 0;
    std::uint32_t first_dose = 0;
    std::uint32_t dose_count = 0;
};

/// Cuts a course at its phases and doses, up to `last_day`. Doses after it are left out.
[[nodiscard]] std::vector<Piece> pieces_of(const DosedCourse& course, double last_day);

/// Fills `input.closed_form` from its kinetics. False, and the form untouched, when they are not
/// linear or have no distinct real modes: then the full path is the right one.
[[nodiscard]] bool close_form(PersonalInput& input);

/// The entry of `DrugAmountsOf` that doses of the drug enter.
[[nodiscard]] std::size_t drug_entry_of(const PersonalInput& input) noexcept;

/// Closes the form where it can and says which path to take.
[[nodiscard]] KineticsPath choose_path(PersonalInput& input);

}  // namespace vesikin::simulation
