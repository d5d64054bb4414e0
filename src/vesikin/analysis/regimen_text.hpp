// Dosing as trial tables write it, "600 LD then 300 mg q2w sc", in numbers.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace vesikin::analysis {

/// What a text says; what it does not say stays empty.
struct RegimenText {
    std::optional<double> dose;          ///< mg, or mg per kg
    std::optional<double> loading;       ///< first dose
    std::vector<double> loading_week;    ///< when loading doses are given; empty = at the start
    std::optional<double> interval_day;  ///< 1 for daily
    std::optional<double> strength_percent;
    std::optional<int> count;         ///< doses in all
    std::optional<double> last_week;  ///< no dose after it
    std::vector<double> given_day;    ///< days named one by one
    bool is_per_kg = false;
    bool is_once = false;
    bool is_withdrawn = false;
    bool has_choice = false;  ///< several doses named: the middle one is taken
};

[[nodiscard]] RegimenText read_regimen(std::string_view text);

}  // namespace vesikin::analysis
