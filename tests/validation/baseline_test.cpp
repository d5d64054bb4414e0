// The baseline found as a rest state against the 1000-week run that the paper prescribes.
#include <gtest/gtest.h>

#include <cmath>

#include "support/model_fixture.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/population/patient_source.hpp"

namespace vesikin::tests {
namespace {

class Baseline : public testing::TestWithParam<std::string_view> {};

void expect_same_baselines(std::string_view solver,
                           const std::vector<disease::Parameters<double>>& patients) {
    // A patient that settles slowly is still moving a little after 1000 weeks: one part in 1e5 at
    // most is allowed, which moves an improvement of EASI by 0.001 percentage points.
    constexpr double relative_tolerance = 1e-5;
    constexpr double absolute_tolerance = 1e-7;
    simulation::SolverSettings long_run = settings(1e-10, 1e-12);
    long_run.baseline = simulation::BaselineMethod::long_run;
    const auto at_rest = simulation::make_solver(solver, settings(1e-6, 1e-8))->find_rest(patients);
    const auto after_long_run = simulation::make_solver("cvode", long_run)->find_rest(patients);
    for (std::size_t row = 0; row < patients.size(); ++row) {
        ASSERT_EQ(at_rest[row].stop_reason, simulation::StopReason::finished);
        ASSERT_EQ(after_long_run[row].stop_reason, simulation::StopReason::finished);
        for (const auto& field : disease::state_fields) {
            const double expected = after_long_run[row].state.*field.member;
            EXPECT_NEAR(at_rest[row].state.*field.member, expected,
                        relative_tolerance * std::abs(expected) + absolute_tolerance)
                << "patient " << row << " " << field.name;
        }
    }
}

TEST_P(Baseline, RestStateEqualsTheLongRunForThePublishedCases) {
    std::vector<disease::Parameters<double>> patients;
    for (const auto& patient : format::load_patients(
             std::filesystem::path(VESIKIN_TEST_FOLDER) / "validation" / "miyano2021" / "cases.csv",
             shipped_catalogue().model)) {
        patients.push_back(patient.parameters);
    }
    expect_same_baselines(GetParam(), patients);
}

TEST_P(Baseline, RestStateEqualsTheLongRunForDrawnPatients) {
    std::vector<disease::Parameters<double>> patients(1000);
    population::sample_population(shipped_catalogue().model, 20261123, patients.size())
        ->draw(0, patients);
    expect_same_baselines(GetParam(), patients);
}

INSTANTIATE_TEST_SUITE_P(EverySolver, Baseline,
                         testing::ValuesIn(simulation::solver_names().begin(),
                                           simulation::solver_names().end()),
                         [](const auto& solver) { return std::string(solver.param); });

}  // namespace
}  // namespace vesikin::tests
