// Rows of trial tables as arms to simulate.
#include "vesikin/analysis/arm_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

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

TEST(ArmReadingTest, GivesTheSameDosesForEveryFourWeeksInWords) {
    for (const char* text : {"300 mg q4w", "300 mg every 4 weeks", "300 mg once every 4 weeks",
                             "300 mg q 4 w", "300 mg q28d", "300 mg monthly"}) {
        TrialRow row = dupilumab_row();
        row.dose_regimen = text;
        const RowReading reading = read(row);
        ASSERT_EQ(reading.reason, "") << text;
        ASSERT_EQ(reading.arm.care.doses.size(), 5U) << text;
        for (std::size_t i = 0; i < 5; ++i) {
            EXPECT_EQ(reading.arm.care.doses[i].day, 28.0 * static_cast<double>(i)) << text;
            EXPECT_EQ(reading.arm.care.doses[i].amount, 300.0) << text;
        }
        EXPECT_THAT(reading.simulated_as,
                    HasSubstr("dupilumab 300 mg every 4 weeks, 5 doses in all; age 35, 75 kg"))
            << text;
    }
}

TEST(ArmReadingTest, SaysWhatItTakesOfMonthsChoicesAndGaps) {
    const auto said = [](const char* regimen) {
        TrialRow row = dupilumab_row();
        row.dose_regimen = regimen;
        return read(row).simulated_as;
    };
    EXPECT_THAT(said("300 mg monthly"), HasSubstr("a month read as 4 weeks"));
    EXPECT_THAT(said("300 qw or q2w maintenance"), HasSubstr("last of several intervals"));
    EXPECT_THAT(said("75/150/300 qw x4"), HasSubstr("middle of several doses"));
    EXPECT_THAT(said("300 mg"), HasSubstr("usual interval assumed"));
    EXPECT_THAT(said("q4w x 3"), HasSubstr("usual regimen at 35 years assumed"));
    EXPECT_THAT(said("q4w x 3"), HasSubstr("3 doses in all"));
}

TEST(ArmReadingTest, RefusesADoseThatItsDrugIsNotSimulatedAt) {
    const auto reason = [](const char* drug, const char* target, const char* regimen) {
        TrialRow row = dupilumab_row();
        row.drug = row.arm = drug;
        row.target = target;
        row.dose_regimen = regimen;
        return read(row).reason;
    };
    EXPECT_THAT(reason("dupilumab", "IL-4Ra", "300 mg every blue moon"), HasSubstr("\"blue\""));
    EXPECT_THAT(reason("dupilumab", "IL-4Ra", "2 % q2w"), HasSubstr("not in %"));
    EXPECT_THAT(reason("dupilumab", "IL-4Ra", "300 mg bid"), HasSubstr("several times a day"));
    EXPECT_THAT(reason("dupilumab", "IL-4Ra", "300 mg iv q2w"), HasSubstr("given this way"));
    EXPECT_THAT(reason("dupilumab", "IL-4Ra", "withdrawn"), HasSubstr("16+36"));
    EXPECT_THAT(reason("upadacitinib", "JAK1", "15 mg q2w"), HasSubstr("every day"));
    EXPECT_THAT(reason("upadacitinib", "JAK1", "15 % qd"), HasSubstr("not in %"));
    EXPECT_THAT(reason("upadacitinib", "JAK1", "30 mg qd + dupilumab"), HasSubstr("dupilumab"));
    EXPECT_THAT(reason("tacrolimus", "TCI", "0.1 % twice a week"), HasSubstr("every day"));
    EXPECT_THAT(reason("tacrolimus", "TCI", "0.1 mg bid"), HasSubstr("not in mg"));
}

TEST(ArmReadingTest, AddsUpTheDosesOfADayAndEndsThem) {
    TrialRow row = dupilumab_row();
    row.drug = "upadacitinib";
    row.arm = "cohort 3";  // no dose
    row.target = "JAK1";
    const auto daily = [&](const char* regimen) {
        row.dose_regimen = regimen;
        const RowReading reading = read(row);
        EXPECT_EQ(reading.reason, "") << regimen;
        return reading.arm.care.daily.at(0);
    };
    EXPECT_EQ(daily("15 mg qd").amount, 15.0);
    EXPECT_EQ(daily("15 mg bid").amount, 30.0);
    EXPECT_EQ(daily("5 mg Q4H").amount, 30.0);  // six times a day
    EXPECT_EQ(daily("30 mg/day").amount, 30.0);
    EXPECT_EQ(daily("").amount, 15.0);  // as usual
    EXPECT_TRUE(std::isinf(daily("15 mg qd for 16 weeks").until_day));
    EXPECT_EQ(daily("15 mg qd for 4 weeks").until_day, 28.0);

    // Treated as usual until re-randomisation, then as the row says.
    row.endpoint = "EASI75_pct_of_w16_responders";
    row.first_week = 16.0;
    row.week = 36.0;
    EXPECT_EQ(daily("withdrawn after w16 response").until_day, 112.0);
    EXPECT_EQ(daily("30 mg qd").until_day, 112.0);
    EXPECT_EQ(read(row).arm.care.daily.at(1).from_day, 112.0);
    EXPECT_EQ(read(row).arm.care.daily.at(1).amount, 30.0);
}

TEST(ArmReadingTest, StrengthOfASteroidDoesNotTellItsPotency) {
    TrialRow row = dupilumab_row();
    row.drug = "tacrolimus / TCS";
    row.target = "TCI / TCS";
    row.arm = "hydrocortisone butyrate 0.1%";
    row.dose_regimen = "bid 3 wk";
    row.week = 3.0;
    const RowReading reading = read(row);
    EXPECT_EQ(reading.arm.care.daily.at(0).amount, 35.0);  // rank strong, as usual
    EXPECT_THAT(reading.simulated_as, HasSubstr("strength does not tell potency"));
}

TEST(ArmReadingTest, KnowsDrugsByBrandAndInJapanese) {
    const std::vector<std::pair<const char*, const char*>> names{
        {"Dupixent", "dupilumab"},          {"デュピクセント", "dupilumab"},
        {"ﾃﾞｭﾋﾟﾙﾏﾌﾞ", "dupilumab"},         {"リンヴォック錠", "upadacitinib"},
        {"Olumiant", "baricitinib"},        {"サイバインコ", "abrocitinib"},
        {"Adtralza", "tralokinumab"},       {"イブグリース", "lebrikizumab"},
        {"ミチーガ", "nemolizumab"},        {"ＮＥＭＬＵＶＩＯ", "nemolizumab"},
        {"プロトピック軟膏", "tacrolimus"}, {"モイゼルト", "difamilast"},
        {"コレクチム", "delgocitinib"},     {"Vtama", "tapinarof"},
        {"Opzelura", "ruxolitinib_cream"},  {"クリサボロール", "crisaborole"},
        {"コセンティクス", "secukinumab"}};
    for (const auto& [name, drug] : names) {
        TrialRow row = dupilumab_row();
        row.drug = name;
        row.arm = "active";
        row.target = "";
        row.dose_regimen = "";
        EXPECT_EQ(read(row).drug(), drug) << name;
    }
    TrialRow row = dupilumab_row();
    row.drug = row.arm = "dupilumap";
    row.target = "";
    EXPECT_THAT(read(row).reason, HasSubstr("\"dupilumab\" is a drug of it"));
}

TEST(ArmReadingTest, KnowsEndpointsHoweverTheyAreSpelt) {
    const std::vector<std::pair<const char*, const char*>> names{
        {"EASI-75", "EASI75_pct"},
        {"EASI 75 (%)", "EASI75_pct"},
        {"easi75", "EASI75_pct"},
        {"ＥＡＳＩ－７５", "EASI75_pct"},
        {"EASI-90 responders", "EASI90_pct"},
        {"IGA 0/1", "IGA01_pct"},
        {"vIGA-AD 0/1", "IGA01_pct"},
        {"vIGA-AD 0/1 (%)", "IGA01_pct"},
        {"EASI % change", "EASI_pct_change"},
        {"percent change in EASI", "EASI_pct_change"},
        {"PP-NRS ≥4", "NRS_ge4_pct"},
        {"NRS_pct_change", "NRS_pct_change"}};
    for (const auto& [name, endpoint] : names) {
        TrialRow row = dupilumab_row();
        row.endpoint = name;
        const RowReading reading = read(row);
        ASSERT_NE(reading.endpoint, nullptr) << name << ": " << reading.reason;
        EXPECT_EQ(reading.endpoint->name, endpoint) << name;
    }
    TrialRow row = dupilumab_row();
    row.endpoint = "EASSI75";
    EXPECT_THAT(read(row).reason, HasSubstr("\"EASI75_pct\" is"));
    TrialTable table{"a table", {}, {dupilumab_row(), dupilumab_row()}};
    table.rows[0].endpoint = "EASI-75";
    table.rows[1].endpoint = "happiness";
    name_endpoints(table, tests::shipped_rules());
    EXPECT_EQ(table.rows[0].endpoint, "EASI75_pct");
    EXPECT_EQ(table.rows[1].endpoint, "happiness");
}

TEST(ArmReadingTest, RefusesARowAboutSeveralAgesAndSaysOthers) {
    TrialRow row = dupilumab_row();
    row.population = "adults and children";
    EXPECT_THAT(read(row).reason, HasSubstr("one age band"));
    row.population = "小児 6-11歳";
    EXPECT_THAT(read(row).simulated_as, HasSubstr("age 8, 31 kg"));
    row.population = "people of the moon";
    EXPECT_THAT(read(row).simulated_as, HasSubstr("population not understood: 35 years assumed"));
}

TEST(ArmReadingTest, BackgroundsAreReadAsWholeWords) {
    TrialRow row = placebo_row();
    for (const auto& [text, topicals] : std::vector<std::pair<const char*, double>>{
             {"no", 0.0}, {"No (rescue)", 0.0}, {"なし", 0.0}, {"あり", 1.0}, {"notified", 0.5}}) {
        row.background = text;
        EXPECT_EQ(read(row).arm.care.topicals_frac, topicals) << text;
    }
    EXPECT_THAT(read(row).simulated_as, HasSubstr("background not understood"));
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
