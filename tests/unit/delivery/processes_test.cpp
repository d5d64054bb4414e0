// What each input process does to skin, by hand.
#include "vesikin/delivery/processes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

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

TEST(DepotTest, LateralDepotHoldsItsAmount) {
    const LateralDepot depot{0.1, 1e-3, 0.5};
    double sum = 0.0;
    for (double r = 0.001; r < 3.0; r += 0.002) {
        sum += 2.0 * std::numbers::pi * r * 0.002 * depot.per_cm2(r, 2.0);
    }
    EXPECT_NEAR(sum, std::exp(-1.0), 1e-4);
}

TEST(ChannelsTest, StrikesOverlap) {
    const ChannelSettings pen{.needle_depth_cm = 0.05,
                              .needles = 16.0,
                              .needle_width_cm = 0.02,
                              .strikes_per_day = 120.0 * 86400.0,
                              .needling_day = 600.0 / 86400.0};
    // 2880 strikes per cm2; few pierce: no overlap. All pierce: saturates at one per footprint.
    EXPECT_NEAR(channel_density_per_cm2(pen, 1e-4, 400.0), 0.288, 1e-4);
    EXPECT_LT(channel_density_per_cm2(pen, 1.0, 400.0), 1.0 / (0.25 * std::numbers::pi * 4e-4));
    EXPECT_NEAR(channel_density_per_cm2(pen, 0.4, 400.0), 1000.0, 100.0);
}

TEST(ChannelsTest, FillingIsTheChannelsVolumeOverTheFilm) {
    const ChannelSettings pen{.needle_depth_cm = 0.05,
                              .needles = 16.0,
                              .needle_width_cm = 0.02,
                              .strikes_per_day = 120.0 * 86400.0,
                              .needling_day = 600.0 / 86400.0};
    const ChannelParameters p{.piercing_frac = 0.4,
                              .penetration_ratio = 0.9,
                              .channel_width_cm = 0.007,
                              .fill_frac = 0.2,
                              .kept_frac = 0.6,
                              .channel_diffusivity_cm2_per_day = 1.7e-3,
                              .taper = 1.0,
                              .closing_per_day = 16.8,
                              .occluded_closing_per_day = 3.6};
    const Placement placed = Channels::place(one_session, pen, p, thin_cheek());
    const double density = channel_density_per_cm2(pen, 0.4, 400.0);
    const double filled =
        0.2 * density * 0.25 * std::numbers::pi * 0.007 * 0.007 * 0.045 / (2.0 / 400.0);
    EXPECT_NEAR(1.0 - placed.film_frac, filled, 1e-12);
    EXPECT_NEAR(placed.washed_out_frac, 0.4 * filled, 1e-12);
    EXPECT_NEAR(total(placed), 1.0, 1e-14);
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

TEST(OpeningTest, OpensDuringTheSessionAndClosesAfter) {
    const OpeningCourse course{
        .session_day = 0.01, .open_per_day = 300.0, .close_per_day = 1.0, .is_instant = false};
    EXPECT_EQ(course.openness(0.0), 0.0);
    EXPECT_NEAR(course.openness(0.01), 300.0 / 301.0 * (1.0 - std::exp(-3.01)), 1e-12);
    EXPECT_NEAR(course.openness(1.01), course.openness(0.01) * std::exp(-1.0), 1e-12);
}

}  // namespace
}  // namespace vesikin::delivery
