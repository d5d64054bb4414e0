// What calibration left open, drawn by world.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "support/layer_fixture.hpp"
#include "vesikin/analysis/posterior_draw.hpp"

namespace vesikin::tests {
namespace {

using analysis::catalogue_in_world;

double number(const catalogue::Catalogue& catalogue, const std::string& drug) {
    return catalogue.find_drug(drug)->action->half_effect;
}

TEST(PosteriorDrawTest, WorldZeroHasTheBestValuesAndAWorldIsAlwaysTheSame) {
    const catalogue::Catalogue& shipped = layer_catalogue();
    const catalogue::Catalogue best = catalogue_in_world(shipped, 7, 0);
    EXPECT_EQ(best.layer->layer.signs_rate, shipped.layer->layer.signs_rate);
    EXPECT_EQ(number(best, "dupilumab"), number(shipped, "dupilumab"));
    const catalogue::Catalogue once = catalogue_in_world(shipped, 7, 3);
    const catalogue::Catalogue again = catalogue_in_world(shipped, 7, 3);
    EXPECT_NE(once.layer->layer.signs_rate, best.layer->layer.signs_rate);
    EXPECT_EQ(once.layer->layer.signs_rate, again.layer->layer.signs_rate);
    EXPECT_NE(catalogue_in_world(shipped, 8, 3).layer->layer.signs_rate,
              once.layer->layer.signs_rate);
}

TEST(PosteriorDrawTest, DrawsHaveTheSpreadAndCorrelationOfTheCalibration) {
    catalogue::Catalogue shipped = layer_catalogue();
    shipped.layer->calibration.resize(1);
    const catalogue::CalibrationStage& stage = shipped.layer->calibration.front();
    ASSERT_EQ(stage.numbers[0].name, "participation");
    ASSERT_EQ(stage.numbers[1].name, "topicals_clearing");
    constexpr std::uint64_t worlds = 3000;
    double sum_a = 0.0;
    double sum_b = 0.0;
    double square_a = 0.0;
    double square_b = 0.0;
    double product = 0.0;
    for (std::uint64_t world = 1; world <= worlds; ++world) {
        const catalogue::TrialLayer layer = catalogue_in_world(shipped, 1, world).layer->layer;
        const double a = std::log(layer.participation / stage.numbers[0].value);
        const double b = std::log(layer.topicals_clearing / stage.numbers[1].value);
        sum_a += a;
        sum_b += b;
        square_a += a * a;
        square_b += b * b;
        product += a * b;
    }
    constexpr double n = worlds;
    const double sd_a = std::sqrt(square_a / n);
    const double sd_b = std::sqrt(square_b / n);
    EXPECT_NEAR(sum_a / n, 0.0, 4.0 * sd_a / std::sqrt(n));
    EXPECT_NEAR(sum_b / n, 0.0, 4.0 * sd_b / std::sqrt(n));
    EXPECT_NEAR(sd_a / stage.numbers[0].sd_log, 1.0, 0.06);
    EXPECT_NEAR(sd_b / stage.numbers[1].sd_log, 1.0, 0.06);
    EXPECT_NEAR(product / n / (sd_a * sd_b), stage.correlation[0][1], 0.05);
}

TEST(PosteriorDrawTest, ADrawnShareStaysAShare) {
    catalogue::Catalogue shipped = layer_catalogue();
    catalogue::CalibrationStage stage{
        .name = "wide",
        .numbers = {{"lebrikizumab.il13", 0.95, 2.0}, {"topicals_clearing", 0.5, 2.0}},
        .correlation = {{1.0, 0.0}, {0.0, 1.0}}};
    shipped.layer->calibration = {stage};
    for (std::uint64_t world = 1; world <= 50; ++world) {
        const catalogue::Catalogue drawn = catalogue_in_world(shipped, 1, world);
        for (const catalogue::DrugEffect& effect :
             drawn.find_drug("lebrikizumab")->action->targets) {
            EXPECT_LT(effect.size, 1.0);
        }
        EXPECT_LT(drawn.layer->layer.topicals_clearing, 1.0);
    }
}

}  // namespace
}  // namespace vesikin::tests
