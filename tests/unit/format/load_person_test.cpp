// The file of a person, and the question that CONTRIBUTING.md shows, compiled from the page.
#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "support/shipped_data.hpp"
#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_comparison.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

const PersonQuestion documented =
#include "documented_question.hpp"
    ;

class LoadPersonTest : public ::testing::Test {
  protected:
    PersonProfile load(const std::string& text) {
        write_text_file(path_, "schema = 1\n" + text);
        return load_person(path_, units_);
    }

    tests::TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "person.toml";
    UnitSystem units_;
};

TEST_F(LoadPersonTest, WhatIsNotSaidStaysWide) {
    const PersonProfile anybody = load("");
    EXPECT_FALSE(anybody.is_calm);
    EXPECT_EQ(anybody.baseline_easi_min, 0.0);
    EXPECT_EQ(anybody.baseline_easi_max, 72.0);
    EXPECT_EQ(anybody.sex, study::SexChoice::both);
}

TEST_F(LoadPersonTest, EverythingSaidIsTaken) {
    const PersonProfile one = load(
        "state = \"calm\"\nbaseline_easi = { min = 7.1, max = 21 }\ntarget = \"neck\"\n"
        "sex = \"male\"\n");
    EXPECT_TRUE(one.is_calm);
    EXPECT_EQ(one.baseline_easi_min, 7.1);
    EXPECT_EQ(one.baseline_easi_max, 21.0);
    EXPECT_EQ(one.target, "neck");
    EXPECT_EQ(one.sex, study::SexChoice::male);
    EXPECT_EQ(load("sex = \"female\"").sex, study::SexChoice::female);
}

TEST_F(LoadPersonTest, QuestionsAreOnceEach) {
    std::set<std::string_view> keys;
    for (const PersonQuestion& question : person_questions()) {
        EXPECT_TRUE(keys.insert(question.key).second) << question.key;
    }
}

TEST_F(LoadPersonTest, TheDocumentedQuestionIsARow) {
    write_text_file(path_, "face_only = true\n");
    const DataFile file = read_toml_file(path_, units_);
    TableReader root = file.root();
    PersonProfile person;
    person.target = "neck";
    EXPECT_EQ(documented.key, "face_only");
    documented.read(root, person);
    EXPECT_EQ(person.target, "face");
}

TEST_F(LoadPersonTest, SettingsOfTheComparisonGoWhereTheyBelong) {
    const ComparisonSettings settings =
        load_comparison_settings(tests::shipped_data(), tests::shipped_catalogue());
    EXPECT_EQ(settings.rules.noticeable_frac, 0.1);
    EXPECT_EQ(settings.rules.flare_easi_rise, 2.0);
    EXPECT_EQ(settings.rules.flare_easi_above, 7.0);
    EXPECT_EQ(settings.rules.flare_after_day, 3.0);
    EXPECT_EQ(settings.participation_frac, 0.25);
    EXPECT_EQ(settings.after_course_day, 7.0);
    EXPECT_EQ(settings.clock_day, 84.0);
    EXPECT_EQ(settings.calm_easi_max, 7.0);
    EXPECT_EQ(settings.calm_lead_in_day, 168.0);
    EXPECT_EQ(settings.rules.water_loss.base_g_per_m2_h, 14.0);
    EXPECT_GT(settings.rules.water_loss.by_damage_g_per_m2_h, 14.0);
}

/// The drugs and regimens that stand for standard care of people of this EASI.
std::vector<std::string> steps_for(const ComparisonSettings& settings, double easi) {
    std::vector<std::string> steps;
    for (const CareStep& step : settings.standard_care) {
        if (step.is_for(easi)) {
            steps.push_back(step.drug + " " + step.regimen);
        }
    }
    return steps;
}

TEST_F(LoadPersonTest, StandardCareFollowsTheSeverity) {
    const ComparisonSettings settings =
        load_comparison_settings(tests::shipped_data(), tests::shipped_catalogue());
    using Steps = std::vector<std::string>;
    // Mild up to 7, moderate up to 21, severe above [Leshem2015].
    const Steps mild{"emollient daily", "topical_steroid medium"};
    const Steps moderate{"emollient daily", "topical_steroid strong", "dupilumab adult"};
    const Steps severe{"emollient daily", "topical_steroid very_strong", "dupilumab adult"};
    EXPECT_EQ(steps_for(settings, 5.0), mild);
    EXPECT_EQ(steps_for(settings, 7.0), mild);
    EXPECT_EQ(steps_for(settings, 14.0), moderate);
    EXPECT_EQ(steps_for(settings, 21.0), moderate);
    EXPECT_EQ(steps_for(settings, 36.0), severe);
}

TEST_F(LoadPersonTest, ErrorsOfRowsGoWhereTheyBelong) {
    write_text_file(path_,
                    "[error]\nproportion_sd = 1\npercent_change_sd = 2\npoints_sd = 3\n"
                    "recalled_sd = 4\ncomputed_sd = 5\nperson_percent_sd = 6\n"
                    "person_points_sd = 7\n");
    const DataFile file = read_toml_file(path_, units_);
    TableReader root = file.root();
    const analysis::RowError error = read_row_error(root, "error");
    EXPECT_EQ(error.proportion_sd, 1.0);
    EXPECT_EQ(error.percent_change_sd, 2.0);
    EXPECT_EQ(error.points_sd, 3.0);
    EXPECT_EQ(error.recalled_sd, 4.0);
    EXPECT_EQ(error.computed_sd, 5.0);
    EXPECT_EQ(error.person_percent_sd, 6.0);
    EXPECT_EQ(error.person_points_sd, 7.0);
}

}  // namespace
}  // namespace vesikin::format
