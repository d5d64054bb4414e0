#include "vesikin/format/plan_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "vesikin/format/shown_number.hpp"

namespace vesikin::format {

using planner::Fit;
using planner::PlannedOption;

std::string PlanWords::label(const PlannedOption& planned) const {
    return option_label(record_, planned.option);
}

std::string PlanWords::joined(const std::vector<std::string>& parts) const {
    return fmt::format("{}", fmt::join(parts, t_("comma")));
}

const catalogue::Drug* PlanWords::drug_of(const planner::Option& option) const {
    return record_.comparison.design.model->find_drug(option.name);
}

std::string PlanWords::limit_text(std::size_t limit) const {
    return t_(fmt::format("limit_{}", planner::limit_names[limit]));
}

std::string PlanWords::limit_line(const PlannedOption& planned, std::size_t limit) const {
    const auto need = *planner::need_of(planned.option, static_cast<planner::Limit>(limit));
    const bool is_beyond = planned.fit[limit] == Fit::beyond;
    const auto shown = [](double value) {
        return value < 100.0 ? short_number(value) : with_commas(value);
    };
    return t_.fill(is_beyond ? "reason_limit" : "reason_tight",
                   {{"limit", limit_text(limit)},
                    {"need", shown(is_beyond ? need.least : need.most)},
                    {"given", shown(*record_.person.number(planner::limit_questions[limit]))}});
}

std::string option_label(const PlanRecord& record, const planner::Option& option) {
    if (option.arm != study::dummy_arm) {
        return arm_label(record.comparison, option.arm);
    }
    if (option.name == planner::unnamed_care) {
        return record.texts("care_goes_on");
    }
    const catalogue::Drug* drug = record.comparison.design.model->find_drug(option.name);
    return record.texts.fill("goes_on", {{"drug", drug->label.in(record.texts.language())}});
}

}  // namespace vesikin::format
