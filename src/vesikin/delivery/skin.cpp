#include "vesikin/delivery/skin.hpp"

#include <algorithm>
#include <cmath>

#include "vesikin/delivery/hindered_diffusion.hpp"

namespace vesikin::delivery {

namespace {

/// How a diffusivity quoted for the reference particle changes with diameter in free fluid.
double size_ratio(const SharedParameters& p) {
    return p.reference_diameter_cm / p.vesicle_diameter_cm;
}

double dermis_size_ratio(const SharedParameters& p) {
    const FibreMesh mesh{p.fibril_frac, p.fibril_radius_cm, p.chain_frac, p.chain_radius_cm};
    return size_ratio(p) * dermal_hindrance(mesh, 0.5 * p.vesicle_diameter_cm) /
           dermal_hindrance(mesh, 0.5 * p.reference_diameter_cm);
}

double crossing_ratio(const SharedParameters& parameters, SkinCondition condition) {
    switch (condition) {
        case SkinCondition::lesion:
            return parameters.lesion_crossing_ratio;
        case SkinCondition::uninvolved:
            return parameters.uninvolved_crossing_ratio;
        case SkinCondition::healthy:
            break;
    }
    return 1.0;
}

/// Relative width of a cell in its layer. Film and epidermis soak less than a micrometre of corneum
/// in hours, so its cells are fine at both faces; fronts cross the dermis from above.
double relative_width(std::size_t layer, std::size_t cell) {
    constexpr double corneum_growth = 2.0;
    constexpr double dermis_growth = 1.06;
    if (layer == static_cast<std::size_t>(Layer::corneum)) {
        const std::size_t from_face = std::min(cell, layer_cells[layer] - 1 - cell);
        return std::pow(corneum_growth, static_cast<double>(from_face));
    }
    if (layer == static_cast<std::size_t>(Layer::reticular_dermis)) {
        return std::pow(dermis_growth, static_cast<double>(cell));
    }
    return 1.0;
}

}  // namespace

double Skin::top_cm(Layer which) const {
    double depth_cm = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(which); ++i) {
        depth_cm += layers[i].thickness_cm;
    }
    return depth_cm;
}

double Skin::total_cm() const {
    return top_cm(Layer::reticular_dermis) + layer(Layer::reticular_dermis).thickness_cm;
}

Edges cell_edges(const Skin& skin) {
    Edges edges{};
    double depth_cm = 0.0;
    for (std::size_t layer = 0; layer < layer_count; ++layer) {
        const std::size_t cells = layer_cells[layer];
        const std::size_t first = first_cell(layer);
        double total = 0.0;
        for (std::size_t i = 0; i < cells; ++i) {
            total += relative_width(layer, i);
        }
        double share = 0.0;
        for (std::size_t i = 0; i < cells; ++i) {
            share += relative_width(layer, i) / total;
            edges[first + i + 1] = depth_cm + share * skin.layers[layer].thickness_cm;
        }
        depth_cm += skin.layers[layer].thickness_cm;
        edges[first + cells] = depth_cm;
    }
    return edges;
}

Skin make_skin(const SharedParameters& p, const SiteThickness& site, SkinCondition condition) {
    Skin skin;
    const bool is_lesion = condition == SkinCondition::lesion;
    const double living_cm = site.epidermis_cm * p.epidermis_thickness_ratio *
                             (is_lesion ? p.lesion_epidermis_ratio : 1.0);
    const double dermis_cm = site.dermis_cm * p.dermis_thickness_ratio;
    // A thin dermis keeps the proportion of its papillary part rather than losing the reticular
    // one.
    const double papillary_cm = std::min(site.papillary_cm, 0.4 * dermis_cm);

    const double epidermis_diffusivity = p.epidermis_diffusivity_cm2_per_day * size_ratio(p);
    const double junction_diffusivity = p.junction_diffusivity_cm2_per_day * size_ratio(p);
    const double dermis_diffusivity =
        p.dermis_diffusivity_cm2_per_day * p.softness_ratio * dermis_size_ratio(p);
    const double k = p.accessible_frac;
    const double lymph = p.lymph_per_day * p.lymph_multiplier;

    skin.layers = {{
        {site.corneum_cm * p.corneum_thickness_ratio, p.corneum_diffusivity_cm2_per_day, k, 0.0,
         p.breakdown_per_day, 0.0},
        {living_cm, epidermis_diffusivity, k, p.uptake_per_day, p.breakdown_per_day, 0.0},
        {site.junction_cm, junction_diffusivity, k, p.uptake_per_day, p.breakdown_per_day, 0.0},
        {papillary_cm, dermis_diffusivity, k, p.uptake_per_day, p.breakdown_per_day, lymph},
        {dermis_cm - papillary_cm, dermis_diffusivity, k, p.uptake_per_day, p.breakdown_per_day,
         lymph},
    }};
    skin.crossing_ratio = crossing_ratio(p, condition);
    skin.vesicle_diameter_cm = p.vesicle_diameter_cm;
    skin.intact_permeability_cm_per_day = p.intact_crossing_frac * p.reference_film_cm /
                                          p.reference_contact_day * skin.crossing_ratio;
    return skin;
}

}  // namespace vesikin::delivery
