#include "vesikin/catalogue/drug.hpp"

#include "vesikin/disease/fields.hpp"

namespace vesikin::catalogue {

disease::Effects<double> combined_effects(std::span<const Drug* const> drugs) {
    disease::Effects<double> joint{};
    for (const Drug* drug : drugs) {
        for (const DrugEffect& effect : drug->effects) {
            double& entry = joint.*disease::effect_fields[effect.field].member;
            const double size = effect.size * effect.access;
            entry = effect.kind == DrugEffect::Kind::block ? 1.0 - (1.0 - entry) * (1.0 - size)
                                                           : entry + size;
        }
    }
    return joint;
}

}  // namespace vesikin::catalogue
