// The transport solver against solutions that can be written down, and its order in time.
#include "vesikin/delivery/transport.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

namespace vesikin::delivery {
namespace {

/// One material throughout, without loss.
Skin uniform_skin(double total_cm, double diffusivity, double accessible) {
    Skin skin;
    for (std::size_t i = 0; i < layer_count; ++i) {
        const double share = static_cast<double>(layer_cells[i]) / static_cast<double>(cell_count);
        skin.layers[i] = {total_cm * share, diffusivity, accessible, 0.0, 0.0, 0.0};
    }
    return skin;
}

/// Total of the shares that came out below.
double below(const TransportCourse& course, std::size_t output) {
    return course.at_output[output].subcutis;
}

TEST(TransportTest, SlabUnderAnInexhaustibleFilmHasTheLagAndFluxOfTheTextbook) {
    // Q(t) = J (t - lag) once steady, J = D K C / L, lag = L^2 / 6 D [Crank1975].
    const double length = 0.1;
    const double diffusivity = 0.01;
    const double accessible = 0.3;
    TransportCase slab;
    slab.skin = uniform_skin(length, diffusivity, accessible);
    slab.placement.film_frac = 1.0;
    slab.placement.film_thickness_cm = 1e6;
    const double lag = length * length / (6.0 * diffusivity);
    const double flux = diffusivity * accessible * 1e-6 / length;
    const Schedule schedule({8.0 * lag, 12.0 * lag}, 0.0, 100.0, 4);
    const TransportCourse course = solve_transport(std::span(&slab, 1), schedule).front();
    const double measured_flux = (below(course, 1) - below(course, 0)) / (4.0 * lag);
    const double measured_lag = 12.0 * lag - below(course, 1) / measured_flux;
    constexpr double spatial = 2e-3;  // 60 cells: (1/60)^2 times a few
    EXPECT_NEAR(measured_flux / flux, 1.0, spatial);
    EXPECT_NEAR(measured_lag / lag, 1.0, 5.0 * spatial);
}

TEST(TransportTest, GaussianDepotSpreadsAndFadesAsItsClosedForm) {
    // N(z, t) = exp(-k t) / sqrt(2 pi s2) exp(-(z - z0)^2 / (2 s2)), s2 = s0^2 + 2 D t.
    const double diffusivity = 1e-4;
    const double loss = 0.7;
    TransportCase depot;
    depot.skin = uniform_skin(0.4, diffusivity, 0.1);
    for (LayerProperties& layer : depot.skin.layers) {
        layer.uptake_per_day = loss;
    }
    const double centre = 0.15;
    const double start = 0.02;
    const Edges edges = cell_edges(depot.skin);
    const auto part = [&](std::size_t i, double spread) {
        const auto cdf = [&](double z) {
            return 0.5 * std::erfc(-(z - centre) / (spread * std::numbers::sqrt2));
        };
        return cdf(edges[i + 1]) - cdf(edges[i]);
    };
    for (std::size_t i = 0; i < cell_count; ++i) {
        depot.placement.placed_frac[i] = part(i, start);
    }
    const double end_day = 2.0;
    const TransportCourse course =
        solve_transport(std::span(&depot, 1), Schedule({end_day}, 0.0, 100.0, 2)).front();
    const double spread = std::sqrt(start * start + 2.0 * diffusivity * end_day);
    const double peak = 0.01 / (spread * std::sqrt(2.0 * std::numbers::pi));  // about one cell
    double worst = 0.0;
    for (std::size_t i = 0; i < cell_count; ++i) {
        worst = std::max(
            worst, std::abs(course.profiles[0][i] - std::exp(-loss * end_day) * part(i, spread)));
    }
    EXPECT_LT(worst, 0.02 * std::exp(-loss * end_day) * peak);
}

TransportCase busy_case() {
    TransportCase busy;
    busy.skin = uniform_skin(0.1, 2e-3, 0.2);
    for (LayerProperties& layer : busy.skin.layers) {
        layer.uptake_per_day = 2.0;
        layer.breakdown_per_day = 0.5;
    }
    busy.skin.intact_permeability_cm_per_day = 1e-3;
    busy.film_loss_per_day = 0.3;
    busy.placement.film_frac = 0.7;
    busy.placement.placed_frac[20] = 0.3;
    busy.placement.opening.permeability_cm_per_day = 0.02;
    busy.placement.opening.course.close_per_day = 5.0;
    busy.placement.opening.share[6] = 0.5;
    busy.placement.opening.share[30] = 0.2;
    busy.placement.opening.kept_frac = 0.7;
    return busy;
}

TEST(TransportTest, ErrorFallsWithTheSquareOfTheStep) {
    const TransportCase busy = busy_case();
    const auto dermis = [&](std::size_t refinement) {
        return solve_transport(std::span(&busy, 1), Schedule({0.5, 1.0}, 0.1, 0.7, refinement))
            .front()
            .at_output.back()
            .uptake_dermis;
    };
    const double exact = dermis(256);
    const double order = std::log2(std::abs(dermis(4) - exact) / std::abs(dermis(8) - exact));
    const double finer = std::log2(std::abs(dermis(8) - exact) / std::abs(dermis(16) - exact));
    EXPECT_NEAR(order, 2.0, 0.3);
    EXPECT_NEAR(finer, 2.0, 0.2);
}

TEST(TransportTest, NothingAppearsOrVanishes) {
    const TransportCase busy = busy_case();
    const TransportCourse course =
        solve_transport(std::span(&busy, 1), Schedule({0.1, 1.0, 3.0}, 0.1, 0.7)).front();
    EXPECT_NEAR(course.at_start.sum(), 1.0, 1e-15);
    for (const SkinShares& shares : course.at_output) {
        EXPECT_NEAR(shares.sum(), 1.0, 1e-12);
    }
    EXPECT_EQ(course.at_output.back().film > 0.5, false);
}

TEST(TransportTest, EveryLaneGivesWhatItGivesAlone) {
    std::vector<TransportCase> cases;
    for (std::size_t i = 0; i < transport_lanes; ++i) {
        cases.push_back(busy_case());
        cases.back().skin.layers[3].diffusivity_cm2_per_day *= 1.0 + static_cast<double>(i);
    }
    const Schedule schedule({1.0}, 0.0, 0.5);
    const auto together = solve_transport(cases, schedule);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto alone = solve_transport(std::span(&cases[i], 1), schedule);
        EXPECT_EQ(together[i].at_output[0].dermis, alone[0].at_output[0].dermis);
        EXPECT_EQ(together[i].profiles[0], alone[0].profiles[0]);
    }
}

}  // namespace
}  // namespace vesikin::delivery
