// Ways of giving vesicles compared for people like one person: patients x worlds x arms, over the
// dummy treatment. What differs between people and what nobody knows stay apart.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vesikin/base/progress.hpp"
#include "vesikin/catalogue/trial_layer.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/outcome/markers.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/delivery_course.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/study/clinical_arm.hpp"

namespace vesikin::study {

/// What happens before day 0.
struct Background {
    double lead_in_day = 0.0;            ///< 0 = from the untreated state
    disease::Effects<double> lead_in{};  ///< constant effects until day 0
};

/// The disease model and the care beside the sessions as one world has them: what calibration left
/// open differs between worlds.
struct CareWorld {
    std::optional<catalogue::TrialLayer> layer;  ///< of a model that has one
    disease::ClinicalParameters<double> clinical;
    disease::DrugAction<double> drug_action{};  ///< of `ComparisonDesign::drug`
    disease::Effects<double> kept{};            ///< constant effects from day 0 on
};

/// One way with its sessions. `plan` outlives the study.
struct ComparedWay {
    const simulation::DeliveryPlan* plan = nullptr;
    std::size_t sessions = 1;
    double interval_day = 7.0;
    double treated_weight = 1.0;  ///< of EASI, 0..1; 1 where all skin is reached

    [[nodiscard]] double last_session_day() const {
        return static_cast<double>(sessions - 1) * interval_day;
    }

    /// Days from the latest session to a day.
    [[nodiscard]] double since_session_day(double day) const {
        return day - std::min(std::floor(day / interval_day) * interval_day, last_session_day());
    }
};

struct ComparisonDesign {
    std::uint64_t seed = 1;
    std::size_t patients = 200;
    std::size_t worlds = 100;
    std::size_t delivery_people = 20;  ///< drawn per world and shared by the patients in turn
    double baseline_easi_min = 0.0;
    double baseline_easi_max = 72.0;
    double start_easi_max = 72.0;      ///< at day 0, after a lead-in
    double participation_frac = 0.25;  ///< share of what taking part does in a trial
    Background background;
    CareWorld typical;                      ///< with the best values
    std::vector<CareWorld> drawn;           ///< by world; empty = every world is the typical one
    const catalogue::Drug* drug = nullptr;  ///< with kinetics, given beside the sessions
    CareCourse care;                        ///< its doses from day 0 on, in every arm but untreated
    std::vector<double> visit_day;
    std::vector<ComparedWay> ways;
    catalogue::ClaimSwitches claims;
    outcome::WaterLoss water_loss;
    double noticeable_frac = 0.1;   ///< of baseline EASI: what a person would notice
    double flare_easi_rise = 2.0;   ///< points above the same person's dummy course, and
    double flare_easi_above = 7.0;  ///< an EASI above this one: together a flare,
    double flare_after_day = 3.0;   ///< when it is there this long after a session
    double after_course_day = 7.0;  ///< how long after its last session a way is judged

    /// The participation effect as a share of the published one, k3.
    [[nodiscard]] double participation(const CareWorld& world) const {
        return participation_frac * (world.layer ? world.layer->participation : 1.0);
    }

    /// Whether it is a flare at a day: not in the first days after a session, when the wound itself
    /// counts as lost barrier.
    [[nodiscard]] bool is_flare(double easi, double dummy_easi, double since_session_day) const {
        return easi > flare_easi_above && easi > dummy_easi + flare_easi_rise &&
               since_session_day >= flare_after_day;
    }

    /// The time (0 = day 0, then visits) at which a way is judged: the first visit that long after
    /// its last session, or the last one.
    [[nodiscard]] std::size_t course_end(const ComparedWay& way) const;
};

/// What is read off, per arm and visit.
enum class Reading : unsigned char {
    easi_change_person,   ///< percent of baseline, all skin
    easi_change_treated,  ///< percent of baseline, treated skin
    easi_50,              ///< shares of people, all skin
    easi_75,
    noticeable,  ///< share of people whose treated skin is noticeably below dummy
    flare,       ///< share of people who flared by now
};
inline constexpr std::size_t reading_count = 6;
inline constexpr std::array<std::string_view, reading_count> reading_names{
    "easi_change_person", "easi_change_treated", "easi_50", "easi_75", "noticeable", "flare"};

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
    std::array<Band, reading_count> readings{};
    std::array<Band, reading_count> readings_over_dummy{};
    double person_p10 = 0.0;  ///< EASI change (treated skin, percent) of the 10 % and 90 % person
    double person_p90 = 0.0;  ///< in the median world
};

/// The arms without vesicles, which come first; then one per way.
enum class PlainArm : unsigned char { untreated, dummy };
inline constexpr std::size_t plain_arm_count = 2;
inline constexpr std::array<std::string_view, plain_arm_count> plain_arm_names{"untreated",
                                                                               "dummy"};

struct ArmAnswer {
    std::string name;
    std::vector<ArmVisit> visits;   ///< day 0 first
    std::size_t course_end = 0;     ///< the visit at which the way is judged; else the last
    double any_benefit_frac = 0.0;  ///< share of worlds, at `course_end`
    double noticeable_benefit_frac = 0.0;
    double harm_frac = 0.0;
    double half_effect_day = 0.0;        ///< when half of that visit's median effect is there
    double highest_rise = 0.0;           ///< of EASI on treated skin over dummy, median world
    double cargo_per_cell = 0.0;         ///< greatest acting cargo of skin cells; median of worlds
    double immune_cargo_per_cell = 0.0;  ///< the same of immune cells of the body
    double reached_label_frac = 0.0;     ///< of the label, to living skin; median over worlds
};

/// What knowing one number would be worth: the share of the variance between worlds that goes with
/// it, and the band left without it.
struct KnowledgeValue {
    std::string name;
    double variance_frac = 0.0;
    double narrowing_frac = 0.0;  ///< of the band's width, if it were known
};

/// Shapley values of the effect over dummy when the course ends (percent of baseline EASI,
/// treated skin): what each claim and the needle itself carry. They add up to the effect.
struct Attribution {
    std::array<double, 3> claims{};
    double needle = 0.0;
};

struct ComparisonAnswer {
    std::vector<ArmAnswer> arms;
    std::vector<std::vector<KnowledgeValue>> knowledge;  ///< by way, largest first
    std::vector<Attribution> attribution;                ///< by way
    std::size_t patients = 0;
    std::size_t worlds = 0;
    std::size_t failed_items = 0;
    double baseline_easi = 0.0;  ///< mean at day 0
    double start_itch = 0.0;
    simulation::SolverWork work;
    bool is_complete = true;
};

/// How to compute it.
struct ComparisonOptions {
    std::string solver = "batched";
    simulation::SolverSettings solver_settings;
    unsigned threads = 1;
    const base::CancellationFlag* cancel = nullptr;
    base::ProgressCallback on_progress;  ///< worlds done; may be empty
};

/// Runs the study. The answer does not depend on the number of threads. Throws InputError when too
/// few patients lie in the band of baseline EASI.
[[nodiscard]] ComparisonAnswer run_comparison(const ComparisonDesign& design,
                                              const catalogue::VesicleCatalogue& vesicles,
                                              const population::PatientSource& patients,
                                              const ComparisonOptions& options);

}  // namespace vesikin::study
