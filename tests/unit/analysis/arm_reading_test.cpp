// Rows of trial tables as arms to simulate.
#include "vesikin/analysis/arm_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/layer_fixture.hpp"

namespace vesikin::analysis {
namespace {

using testing::HasSubstr;
using tests::dupilumab_row;
using tests::placebo_row;

RowReading read(const TrialRow& row) {
    return read_row(row, tests::shipped_rules(), tests::layer_catalogue());
}

TEST(ArmReadingTest, GivesDosesUpToTheVisit) {
    const RowReading reading = read(dupilumab_row());
    ASSERT_EQ(reading.reason, "");
    EXPECT_EQ(reading.arm.care.drug, "dupilumab");
    ASSERT_EQ(reading.arm.care.doses.size(), 9U);  // weeks 0, 2 ... 16
    EXPECT_EQ(reading.arm.care.doses[0].amount, 600.0);
    EXPECT_EQ(reading.arm.care.doses[1].amount, 300.0);
    EXPECT_EQ(reading.arm.care.doses[8].day, 112.0);
    EXPECT_EQ(reading.day, 112.0);
    EXPECT_EQ(reading.arm.care.topicals_frac, 0.0);
    EXPECT_EQ(reading.arm.entry.easi_min, 16.0);
    EXPECT_EQ(reading.people, 200.0);
    EXPECT_EQ(reading.arm.entry.weight, (catalogue::BodyWeight{75.0, 0.2}));
}

TEST(ArmReadingTest, LeavesTheDrugOutOfADummyArm) {
    const RowReading reading = read(placebo_row());
    ASSERT_EQ(reading.reason, "");
    EXPECT_TRUE(reading.arm.care.drug.empty());
    EXPECT_TRUE(reading.arm.care.doses.empty());
}

TEST(ArmReadingTest, ADummyArmIsOneByItsDrugOrByHavingNoTarget) {
    TrialRow row = dupilumab_row();
    EXPECT_FALSE(is_dummy_arm(row));
    row.drug = "Vehicle cream";
    EXPECT_TRUE(is_dummy_arm(row));
    row.drug = "Placebo (of dupilumab)";
    EXPECT_TRUE(is_dummy_arm(row));
    row.drug = "dupilumab, arm without it";
    EXPECT_FALSE(is_dummy_arm(row));
    row.target = "None";
    EXPECT_TRUE(is_dummy_arm(row));
}

TEST(ArmReadingTest, TakesBackgroundBaselineAndPopulationFromTheRow) {
    TrialRow row = placebo_row();
    row.background = "yes (run-in)";
    row.baseline_easi = 24.0;
    row.population = "child 6-11 severe";
    const RowReading reading = read(row);
    EXPECT_EQ(reading.arm.care.topicals_frac, 1.0);
    EXPECT_EQ(reading.arm.entry.easi_mean, 24.0);
    EXPECT_EQ(reading.arm.entry.easi_min, 21.0);
    EXPECT_LT(reading.arm.entry.weight.median_kg, 40.0);
    row.background = "see registry";
    EXPECT_EQ(read(row).arm.care.topicals_frac, 0.5);
}

TEST(ArmReadingTest, ReadsTopicalsByTheirStrength) {
    TrialRow row = dupilumab_row();
    row.drug = "tapinarof";
    row.target = "AhR topical";
    row.arm = "tapinarof 0.5%";
    row.dose_regimen = "qd";
    const RowReading reading = read(row);
    ASSERT_EQ(reading.reason, "");
    ASSERT_EQ(reading.arm.care.daily.size(), 1U);
    EXPECT_EQ(reading.arm.care.daily[0].amount, 0.5);
    EXPECT_EQ(reading.drug(), "tapinarof");
}

TEST(ArmReadingTest, FindsTheDrugOfAnArmInATrialOfTwo) {
    TrialRow row = dupilumab_row();
    row.drug = "abrocitinib / dupilumab";
    row.target = "JAK1 / IL-4Ra";
    EXPECT_EQ(read(row).drug(), "dupilumab");
    row.arm = "abrocitinib 200";
    row.dose_regimen = "200 qd + topical";
    EXPECT_EQ(read(row).drug(), "abrocitinib");
}

TEST(ArmReadingTest, LetsAClassStandForAnUnknownDrugAtItsUsualDose) {
    TrialRow row = dupilumab_row();
    row.drug = "newdrugumab";
    row.arm = "newdrugumab 450";
    row.dose_regimen = "900 LD 450 q3w";
    const RowReading reading = read(row);
    ASSERT_EQ(reading.reason, "");
    EXPECT_EQ(reading.drug(), "dupilumab");
    EXPECT_EQ(reading.arm.care.doses[1].amount, 300.0);
    EXPECT_THAT(reading.simulated_as, HasSubstr("dupilumab stands for its class"));
}

TEST(ArmReadingTest, GivesChildrenTheRegimenOfTheirAgeAndWeightWhereARowHasNoDose) {
    TrialRow row = dupilumab_row();
    row.population = "child 6-11 severe";
    row.arm = "dupilumab";
    row.dose_regimen = "";
    const RowReading by_weight = read(row);
    ASSERT_EQ(by_weight.reason, "");
    EXPECT_EQ(by_weight.arm.care.doses[1].amount, 200.0);  // 31 kg
    EXPECT_THAT(by_weight.simulated_as, HasSubstr("usual regimen at 8 years assumed"));

    row.drug = "tacrolimus";
    row.target = "TCI";
    row.arm = "tacrolimus";
    EXPECT_EQ(read(row).arm.care.daily.at(0).amount, 0.03);
    row.population = "adult";
    EXPECT_EQ(read(row).arm.care.daily.at(0).amount, 0.1);
}

TEST(ArmReadingTest, SaysWhyARowCannotBeSimulated) {
    TrialRow row = dupilumab_row();
    row.drug = "etokimab";
    row.arm = "etokimab";
    row.target = "IL-33";
    EXPECT_THAT(read(row).reason, HasSubstr("\"etokimab\" with target \"IL-33\""));
    row = dupilumab_row();
    row.endpoint = "SCORAD_pct_change";
    EXPECT_THAT(read(row).reason, HasSubstr("SCORAD"));
    row.endpoint = "hair_count";
    EXPECT_THAT(read(row).reason, HasSubstr("not simulated"));
    row = dupilumab_row();
    row.week = -3.0;
    EXPECT_THAT(read(row).reason, HasSubstr("weeks above 0"));
    row = dupilumab_row();
    row.problem = "N: given \"many\"";
    EXPECT_THAT(read(row).reason, HasSubstr("many"));
}

TEST(ArmReadingTest, WithdrawsAfterTheFirstPart) {
    TrialRow row = dupilumab_row();
    row.endpoint = "EASI75_pct_of_w16_responders";
    row.first_week = 16.0;
    row.week = 36.0;
    row.arm = "placebo";
    row.drug = "placebo (of dupilumab)";
    row.target = "none";
    row.dose_regimen = "withdrawn after w16 response";
    const RowReading withdrawn = read(row);
    ASSERT_EQ(withdrawn.reason, "");
    EXPECT_EQ(withdrawn.arm.care.drug, "dupilumab");
    EXPECT_LT(withdrawn.arm.care.doses.back().day, 112.0);
    EXPECT_EQ(withdrawn.day, 52.0 * 7.0);
    row.dose_regimen = "300 q8w maintenance";
    const RowReading kept = read(row);
    EXPECT_EQ(kept.arm.care.doses.size(), withdrawn.arm.care.doses.size() + 5U);
}

TEST(ArmReadingTest, GroupsRowsOfOneArmAndLooksOftenEnough) {
    std::vector<TrialRow> rows{dupilumab_row(), dupilumab_row(), placebo_row(), dupilumab_row()};
    rows[1].endpoint = "EASI90_pct";
    rows[1].week = 52.0;
    rows[3].trial = "another trial";
    std::vector<RowReading> readings;
    for (const TrialRow& row : rows) {
        readings.push_back(read(row));
    }
    const std::vector<ArmGroup> groups = group_rows(rows, readings);
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_EQ(groups[0].rows, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(groups[0].arm.care.doses.size(), 27U);
    EXPECT_EQ(groups[0].arm.visit_day.back(), 364.0);
    for (const double day : {7.0, 14.0, 28.0, 112.0}) {
        EXPECT_THAT(groups[0].arm.visit_day, testing::Contains(day));
    }
}

TEST(ArmReadingTest, KeepsArmsApartThatDifferBeforeTheLastLook) {
    TrialRow withdrawn = dupilumab_row();
    withdrawn.endpoint = "EASI75_pct_of_w16_responders";
    withdrawn.first_week = 16.0;
    withdrawn.week = 36.0;
    withdrawn.dose_regimen = "withdrawn after w16 response";
    TrialRow kept = withdrawn;
    kept.dose_regimen = "300 q8w maintenance";
    const std::vector<TrialRow> rows{withdrawn, kept};
    const std::vector<RowReading> readings{read(withdrawn), read(kept)};
    const std::vector<ArmGroup> groups = group_rows(rows, readings);
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_LT(groups[0].arm.care.doses.size(), groups[1].arm.care.doses.size());
}

TEST(ArmReadingTest, EveryShippedRowIsSimulatedOrSaysWhyNot) {
    std::size_t simulated = 0;
    for (const TrialRow& row : tests::shipped_trials().rows) {
        const RowReading reading = read(row);
        simulated += reading.reason.empty() ? 1 : 0;
        EXPECT_TRUE(!reading.reason.empty() || reading.endpoint != nullptr) << row.line;
        EXPECT_TRUE(!reading.reason.empty() || !reading.simulated_as.empty()) << row.line;
    }
    EXPECT_GT(simulated, tests::shipped_trials().rows.size() * 9 / 10);
}

}  // namespace
}  // namespace vesikin::analysis
