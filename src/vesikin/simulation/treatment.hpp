// What one person's body makes of a dose: kinetics, or their closed form, and the marks that a
// session leaves. Plain values; solvers read them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "vesikin/delivery/drug_kinetics.hpp"
#include "vesikin/delivery/vesicle_kinetics.hpp"
#include "vesikin/disease/response.hpp"

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

    [[nodiscard]] constexpr bool are_any() const noexcept {
        return wound.weight != std::array{0.0, 0.0} || openness.weight != std::array{0.0} ||
               barrier_drop_frac != 0.0;
    }
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
    /// session leaves in blood is divided by 1 + (ratio - 1)(1 - exp(-gain x repeats)).
    double repeat_clearance_ratio = 1.0;
    double repeat_gain_per_session = 0.0;
    double onset_per_day = 0.0;  ///< of the participation effect; 0 = at once
    ClosedForm closed_form;      ///< see `close_form`
};

/// What is carried along the core.
enum class KineticsPath : unsigned char {
    core,         ///< nothing: the core alone under constant effects, no doses, no response
    closed_form,  ///< response; kinetics are exponentials, solved beforehand, which needs linear
                  ///< ones
    known,        ///< response; the drug's concentration, which has no closed form, is integrated
            ///< beforehand, vesicles are exponentials. A reference solver takes the full system
            ///< instead
    full,       ///< response; kinetics are states of the system
    drug_only,  ///< as the closed form or known one, where nothing but a drug acts: mediators stay
                ///< at 1 and are not carried. The batched solver takes it by itself where it holds
};

/// Whether kinetics are known functions of time, so that a drug's dose is no break.
[[nodiscard]] constexpr bool is_known_in_time(KineticsPath path) noexcept {
    return path == KineticsPath::closed_form || path == KineticsPath::drug_only;
}

/// The path for kinetics of drug and vesicles that have closed forms or not.
[[nodiscard]] KineticsPath path_for(bool is_drug_closed, bool is_vesicle_closed) noexcept;

/// The concentration of a drug beside which errors are judged, mg/l: that of half effect, or little
/// where it does nothing.
[[nodiscard]] double concentration_that_matters(const PersonalInput& input) noexcept;

/// The cargo beside which errors are judged: that of half effect, or much where it does nothing.
[[nodiscard]] double cargo_that_matters(const disease::VesicleAction<double>& action) noexcept;

/// The path of a kernel that solves items of that path.
[[nodiscard]] constexpr KineticsPath lane_path(KineticsPath path) noexcept {
    return path == KineticsPath::known ? KineticsPath::closed_form : path;
}

/// Fills the part of `input.closed_form` that is the drug's. False, and no exponentials, when its
/// kinetics are not linear or have no distinct real modes.
[[nodiscard]] bool close_drug(PersonalInput& input);

/// The same for vesicles.
[[nodiscard]] bool close_vesicle(PersonalInput& input);

/// Fills `input.closed_form` from its kinetics. False, and the form untouched, when they are not
/// linear or have no distinct real modes: then the full path is the right one.
[[nodiscard]] bool close_form(PersonalInput& input);

/// The entry of `DrugAmountsOf` that doses of the drug enter.
[[nodiscard]] std::size_t drug_entry_of(const PersonalInput& input) noexcept;

/// Closes forms where it can and says which path to take.
[[nodiscard]] KineticsPath choose_path(PersonalInput& input);

}  // namespace vesikin::simulation
