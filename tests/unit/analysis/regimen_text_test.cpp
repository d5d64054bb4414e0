// Dosing as trial tables write it. Every reading here was worked out by hand from the text.
#include "vesikin/analysis/texts/regimen_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/layer_fixture.hpp"

namespace vesikin::analysis {
namespace {

using testing::HasSubstr;

RegimenText read(std::string_view text) {
    return read_regimen(text, tests::shipped_rules().regimen_words, {"dupilumab", "Dupixent"});
}

RegimenText every(double days, double dose, DoseUnit unit = DoseUnit::mg) {
    RegimenText text;
    text.dose = dose;
    text.unit = unit;
    text.interval_day = days;
    return text;
}

RegimenText loaded(double loading, RegimenText text) {
    text.loading = loading;
    return text;
}

/// As said, but for how it is given and whether a month was named.
void expect_reads(std::string_view text, RegimenText expected) {
    const RegimenText found = read(text);
    EXPECT_EQ(found.problem, "") << text;
    expected.given = found.given;
    expected.has_month = found.has_month;
    EXPECT_TRUE(found == expected) << text << " was read as " << regimen_in_words(found);
}

TEST(RegimenTextTest, ReadsEveryFourWeeksHoweverItIsWritten) {
    for (const char* text : {"300 mg q4w",
                             "300 mg every 4 weeks",
                             "300 mg once every 4 weeks",
                             "300 mg q 4 w",
                             "300 mg q28d",
                             "300 mg monthly",
                             "300mg Q4W",
                             "300 mg every four weeks",
                             "300 mg every fourth week",
                             "300 mg once monthly",
                             "300 mg once a month",
                             "300 mg 1x/month",
                             "300 mg/4 weeks",
                             "300 mg QM",
                             "300 mg at 4-week intervals",
                             "300 mg 4-weekly",
                             "0.3 g q4w",
                             "300,000 mcg q4w",
                             "300.0 mg q.4.w.",
                             "dupilumab 300 mg SC every 4 weeks",
                             "Dupixent 300 mg s.c. q4w",
                             "\uFF13\uFF10\uFF10\uFF4D\uFF47\u3000\uFF31\uFF14\uFF37",
                             "300mg 4週ごと",
                             "300 mgを4週間隔で皮下注",
                             "300mg 4週に1回",
                             "4週毎に300mg",
                             "300mg 月1回",
                             "300 mg 毎月",
                             "300 mg every 28 days",
                             "300 mg, q4w, sc",
                             "300 mg once every four weeks (s.c.)"}) {
        expect_reads(text, every(28.0, 300.0));
    }
    EXPECT_TRUE(read("300 mg monthly").has_month);
    EXPECT_FALSE(read("300 mg q4w").has_month);
}

TEST(RegimenTextTest, ReadsRhythmsByWordsAndCodes) {
    const std::map<std::string, double> days{{"qd", 1},
                                             {"once daily", 1},
                                             {"every day", 1},
                                             {"毎日", 1},
                                             {"1日1回", 1},
                                             {"qod", 2},
                                             {"隔日", 2},
                                             {"every other day", 2},
                                             {"q3d", 3},
                                             {"qw", 7},
                                             {"weekly", 7},
                                             {"once-weekly", 7},
                                             {"毎週", 7},
                                             {"every week", 7},
                                             {"q2w", 14},
                                             {"every other week", 14},
                                             {"every 2nd week", 14},
                                             {"every alternate week", 14},
                                             {"each third day", 3},
                                             {"every fourth week", 28},
                                             {"every 8th week", 56},
                                             {"eow", 14},
                                             {"fortnightly", 14},
                                             {"隔週", 14},
                                             {"2週間隔", 14},
                                             {"2週間ごとに", 14},
                                             {"every two weeks", 14},
                                             {"Q2M", 56},
                                             {"quarterly", 84},
                                             {"bid", 0.5},
                                             {"twice a day", 0.5},
                                             {"1日2回", 0.5},
                                             {"q12h", 0.5},
                                             {"tid", 1.0 / 3.0},
                                             {"qid", 0.25},
                                             {"Q4H", 1.0 / 6.0},
                                             {"biw", 3.5},
                                             {"twice a week", 3.5},
                                             {"2 times per week", 3.5},
                                             {"週2回", 3.5},
                                             {"tiw", 7.0 / 3.0},
                                             {"2x/week", 3.5},
                                             {"bim", 14},
                                             {"4 times per month", 7}};
    for (const auto& [text, interval_day] : days) {
        const RegimenText found = read("300 mg " + text);
        EXPECT_EQ(found.problem, "") << text;
        EXPECT_EQ(found.dose, 300.0) << text;
        ASSERT_TRUE(found.interval_day.has_value()) << text;
        EXPECT_NEAR(*found.interval_day, interval_day, 1e-12) << text;
    }
}

TEST(RegimenTextTest, ReadsALoadingDoseBeforeOrAfterTheOneThatGoesOn) {
    for (const char* text :
         {"600 mg LD then 300 mg q2w", "300 mg q2w after a 600 mg loading dose",
          "loading dose 600 mg on day 1, then 300 mg q2w", "600mg LD then 300mg q2w",
          "600 mg on day 1 followed by 300 mg Q2W starting at week 2",
          "600 mg (loading dose) followed by 300 mg every 2 weeks", "LD 600 mg, 300 mg q2w",
          "300 mg q2w (LD 600 mg)", "300 mg (LD 600 mg) q2w",
          "300 mg every 2 weeks following a loading dose of 600 mg",
          "600 mg initially, then 300 mg every other week", "初回600mg、その後300mgを2週ごと",
          "初回に600mgを、その後は1回300mgを2週に1回皮下投与",
          "初回600mg、2回目以降300mgを2週間隔で皮下注", "2週ごとに300mg（初回600mg）"}) {
        expect_reads(text, loaded(600.0, every(14.0, 300.0)));
    }
    RegimenText twice = loaded(500.0, every(14.0, 250.0));
    twice.loading_day = {0.0, 14.0};
    for (const char* text :
         {"500 mg LD w0,w2 then 250 mg q2w", "500 mg w0,2 then 250 mg q2w",
          "500 mg at weeks 0 and 2, then 250 mg q2w", "500 mg LD x2, then 250 mg q2w",
          "500 mg on days 1 and 15, then 250 mg every 2 weeks",
          "0週と2週に500 mg、その後2週ごとに250 mg"}) {
        expect_reads(text, twice);
    }
    RegimenText counted = loaded(600.0, every(14.0, 300.0));
    counted.count = 5;  // the loading dose and four
    expect_reads("600 mg LD, then 300 mg q2w x4", counted);
}

TEST(RegimenTextTest, ReadsCountsEndsAndNamedDays) {
    RegimenText text = every(7.0, 300.0);
    text.count = 4;
    for (const char* written : {"300 mg qw x4", "300 mg qw x 4 doses", "300 mg weekly, 4 doses",
                                "4 weekly doses of 300 mg", "300 mg ×4 qw", "300 mg 毎週 4回"}) {
        expect_reads(written, text);
    }
    text = every(14.0, 300.0);
    text.last_day = 112.0;
    for (const char* written :
         {"300 mg q2w to week 16", "300 mg q2w until w16", "300 mg q2w through week 16",
          "300 mg q2w weeks 0-16", "300 mg q2w 16週まで", "300 mg q2w from week 0 to week 16"}) {
        expect_reads(written, text);
    }
    text.last_day.reset();
    text.lasting_day = 112.0;
    expect_reads("300 mg q2w for 16 weeks", text);
    expect_reads("300 mg q2w x 16 weeks", text);
    text = {};
    text.dose = 300.0;
    text.unit = DoseUnit::mg;
    text.given_day = {0.0, 28.0};
    expect_reads("300 mg on days 1 and 29", text);
    expect_reads("300 mg at weeks 0, 4", text);
    expect_reads("300 mg d0, d28", text);  // a day 0 is named: days are counted from it
    text.is_withdrawn = true;
    expect_reads("300 mg on days 1, 29, withdrawn", text);
    expect_reads("300 mg on days 1, 29 withdrawn", text);
    text.is_withdrawn = false;
    text.given_day.clear();
    text.is_once = true;
    for (const char* written : {"300 mg once", "single dose of 300 mg", "300 mg 単回投与"}) {
        expect_reads(written, text);
    }
    EXPECT_TRUE(read("withdrawn after w16 response").is_withdrawn);
}

TEST(RegimenTextTest, ReadsNumbersAndUnitsAsPeopleTypeThem) {
    const auto expect_dose = [](const char* text, double dose, DoseUnit unit) {
        const RegimenText found = read(text);
        EXPECT_EQ(found.problem, "") << text;
        ASSERT_TRUE(found.dose.has_value()) << text;
        EXPECT_NEAR(*found.dose, dose, 1e-12 * dose) << text;
        EXPECT_EQ(found.unit, unit) << text;
    };
    expect_dose("1,200 mg q4w", 1200.0, DoseUnit::mg);
    expect_dose("62,5 mg q4w", 62.5, DoseUnit::mg);
    expect_dose("0,125 mg/kg q4w", 0.125, DoseUnit::mg_per_kg);
    expect_dose("1,234.5 mg q4w", 1234.5, DoseUnit::mg);
    expect_dose("0·5 mg/kg q4w", 0.5, DoseUnit::mg_per_kg);
    expect_dose(".5 mg per kg q4w", 0.5, DoseUnit::mg_per_kg);
    expect_dose("500 µg/kg q4w", 0.5, DoseUnit::mg_per_kg);
    expect_dose("50 μg/m² daily", 0.05, DoseUnit::mg_per_m2);
    expect_dose("0.03% bid", 0.03, DoseUnit::percent);
    expect_dose("15 mg/g bid", 1.5, DoseUnit::percent);
    expect_dose("300㎎ q2w", 300.0, DoseUnit::mg);
    expect_dose("300 q2w", 300.0, DoseUnit::unsaid);
    EXPECT_TRUE(read("30 mg/day").is_daily_total);
    EXPECT_EQ(read("30 mg/d").interval_day, 1.0);
    EXPECT_FALSE(read("30 mg qd").is_daily_total);
}

TEST(RegimenTextTest, RefusesWhatItDoesNotUnderstandByName) {
    const std::map<std::string, std::string> problems{
        {"300 mg q2w + methotrexate", "\"methotrexate\": not understood"},
        {"300 mg evry 2 weeks", "\"evry\": not understood; \"every\" is"},
        {"300 mg biweekly", "\"biweekly\": twice a week, or every 2 weeks"},
        {"300 mg bi-weekly", "twice a week, or every 2 weeks"},
        {"300 mg prn", "\"prn\""},
        {"300 mg 必要時", "\"必要時\""},
        {"300 mg 2週おき", "\"おき\""},
        {"300 mg 火曜", "\"火曜\": not understood"},
        {"300-600 mg q2w", "range"},
        {"300 or 600 mg q2w", "choice"},
        {"300 mg q2w q4w", "intervals of 14 and 28 days"},
        {"300 mg 600 mg q2w", "more than one dose"},
        {"600 mg LD", "without the dose that follows"},
        {"loading dose, then 300 mg q2w", "without its amount"},
        {"600 mg LD on day 8, then 300 mg q2w", "where none is due"},
        {"600 mg day 1, then 300 mg q4w starting at week 2", "start 14 days after"},
        {"300 mg every", "interval"},
        {"300 mg q0w", "interval of 0 days"},
        {"300 mg on days 1, 1.5", "a part of a day: 1.5"},
        {"300 mg at weeks 0, 0.5", "a part of a day: 3.5"},
        {"300 mg 200 times a week", "allowed are an hour to 3640 days"},
        {"0 mg q2w", "dose of 0"},
        {"100000 mg q2w", "dose of 100000"},
        {"1,2,3 mg q2w", "\"1,2,3\""},
        {"-300 mg q2w", "\"-\""},
        {"- q-2w", "\"-\""},
        {"nan mg q0w", "\"nan\""},
        {"300 mg 4 weekly", "so many doses, or an interval"},
        {"300 mg twice", "not per what"},
        {"mg q2w", "\"mg\""},
        {"%%", "\"%\""},
        {"300 mg sc iv q2w", "two ways"},
        {"300 mg once q2w", ""},
        {"300 mg single dose q2w", "one dose and several"}};
    for (const auto& [text, problem] : problems) {
        const RegimenText found = read(text);
        if (problem.empty()) {
            EXPECT_EQ(found.problem, "") << text;
        } else {
            EXPECT_THAT(found.problem, HasSubstr(problem)) << text;
            EXPECT_FALSE(found.dose.has_value()) << text;
        }
    }
}

TEST(RegimenTextTest, SaysTheSameOnlyWhereDosesAndDaysAreTheSame) {
    RegimenText text = loaded(600.0, every(14.0, 300.0));
    text.count = 4;
    RegimenText other = text;
    other.has_choice = other.has_interval_choice = other.has_month = true;
    other.given = GivenBy::infusion;
    other.interval_day = 14.0 + 1e-12;
    EXPECT_TRUE(says_the_same(text, other));

    const auto differs = [&](auto&& change) {
        RegimenText changed = text;
        change(changed);
        return !says_the_same(text, changed) && !says_the_same(changed, text);
    };
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.problem = "unclear"; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.dose = 301.0; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.unit = DoseUnit::mg_per_kg; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.loading.reset(); }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.loading_day = {0.0, 14.0}; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.interval_day = 15.0; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.interval_day.reset(); }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.count = 5; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.last_day = 7.0; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.lasting_day = 7.0; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.given_day = {0.0}; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.is_daily_total = true; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.is_once = true; }));
    EXPECT_TRUE(differs([](RegimenText& changed) { changed.is_withdrawn = true; }));
}

TEST(RegimenTextTest, SaysNothingOfTextsThatSayNothing) {
    for (const char* text : {"", "   ", "+TCS", "ph2b monotherapy", "phase 3", "open label"}) {
        EXPECT_TRUE(read(text) == RegimenText{}) << text;
    }
}

/// What every text of the shipped table says.
const std::map<std::string, RegimenText>& shipped_readings() {
    static const std::map<std::string, RegimenText> readings = [] {
        constexpr DoseUnit bare = DoseUnit::unsaid;
        const auto only = [](double interval_day) {
            RegimenText text;
            text.interval_day = interval_day;
            return text;
        };
        const auto with_count = [](RegimenText text, int count) {
            text.count = count;
            return text;
        };
        RegimenText pooled = with_count(every(7.0, 150.0, bare), 4);
        pooled.has_choice = true;
        RegimenText either = every(14.0, 300.0, bare);
        either.has_interval_choice = true;
        RegimenText unknown_arm = only(84.0);
        unknown_arm.has_interval_choice = true;
        RegimenText lebrikizumab = loaded(500.0, every(14.0, 250.0, bare));
        lebrikizumab.loading_day = {0.0, 14.0};
        RegimenText once;
        once.is_once = true;
        once.dose = 125.0;
        RegimenText once_250 = once;
        once_250.dose = 250.0;
        RegimenText days;
        days.given_day = {0.0, 28.0};
        RegimenText dosed_days = days;
        dosed_days.dose = 10.0;
        dosed_days.unit = DoseUnit::mg_per_kg;
        RegimenText fezakinumab = loaded(600.0, every(14.0, 300.0, bare));
        fezakinumab.last_day = 70.0;
        RegimenText three_weeks = only(0.5);
        three_weeks.lasting_day = 21.0;
        RegimenText withdrawn;
        withdrawn.is_withdrawn = true;
        const auto daily = [](double dose) { return every(1.0, dose, DoseUnit::unsaid); };
        const auto per_kg = [](double interval_day, double dose) {
            return every(interval_day, dose, DoseUnit::mg_per_kg);
        };
        return std::map<std::string, RegimenText>{
            {"", {}},
            {"+TCS", {}},
            {"+topical", {}},
            {"ph2b monotherapy", {}},
            {"SOLO 1+2 pooled; IGA>1 at w16", {}},
            {"pooled 24 trials", {}},
            {"qw sc", only(7.0)},
            {"qw sc + TCS", only(7.0)},
            {"qw", only(7.0)},
            {"q2w", only(14.0)},
            {"q2w + TCS", only(14.0)},
            {"q2w + TCS prn", only(14.0)},
            {"iv q2w", only(14.0)},
            {"q4w", only(28.0)},
            {"q4w + TCS", only(28.0)},
            {"q4w + topical", only(28.0)},
            {"q4w + TCS/TCI", only(28.0)},
            {"sc daily", only(1.0)},
            {"qd", only(1.0)},
            {"bid", only(0.5)},
            {"bid 3 wk", three_weeks},
            {"4 weekly doses", with_count(only(7.0), 4)},
            {"q4w or q12w arm not identified", unknown_arm},
            {"withdrawn after w16 response", withdrawn},
            {"iv d1,d29", days},
            {"600 LD then 300 mg q2w sc", loaded(600.0, every(14.0, 300.0))},
            {"600 LD then 300 mg qw sc", loaded(600.0, every(7.0, 300.0))},
            {"300 q2w; IGA>1 at w16", every(14.0, 300.0, bare)},
            {"600 LD, 300 q2w + TCS", loaded(600.0, every(14.0, 300.0, bare))},
            {"600 LD, 300 qw + TCS", loaded(600.0, every(7.0, 300.0, bare))},
            {"600 LD 300 qw", loaded(600.0, every(7.0, 300.0, bare))},
            {"600 LD 300 q2w", loaded(600.0, every(14.0, 300.0, bare))},
            {"600 LD 300 q2w + TCS prn", loaded(600.0, every(14.0, 300.0, bare))},
            {"600 LD 300 q2w + topical", loaded(600.0, every(14.0, 300.0, bare))},
            {"400 LD 200 q2w", loaded(400.0, every(14.0, 200.0, bare))},
            {"600 LD 300 q4w", loaded(600.0, every(28.0, 300.0, bare))},
            {"400 LD 100 q4w", loaded(400.0, every(28.0, 100.0, bare))},
            {"300 qw x12", with_count(every(7.0, 300.0, bare), 12)},
            {"75/150/300 qw x4", pooled},
            {"300 qw x4 + TCS", with_count(every(7.0, 300.0, bare), 4)},
            {"300 q4w + TCS", every(28.0, 300.0, bare)},
            {"200 q2w (>=30kg) + TCS", every(14.0, 200.0, bare)},
            {"300 q8w maintenance", every(56.0, 300.0, bare)},
            {"300 q4w maintenance", every(28.0, 300.0, bare)},
            {"300 qw or q2w maintenance", either},
            {"300 qw/q2w open label", either},
            {"150 mg q2w + TCS", every(14.0, 150.0)},
            {"300 mg q2w + TCS", every(14.0, 300.0)},
            {"250 LD 125 q4w", loaded(250.0, every(28.0, 125.0, bare))},
            {"500 LD 250 q4w", loaded(500.0, every(28.0, 250.0, bare))},
            {"500 LD w0,w2 then 250 q2w", lebrikizumab},
            {"500 LD w0,w2 then 250 q2w + TCS", lebrikizumab},
            {"250 q4w + TCS", every(28.0, 250.0, bare)},
            {"250 q2w + TCS", every(14.0, 250.0, bare)},
            {"125 q4w + TCS", every(28.0, 125.0, bare)},
            {"125 once + TCS", once},
            {"250 once + TCS", once_250},
            {"0.1 mg/kg q4w", per_kg(28.0, 0.1)},
            {"0.5 mg/kg q4w", per_kg(28.0, 0.5)},
            {"2.0 mg/kg q4w", per_kg(28.0, 2.0)},
            {"2.0 mg/kg q8w", per_kg(56.0, 2.0)},
            {"60 LD 30 q4w + TCS", loaded(60.0, every(28.0, 30.0, bare))},
            {"60 LD 30 q4w + TCS/TCI", loaded(60.0, every(28.0, 30.0, bare))},
            {"60 mg q4w + topical", every(28.0, 60.0)},
            {"280 q2w + TCS", every(14.0, 280.0, bare)},
            {"10 mg/kg iv d1,d29", dosed_days},
            {"150 q4w", every(28.0, 150.0, bare)},
            {"600 q4w", every(28.0, 600.0, bare)},
            {"300 q2w", every(14.0, 300.0, bare)},
            {"600 q2w", every(14.0, 600.0, bare)},
            {"250 q4w", every(28.0, 250.0, bare)},
            {"125 q4w", every(28.0, 125.0, bare)},
            {"62.5 q4w", every(28.0, 62.5, bare)},
            {"600 iv then 300 q2w to w10", fezakinumab},
            {"50 ug/m2 sc daily", every(1.0, 0.05, DoseUnit::mg_per_m2)},
            {"15 mg qd", every(1.0, 15.0)},
            {"30 mg qd", every(1.0, 30.0)},
            {"15 qd + TCS", daily(15.0)},
            {"30 qd + TCS", daily(30.0)},
            {"7.5 qd", daily(7.5)},
            {"15 qd", daily(15.0)},
            {"30 qd", daily(30.0)},
            {"100 qd", daily(100.0)},
            {"200 qd", daily(200.0)},
            {"100 qd + topical", daily(100.0)},
            {"200 qd + topical", daily(200.0)},
            {"1 qd", daily(1.0)},
            {"2 qd", daily(2.0)},
            {"4 qd", daily(4.0)},
            {"2 qd + TCS", daily(2.0)},
            {"4 qd + TCS", daily(4.0)},
        };
    }();
    return readings;
}

TEST(RegimenTextTest, ReadsEveryTextOfTheShippedTable) {
    for (const TrialRow& row : tests::shipped_trials().rows) {
        if (row.dose_regimen == "MBMA curve") {
            continue;  // of placebo arms, which have no doses to read
        }
        const auto found = shipped_readings().find(row.dose_regimen);
        ASSERT_NE(found, shipped_readings().end()) << row.line << ": " << row.dose_regimen;
        expect_reads(row.dose_regimen, found->second);
    }
}

TEST(RegimenTextTest, TakesADoseOfALabelOnlyWithAUnitOrAfterTheName) {
    const auto label = [](const char* text) {
        return read_label_dose(text, tests::shipped_rules().regimen_words, {"baricitinib"});
    };
    EXPECT_EQ(label("baricitinib 4").dose, 4.0);
    EXPECT_EQ(label("cream 0.03%").dose, 0.03);
    EXPECT_EQ(label("cream 0.03%").unit, DoseUnit::percent);
    EXPECT_EQ(label("high dose, 30 mg, n = 12").dose, 30.0);
    for (const char* text : {"cohort 3", "arm 2 (n=55)", "baricitinib", "", "week 16"}) {
        EXPECT_FALSE(label(text).dose.has_value()) << text;
    }
}

TEST(RegimenTextTest, WhatItsOwnWordsWouldNotBeReadBackToIsRefused) {
    // A vocabulary with a rhythm, but without the words in which rhythms are shown.
    RegimenWords words;
    words.largest_dose_mg = 10000.0;
    ASSERT_TRUE(words.add("mg", {.kind = RegimenWordKind::mass, .value = 1.0}));
    ASSERT_TRUE(words.add("biweekly", {.kind = RegimenWordKind::interval, .value = 14.0}));
    const RegimenText found = read_regimen("300 mg biweekly", words, {});
    EXPECT_FALSE(found.dose);
    EXPECT_THAT(found.problem, HasSubstr("could be read in another way"));
}

}  // namespace
}  // namespace vesikin::analysis
