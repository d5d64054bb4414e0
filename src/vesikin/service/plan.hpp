// Use case: what one person could do, gated, held against what the person can give, and ranked, on
// the comparison of ways for people like that one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "vesikin/format/plan_files.hpp"
#include "vesikin/planner/plan.hpp"
#include "vesikin/service/compare.hpp"

namespace vesikin::service {

struct PlanRequest {
    std::vector<std::string> command_words;  ///< that ask the same again
    Given<planner::Person> person;
    std::optional<Given<planner::OwnCourse>> own_course{};
    /// Points by criterion; one that is not named has none. Empty: as the person's goals say.
    std::vector<std::pair<std::string, double>> weights;
    std::optional<std::string> product;
    std::size_t patients = 100;
    std::size_t worlds = 50;
    std::size_t delivery_people = 10;
    std::uint64_t seed = 1;
    std::string language = "en";
    study::RunControl control;
};

/// Refers to the knowledge; members refer to each other, so it stays where it was made.
struct PlanAnswer {
    const planner::PlannerKnowledge& known;
    const std::vector<std::string>& calm_drugs;
    planner::Person person;
    std::vector<double> points;  ///< by criterion
    format::Texts texts;
    const planner::Product* product = nullptr;
    std::unique_ptr<CompareAnswer> comparison{};
    /// Without options where the comparison was stopped before two worlds, or where nobody is like
    /// the person.
    planner::PlanAnswer plan{};

    /// Whether there is anything to show: a plan, or that nobody is like the person.
    [[nodiscard]] bool has_answer() const {
        return !plan.options.empty() || !comparison->answer.likeness.fits;
    }

    [[nodiscard]] format::PlanRecord record() const;
};

/// Throws InputError for what is not known or not allowed.
[[nodiscard]] std::unique_ptr<PlanAnswer> plan(const Knowledge& knowledge,
                                               const PlanRequest& request);

}  // namespace vesikin::service
