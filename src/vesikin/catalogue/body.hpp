// The body as data files describe it: regions, sites that a session can treat, layer thicknesses.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/label.hpp"
#include "vesikin/catalogue/provenance.hpp"
#include "vesikin/delivery/skin.hpp"

namespace vesikin::catalogue {

enum class Sex : unsigned char { female, male };
inline constexpr std::array<std::string_view, 2> sex_names{"female", "male"};

/// One of the four regions of EASI. Weights and shares add up to 1 over the regions.
struct BodyRegion {
    std::string name;
    std::string label;
    double easi_weight = 0.0;
    double surface_frac = 0.0;
    double involved_frac = 0.0;  ///< of the region's skin that is lesional in moderate disease
    Provenance provenance;
    Provenance involved_provenance;
};

/// A part of the skin that a session can treat.
struct BodySite {
    std::string name;
    Label label;
    std::size_t region = 0;
    double area_cm2 = 0.0;
    std::array<delivery::SiteThickness, 2> thickness;  ///< by sex
    std::string meaning;
    Provenance provenance;
};

struct Body {
    double surface_cm2 = 0.0;
    double nucleated_cells_per_cm2 = 0.0;
    double involved_frac = 0.0;             ///< of the whole skin: the regions' shares, by surface
    double deepest_needle_over_skin = 1.0;  ///< a set depth beyond this multiple is refused
    std::vector<BodyRegion> regions;
    std::vector<BodySite> sites;  ///< sorted by name
    Provenance provenance;

    /// nullptr when there is none of that name.
    [[nodiscard]] const BodySite* find_site(std::string_view name) const noexcept;
};

/// A site is treated, the rest of its region and the other regions are not.
struct SiteSplit {
    double treated_surface_frac = 0.0;
    double treated_easi_weight =
        0.0;  ///< the region's weight times the treated share of the region
};

[[nodiscard]] SiteSplit split_body(const Body& body, const BodySite& site, double treated_cm2);

}  // namespace vesikin::catalogue
