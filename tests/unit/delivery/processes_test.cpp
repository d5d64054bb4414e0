// What each input process does to skin, by hand.
#include "vesikin/delivery/processes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "support/by_hand.hpp"
#include "vesikin/delivery/hindered_diffusion.hpp"

namespace vesikin::delivery {
namespace {

TEST(HinderedDiffusionTest, KnownValues) {
    EXPECT_NEAR(renkin_hindrance(0.1), 0.64, 0.005);
    EXPECT_NEAR(renkin_hindrance(0.3), 0.20, 0.01);
    EXPECT_NEAR(renkin_hindrance(0.5), 0.047, 0.005);
    EXPECT_EQ(renkin_hindrance(1.0), 0.0);
    EXPECT_EQ(renkin_hindrance(3.0), 0.0);
    // 100 nm at 37 C: 6.6 um2/s.
    EXPECT_NEAR(free_diffusivity_cm2_per_day(1e-5, 310.15, 0.692) / 86400.0 * 1e8, 6.6, 0.05);
    EXPECT_NEAR(water_viscosity_mpa_s(310.15), 0.692, 0.01);
    // Two meshes leave 0.02 to 0.13 of free diffusion to a 100 nm particle.
    const FibreMesh dermis{0.2, 50e-7, 6e-4, 0.55e-7};
    EXPECT_GT(dermal_hindrance(dermis, 5e-6), 0.02);
    EXPECT_LT(dermal_hindrance(dermis, 5e-6), 0.13);
}

TEST(HinderedDiffusionTest, NarrowPoresActAsOnePore) {
    EXPECT_NEAR(pore_population_hindrance(1e-6, 1e-5, 1.02), renkin_hindrance(0.1), 0.01);
    EXPECT_LT(pore_population_hindrance(5e-6, 1.5e-6, 1.2), 1e-10);
}

Skin thin_cheek() {
    Skin skin;
    skin.vesicle_diameter_cm = 1e-5;
    const double thickness[] = {0.0010, 0.0065, 0.0008, 0.0150, 0.0720};
    for (std::size_t i = 0; i < layer_count; ++i) {
        skin.layers[i] = {thickness[i], 1e-4, 0.1, 1.0, 0.1, 0.1};
    }
    return skin;
}

double total(const Placement& p) {
    double sum = p.film_frac + p.subcutis_frac + p.washed_out_frac;
    for (const double share : p.placed_frac) {
        sum += share;
    }
    return sum;
}

DepotParameters sharp_depot() {
    return {.leak_frac = 0.1,
            .penetration_ratio = 1.0,
            .depth_spread_cm = 0.025,
            .depot_half_height_cm = 1e-4,
            .fluid_frac = 0.5,
            .closing_per_day = 10.0,
            .occluded_closing_per_day = 3.0};
}

const Session one_session{
    .label_particles = 1e10, .volume_ml = 2.0, .area_cm2 = 400.0, .film_contact_day = 0.5};

TEST(DepotTest, FixedNeedleOnAThinCheekPutsTheStatedShareBelowTheDermis) {
    // Depth Normal(1.5, 0.25) mm against 0.953 mm of skin: Phi((1.5 - 0.953) / 0.25) = Phi(2.188) =
    // 0.9857.
    const DepotSettings needle{.needle_depth_cm = 0.15,
                               .points = 100.0,
                               .needles_per_point = 9.0,
                               .needle_width_cm = 0.025};
    const Placement p = Depot::place(one_session, needle, sharp_depot(), thin_cheek());
    EXPECT_NEAR(p.subcutis_frac / 0.9, 0.9857, 5e-4);
    EXPECT_NEAR(total(p), 1.0, 1e-14);
}

TEST(DepotTest, AHandThatSeesTheSkinStaysInIt) {
    const DepotSettings hand{.needle_depth_cm = 0.15,
                             .points = 80.0,
                             .needle_width_cm = 0.025,
                             .depth_adapts = 1.0,
                             .aimed_depth_frac = 0.6};
    const Placement p = Depot::place(one_session, hand, sharp_depot(), thin_cheek());
    EXPECT_NEAR(p.tip_depth_cm, 0.6 * 0.0953, 1e-12);
    EXPECT_LT(p.subcutis_frac, 0.08);
}

/// What is placed in the cells of a layer.
double placed_in(const std::array<double, cell_count>& share, Layer layer, Layer next) {
    double sum = 0.0;
    for (std::size_t i = first_cell(layer); i < first_cell(next); ++i) {
        sum += share[i];
    }
    return sum;
}

TEST(DepotTest, EveryPartOfAPlacementByHand) {
    // 900 needles of 2 mm depth, 90 % of what is set, into 0.953 mm of skin; 90 % of 2 ml stays in.
    const DepotSettings needle{.needle_depth_cm = 0.1,
                               .points = 100.0,
                               .needles_per_point = 9.0,
                               .needle_width_cm = 0.025};
    DepotParameters parameters = sharp_depot();
    parameters.penetration_ratio = 0.5;
    parameters.depot_half_height_cm = 0.03;
    Session session = one_session;
    session.occluded_frac = 0.25;
    const Placement p = Depot::place(session, needle, parameters, thin_cheek());
    const double spread = std::hypot(0.025, 0.03);
    const auto below = [&](double z_cm) { return tests::normal_below((z_cm - 0.05) / spread); };
    EXPECT_EQ(p.tip_depth_cm, 0.05);
    // What comes out above the living skin runs back, beside what leaks.
    EXPECT_NEAR(p.film_frac, 0.1 + 0.9 * below(0.0010), 1e-12);
    EXPECT_NEAR(placed_in(p.placed_frac, Layer::epidermis, Layer::junction),
                0.9 * (below(0.0075) - below(0.0010)), 1e-12);
    EXPECT_NEAR(placed_in(p.placed_frac, Layer::papillary_dermis, Layer::reticular_dermis),
                0.9 * (below(0.0233) - below(0.0083)), 1e-12);
    EXPECT_NEAR(p.subcutis_frac, 0.9 * (1.0 - below(0.0953)), 1e-12);
    // 2 microlitres a puncture, half of the depot: a sphere of 0.0985 cm, 2.25 of them per cm2.
    const double radius = std::cbrt(3.0 * 0.002 / (4.0 * std::numbers::pi * 0.5));
    EXPECT_NEAR(p.puncture_per_cm2, 2.25, 1e-12);
    EXPECT_NEAR(p.covered_area_frac, 1.0 - std::exp(-2.25 * std::numbers::pi * radius * radius),
                1e-12);
    EXPECT_NEAR(p.open_area_frac, 2.25 * 0.25 * std::numbers::pi * 0.025 * 0.025, 1e-12);
    EXPECT_NEAR(p.film_thickness_cm, 2.0 * p.film_frac / 400.0, 1e-12);
    EXPECT_NEAR(p.opening.course.close_per_day, 0.75 * 10.0 + 0.25 * 3.0, 1e-12);
}

TEST(DepotTest, WideDepotsAreDiscsAsHighAsTheSkin) {
    const DepotSettings needle{.needle_depth_cm = 0.05, .points = 4.0, .needle_width_cm = 0.025};
    const Placement p = Depot::place(one_session, needle, sharp_depot(), thin_cheek());
    // 0.45 ml a puncture: a sphere of 0.6 cm, but the skin is 0.0953 cm thick; the sphere stays the
    // narrower of the two.
    const double sphere = std::cbrt(3.0 * 0.45 / (4.0 * std::numbers::pi * 0.5));
    const double disc = std::sqrt(0.45 / (std::numbers::pi * 0.0953 * 0.5));
    EXPECT_NEAR(p.covered_area_frac,
                1.0 - std::exp(-0.01 * std::numbers::pi * std::pow(std::min(sphere, disc), 2)),
                1e-12);
}

TEST(DepotTest, LateralDepotHoldsItsAmount) {
    const LateralDepot depot{0.1, 1e-3, 0.5};
    // At its middle after two days: s2 = 0.1^2 + 2 x 1e-3 x 2.
    EXPECT_NEAR(depot.per_cm2(0.0, 2.0), std::exp(-1.0) / (2.0 * std::numbers::pi * 0.014), 1e-12);
    EXPECT_NEAR(depot.per_cm2(0.2, 2.0),
                std::exp(-1.0 - 0.04 / 0.028) / (2.0 * std::numbers::pi * 0.014), 1e-12);
    double sum = 0.0;
    for (double r = 0.001; r < 3.0; r += 0.002) {
        sum += 2.0 * std::numbers::pi * r * 0.002 * depot.per_cm2(r, 2.0);
    }
    EXPECT_NEAR(sum, std::exp(-1.0), 1e-4);
}

const ChannelSettings pen{.needle_depth_cm = 0.05,
                          .needles = 16.0,
                          .needle_width_cm = 0.02,
                          .strikes_per_day = 120.0 * 86400.0,
                          .needling_day = 600.0 / 86400.0};

const ChannelParameters narrow_channels{.piercing_frac = 0.4,
                                        .penetration_ratio = 0.9,
                                        .channel_width_cm = 0.007,
                                        .fill_frac = 0.2,
                                        .kept_frac = 0.6,
                                        .channel_diffusivity_cm2_per_day = 1.7e-3,
                                        .taper = 1.0,
                                        .closing_per_day = 16.8,
                                        .occluded_closing_per_day = 3.6,
                                        .occlusion_gain_ratio = 3.0};

TEST(ChannelsTest, StrikesOverlap) {
    // 2880 strikes per cm2; few pierce: no overlap. All pierce: saturates at one per footprint.
    EXPECT_NEAR(channel_density_per_cm2(pen, 1e-4, 400.0), 0.288, 1e-4);
    EXPECT_LT(channel_density_per_cm2(pen, 1.0, 400.0), 1.0 / (0.25 * std::numbers::pi * 4e-4));
    EXPECT_NEAR(channel_density_per_cm2(pen, 0.4, 400.0), 1000.0, 100.0);
}

TEST(ChannelsTest, FillingIsTheChannelsVolumeOverTheFilm) {
    const Placement placed = Channels::place(one_session, pen, narrow_channels, thin_cheek());
    const double density = channel_density_per_cm2(pen, 0.4, 400.0);
    const double filled =
        0.2 * density * 0.25 * std::numbers::pi * 0.007 * 0.007 * 0.045 / (2.0 / 400.0);
    EXPECT_NEAR(1.0 - placed.film_frac, filled, 1e-12);
    EXPECT_NEAR(placed.washed_out_frac, 0.4 * filled, 1e-12);
    EXPECT_NEAR(total(placed), 1.0, 1e-14);
}

TEST(ChannelsTest, ChannelsTaperAreHelpedByOcclusionAndClose) {
    Session session = one_session;
    session.occluded_frac = 0.5;
    const Placement placed = Channels::place(session, pen, narrow_channels, thin_cheek());
    const double area =
        channel_density_per_cm2(pen, 0.4, 400.0) * 0.25 * std::numbers::pi * 0.007 * 0.007;
    // Half the time under a dressing that trebles it: twice as much.
    const double filled = 2.0 * 0.2 * area * 0.045 / (2.0 / 400.0);
    EXPECT_NEAR(1.0 - placed.film_frac, filled, 1e-12);
    // Width falls evenly to the tip at 0.045 cm, so volume above z is 1 - (1 - z / 0.045)^3.
    const auto above = [](double z_cm) { return 1.0 - std::pow(1.0 - z_cm / 0.045, 3); };
    const double in_epidermis = (above(0.0075) - above(0.0010)) / (1.0 - above(0.0010));
    EXPECT_NEAR(placed_in(placed.placed_frac, Layer::epidermis, Layer::junction),
                filled * 0.6 * in_epidermis, 1e-12);
    EXPECT_NEAR(placed_in(placed.opening.share, Layer::epidermis, Layer::junction),
                0.6 * in_epidermis, 1e-12);
    EXPECT_NEAR(placed.opening.kept_frac, 0.6, 1e-12);
    EXPECT_EQ(placed.subcutis_frac, 0.0);
    EXPECT_NEAR(placed.opening.permeability_cm_per_day, area * 1.7e-3 / 0.045, 1e-15);
    EXPECT_NEAR(placed.opening.course.close_per_day, 0.5 * 16.8 + 0.5 * 3.6, 1e-12);
    EXPECT_NEAR(placed.open_area_frac, area, 1e-15);
    EXPECT_NEAR(placed.film_thickness_cm, 2.0 / 400.0, 1e-15);
    EXPECT_NEAR(placed.tip_depth_cm, 0.045, 1e-15);
}

TEST(InfusionTest, WhatLeavesTheBloodIsSharedByOrgans) {
    InfusionParameters p;
    p.liver_frac = 0.5;
    p.spleen_frac = 0.1;
    p.lung_frac = 0.05;
    p.skin_frac = 0.02;
    p.inflammation_ratio = 3.0;
    // A quarter of the skin takes three times as much.
    const OrganShares some = organ_shares(p, 0.25);
    EXPECT_NEAR(some.skin, 0.03, 1e-12);
    EXPECT_NEAR(some.liver, 0.5, 1e-12);
    EXPECT_NEAR(some.spleen, 0.1, 1e-12);
    EXPECT_NEAR(some.lung, 0.05, 1e-12);
    EXPECT_NEAR(some.rest, 0.32, 1e-12);
    EXPECT_NEAR(organ_shares(p, 0.0).skin, 0.02, 1e-12);
    // More than all is scaled down together: 1.25 in all.
    p.liver_frac = 0.9;
    p.spleen_frac = 0.2;
    p.lung_frac = 0.1;
    p.skin_frac = 0.05;
    const OrganShares all = organ_shares(p, 0.0);
    EXPECT_NEAR(all.liver, 0.72, 1e-12);
    EXPECT_NEAR(all.spleen, 0.16, 1e-12);
    EXPECT_NEAR(all.lung, 0.08, 1e-12);
    EXPECT_NEAR(all.skin, 0.04, 1e-12);
    EXPECT_NEAR(all.rest, 0.0, 1e-12);
}

SonophoresisParameters typical_pores() {
    return {.opening_cm2_per_w_per_day = 720.0,
            .recovery_half_life_day = 0.5,
            .occluded_recovery_half_life_day = 40.0 / 24.0,
            .region_frac = 0.05,
            .pore_area_frac = 0.2,
            .tortuosity = 2.0,
            .pore_radius_cm = 15e-7,
            .pore_gsd = 2.8,
            .high_frequency_ratio = 0.25,
            .high_band_per_day = 700e3 * 86400.0,
            .damage_frac = 0.1};
}

TEST(SonophoresisTest, TheHighBandCrossesItsShareOfTheLowBand) {
    const auto permeability = [](double hz) {
        const SonophoresisSettings sound{.frequency_per_day = hz * 86400.0,
                                         .intensity_w_per_cm2 = 1.0,
                                         .duty_frac = 0.5,
                                         .sonication_day = 10.0 / 1440.0};
        Session session = one_session;
        session.skin_temperature_k = 305.0;
        return Sonophoresis::place(session, sound, typical_pores(), thin_cheek())
            .opening.permeability_cm_per_day;
    };
    EXPECT_GT(permeability(40e3), 0.0);
    EXPECT_EQ(permeability(100e3), permeability(20e3));
    EXPECT_NEAR(permeability(700e3) / permeability(40e3), 0.25, 1e-12);
    EXPECT_NEAR(permeability(3e6) / permeability(40e3), 0.25, 1e-12);
}

TEST(SonophoresisTest, PermeabilityIsThePorousPathway) {
    // P = (0.05 x 0.2 / 2) D0 H / 10 um, with D0 at 305 K in water and H over the pores.
    const double free = free_diffusivity_cm2_per_day(1e-5, 305.0, water_viscosity_mpa_s(305.0));
    const double hindrance = pore_population_hindrance(5e-6, 15e-7, 2.8);
    EXPECT_NEAR(pore_permeability_cm_per_day(typical_pores(), 1e-5, 305.0, 1e-3),
                0.005 * free * hindrance / 1e-3, 1e-12);
    // A vesicle wider than every pore does not pass.
    SonophoresisParameters narrow = typical_pores();
    narrow.pore_gsd = 1.1;
    EXPECT_LT(pore_permeability_cm_per_day(narrow, 1e-5, 305.0, 1e-3), 1e-12);
}

TEST(SonophoresisTest, PoresOpenByDoseOfSoundAndCloseByTheirHalfLife) {
    const SonophoresisSettings sound{.frequency_per_day = 40e3 * 86400.0,
                                     .intensity_w_per_cm2 = 2.0,
                                     .duty_frac = 0.25,
                                     .sonication_day = 0.01};
    Session session = one_session;
    session.skin_temperature_k = 305.0;
    session.occluded_frac = 0.25;
    const Placement p = Sonophoresis::place(session, sound, typical_pores(), thin_cheek());
    EXPECT_NEAR(p.opening.course.open_per_day, 720.0 * 2.0 * 0.25, 1e-12);
    EXPECT_NEAR(p.opening.course.close_per_day,
                std::numbers::ln2 / (0.75 * 0.5 + 0.25 * 40.0 / 24.0), 1e-12);
    EXPECT_EQ(p.opening.course.session_day, 0.01);
    EXPECT_FALSE(p.opening.course.is_instant);
    EXPECT_NEAR(p.open_area_frac, 0.01, 1e-12);
    EXPECT_NEAR(p.film_frac, 0.9, 1e-12);
    EXPECT_NEAR(p.washed_out_frac, 0.1, 1e-12);
    EXPECT_NEAR(p.film_thickness_cm, 2.0 / 400.0, 1e-15);
    EXPECT_EQ(p.opening.share[first_cell(Layer::epidermis)], 1.0);
}

TEST(OpeningTest, OpensDuringTheSessionAndClosesAfter) {
    const OpeningCourse course{
        .session_day = 0.01, .open_per_day = 300.0, .close_per_day = 1.0, .is_instant = false};
    EXPECT_EQ(course.openness(0.0), 0.0);
    EXPECT_NEAR(course.openness(0.01), 300.0 / 301.0 * (1.0 - std::exp(-3.01)), 1e-12);
    EXPECT_NEAR(course.openness(1.01), course.openness(0.01) * std::exp(-1.0), 1e-12);
}

}  // namespace
}  // namespace vesikin::delivery
