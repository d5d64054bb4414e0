#include "vesikin/catalogue/drug.hpp"

#include <cmath>

#include "vesikin/disease/fields.hpp"

namespace vesikin::catalogue {

void combine(disease::Effects<double>& joint, std::span<const DrugEffect> effects, double share) {
    for (const DrugEffect& effect : effects) {
        double& entry = joint.*disease::effect_fields[effect.field].member;
        const double size = effect.size * effect.access * share;
        entry = effect.kind == DrugEffect::Kind::block ? 1.0 - (1.0 - entry) * (1.0 - size)
                                                       : entry + size;
    }
}

disease::Effects<double> combined_effects(std::span<const Drug* const> drugs) {
    disease::Effects<double> joint{};
    for (const Drug* drug : drugs) {
        combine(joint, drug->effects);
    }
    return joint;
}

std::optional<double> cost_of_28_days_jpy(const Drug& drug, const Regimen& regimen,
                                          double copayment_frac, bool with_loading) {
    constexpr double days = 28.0;
    if (!drug.price) {
        return std::nullopt;
    }
    const double per_unit = drug.price->amount_per_unit;
    double units = 0.0;
    if (drug.kind == DrugKind::topical) {
        units = drug.grams_per_day * days / per_unit;
    } else {
        // Whole units per dose: what is left in an opened pen is not given to anyone.
        const double per_dose = std::ceil(regimen.dose / per_unit - 1e-9);
        units = per_dose * days / regimen.interval_day;
        if (with_loading) {
            for (std::size_t i = 0; i < regimen.loading.size(); ++i) {
                if (static_cast<double>(i) * regimen.interval_day < days) {
                    units += std::ceil(regimen.loading[i] / per_unit - 1e-9) - per_dose;
                }
            }
        }
    }
    return units * drug.price->jpy_per_unit * copayment_frac;
}

}  // namespace vesikin::catalogue
