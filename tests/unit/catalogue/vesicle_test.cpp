// What a world lets vesicles do, and what is left of it without a claim.
#include "vesikin/catalogue/vesicle.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <string>

#include "vesikin/catalogue/drug.hpp"
#include "vesikin/catalogue/trial_layer.hpp"
#include "vesikin/disease/fields.hpp"

namespace vesikin::catalogue {
namespace {

/// Every number of an action is 2, 3, 4 ...
disease::VesicleAction<double> numbered() {
    disease::VesicleAction<double> action{};
    double next = 2.0;
    for (const auto& field : disease::vesicle_action_fields) {
        action.*field.member = next++;
    }
    return action;
}

/// Names of the numbers that differ.
std::set<std::string> changed(const disease::VesicleAction<double>& a,
                              const disease::VesicleAction<double>& b) {
    std::set<std::string> names;
    for (const auto& field : disease::vesicle_action_fields) {
        if (a.*field.member != b.*field.member) {
            names.insert(std::string(field.name));
        }
    }
    return names;
}

TEST(VesicleTest, AClaimThatIsOffTakesItsGainsAndNoOther) {
    const disease::VesicleAction<double> all = numbered();
    EXPECT_TRUE(changed(all, with_claims(all, {})).empty());
    const auto without_1 = with_claims(all, {.anti_inflammatory = false});
    EXPECT_EQ(changed(all, without_1).size(), 3U);
    EXPECT_EQ(without_1.nfkb_inhibition, 0.0);
    EXPECT_EQ(without_1.il10_gain, 0.0);
    EXPECT_EQ(without_1.tgfb_gain, 0.0);
    const auto without_2 = with_claims(all, {.immune = false});
    EXPECT_EQ(changed(all, without_2).size(), 2U);
    EXPECT_EQ(without_2.treg_gain, 0.0);
    EXPECT_EQ(without_2.th2_brake, 0.0);
    const auto without_3 = with_claims(all, {.repair = false});
    EXPECT_EQ(changed(all, without_3).size(), 2U);
    EXPECT_EQ(without_3.m2_gain, 0.0);
    EXPECT_EQ(without_3.ceramide_gain, 0.0);
}

TEST(VesicleTest, WithoutVesiclesThereIsNoGainAndNoDivisorOfZero) {
    const disease::VesicleAction<double> none = neutral_action();
    for (const double gain :
         {none.nfkb_inhibition, none.il10_gain, none.tgfb_gain, none.treg_gain, none.th2_brake,
          none.m2_gain, none.ceramide_gain, none.recovery_by_wound, none.bypass_by_opening}) {
        EXPECT_EQ(gain, 0.0);
    }
    EXPECT_GT(none.half_effect_cargo, 0.0);
    EXPECT_GT(none.treg_half_pathogens, 0.0);
    EXPECT_GT(none.ceramide_turnover, 0.0);
}

TEST(VesicleTest, AWorldTakesItsNumbersInTheirOrder) {
    std::array<double, vesicle_unknown_count> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<double>(i + 1);
    }
    // translation is the second number of the link
    values[disease::vesicle_action_count + 1] = 0.5;
    const VesicleWorld world = make_world(values, true);
    EXPECT_EQ(world.action.potency, 1.0);
    EXPECT_EQ(world.action.bypass_by_opening, 37.0);
    EXPECT_EQ(world.action.nfkb_inhibition, 0.5 * 4.0);
    EXPECT_EQ(world.link.no_effect_probability, 38.0);
    EXPECT_EQ(world.link.translation, 0.5);
    EXPECT_EQ(world.link.barrier_drop_limit, 52.0);
    EXPECT_TRUE(world.has_effect);
}

TEST(TrialLayerTest, MildDiseaseHasALowerLimitAndReadOutsTakeTheLayersNumbers) {
    TrialLayerDescription description;
    TrialLayer& layer = description.layer;
    layer.iga_easi = 2.0;
    layer.iga_by_own = 0.5;
    layer.participation_reference_easi = 29.0;
    EXPECT_NEAR(clear_easi(layer, 29.0), 2.0, 1e-12);
    EXPECT_NEAR(clear_easi(layer, 7.25), 1.0, 1e-12);
    layer.signs_rate = 0.11;
    layer.itch_rate = 0.12;
    layer.itch_base = 0.13;
    layer.itch_by_il31 = 0.14;
    layer.itch_by_th2 = 0.15;
    layer.itch_by_eosinophils = 0.16;
    layer.itch_by_damage = 0.17;
    description.published_clinical.ige_turnover = 0.21;
    description.published_clinical.eosinophil_turnover = 0.22;
    description.published_clinical.reference_il31 = 0.23;
    description.published_clinical.reference_il4 = 0.24;
    description.published_clinical.reference_il13 = 0.25;
    const disease::ClinicalParameters<double> clinical = clinical_of(description);
    EXPECT_EQ(clinical.signs_rate, 0.11);
    EXPECT_EQ(clinical.itch_rate, 0.12);
    EXPECT_EQ(clinical.itch_base, 0.13);
    EXPECT_EQ(clinical.itch_by_il31, 0.14);
    EXPECT_EQ(clinical.itch_by_th2, 0.15);
    EXPECT_EQ(clinical.itch_by_eosinophils, 0.16);
    EXPECT_EQ(clinical.itch_by_damage, 0.17);
    EXPECT_EQ(clinical.ige_turnover, 0.21);
    EXPECT_EQ(clinical.eosinophil_turnover, 0.22);
    EXPECT_EQ(clinical.reference_il31, 0.23);
    EXPECT_EQ(clinical.reference_il4, 0.24);
    EXPECT_EQ(clinical.reference_il13, 0.25);
}

TEST(DrugAtDoseTest, EffectSaturatesWithTheDose) {
    DrugActionDescription action;
    action.half_effect = 15.0;
    action.targets = {{.target = "il4",
                       .field = 0,
                       .kind = DrugEffect::Kind::block,
                       .size = 0.8,
                       .access = 1.0,
                       .meaning = "",
                       .provenance = {}}};
    disease::Effects<double> joint{};
    combine_at_dose(joint, action, 45.0);
    EXPECT_NEAR(joint.*disease::effect_fields[0].member, 0.6, 1e-12);
    combine_at_dose(joint, action, 15.0);
    EXPECT_NEAR(joint.*disease::effect_fields[0].member, 1.0 - 0.4 * 0.6, 1e-12);
}

}  // namespace
}  // namespace vesikin::catalogue
