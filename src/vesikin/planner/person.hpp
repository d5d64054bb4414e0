// A person who is planned for, or whom ways are compared for: answers to questions, and what of
// them the study needs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "vesikin/planner/question.hpp"
#include "vesikin/study/sex_choice.hpp"

namespace vesikin::planner {

/// What the study draws virtual people by; what is not said stays wide.
struct PersonProfile {
    bool is_calm = false;
    double baseline_easi_min = 0.0;
    double baseline_easi_max = 72.0;
    std::string target = "face";
    study::SexChoice sex = study::SexChoice::both;
    std::optional<double> age_year{};  ///< of the band said, the youngest
    std::optional<double> weight_kg{};
};

struct Person {
    std::map<std::string, Answer, std::less<>> answers;  ///< by question; only what was said

    /// nullptr where nothing was said.
    [[nodiscard]] const Answer* said(std::string_view question) const;

    /// Whether that choice was made; false where nothing was said.
    [[nodiscard]] bool chose(std::string_view question, std::string_view choice) const;

    /// The number said, or nothing.
    [[nodiscard]] std::optional<double> number(std::string_view question) const;

    [[nodiscard]] PersonProfile profile() const;
};

}  // namespace vesikin::planner
