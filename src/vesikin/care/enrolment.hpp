// Who is let in: the one way in which studies get people of a kind, by EASI as scored before
// anything, at the start, and over the whole course.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "vesikin/care/treat.hpp"
#include "vesikin/population/patient_source.hpp"

namespace vesikin::care {

/// Why a patient is not among those analysed.
enum class Exclusion : unsigned char {
    none,
    baseline_easi,  ///< EASI at baseline outside the band
    easi_ceiling,   ///< EASI reached the ceiling at some time
    not_simulated,  ///< no solver could carry the patient through
};

inline constexpr std::array<std::string_view, 4> exclusion_names{
    "included", "baseline EASI outside the band", "EASI reached the ceiling", "simulation failed"};

[[nodiscard]] constexpr std::string_view name_of(Exclusion exclusion) {
    return exclusion_names[static_cast<std::size_t>(exclusion)];
}

/// Entry criteria.
struct Enrolment {
    double easi_min = 0.0;  ///< as scored, untreated
    double easi_max = std::numeric_limits<double>::infinity();
    std::optional<double> easi_mean{};  ///< of those enrolled, where it is known
    /// The published rule "EASI below 72 at all times".
    double easi_ceiling = std::numeric_limits<double>::infinity();
    /// On day 0, after a lead-in.
    double start_easi_max = std::numeric_limits<double>::infinity();
    catalogue::BodyWeight weight{};

    [[nodiscard]] bool admits(double own_easi) const {
        return own_easi >= easi_min && own_easi <= easi_max;
    }

    /// `highest_easi` is that of the core at any time.
    [[nodiscard]] Exclusion judge(double own_easi, double highest_easi) const {
        if (!(highest_easi < easi_ceiling)) {
            return Exclusion::easi_ceiling;
        }
        return admits(own_easi) ? Exclusion::none : Exclusion::baseline_easi;
    }

    [[nodiscard]] bool operator==(const Enrolment&) const = default;
};

/// Patients of a source, brought to rest; those whom no solver can carry are left out. Keys are
/// (seed, number in the source).
struct DrawnPeople {
    People people;
    std::vector<simulation::StopReason> stop_reason;  ///< by number drawn, carried or not
};

/// `count` patients from number `first` on, all of them, whether they come to rest or not.
[[nodiscard]] DrawnPeople draw_people(const population::PatientSource& source, std::uint64_t seed,
                                      std::uint64_t first, std::size_t count,
                                      simulation::Solver& solver);

/// The first `count` people of a source who meet the criteria, also on day 0 of `arm` where that
/// has a lead-in; all of them where there are fewer.
[[nodiscard]] People enrol_up_to(const population::PatientSource& source, std::uint64_t seed,
                                 std::size_t count, const Enrolment& criteria, const Arm& arm,
                                 const CareWorld& world, const LeadIn& lead_in,
                                 Treatment& treatment);

/// Throws InputError: of those drawn, only so many meet the criteria.
[[noreturn]] void throw_too_few(const Enrolment& criteria, std::size_t found, std::uint64_t drawn,
                                std::size_t count);

/// The same; throws InputError when there are too few.
[[nodiscard]] People enrol_first(const population::PatientSource& source, std::uint64_t seed,
                                 std::size_t count, const Enrolment& criteria, const Arm& arm,
                                 const CareWorld& world, const LeadIn& lead_in,
                                 Treatment& treatment);

/// Weights (sum 1) of people with these EASI that give them a mean as asked for, or as near as
/// weights within a factor of about exp(6) of each other allow.
[[nodiscard]] std::vector<double> weights_for_mean(const std::vector<double>& easi,
                                                   const std::optional<double>& mean);

}  // namespace vesikin::care
