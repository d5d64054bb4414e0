// Ways of giving vesicles compared for people like one person: patients x worlds x arms, over the
// dummy treatment. What differs between people and what nobody knows stay apart.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/care/enrolment.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/outcome/markers.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/delivery_course.hpp"
#include "vesikin/study/comparison_reading.hpp"
#include "vesikin/study/likeness.hpp"
#include "vesikin/study/run_control.hpp"
#include "vesikin/study/sex_choice.hpp"

namespace vesikin::study {

/// The arms without vesicles and without standard care, which come first; then standard care, then
/// one arm per way.
enum class PlainArm : unsigned char { untreated, dummy };
inline constexpr std::size_t plain_arm_count = 2;
inline constexpr std::array<std::string_view, plain_arm_count> plain_arm_names{"untreated",
                                                                               "dummy"};
inline constexpr auto untreated_arm = static_cast<std::size_t>(PlainArm::untreated);
inline constexpr auto dummy_arm = static_cast<std::size_t>(PlainArm::dummy);

/// One way with its sessions. `plan` outlives the study.
struct ComparedWay {
    const simulation::DeliveryPlan* plan = nullptr;
    care::SessionPlan sessions{.count = 1};
    double treated_weight = 1.0;  ///< of EASI, 0..1; 1 where all skin is reached

    /// Days from the latest session to a day.
    [[nodiscard]] double since_session_day(double day) const {
        return day - std::min(std::floor(day / sessions.interval_day) * sessions.interval_day,
                              sessions.last_day());
    }
};

/// Standard care as an arm of its own: the visits of the dummy treatment, and this drug.
struct StandardCare {
    std::string drug;
    std::string regimen{};  ///< of the drug
    care::CareCourse care{};
};

struct ComparisonDesign {
    std::uint64_t seed = 1;
    std::size_t patients = 200;
    std::size_t worlds = 100;
    std::size_t delivery_people = 20;  ///< drawn per world and shared by the patients in turn
    SexChoice sex = SexChoice::both;   ///< of those whose delivery is followed
    care::Enrolment enrolment;         ///< judged by the typical model
    care::LeadIn lead_in;
    Likeness likeness{};         ///< weighs people by what was seen of one person before
    care::CareCourse untreated;  ///< the arm in which everything stops
    care::CareCourse care;       ///< beside the sessions, in every other arm: the dummy arm itself
    std::vector<StandardCare> standards;  ///< arms after the plain ones, before the ways

    /// The model with the best values. Outlives the study.
    const catalogue::Catalogue* model = nullptr;
    /// The model as a world has it, where calibration left something open; empty = every world has
    /// the typical one. Called from any thread.
    std::function<catalogue::Catalogue(std::uint64_t world)> draw_model;

    std::vector<double> visit_day;
    double clock_day = 84.0;  ///< one of the visits: when all arms are read side by side
    std::vector<ComparedWay> ways;
    catalogue::ClaimSwitches claims;
    bool has_attribution = true;  ///< ask also which claim carries the effect: 16 more arms a way
    ReadingRules rules;
    double after_course_day = 7.0;  ///< how long after its last session a way is judged

    /// The time (0 = day 0, then visits) at which a way is judged: the first visit that long after
    /// its last session, or the last one.
    [[nodiscard]] std::size_t course_end(const ComparedWay& way) const;

    /// The time (0 = day 0, then visits) of `clock_day`.
    [[nodiscard]] std::size_t clock() const { return time_from(clock_day); }

    /// The place of the first way among the arms.
    [[nodiscard]] std::size_t first_way() const noexcept {
        return plain_arm_count + standards.size();
    }

    /// Of an arm of standard care.
    [[nodiscard]] const StandardCare& standard_of(std::size_t arm) const {
        return standards[arm - plain_arm_count];
    }

    /// Of an arm of a way.
    [[nodiscard]] const ComparedWay& way_of(std::size_t arm) const {
        return ways[arm - first_way()];
    }

  private:
    /// The first visit on a day or after it, or the last one.
    [[nodiscard]] std::size_t time_from(double day) const;
};

/// A value over worlds: each world's mean over people.
struct Band {
    double median = 0.0;
    double p05 = 0.0;
    double p95 = 0.0;
};

/// One arm at one visit.
struct ArmVisit {
    std::vector<Band> markers;             ///< of the treated skin, by `outcome::all_markers`
    std::vector<Band> markers_over_dummy;  ///< difference
    std::vector<Band> readings;            ///< of the person, by `ComparisonAnswer::readings`
    std::vector<Band> readings_over_dummy;
    double person_p10 = 0.0;  ///< EASI change (treated skin, percent) of the 10 % and 90 % person
    double person_p90 = 0.0;  ///< in the median world
};

/// Shares of the worlds in which treated skin is lighter or heavier than under the dummy treatment
/// by a percent of own EASI or more, and the rest.
struct WorldShares {
    double lighter = 0.0;
    double same = 0.0;
    double heavier = 0.0;
};

/// How many worlds a picture shows of an arm, one for each equal share of them.
inline constexpr std::size_t shown_worlds = 20;

struct ArmAnswer {
    std::string name;
    std::vector<ArmVisit> visits;  ///< day 0 first
    /// EASI of treated skin at the clock, by world: the middles of `shown_worlds` equal shares.
    std::vector<double> easi_at_clock;
    /// EASI of the whole person at the clock, by world: the same world has the same place in every
    /// arm.
    std::vector<double> person_easi_by_world;
    double mean_easi_over_dummy = 0.0;  ///< of treated skin at the clock, mean of worlds
    std::size_t course_end = 0;         ///< the visit at which the way is judged; else the last
    WorldShares shares_at_clock;
    WorldShares shares_at_end;             ///< at `course_end`
    double noticeable_benefit_frac = 0.0;  ///< share of worlds, at `course_end`
    double half_effect_day = 0.0;          ///< when half of that visit's median effect is there
    double highest_rise = 0.0;             ///< of EASI on treated skin over dummy, median world
    double cargo_per_cell = 0.0;         ///< greatest acting cargo of skin cells; median of worlds
    double immune_cargo_per_cell = 0.0;  ///< the same of immune cells of the body
    double reached_label_frac = 0.0;     ///< of the label, to living skin; median over worlds
};

/// What knowing one number would be worth: the share of the variance between worlds that goes with
/// it, and the band left without it; and what the effect is where the number is low and high.
struct KnowledgeValue {
    std::string name;
    double variance_frac = 0.0;
    double narrowing_frac = 0.0;  ///< of the band's width, if it were known
    /// EASI of treated skin over the dummy at the clock, mean of the third of worlds in which the
    /// number is lowest, and highest; of a yes or no, of those without and with it. Missing where
    /// there is no such world.
    std::optional<double> easi_where_low{};
    std::optional<double> easi_where_high{};
};

/// Shapley values of the effect over dummy when the course ends (percent of baseline EASI,
/// treated skin): what each claim and the needle itself carry. They add up to the effect.
struct Attribution {
    std::array<double, 3> claims{};
    double needle = 0.0;
};

struct ComparisonAnswer {
    std::vector<Reading> readings;  ///< what is read of every arm beside markers
    std::vector<ArmAnswer> arms;    ///< none where nobody is like the person
    LikenessReport likeness{};
    std::vector<std::vector<KnowledgeValue>> knowledge;  ///< by way, largest first
    std::vector<Attribution> attribution;                ///< by way; empty where not asked for
    std::size_t patients = 0;
    std::size_t worlds = 0;
    std::size_t failed_items = 0;
    double baseline_easi = 0.0;  ///< mean at day 0
    double start_itch = 0.0;
    simulation::SolverWork work;
    bool is_complete = true;

    /// The place of a reading. Asking for one that there is not is a bug of ours.
    [[nodiscard]] std::size_t reading(std::string_view name) const;
};

/// Runs the study. The answer does not depend on the number of threads. Progress counts
/// worlds; each is a piece of the finished work (kind "world", of its number).
/// Throws InputError when too few patients lie in the band of baseline EASI.
[[nodiscard]] ComparisonAnswer run_comparison(const ComparisonDesign& design,
                                              const catalogue::VesicleCatalogue& vesicles,
                                              const population::PatientSource& patients,
                                              const RunControl& control);

}  // namespace vesikin::study
