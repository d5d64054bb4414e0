// What a dosing text says of one dose, and how the doses of a text make a regimen.
#pragma once

#include <optional>
#include <vector>

#include "vesikin/analysis/texts/regimen_text.hpp"

namespace vesikin::analysis {

/// One dose of a text and what is said of it.
struct RegimenClause {
    std::optional<double> dose;
    DoseUnit unit = DoseUnit::unsaid;
    std::optional<double> interval_day;
    std::vector<double> after_day;  ///< named weeks, as days after the start
    std::vector<double>
        day_number;  ///< named days: the first is day 1, or day 0 where one is named
    std::optional<double> start_day;
    std::optional<int> count;
    std::optional<double> last_day;
    std::optional<double> lasting_day;
    bool is_loading = false;
    bool is_before_then = false;
    bool is_once = false;
    bool is_daily_total = false;
    bool has_choice = false;
    bool has_interval_choice = false;

    [[nodiscard]] bool is_empty() const { return *this == RegimenClause{}; }

    [[nodiscard]] bool operator==(const RegimenClause&) const = default;
};

/// The regimen of the clauses, or the problem with them.
[[nodiscard]] RegimenText join_clauses(std::vector<RegimenClause> clauses);

}  // namespace vesikin::analysis
