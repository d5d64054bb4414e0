// Dosing as trial tables write it.
#include "vesikin/analysis/regimen_text.hpp"

#include <gtest/gtest.h>

namespace vesikin::analysis {
namespace {

TEST(RegimenTextTest, ReadsLoadingDoseAndInterval) {
    for (const char* text : {"600 LD then 300 mg q2w sc", "600 LD, 300 q2w + TCS", "600 LD 300 q2w",
                             "600mg LD then 300mg q2w"}) {
        const RegimenText read = read_regimen(text);
        EXPECT_EQ(read.loading, 600.0) << text;
        EXPECT_EQ(read.dose, 300.0) << text;
        EXPECT_EQ(read.interval_day, 14.0) << text;
        EXPECT_FALSE(read.is_per_kg) << text;
    }
}

TEST(RegimenTextTest, ReadsLoadingInNamedWeeks) {
    const RegimenText read = read_regimen("500 LD w0,w2 then 250 q2w + TCS");
    EXPECT_EQ(read.loading, 500.0);
    EXPECT_EQ(read.loading_week, (std::vector<double>{0.0, 2.0}));
    EXPECT_EQ(read.dose, 250.0);
}

TEST(RegimenTextTest, ReadsInfusionsWithALastWeek) {
    const RegimenText read = read_regimen("600 iv then 300 q2w to w10");
    EXPECT_EQ(read.loading, 600.0);
    EXPECT_EQ(read.dose, 300.0);
    EXPECT_EQ(read.last_week, 10.0);
    EXPECT_TRUE(read.loading_week.empty());
}

TEST(RegimenTextTest, ReadsDosesByWeightAndOnNamedDays) {
    const RegimenText read = read_regimen("10 mg/kg iv d1,d29");
    EXPECT_EQ(read.dose, 10.0);
    EXPECT_TRUE(read.is_per_kg);
    EXPECT_EQ(read.given_day, (std::vector<double>{0.0, 28.0}));
    EXPECT_TRUE(read_regimen("0.1 mg/kg q4w").is_per_kg);
    EXPECT_EQ(read_regimen("0.1mg/kg q4w").dose, 0.1);
}

TEST(RegimenTextTest, ReadsDailyDosesStrengthsAndCounts) {
    EXPECT_EQ(read_regimen("15 mg qd").interval_day, 1.0);
    EXPECT_EQ(read_regimen("15 mg qd").dose, 15.0);
    EXPECT_EQ(read_regimen("tapinarof 0.5%").strength_percent, 0.5);
    EXPECT_EQ(read_regimen("300 qw x4 + TCS").count, 4);
    EXPECT_EQ(read_regimen("4 weekly doses").count, 4);
    EXPECT_EQ(read_regimen("4 weekly doses").dose, std::nullopt);
    EXPECT_EQ(read_regimen("bid 3 wk").dose, std::nullopt);
    EXPECT_TRUE(read_regimen("250 once + TCS").is_once);
}

TEST(RegimenTextTest, TakesTheMiddleOfSeveralDosesAndTheLastOfSeveralIntervals) {
    const RegimenText read = read_regimen("75/150/300 qw x4");
    EXPECT_EQ(read.dose, 150.0);
    EXPECT_TRUE(read.has_choice);
    EXPECT_EQ(read_regimen("300 qw/q2w open label").interval_day, 14.0);
}

TEST(RegimenTextTest, SaysNothingOfTextsThatSayNothing) {
    for (const char* text : {"", "   ", "+TCS", "withdrawn after w16 response", "ph2b monotherapy",
                             "nan mg q0w", "1e999 q2w", "- q-2w", "%%", "x w d q"}) {
        const RegimenText read = read_regimen(text);
        EXPECT_EQ(read.dose, std::nullopt) << text;
        EXPECT_FALSE(read.loading.has_value()) << text;
    }
    EXPECT_TRUE(read_regimen("withdrawn after w16 response").is_withdrawn);
    EXPECT_EQ(read_regimen("300 q0w").interval_day, std::nullopt);
}

}  // namespace
}  // namespace vesikin::analysis
