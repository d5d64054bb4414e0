// A plan: the arms of a comparison as what one person could do, gated, held against what the person
// can give, and ranked. Nothing is simulated or read off again here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/planner/gate.hpp"
#include "vesikin/planner/limits.hpp"
#include "vesikin/planner/option.hpp"
#include "vesikin/planner/own_course.hpp"
#include "vesikin/planner/person.hpp"
#include "vesikin/planner/product.hpp"
#include "vesikin/planner/question.hpp"
#include "vesikin/planner/smaa.hpp"
#include "vesikin/study/comparison.hpp"

namespace vesikin::planner {

struct PlannerSettings {
    double visit_takes_day = 0.0;
    double care_visit_every_day = 28.0;
    Money copayment_frac;  ///< where the person did not say it
    std::size_t weight_draws = 10'000;
    double points_off_frac = 0.0;
    double benefit_in_worlds_frac = 0.5;  ///< below it an option counts as one without benefit
};

/// The option of going on with care that was not named.
inline constexpr std::string_view unnamed_care = "current_care";

/// All that is known beside the models.
struct PlannerKnowledge {
    std::vector<Question> questions;  ///< in the order of asking
    std::vector<Gate> gates;
    std::vector<Product> products;  ///< sorted by name
    PlannerSettings settings;
    LikenessSettings likeness;
};

/// What options are ranked by; in each, less is better: EASI, JPY, days.
inline constexpr std::array<std::string_view, 3> criterion_names{"benefit", "cost", "burden"};

/// Members refer to what outlives the call.
struct PlanQuestion {
    const Person& person;
    const PlannerKnowledge& known;
    const study::ComparisonDesign& design;
    const study::ComparisonAnswer& answer;
    std::optional<std::string> current_drug;  ///< goes on beside every way, and is paid for
    bool keeps_care = false;     ///< something goes on in every arm but nothing, named or not
    std::vector<double> points;  ///< by criterion; empty where none were given
    std::uint64_t seed = 1;
};

struct PlannedOption {
    Option option;
    std::vector<GateState> gates;  ///< by gate
    std::array<Fit, limit_count> fit{};
    bool is_possible = true;             ///< no gate rules it out
    std::optional<std::size_t> place{};  ///< among the ranked options
    bool is_on_front = false;
};

/// What can be said of an option in a word: the first of these that holds.
enum class OptionStatus : unsigned char {
    no,       ///< a gate rules it out
    over,     ///< it asks for more than the person can give
    ask,      ///< a gate asks for care
    unknown,  ///< nothing rules it out, and nobody knows enough
    yes,
};
inline constexpr std::array<std::string_view, 5> option_status_names{"no", "over", "ask", "unknown",
                                                                     "yes"};

/// `gates` are those that the option was judged by.
[[nodiscard]] OptionStatus status_of(const PlannedOption& planned, const std::vector<Gate>& gates);

struct PlanAnswer {
    std::vector<PlannedOption> options;  ///< standard care, nothing, ways
    std::vector<std::size_t> ranked;     ///< options that are possible and within limits
    SmaaAnswer ranks;                    ///< of those, in that order
    /// The ranked option that comes first most often; and whether it has no benefit, which a sum of
    /// values can put there.
    std::size_t first = 0;
    bool first_has_no_benefit = false;
    bool has_fitting_way = false;
    std::vector<Relaxation> relaxations;  ///< options as places in `options`
    /// Where no way fits and no single limit is why: the possible way that goes over fewest.
    std::optional<std::size_t> nearest{};
    std::vector<std::string> unsaid;      ///< questions without an answer
    std::vector<std::string> questioned;  ///< with an answer outside the soft range
    double plan_day = 0.0;                ///< how long the plan is
};

[[nodiscard]] PlanAnswer make_plan(const PlanQuestion& question);

}  // namespace vesikin::planner
