#include "vesikin/disease/fields.hpp"
#include "vesikin/outcome/outcome.hpp"

namespace vesikin::outcome {

Outcome state_level(const catalogue::StateDescription& state, std::size_t index) {
    const auto& field = disease::state_fields[index];
    // Levels spread over decades between people; a bin a hundredth of the value wide keeps
    // quantiles within half a percent.
    const Binning binning = field.upper < disease::unbounded
                                ? Binning{Binning::Scale::linear, field.lower, field.upper, 2000}
                                : Binning{Binning::Scale::logarithmic, 1e-6, 1e6, 2764};
    const auto member = field.member;
    return {
        .name = state.name,
        .label = state.label,
        .unit = state.unit == "1" ? "" : state.unit,
        .meaning = state.meaning,
        .kind = OutcomeKind::continuous,
        .binning = binning,
        .lowest = field.lower,
        .highest = field.upper,
        .sampled = [member](const auto&, const auto& at_visit) { return at_visit.state.*member; },
        .expected = {},
        .visit_variance = {}};
}

}  // namespace vesikin::outcome
