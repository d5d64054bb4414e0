// What a person can give: money, visits, days of marks, pain. Which limits an option passes, and
// what giving more of one would open.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "vesikin/planner/option.hpp"
#include "vesikin/planner/person.hpp"

namespace vesikin::planner {

enum class Limit : unsigned char { budget_month, budget_all, visits, downtime, pain };
inline constexpr std::size_t limit_count = 5;
inline constexpr std::array<std::string_view, limit_count> limit_names{
    "budget_month", "budget_all", "visits", "downtime", "pain"};
/// The question that asks for each.
inline constexpr std::array<std::string_view, limit_count> limit_questions{
    "budget_month_jpy", "budget_all_jpy", "visits_per_month", "downtime_days", "pain_at_most"};

/// What an option asks for under a limit: `least` where prices are low, `most` where they are high.
/// Nothing where no price is known.
struct Need {
    double least = 0.0;
    double most = 0.0;
};

[[nodiscard]] std::optional<Need> need_of(const Option& option, Limit limit);

/// Within: whatever the price. Tight: at low prices only.
enum class Fit : unsigned char { within, tight, beyond };

/// By limit; within where the person named none.
[[nodiscard]] std::array<Fit, limit_count> fit_of(const Option& option, const Person& person);

[[nodiscard]] bool is_beyond(const std::array<Fit, limit_count>& fit);

/// A limit that alone keeps options out: raised to `to`, it lets in `options` (places in the list).
struct Relaxation {
    Limit limit = Limit::budget_month;
    double from = 0.0;
    double to = 0.0;
    std::vector<std::size_t> options;
};

/// For each limit, the least that lets in an option which fails it alone, and all that it then lets
/// in. `options`: those that no gate rules out.
[[nodiscard]] std::vector<Relaxation> relaxations(const std::vector<const Option*>& options,
                                                  const Person& person);

}  // namespace vesikin::planner
