// What a person is asked, and what a person said. Questions are data; an answer that is missing or
// withheld is no answer, and nothing is filled in for it.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/label.hpp"

namespace vesikin::planner {

/// How a question is answered.
enum class QuestionKind : unsigned char {
    choice,     ///< one of the choices
    set,        ///< some of the choices
    number,     ///< a number in the unit of the question
    band,       ///< from one number to another
    shares,     ///< a number for some of the choices
    responses,  ///< one of the choices for some of the names
};
inline constexpr std::array<std::string_view, 6> question_kind_names{
    "choice", "set", "number", "band", "shares", "responses"};

/// What an answer is used for.
inline constexpr std::array<std::string_view, 6> question_uses{"people", "care",    "gates",
                                                               "limits", "weights", "costs"};

struct Choice {
    std::string id;
    catalogue::Label label;
    std::optional<double> value{};  ///< in the unit of the question
};

/// From a number to another, ends included.
struct NumberRange {
    double lowest = 0.0;
    double highest = 0.0;

    [[nodiscard]] bool holds(double value) const { return lowest <= value && value <= highest; }
};

struct Question {
    std::string id;
    QuestionKind kind = QuestionKind::choice;
    int since_schema = 2;  ///< the version of person files that has it first
    catalogue::Label text;
    catalogue::Label why;               ///< it is asked
    std::string unit;                   ///< of numbers; "1" where they have none
    NumberRange hard;                   ///< outside it an answer is refused,
    std::optional<NumberRange> soft{};  ///< outside this one it is taken and questioned
    std::vector<std::string> feeds;     ///< of `question_uses`
    std::vector<Choice> choices;
    std::vector<std::string> names{};  ///< that responses may be about

    /// nullptr where there is no such choice.
    [[nodiscard]] const Choice* choice(std::string_view wanted) const {
        const auto found = std::ranges::find(choices, wanted, &Choice::id);
        return found == choices.end() ? nullptr : &*found;
    }
};

/// What stands in a file for "I prefer not to say".
inline constexpr std::string_view withheld = "prefer_not_to_say";

/// What was said to one question, by its kind.
struct Answer {
    std::vector<std::string> chosen;  ///< of choice and set
    std::optional<double> number;     ///< of number, and of a choice that has a value
    NumberRange band;                 ///< of band
    std::map<std::string, double> shares;
    std::map<std::string, std::string> responses;  ///< the choice by name
    bool is_questioned = false;                    ///< a number outside the soft range
};

}  // namespace vesikin::planner
