// Dosing as trial tables write it, "600 LD then 300 mg q2w sc", in numbers. A text is read whole or
// not at all: a word that is not understood, or could be read in two ways, is a reason.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/analysis/texts/regimen_words.hpp"

namespace vesikin::analysis {

enum class DoseUnit : unsigned char { unsaid, mg, mg_per_kg, mg_per_m2, percent };

/// What a text says; what it does not say stays empty.
struct RegimenText {
    std::string problem;  ///< why it cannot be read; then nothing else is valid
    std::optional<double> dose;
    DoseUnit unit = DoseUnit::unsaid;    ///< of all doses
    std::optional<double> loading;       ///< first dose
    std::vector<double> loading_day;     ///< when loading doses are given; empty = at the start
    std::optional<double> interval_day;  ///< 1 for daily, 0.5 for twice a day
    std::optional<int> count;            ///< doses in all, loading doses among them
    std::optional<double> last_day;      ///< no dose after it
    std::optional<double> lasting_day;   ///< no dose on it or after it
    std::vector<double> given_day;       ///< in place of an interval: days after the start
    std::optional<GivenBy> given;
    bool is_daily_total = false;  ///< the dose of a day, however it is divided
    bool is_once = false;
    bool is_withdrawn = false;
    bool has_choice = false;           ///< several doses named: the middle one is taken
    bool has_interval_choice = false;  ///< several intervals named: the last is taken
    bool has_month = false;            ///< a month is read as its words say

    [[nodiscard]] bool operator==(const RegimenText&) const = default;
};

/// The same doses on the same days, whatever was chosen from and however they are given.
[[nodiscard]] bool says_the_same(const RegimenText& one, const RegimenText& other);

/// `own_names`: how the text may call the drug itself.
[[nodiscard]] RegimenText read_regimen(std::string_view text, const RegimenWords& words,
                                       const std::vector<std::string>& own_names = {});

/// A dose in a free label such as "tacrolimus 0.03%" or "baricitinib 4": a number with a unit, or
/// right after one of the names. Nothing else of the label is read.
[[nodiscard]] RegimenText read_label_dose(std::string_view label, const RegimenWords& words,
                                          const std::vector<std::string>& own_names);

/// "mg", "mg/kg"
[[nodiscard]] std::string_view unit_name(DoseUnit unit);

/// In words that `read_regimen` reads as the same, but for how it is given and what was chosen.
[[nodiscard]] std::string regimen_in_words(const RegimenText& text);

}  // namespace vesikin::analysis
