// What the writers of a plan's screen and of what stands below it share.
#pragma once

#include <string>
#include <vector>

#include "vesikin/format/plan_files.hpp"

namespace vesikin::format {

/// Names and sentences of one record in its language. Refers to the record.
class PlanWords {
  public:
    explicit PlanWords(const PlanRecord& record)
        : record_(record), t_(record.texts), language_(record.texts.language()) {}

  protected:
    /// What an option is called.
    [[nodiscard]] std::string label(const planner::PlannedOption& planned) const;

    /// Parts of a sentence, with the language's comma between them.
    [[nodiscard]] std::string joined(const std::vector<std::string>& parts) const;

    /// The drug that an option is; null for any other.
    [[nodiscard]] const catalogue::Drug* drug_of(const planner::Option& option) const;

    [[nodiscard]] std::string limit_text(std::size_t limit) const;

    /// That an option is beyond a limit, or beyond it at high prices.
    [[nodiscard]] std::string limit_line(const planner::PlannedOption& planned,
                                         std::size_t limit) const;

    const PlanRecord& record_;
    const Texts& t_;
    const std::string& language_;
};

/// Fills in what stands below the screen.
void add_blocks(const PlanRecord& record, PlanView& view);

}  // namespace vesikin::format
