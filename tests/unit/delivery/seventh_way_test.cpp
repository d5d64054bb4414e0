// The example of docs/delivery.md, word for word: a seventh way is a struct that delivery takes as
// it is.
#include <gtest/gtest.h>

#include "vesikin/delivery/processes.hpp"
#include "vesikin/delivery/transport.hpp"

namespace vesikin::delivery {
namespace {

#include "documented_way.hpp"

static_assert(InputProcess<Electroporation>);

SkinShares after_one_day(const Electroporation::Settings& settings) {
    Skin skin;
    for (LayerProperties& layer : skin.layers) {
        layer = {0.02, 2e-3, 0.2, 1.0, 0.2, 0.1};
    }
    skin.layers.front().diffusivity_cm2_per_day = 1e-16;  // the corneum lets nothing through
    TransportCase transport;
    transport.skin = skin;
    transport.placement =
        Electroporation::place({.label_particles = 1e10, .volume_ml = 2.0, .area_cm2 = 100.0},
                               settings, {1e-6, 3.0}, skin);
    return solve_transport(std::span(&transport, 1), Schedule({1.0}, 0.0, 0.5, 4))
        .front()
        .at_output.front();
}

TEST(SeventhWayTest, TheDocumentedExampleKeepsTheDoseAndRespondsToItsSettings) {
    const SkinShares weak = after_one_day({.voltage_v = 20.0, .pulses = 10.0});
    const SkinShares strong = after_one_day({.voltage_v = 200.0, .pulses = 10.0});
    const SkinShares none = after_one_day({.voltage_v = 0.0, .pulses = 10.0});
    EXPECT_NEAR(weak.sum(), 1.0, 1e-9);
    EXPECT_NEAR(strong.sum(), 1.0, 1e-9);
    EXPECT_LT(none.uptake_epidermis, 1e-9);
    EXPECT_GT(weak.uptake_epidermis, 1e-4);
    EXPECT_GT(strong.uptake_epidermis, 5.0 * weak.uptake_epidermis);
}

}  // namespace
}  // namespace vesikin::delivery
