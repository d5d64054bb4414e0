// What 28 days cost, against sums that pharmacies and makers publish.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/layer_fixture.hpp"

namespace vesikin::catalogue {
namespace {

constexpr double copayment = 0.3;

double cost(const char* drug, const char* regimen, bool with_loading = false) {
    const Drug* found = tests::layer_catalogue().find_drug(drug);
    const auto named = std::ranges::find(found->regimens, regimen, &Regimen::name);
    EXPECT_NE(named, found->regimens.end());
    return cost_of_28_days_jpy(*found, *named, copayment, with_loading).value();
}

TEST(PriceTest, MeetsPublishedMonthlySums) {
    // Rounding to the yen, and one yen for that of each pen.
    EXPECT_NEAR(cost("dupilumab", "adult"), 32195.0, 2.0);
    EXPECT_NEAR(cost("lebrikizumab", "maintenance"), 15235.0, 2.0);
    EXPECT_NEAR(cost("lebrikizumab", "adult"), 30469.0, 2.0);
    EXPECT_NEAR(cost("lebrikizumab", "adult", true), 60938.0, 2.0);
    EXPECT_NEAR(cost("nemolizumab", "japan"), 34928.0, 2.0);
    EXPECT_NEAR(cost("tralokinumab", "adult"), 25115.0, 2.0);
    EXPECT_NEAR(cost("baricitinib", "adult"), 40488.0, 2.0);
}

TEST(PriceTest, FollowsTheCopaymentAndIsMissingWithoutAPrice) {
    const Drug* drug = tests::layer_catalogue().find_drug("dupilumab");
    const Regimen& regimen = drug->regimens.front();
    EXPECT_DOUBLE_EQ(*cost_of_28_days_jpy(*drug, regimen, 0.1, false) * 3.0,
                     *cost_of_28_days_jpy(*drug, regimen, 0.3, false));
    const Drug* unpriced = tests::layer_catalogue().find_drug("rocatinlimab");
    EXPECT_FALSE(cost_of_28_days_jpy(*unpriced, unpriced->regimens.front(), 0.3, false));
}

TEST(PriceTest, NumbersAreFoundAndSetByName) {
    Catalogue catalogue = tests::layer_catalogue();
    EXPECT_TRUE(set_number(catalogue, "dupilumab.half_effect", 3.5));
    EXPECT_EQ(find_number(catalogue, "dupilumab.half_effect"), 3.5);
    EXPECT_TRUE(set_number(catalogue, "upadacitinib.all", 0.5));
    EXPECT_EQ(find_number(catalogue, "upadacitinib.il31"), 0.5);
    EXPECT_TRUE(set_number(catalogue, "signs_power", 1.25));
    EXPECT_EQ(catalogue.layer->layer.signs_power, 1.25);
    EXPECT_FALSE(set_number(catalogue, "nothing", 1.0));
    EXPECT_FALSE(set_number(catalogue, "dupilumab.nothing", 1.0));
    EXPECT_FALSE(find_number(catalogue, "nobody.half_effect").has_value());
}

TEST(DrugDataTest, EveryDrugActsIsDosedAndHasAStatus) {
    for (const Drug& drug : tests::layer_catalogue().drugs) {
        ASSERT_TRUE(drug.action.has_value()) << drug.name;
        EXPECT_FALSE(drug.action->targets.empty()) << drug.name;
        EXPECT_FALSE(drug.regimens.empty()) << drug.name;
        EXPECT_TRUE(drug.approval.has_value()) << drug.name;
        EXPECT_FALSE(drug.target_class.empty()) << drug.name;
        EXPECT_TRUE(drug.label.has("ja")) << drug.name;
        EXPECT_EQ(drug.action->unit == "mg/l", drug.kinetics.has_value()) << drug.name;
        for (const Regimen& regimen : drug.regimens) {
            EXPECT_NE(tests::layer_catalogue().find_source(regimen.provenance.source), nullptr)
                << drug.name;
            EXPECT_NE(regimen.label.in("ja"), regimen.label.english()) << drug.name;
        }
        // Sold in Japan means priced, but for the one whose price was not found.
        if (drug.approval->status == "approved" && drug.name != "abrocitinib") {
            EXPECT_TRUE(drug.price.has_value()) << drug.name;
        }
    }
}

}  // namespace
}  // namespace vesikin::catalogue
