#include "vesikin/catalogue/drug.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/disease/fields.hpp"

namespace vesikin::catalogue {
namespace {

using Kind = DrugEffect::Kind;

std::size_t field_of(std::string_view name) {
    for (std::size_t i = 0; i < disease::effect_count; ++i) {
        if (disease::effect_fields[i].name == name) {
            return i;
        }
    }
    ADD_FAILURE() << "no effect " << name;
    return 0;
}

DrugEffect effect(std::string_view field, Kind kind, double size, double access = 1.0) {
    DrugEffect made;
    made.field = field_of(field);
    made.kind = kind;
    made.size = size;
    made.access = access;
    return made;
}

Drug drug(std::vector<DrugEffect> effects) {
    return {
        .name = "drug", .label = Label("Drug"), .description = "", .effects = std::move(effects)};
}

TEST(CombinedEffectsTest, NoDrugDoesNothing) {
    const disease::Effects<double> joint = combined_effects({});
    for (const auto& field : disease::effect_fields) {
        EXPECT_EQ(joint.*field.member, 0.0) << field.name;
    }
}

TEST(CombinedEffectsTest, OneDrugDrivesItsTargetsOnly) {
    const Drug dupilumab =
        drug({effect("il4_block", Kind::block, 0.5), effect("il13_block", Kind::block, 0.25)});
    const std::array drugs{&dupilumab};
    const disease::Effects<double> joint = combined_effects(drugs);

    EXPECT_DOUBLE_EQ(joint.il4_block, 0.5);
    EXPECT_DOUBLE_EQ(joint.il13_block, 0.25);
    EXPECT_EQ(joint.il17_block, 0.0);
    EXPECT_EQ(joint.il22_block, 0.0);
    EXPECT_EQ(joint.il31_block, 0.0);
    EXPECT_EQ(joint.tslp_block, 0.0);
    EXPECT_EQ(joint.ox40l_block, 0.0);
    EXPECT_EQ(joint.ifng_added, 0.0);
    EXPECT_EQ(joint.participation, 0.0);
}

TEST(CombinedEffectsTest, BlocksOfOneTargetActIndependently) {
    const Drug first = drug({effect("il13_block", Kind::block, 0.5)});
    const Drug second = drug({effect("il13_block", Kind::block, 0.8)});
    const std::array drugs{&first, &second};
    const std::array reversed{&second, &first};

    // 1 - 0.5 * 0.2
    EXPECT_DOUBLE_EQ(combined_effects(drugs).il13_block, 0.9);
    EXPECT_DOUBLE_EQ(combined_effects(reversed).il13_block, 0.9);
}

TEST(CombinedEffectsTest, AddedLevelsAddUp) {
    const Drug first = drug({effect("ifng_added", Kind::add, 210.0)});
    const Drug second = drug({effect("ifng_added", Kind::add, 40.0)});
    const std::array drugs{&first, &second};

    EXPECT_DOUBLE_EQ(combined_effects(drugs).ifng_added, 250.0);
}

TEST(CombinedEffectsTest, AccessScalesTheEffect) {
    const Drug barred = drug({effect("il22_block", Kind::block, 0.8, 0.5),
                              effect("ifng_added", Kind::add, 100.0, 0.25)});
    const std::array once{&barred};
    const std::array twice{&barred, &barred};

    EXPECT_DOUBLE_EQ(combined_effects(once).il22_block, 0.4);
    EXPECT_DOUBLE_EQ(combined_effects(once).ifng_added, 25.0);
    EXPECT_DOUBLE_EQ(combined_effects(twice).il22_block, 0.64);  // 1 - 0.6 * 0.6
}

TEST(EasiBandsTest, UpperEndBelongsToItsStratum) {
    // The strata of [Leshem2015].
    const EasiBands strata{.bands = {{0, "clear", 0.0},
                                     {1, "almost clear", 1.0},
                                     {2, "mild", 7.0},
                                     {3, "moderate", 21.0},
                                     {4, "severe", 50.0},
                                     {4, "very severe", 72.0}},
                           .provenance = {}};
    const auto above = [](double value) { return std::nextafter(value, 100.0); };
    EXPECT_EQ(strata.iga_of(0.0), 0);
    EXPECT_EQ(strata.iga_of(above(0.0)), 1);
    EXPECT_EQ(strata.iga_of(1.0), 1);
    EXPECT_EQ(strata.iga_of(above(1.0)), 2);
    EXPECT_EQ(strata.iga_of(7.0), 2);
    EXPECT_EQ(strata.iga_of(above(7.0)), 3);
    EXPECT_EQ(strata.iga_of(21.0), 3);
    EXPECT_EQ(strata.iga_of(above(21.0)), 4);
    EXPECT_EQ(strata.iga_of(72.0), 4);
    EXPECT_EQ(strata.iga_of(above(72.0)), 4);
}

TEST(EasiBandsTest, NoStrataIsABugOfOurs) {
    EXPECT_THROW(static_cast<void>(EasiBands{}.iga_of(1.0)), base::InternalError);
}

TEST(CatalogueTest, FindsByNameOrSaysThereIsNone) {
    Catalogue catalogue;
    catalogue.drugs = {drug({})};
    catalogue.sources.push_back({.key = "Key2021",
                                 .authors = "",
                                 .year = 2021,
                                 .title = "",
                                 .published_in = "",
                                 .doi = {},
                                 .url = {},
                                 .note = {}});

    EXPECT_EQ(catalogue.find_drug("drug"), &catalogue.drugs[0]);
    EXPECT_EQ(catalogue.find_drug("dru"), nullptr);
    EXPECT_EQ(catalogue.find_source("Key2021"), &catalogue.sources[0]);
    EXPECT_EQ(catalogue.find_source(""), nullptr);
}

TEST(ModelDescriptionTest, MedianPatientAndSeedFollowTheOrderOfTheFields) {
    ModelDescription model;
    for (std::size_t i = 0; i < disease::parameter_count; ++i) {
        model.parameters[i].inside = {.mu_log = std::log(static_cast<double>(i + 1)),
                                      .sigma_log = 0.5};
    }
    for (std::size_t i = 0; i < disease::state_count; ++i) {
        model.states[i].seed = static_cast<double>(i);
    }
    const disease::Parameters<double> median = model.median_patient();
    EXPECT_NEAR(median.k1, 1.0, 1e-13);
    EXPECT_NEAR(median.d17, 51.0, 51.0 * 1e-13);
    EXPECT_EQ(model.seed().barrier_integrity, 0.0);
    EXPECT_EQ(model.seed().ox40l, 13.0);
}

}  // namespace
}  // namespace vesikin::catalogue
