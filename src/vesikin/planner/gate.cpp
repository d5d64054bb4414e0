#include "vesikin/planner/gate.hpp"

#include <algorithm>

namespace vesikin::planner {

namespace {

bool is_among(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_true(const GateClause& clause, const Answer& answer, const Option& option) {
    if (clause.is_below_age) {
        return answer.number && *answer.number < option.age_min_year;
    }
    if (!clause.any_name.empty()) {
        return std::ranges::any_of(answer.responses, [&](const auto& response) {
            return is_among(clause.any_name, response.first);
        });
    }
    return std::ranges::any_of(
               answer.chosen,
               [&](const auto& choice) { return is_among(clause.any_of, choice); }) ||
           std::ranges::any_of(answer.responses, [&](const auto& response) {
               return is_among(clause.any_of, response.second);
           });
}

}  // namespace

GateState judge(const Gate& gate, const Person& person, const Option& option) {
    if (!option.has_all(gate.tags)) {
        return GateState::no;
    }
    GateState state = GateState::yes;
    for (const GateClause& clause : gate.when) {
        const Answer* answer = person.said(clause.question);
        if (answer == nullptr) {
            state = GateState::open;
        } else if (!is_true(clause, *answer, option)) {
            return GateState::no;
        }
    }
    return state;
}

}  // namespace vesikin::planner
