#include "vesikin/format/data/load_trial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/layer_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

using ::testing::HasSubstr;

constexpr const char* good = R"(schema = 1
name = "small"
title = "Small"
model = "miyano2021"
patients = 10
seed = 7
outcomes = ["easi", "easi_75"]

[schedule]
horizon = { value = 8, unit = "week" }
visits = { at = [4], unit = "week" }

[inclusion]
easi_below_at_all_times = 72
baseline_easi = { min = 16, max = 50 }

[[arm]]
name = "placebo"

[[arm]]
name = "late"
label = "Late"
participation = { value = 50, unit = "percent" }
[[arm.treatment]]
drug = "dupilumab"
start = { value = 2, unit = "week" }
stop = { value = 42, unit = "day" }
)";

class LoadTrialTest : public ::testing::Test {
  protected:
    study::TrialDesign load(const std::string& text) {
        write_text_file(path_, text);
        return load_trial(path_, tests::shipped_catalogue(), units_);
    }

    static std::string changed(const std::string& from, const std::string& to) {
        std::string text = good;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    }

    /// Exactly one problem, whose message holds all of these.
    void expect_refused(const std::string& from, const std::string& to,
                        const std::vector<std::string>& parts) {
        try {
            static_cast<void>(load(changed(from, to)));
            ADD_FAILURE() << "taken: " << to;
        } catch (const base::InputError& error) {
            EXPECT_EQ(error.problems().size(), 1U) << error.what();
            EXPECT_THAT(error.what(), HasSubstr("trial.toml:"));
            for (const std::string& part : parts) {
                EXPECT_THAT(error.what(), HasSubstr(part));
            }
        }
    }

    tests::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "trial.toml";
    UnitSystem units_;
};

TEST_F(LoadTrialTest, ReadsEverything) {
    const study::TrialDesign design = load(good);
    EXPECT_EQ(design.name, "small");
    EXPECT_EQ(design.patients, 10U);
    EXPECT_EQ(design.seed, 7U);
    EXPECT_EQ(design.horizon_day, 56.0);
    EXPECT_EQ(design.visit_day, (std::vector<double>{28.0, 56.0})) << "the horizon is a visit";
    EXPECT_EQ(design.enrolment.easi_ceiling, 72.0);
    EXPECT_EQ(design.enrolment.easi_min, 16.0);
    EXPECT_EQ(design.enrolment.easi_max, 50.0);
    EXPECT_EQ(design.outcomes, (std::vector<std::string>{"easi", "easi_75"}));
    ASSERT_EQ(design.arms.size(), 2U);
    EXPECT_EQ(design.arms[0].label.english(), "placebo") << "the name stands in";
    EXPECT_EQ(design.arms[0].participation_frac, 1.0);
    EXPECT_TRUE(design.arms[0].treatments.empty());
    EXPECT_EQ(design.arms[1].participation_frac, 0.5);
    ASSERT_EQ(design.arms[1].treatments.size(), 1U);
    EXPECT_EQ(design.arms[1].treatments[0].start_day, 14.0);
    EXPECT_EQ(design.arms[1].treatments[0].stop_day, 42.0);
    EXPECT_EQ(trial_model(read_named_file(path_, units_).root()), "miyano2021");
}

TEST_F(LoadTrialTest, VisitAtTheHorizonIsNotRepeated) {
    EXPECT_EQ(load(changed("at = [4]", "at = [4, 8]")).visit_day,
              (std::vector<double>{28.0, 56.0}));
}

TEST_F(LoadTrialTest, UnknownDrugNamesTheKnownOnes) {
    expect_refused("\"dupilumab\"", "\"dupilumap\"",
                   {":25: arm.treatment.drug", "given \"dupilumap\"", "dupilumab, "});
    expect_refused("name = \"placebo\"", "name = \"placebo\"\ndrugs = [\"aspirin\"]",
                   {"arm.drugs", "\"aspirin\"", "one of abrocitinib"});
}

TEST_F(LoadTrialTest, NumbersOfPatientsThatMakeNoTrial) {
    for (const char* bad : {"0", "-1", "1.5", "1000000001", "\"10\"", "nan"}) {
        expect_refused("patients = 10", std::string("patients = ") + bad,
                       {":5: patients", "a whole number from 1 to 1000000000"});
    }
    expect_refused("seed = 7", "seed = -7", {":6: seed"});
}

TEST_F(LoadTrialTest, VisitsMustRiseAndEndByTheHorizon) {
    expect_refused("at = [4]", "at = [4, 2]", {":11: schedule.visits", "rising times"});
    expect_refused("at = [4]", "at = [4, 4]", {"rising times"});
    expect_refused("at = [4]", "at = [0, 4]",
                   {":11: schedule.visits", "visit 1 at day 0", "rising times after 0"});
    expect_refused("at = [4]", "at = [4, 6, 6]", {"visit 3 at day 42, after one at day 42"});
    expect_refused("at = [4]", "at = [4, 9]", {"a visit after the horizon"});
    expect_refused("at = [4]", "at = []", {"a list of numbers"});
    expect_refused("at = [4], unit = \"week\"", "at = [4], unit = \"mg\"", {"\"day\""});
    expect_refused("horizon = { value = 8, unit = \"week\" }\n", "",
                   {"schedule.horizon", "nothing"});
    expect_refused("value = 8", "value = -8", {":10: schedule.horizon.value"});
}

TEST_F(LoadTrialTest, OutcomesMustBeKnownAndAskedOnce) {
    expect_refused("\"easi_75\"", "\"easi_76\"", {":7: outcomes", "\"easi_76\"", "one of easi, "});
    expect_refused("\"easi_75\"", "\"easi\"", {"\"easi\" twice"});
    expect_refused("[\"easi\", \"easi_75\"]", "[]", {"an empty list"});
}

TEST_F(LoadTrialTest, ArmsMustDifferInName) {
    expect_refused("name = \"late\"", "name = \"placebo\"", {":21: arm.name", "a second time"});
}

TEST_F(LoadTrialTest, ArmsMustDifferInLabel) {
    expect_refused("label = \"Late\"", "label = \"placebo\"",
                   {":22: arm.label", "\"placebo\" a second time"});
    expect_refused("name = \"placebo\"", "name = \"placebo\"\nlabel = \"Late\"",
                   {"arm.label", "\"Late\" a second time"});
}

TEST_F(LoadTrialTest, NamesAreNotEmpty) {
    for (const char* empty : {"\"\"", "\"  \"", "\"\\n\""}) {
        expect_refused("name = \"small\"", std::string("name = ") + empty,
                       {":2: name", "not empty"});
        expect_refused("title = \"Small\"", std::string("title = ") + empty,
                       {":3: title", "not empty"});
        expect_refused("name = \"late\"", std::string("name = ") + empty,
                       {":21: arm.name", "not empty"});
        expect_refused("label = \"Late\"", std::string("label = ") + empty,
                       {":22: arm.label", "not empty"});
    }
}

TEST_F(LoadTrialTest, MissedTimesHitADose) {
    // Every two weeks from week 2 to week 6: doses at days 14 and 28.
    const auto missed_at = [&](const std::string& times) {
        write_text_file(path_,
                        changed("drug = \"dupilumab\"", "drug = \"dupilumab\"\nmissed = { at = [" +
                                                            times + "], unit = \"day\" }"));
        return load_trial(path_, tests::layer_catalogue(), units_);
    };
    EXPECT_EQ(missed_at("14").arms[1].treatments[0].missed_day, std::vector<double>{14.0});
    EXPECT_NO_THROW(missed_at("13, 30"));
    for (const auto& [times, day] : {std::pair{"0", "day 0,"}, std::pair{"14, 50", "day 50,"},
                                     std::pair{"14, 14", "day 14,"}}) {
        try {
            static_cast<void>(missed_at(times));
            ADD_FAILURE() << "taken: " << times;
        } catch (const base::InputError& error) {
            EXPECT_EQ(error.problems().size(), 1U) << error.what();
            EXPECT_THAT(error.what(), HasSubstr("trial.toml:26: arm.treatment.missed"));
            EXPECT_THAT(error.what(), HasSubstr(day));
            EXPECT_THAT(error.what(), HasSubstr("at which no dose is due"));
        }
    }
}

TEST_F(LoadTrialTest, TreatmentsStayWithinTheTrial) {
    expect_refused("stop = { value = 42,", "stop = { value = 57,", {"arm.treatment.stop"});
    expect_refused("stop = { value = 42,", "stop = { value = 13,", {"arm.treatment.stop"});
    expect_refused("start = { value = 2,", "start = { value = -2,", {"arm.treatment.start"});
}

TEST_F(LoadTrialTest, ADrugActsOnceAtATime) {
    const std::vector<std::string> parts{"arm.treatment", "dupilumab twice", "once at a time"};
    expect_refused("name = \"placebo\"",
                   "name = \"placebo\"\ndrugs = [\"dupilumab\", \"dupilumab\"]", parts);
    expect_refused("label = \"Late\"", "label = \"Late\"\ndrugs = [\"dupilumab\"]", parts);
    const std::string again = "[[arm.treatment]]\ndrug = \"dupilumab\"\n";
    expect_refused("stop = { value = 42, unit = \"day\" }\n",
                   "stop = { value = 42, unit = \"day\" }\n" + again +
                       "start = { value = 41, unit = \"day\" }\n",
                   parts);
    // Another drug, or the same one after it was stopped, is a treatment of its own.
    EXPECT_EQ(load(changed("label = \"Late\"", "label = \"Late\"\ndrugs = [\"nemolizumab\"]"))
                  .arms[1]
                  .treatments.size(),
              2U);
    EXPECT_EQ(
        load(good + again + "start = { value = 42, unit = \"day\" }\n").arms[1].treatments.size(),
        2U);
}

TEST_F(LoadTrialTest, PeopleWeighWhatTheLayerOrTheFileSays) {
    const auto load_layered = [&](const std::string& text) {
        write_text_file(path_, text);
        return load_trial(path_, tests::layer_catalogue(), units_).enrolment.weight;
    };
    EXPECT_EQ(load_layered(good), (catalogue::BodyWeight{75.0, 0.2}));
    EXPECT_EQ(
        load_layered(changed("seed = 7", "seed = 7\nbody_weight = { value = 40, unit = \"kg\" }")),
        (catalogue::BodyWeight{40.0, 0.2}));
}

TEST_F(LoadTrialTest, SharesAndScoresStayInTheirBounds) {
    expect_refused("value = 50, unit = \"percent\"", "value = 101, unit = \"percent\"",
                   {"arm.participation.value", "a number from 0 to 100"});
    expect_refused("max = 50", "max = 15", {"inclusion.baseline_easi.max"});
    expect_refused("min = 16", "min = -1", {"inclusion.baseline_easi.min"});
    expect_refused("= 72", "= 73", {"easi_below_at_all_times"});
}

TEST_F(LoadTrialTest, UnknownKeysAreRefusedEverywhere) {
    expect_refused("seed = 7", "seed = 7\nsede = 8", {":7: sede", "an unknown key"});
    expect_refused("[schedule]", "[schedule]\nvisit = 1", {"schedule.visit", "an unknown key"});
    expect_refused("name = \"placebo\"", "name = \"placebo\"\ndose = 1",
                   {"arm.dose", "an unknown key"});
    expect_refused("drug = \"dupilumab\"", "drug = \"dupilumab\"\ndose = 1",
                   {"arm.treatment.dose", "an unknown key"});
}

TEST_F(LoadTrialTest, AllProblemsComeTogether) {
    std::string text = changed("patients = 10", "patients = 0");
    text.replace(text.find("\"dupilumab\""), 11, "\"nothing\"");
    text.replace(text.find("\"easi_75\""), 9, "\"easi_1\"");
    try {
        static_cast<void>(load(text));
        FAIL() << "taken";
    } catch (const base::InputError& error) {
        EXPECT_EQ(error.problems().size(), 3U) << error.what();
    }
}

TEST_F(LoadTrialTest, ATrialWithoutArmsIsNone) {
    const std::string text = good;
    try {
        static_cast<void>(load(text.substr(0, text.find("[[arm]]"))));
        FAIL() << "taken";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("[[arm]]"));
    }
}

}  // namespace
}  // namespace vesikin::format
