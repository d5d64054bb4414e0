// What a person could do: standard care, nothing, a way of giving vesicles; what it asks of them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vesikin::planner {

enum class OptionKind : unsigned char { standard, nothing, way };
inline constexpr std::array<std::string_view, 3> option_kind_names{"standard_care", "nothing",
                                                                   "way"};

/// What a gate may ask of an option.
inline constexpr std::array<std::string_view, 15> option_tags{
    "antibody", "drug",         "failed_before", "leaves_regions",
    "local",    "needle",       "no_needle",     "not_on_active_skin",
    "oral",     "pierces_skin", "stops_care",    "topical",
    "vein",     "vesicle",      "whole_body"};

/// JPY, as prices range.
struct Money {
    double lowest = 0.0;
    double typical = 0.0;
    double highest = 0.0;

    [[nodiscard]] Money times(double factor) const {
        return {factor * lowest, factor * typical, factor * highest};
    }
};

/// Nothing where one of them is not known.
[[nodiscard]] std::optional<Money> sum_of(const std::optional<Money>& one,
                                          const std::optional<Money>& other);

struct Option {
    std::string name;
    OptionKind kind = OptionKind::nothing;
    std::size_t arm = 0;  ///< of the comparison
    std::set<std::string, std::less<>> tags;
    double age_min_year = 0.0;  ///< from which a drug is approved
    /// What the person pays over the plan, of insured care and by themselves; nothing where a price
    /// is not known.
    std::optional<Money> insured{Money{}};
    std::optional<Money> self_pay{Money{}};
    /// The same in the dearest 28 days, both together.
    std::optional<Money> month{Money{}};
    double visits = 0.0;        ///< over the plan
    double visits_month = 0.0;  ///< in the fullest 28 days
    double downtime_day = 0.0;  ///< after one session
    double pain = 0.0;          ///< of one session, 0 to 10
    double burden_day = 0.0;    ///< days taken over the plan, by visits and marks

    /// Insured and self-pay together, for limits and weights only; nothing where one is not known.
    [[nodiscard]] std::optional<Money> all_costs() const;

    [[nodiscard]] bool has_all(const std::vector<std::string>& wanted) const;
};

}  // namespace vesikin::planner
