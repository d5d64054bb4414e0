#include "vesikin/catalogue/body.hpp"

#include <algorithm>

namespace vesikin::catalogue {

const BodySite* Body::find_site(std::string_view name) const noexcept {
    const auto found = std::ranges::find(sites, name, &BodySite::name);
    return found == sites.end() ? nullptr : &*found;
}

SiteSplit split_body(const Body& body, const BodySite& site, double treated_cm2) {
    SiteSplit split;
    split.treated_surface_frac = std::min(1.0, treated_cm2 / body.surface_cm2);
    const BodyRegion& region = body.regions[site.region];
    const double region_cm2 = region.surface_frac * body.surface_cm2;
    // A site larger than its region is the whole body.
    split.treated_easi_weight = treated_cm2 > region_cm2 * 1.001
                                    ? split.treated_surface_frac
                                    : region.easi_weight * treated_cm2 / region_cm2;
    return split;
}

}  // namespace vesikin::catalogue
