#include "vesikin/delivery/infusion.hpp"

#include <algorithm>

#include "vesikin/delivery/repeat_clearance.hpp"

namespace vesikin::delivery {

Placement Infusion::place(const Session& /*session*/, const Settings& /*settings*/,
                          const Parameters& /*parameters*/, const Skin& /*skin*/) {
    Placement placement;
    placement.plasma_frac = 1.0;
    return placement;
}

PlasmaRates infusion_rates(const InfusionSettings& settings, const InfusionParameters& p) {
    const double times = repeat_clearance(p.repeat_clearance_ratio, p.repeat_gain_per_session,
                                          settings.dose_number - 1.0);
    return plasma_rates({.central_volume_ml = p.central_volume_ml,
                         .clearance_ml_per_day = p.clearance_ml_per_day * times,
                         .fast_half_life_day = p.fast_half_life_day,
                         .slow_half_life_day = p.slow_half_life_day});
}

OrganShares organ_shares(const InfusionParameters& p, double inflamed_frac) {
    OrganShares shares;
    shares.liver = p.liver_frac;
    shares.spleen = p.spleen_frac;
    shares.lung = p.lung_frac;
    shares.skin = p.skin_frac * (1.0 + inflamed_frac * (p.inflammation_ratio - 1.0));
    const double sum = shares.liver + shares.spleen + shares.lung + shares.skin;
    const double scale = std::min(1.0, 1.0 / sum);
    shares.liver *= scale;
    shares.spleen *= scale;
    shares.lung *= scale;
    shares.skin *= scale;
    shares.rest = 1.0 - (shares.liver + shares.spleen + shares.lung + shares.skin);
    return shares;
}

}  // namespace vesikin::delivery
