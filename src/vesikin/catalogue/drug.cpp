#include "vesikin/catalogue/drug.hpp"

#include <algorithm>
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

void combine_at_dose(disease::Effects<double>& joint, const DrugActionDescription& action,
                     double dose) {
    combine(joint, action.targets, dose / (action.half_effect + dose));
}

disease::Effects<double> combined_effects(std::span<const Drug* const> drugs) {
    disease::Effects<double> joint{};
    for (const Drug* drug : drugs) {
        combine(joint, drug->effects);
    }
    return joint;
}

namespace {

constexpr double costed_days = 28.0;

/// Whole units per dose: what is left in an opened pen is not given to anyone.
double units_of(double dose, double per_unit) {
    return std::ceil(dose / per_unit - 1e-9);
}

/// Units beyond those of ordinary doses that loading takes within the days costed.
double loading_units(const Regimen& regimen, double per_unit) {
    double units = 0.0;
    for (std::size_t i = 0; i < regimen.loading.size(); ++i) {
        if (static_cast<double>(i) * regimen.interval_day < costed_days) {
            units += units_of(regimen.loading[i], per_unit) - units_of(regimen.dose, per_unit);
        }
    }
    return units;
}

}  // namespace

const Regimen* Drug::regimen(std::string_view wanted) const {
    const auto found = std::ranges::find(regimens, wanted, &Regimen::name);
    return found == regimens.end() ? nullptr : &*found;
}

const Regimen* usual_regimen(const Drug& drug, double age_year, double weight_kg) {
    const auto found = std::ranges::find_if(
        drug.regimens, [&](const Regimen& regimen) { return regimen.is_for(age_year, weight_kg); });
    return found == drug.regimens.end() ? nullptr : &*found;
}

std::optional<double> cost_of_28_days_jpy(const Drug& drug, const Regimen& regimen,
                                          double copayment_frac, bool with_loading) {
    if (!drug.price) {
        return std::nullopt;
    }
    const double per_unit = drug.price->amount_per_unit;
    double units = drug.grams_per_day * costed_days / per_unit;
    if (drug.kind != DrugKind::topical) {
        units = units_of(regimen.dose, per_unit) * costed_days / regimen.interval_day +
                (with_loading ? loading_units(regimen, per_unit) : 0.0);
    }
    return units * drug.price->jpy_per_unit * copayment_frac;
}

}  // namespace vesikin::catalogue
