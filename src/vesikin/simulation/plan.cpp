#include "vesikin/simulation/plan.hpp"

#include <algorithm>

#include "vesikin/base/slots.hpp"

namespace vesikin::simulation {

std::string_view stop_reason_name(StopReason reason) noexcept {
    switch (reason) {
        case StopReason::finished:
            return "finished";
        case StopReason::step_limit:
            return "step limit reached";
        case StopReason::step_underflow:
            return "step too small";
        case StopReason::non_finite:
            return "state not finite";
        case StopReason::not_physical:
            return "state outside its bounds";
        case StopReason::solver_failure:
            return "solver failure";
    }
    return "unknown";
}

bool Plan::has_response() const noexcept {
    return std::ranges::any_of(
        items, [](KineticsPath path) { return path != KineticsPath::core; }, &PlanItem::path);
}

bool Plan::is_drug_only(const PlanItem& item) const noexcept {
    const auto is_session = [](const DoseEvent& dose) { return dose.kind != DoseKind::drug; };
    const PersonalInput& input = inputs[item.input];
    const bool has_cargo =
        std::ranges::any_of(base::array_of(delivery::vesicle_amount_entries(input.session)),
                            [](double amount) { return amount != 0.0; });
    return std::ranges::none_of(courses[item.course].doses, is_session) ||
           (!input.marks.are_any() && !(has_cargo && actions[item.action].potency != 0.0));
}

void CourseBlock::reset(const Plan& plan) {
    visits_ = plan.visit_day.size();
    has_response_ = plan.has_response();
    const std::size_t places = plan.items.size() * visits_;
    states_.assign(places, {});
    responses_.assign(has_response_ ? places : 0, {});
    concentrations_.assign(has_response_ ? places : 0, 0.0);
    highest_easi_.assign(plan.items.size(), 0.0);
    stop_reason_.assign(plan.items.size(), StopReason::finished);
}

void CourseBlock::replace(std::size_t item, const CourseBlock& from, std::size_t other) {
    for (std::size_t visit = 0; visit < visits_; ++visit) {
        const std::size_t place = item * visits_ + visit;
        const Snapshot snapshot = from.at(other, visit);
        states_[place] = snapshot.state;
        if (has_response_) {
            responses_[place] = snapshot.response;
            concentrations_[place] = snapshot.concentration_mg_per_l;
        }
    }
    highest_easi_[item] = from.highest_easi_[other];
    stop_reason_[item] = from.stop_reason_[other];
}

CourseBlock::Places CourseBlock::places() noexcept {
    return {states_.data(), has_response_ ? responses_.data() : nullptr,
            has_response_ ? concentrations_.data() : nullptr, highest_easi_.data(),
            stop_reason_.data()};
}

}  // namespace vesikin::simulation
