// Rows of single patients.
#include "vesikin/format/trial_files.hpp"

#include <gtest/gtest.h>

#include <array>

namespace vesikin::format {
namespace {

TEST(PerPatientTest, WhoHasLeftHasNoNumberAtAVisit) {
    study::TrialDesign design;
    design.visit_day = {28.0, 56.0};
    design.arms.resize(1);
    design.arms[0].name = "drug";
    static const disease::State<double> state{};
    const std::array<outcome::Observation, 3> course{
        {{.state = state, .easi = 40.0},
         {.state = state, .easi = 10.0},
         {.state = state, .easi = 30.0, .has_left = true}}};
    study::PatientView view;
    view.at = [&](std::size_t, std::size_t time) { return course[time]; };
    EXPECT_EQ(per_patient_rows(view, "p7", design), "p7,drug,4,75.000000\np7,drug,8,\n");
    view.exclusion = care::Exclusion::baseline_easi;
    EXPECT_EQ(per_patient_rows(view, "p7", design), "");
}

}  // namespace
}  // namespace vesikin::format
