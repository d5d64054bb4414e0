// A plan as a person, a spreadsheet or a program reads it.
#pragma once

#include <string>
#include <vector>

#include "vesikin/format/comparison_files.hpp"
#include "vesikin/planner/plan.hpp"

namespace vesikin::format {

/// Everything that the writers need. References outlive the call.
struct PlanRecord {
    const planner::PlanAnswer& plan;
    const planner::PlannerKnowledge& known;
    const planner::Person& person;
    const std::vector<double>& points;           ///< by criterion; empty where none were given
    const planner::Product* product;             ///< nullptr where none was named
    const std::vector<std::string>& calm_drugs;  ///< that keep a calm person calm
    ComparisonRecord comparison;                 ///< that it rests on
    const Texts& texts;
};

/// A label and what is said under it.
struct PlanLine {
    std::string label;
    std::string text;
};

/// A heading and lines.
struct PlanBlock {
    std::string heading;
    std::vector<PlanLine> lines;
};

/// The answer on one screen, and what stands below it. Texts are in the language of the record.
struct PlanView {
    std::string notice;
    std::string people;
    std::string headline;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;  ///< an option each, label first
    std::vector<std::string> notes;              ///< how to read it
    std::vector<std::string> fit;                ///< whether anything fits, and what would let it
    std::vector<std::string> priorities;
    PlanBlock reasons;     ///< by option
    PlanBlock alike;       ///< how what was seen before chose the virtual people; may be empty
    PlanBlock advice;      ///< how the clinics' article says to choose, and what is calculated
    PlanBlock change;      ///< what would change the answer
    PlanBlock unsaid;      ///< questions without an answer
    PlanBlock product;     ///< empty where none was named
    PlanBlock disclosure;  ///< of every way of giving vesicles
};

[[nodiscard]] PlanView plan_view(const PlanRecord& record);

/// What an option is called in the language of the texts.
[[nodiscard]] std::string option_label(const PlanRecord& record, const planner::Option& option);

/// Tidy: option, quantity, unit, middle, low, high.
[[nodiscard]] std::string plan_csv(const PlanRecord& record);

/// The answer, as docs/api/plan.answer.schema.json has it.
[[nodiscard]] std::string plan_json(const PlanRecord& record);

}  // namespace vesikin::format
