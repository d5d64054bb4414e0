#include "vesikin/catalogue/vesicle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vesikin::catalogue {

double WorldSpread::at_normal(double z) const {
    const double share = 0.5 * std::erfc(-z / std::numbers::sqrt2);
    switch (kind) {
        case Kind::fixed:
            return middle;
        case Kind::log_normal:
            return std::min(upper, middle * std::exp(std::log(gsd) * z));
        case Kind::uniform:
            return low + (high - low) * share;
        case Kind::triangular: {
            const double width = high - low;
            if (width <= 0.0) {
                return middle;
            }
            const double peak = (middle - low) / width;
            return share < peak ? low + std::sqrt(share * width * (middle - low))
                                : high - std::sqrt((1.0 - share) * width * (high - middle));
        }
    }
    return middle;
}

VesicleWorld make_world(const std::array<double, vesicle_unknown_count>& values, bool has_effect) {
    VesicleWorld world;
    std::size_t next = 0;
    for (const auto& field : disease::vesicle_action_fields) {
        world.action.*field.member = values[next++];
    }
    for (const auto& field : vesicle_link_fields) {
        world.link.*field.member = values[next++];
    }
    world.has_effect = has_effect;
    const double kept = has_effect ? world.link.translation : 0.0;
    auto& a = world.action;
    for (double* gain : {&a.nfkb_inhibition, &a.il10_gain, &a.tgfb_gain, &a.treg_gain, &a.th2_brake,
                         &a.m2_gain, &a.ceramide_gain}) {
        *gain *= kept;
    }
    return world;
}

disease::VesicleAction<double> neutral_action() {
    disease::VesicleAction<double> action{};
    action.half_effect_cargo = action.hill = action.treg_half_pathogens = 1.0;
    action.tnf_turnover = action.il1b_turnover = action.il23_turnover = 1.0;
    action.il10_turnover = action.tgfb_turnover = action.treg_turnover = 1.0;
    action.m2_turnover = action.ceramide_turnover = 1.0;
    return action;
}

disease::VesicleAction<double> with_claims(disease::VesicleAction<double> action,
                                           const ClaimSwitches& claims) {
    if (!claims.anti_inflammatory) {
        action.nfkb_inhibition = action.il10_gain = action.tgfb_gain = 0.0;
    }
    if (!claims.immune) {
        action.treg_gain = action.th2_brake = 0.0;
    }
    if (!claims.repair) {
        action.m2_gain = action.ceramide_gain = 0.0;
    }
    return action;
}

VesicleWorld VesicleCatalogue::median_world() const {
    std::array<double, vesicle_unknown_count> values{};
    for (std::size_t i = 0; i < unknowns.size(); ++i) {
        values[i] = unknowns[i].spread.median();
    }
    return make_world(values, true);
}

}  // namespace vesikin::catalogue
