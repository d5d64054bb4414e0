// A virtual trial as asked for: arms, visits, entry criteria and outcomes, and what people of an
// arm get.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/care/care_course.hpp"
#include "vesikin/care/enrolment.hpp"
#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/catalogue/label.hpp"

namespace vesikin::study {

/// A drug given from `start_day` until `stop_day`. In the published model it acts at constant size;
/// in a model with a trial layer it is dosed: as its usual regimen says where nothing else is
/// given.
struct TreatmentPeriod {
    std::string drug;
    double start_day = 0.0;
    double stop_day = 0.0;
    std::string regimen{};         ///< of the drug; empty = its first
    std::optional<double> dose{};  ///< mg, mg per kg, or strength in percent
    std::optional<double> interval_day{};
    std::optional<std::vector<double>> loading{};  ///< first doses, mg; empty list = none
    std::vector<double> missed_day{};              ///< the dose due next to such a day is not taken
};

struct Arm {
    std::string name;
    catalogue::Label label;
    catalogue::Label description;
    double participation_frac =
        1.0;  ///< share of the participation (placebo) effect: 0 untreated, 1 as in the trials
    double topicals_frac = 0.0;  ///< topical background, in a model with a trial layer
    std::vector<TreatmentPeriod> treatments;
};

/// Immutable once loaded. Visits are sorted, after day 0, and end with the horizon.
/// Who counts at a visit, in a model with a trial layer.
enum class Estimand : unsigned char {
    non_responder,       ///< who left or needed rescue counts as not responding
    while_on_treatment,  ///< nobody leaves
};

inline constexpr std::array<std::string_view, 2> estimand_names{"non_responder",
                                                                "while_on_treatment"};

struct TrialDesign {
    std::string name;
    catalogue::Label title;
    catalogue::Label description;
    std::string model;
    std::uint64_t patients = 0;
    std::uint64_t seed = 0;
    double horizon_day = 0.0;
    std::vector<double> visit_day;
    care::Enrolment enrolment;
    std::vector<Arm> arms;
    std::vector<std::string> outcomes;
    Estimand estimand = Estimand::non_responder;
};

/// What people of an arm get, doses up to `last_day`. Drugs named are in the catalogue; in a model
/// with a trial layer they have an action, and one at most has kinetics.
[[nodiscard]] care::CareCourse care_of(const Arm& arm, const catalogue::Catalogue& catalogue,
                                       double last_day);

}  // namespace vesikin::study
