// The skin of one person at one site as a column of layers, and the grid that transport uses.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "vesikin/delivery/shared_parameters.hpp"

namespace vesikin::delivery {

enum class SkinCondition : unsigned char { healthy, uninvolved, lesion };
inline constexpr std::array<std::string_view, 3> skin_condition_names{"healthy", "uninvolved",
                                                                      "lesion"};

enum class Layer : unsigned char {
    corneum,
    epidermis,
    junction,
    papillary_dermis,
    reticular_dermis,
};
inline constexpr std::size_t layer_count = 5;
inline constexpr std::array<std::string_view, layer_count> layer_names{
    "stratum corneum", "living epidermis", "junction", "papillary dermis", "reticular dermis"};

/// Cells per layer, from the surface down. Fixed, so that the people of a batch share one loop.
inline constexpr std::array<std::size_t, layer_count> layer_cells{8, 12, 2, 12, 26};
inline constexpr std::size_t cell_count = 60;

/// The first cell of a layer; of the end when `layer` is layer_count.
[[nodiscard]] constexpr std::size_t first_cell(std::size_t layer) {
    std::size_t cell = 0;
    for (std::size_t i = 0; i < layer; ++i) {
        cell += layer_cells[i];
    }
    return cell;
}

[[nodiscard]] constexpr std::size_t first_cell(Layer layer) {
    return first_cell(static_cast<std::size_t>(layer));
}

static_assert(first_cell(layer_count) == cell_count);

/// Median thicknesses at a site for one sex, of healthy skin.
struct SiteThickness {
    double corneum_cm = 0.0;
    double epidermis_cm = 0.0;  ///< living epidermis
    double junction_cm = 0.0;
    double papillary_cm = 0.0;  ///< of the dermis, its upper part
    double dermis_cm = 0.0;     ///< papillary and reticular together
};

/// What transport needs of one layer.
struct LayerProperties {
    double thickness_cm = 0.0;
    double diffusivity_cm2_per_day = 0.0;
    double accessible_frac = 1.0;  ///< concentration in tissue over concentration in its fluid
    double uptake_per_day = 0.0;
    double breakdown_per_day = 0.0;
    double lymph_per_day = 0.0;
};

/// One person's skin at one site.
struct Skin {
    std::array<LayerProperties, layer_count> layers;
    double intact_permeability_cm_per_day = 0.0;  ///< from film into living epidermis, no opening
    double crossing_ratio = 1.0;                  ///< corneum in this condition over healthy
    double vesicle_diameter_cm = 1.0;             ///< what moves

    [[nodiscard]] const LayerProperties& layer(Layer which) const {
        return layers[static_cast<std::size_t>(which)];
    }

    /// Depth of the upper edge of a layer.
    [[nodiscard]] double top_cm(Layer which) const;

    [[nodiscard]] double dermis_top_cm() const { return top_cm(Layer::papillary_dermis); }

    [[nodiscard]] double total_cm() const;
};

/// Depths of the cell edges, cell_count + 1 of them, from 0.
using Edges = std::array<double, cell_count + 1>;

[[nodiscard]] Edges cell_edges(const Skin& skin);

/// Builds a person's skin. Diffusivities are scaled from the reference particle to the vesicle's
/// diameter with Stokes-Einstein, in dermis also with the fibre mesh of `hindered_diffusion.hpp`.
/// Intact corneum has the permeability that lets `intact_crossing_frac` of the reference film pass.
[[nodiscard]] Skin make_skin(const SharedParameters& parameters, const SiteThickness& site,
                             SkinCondition condition);

}  // namespace vesikin::delivery
