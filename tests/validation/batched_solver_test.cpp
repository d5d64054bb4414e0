// The batched solver against CVODE at tight tolerance: every state, at every visit of every arm.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/model_fixture.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/kernels/kernel.hpp"

namespace vesikin::tests {
namespace {

using Patients = std::vector<disease::Parameters<double>>;

Patients listed_patients() {
    Patients patients;
    for (const auto& patient : format::load_patients(
             std::filesystem::path(VESIKIN_TEST_FOLDER) / "validation" / "miyano2021" / "cases.csv",
             shipped_catalogue().model)) {
        patients.push_back(patient.parameters);
    }
    return patients;
}

Patients drawn_patients(std::size_t count) {
    Patients patients(count);
    population::sample_population(shipped_catalogue().model, 77, count)->draw(0, patients);
    return patients;
}

simulation::TrajectoryBlock solve(std::string_view solver,
                                  const simulation::SolverSettings& settings,
                                  const Patients& patients, const simulation::Plan& plan) {
    simulation::TrajectoryBlock block;
    simulation::make_solver(solver, settings)->solve(patients, plan, block);
    return block;
}

/// The largest error over all patients, arms, visits and states, in units of rtol |x| + atol.
double largest_scaled_error(const simulation::TrajectoryBlock& found,
                            const simulation::TrajectoryBlock& expected, double relative_tolerance,
                            double absolute_tolerance) {
    double largest = 0.0;
    for (std::size_t row = 0; row < found.patients(); ++row) {
        for (std::size_t arm = 0; arm < found.courses(); ++arm) {
            for (std::size_t visit = 0; visit < found.visits(); ++visit) {
                for (const auto& field : disease::state_fields) {
                    const double value = expected.at(row, arm, visit).*field.member;
                    const double error = std::abs(found.at(row, arm, visit).*field.member - value);
                    largest = std::max(largest, error / (relative_tolerance * std::abs(value) +
                                                         absolute_tolerance));
                }
            }
        }
    }
    return largest;
}

/// Tolerances asked for, and the share of the tolerance that the global error may take: local
/// errors of a step add up over the steps, and a stiffly accurate method damps them.
struct Accuracy {
    double relative_tolerance;
    double absolute_tolerance;
};

class BatchedAccuracy : public testing::TestWithParam<Accuracy> {};

TEST_P(BatchedAccuracy, EveryStateIsWithinTheToleranceAskedFor) {
    // The error is a global one and the tolerance bounds a step's, in the root mean square over the
    // states; a factor of ten is the usual allowance.
    constexpr double allowance = 10.0;
    const simulation::Plan plan = trial::plan_of(shipped_trial(), shipped_catalogue());
    const auto [rtol, atol] = GetParam();
    for (const Patients& patients : {listed_patients(), drawn_patients(1000)}) {
        const auto expected = solve("cvode", settings(1e-10, 1e-12), patients, plan);
        const auto found = solve("batched", settings(rtol, atol), patients, plan);
        for (std::size_t row = 0; row < patients.size(); ++row) {
            ASSERT_EQ(found.stop_reason(row), simulation::StopReason::finished) << row;
        }
        EXPECT_LT(largest_scaled_error(found, expected, rtol, atol), allowance)
            << patients.size() << " patients, rtol " << rtol;
    }
}

INSTANTIATE_TEST_SUITE_P(ToleranceLadder, BatchedAccuracy,
                         testing::Values(Accuracy{1e-4, 1e-6}, Accuracy{1e-6, 1e-8},
                                         Accuracy{1e-8, 1e-10}));

TEST(BatchedSolver, APatientDoesNotDependOnItsNeighboursOrOrder) {
    const simulation::Plan plan = trial::plan_of(shipped_trial(), shipped_catalogue());
    const Patients patients = drawn_patients(101);
    Patients backwards(patients.rbegin(), patients.rend());
    const auto forward = solve("batched", settings(1e-4, 1e-6), patients, plan);
    const auto reversed = solve("batched", settings(1e-4, 1e-6), backwards, plan);
    for (std::size_t row = 0; row < patients.size(); ++row) {
        const auto alone = solve("batched", settings(1e-4, 1e-6), {patients[row]}, plan);
        for (std::size_t arm = 0; arm < plan.courses.size(); ++arm) {
            for (const auto& field : disease::state_fields) {
                const double value = forward.at(row, arm, 7).*field.member;
                EXPECT_EQ(value, reversed.at(patients.size() - 1 - row, arm, 7).*field.member)
                    << row;
                EXPECT_EQ(value, alone.at(0, arm, 7).*field.member) << row;
            }
        }
    }
}

TEST(BatchedSolver, InstructionSetsAgree) {
    // Sets differ in how products and sums are rounded, hence in the last digits of a step and,
    // rarely, in whether a step is accepted: the results of two sets differ by no more than the
    // tolerance.
    const simulation::Plan plan = trial::plan_of(shipped_trial(), shipped_catalogue());
    const Patients patients = drawn_patients(300);
    simulation::SolverSettings chosen = settings(1e-6, 1e-8);
    ASSERT_FALSE(simulation::available_kernels().empty());
    chosen.instruction_set = simulation::available_kernels().front().name;
    const auto best = solve("batched", chosen, patients, plan);
    for (const simulation::Kernel& kernel : simulation::available_kernels()) {
        chosen.instruction_set = kernel.name;
        EXPECT_LT(largest_scaled_error(solve("batched", chosen, patients, plan), best, 1e-6, 1e-8),
                  1.0)
            << kernel.name;
    }
}

TEST(BatchedSolver, BadPatientsAreReportedAndTheirNeighboursUntouched) {
    const simulation::Plan plan = trial::plan_of(shipped_trial(), shipped_catalogue());
    Patients patients = drawn_patients(40);
    const auto clean = solve("batched", settings(1e-6, 1e-8), patients, plan);
    patients[3].k12 = std::numeric_limits<double>::quiet_NaN();
    patients[17].d10 = std::numeric_limits<double>::infinity();
    patients[29].k13 = -1e6;
    const auto found = solve("batched", settings(1e-6, 1e-8), patients, plan);
    for (std::size_t row = 0; row < patients.size(); ++row) {
        if (row == 3 || row == 17 || row == 29) {
            EXPECT_NE(found.stop_reason(row), simulation::StopReason::finished) << row;
            continue;
        }
        ASSERT_EQ(found.stop_reason(row), simulation::StopReason::finished) << row;
        for (const auto& field : disease::state_fields) {
            EXPECT_EQ(found.at(row, 1, 7).*field.member, clean.at(row, 1, 7).*field.member) << row;
        }
    }
}

TEST(BatchedSolver, WhatTheKernelGivesUpTheReferenceTakesOver) {
    // Too few steps for the kernel to reach rest, enough for CVODE's larger ones at a loose
    // tolerance, or neither: in every case each patient is either finished or carries a reason.
    const simulation::Plan plan = trial::plan_of(shipped_trial(), shipped_catalogue());
    const Patients patients = drawn_patients(20);
    simulation::SolverSettings few = settings(1e-8, 1e-10);
    few.step_limit = 60;
    simulation::TrajectoryBlock block;
    const auto solver = simulation::make_solver("batched", few);
    solver->solve(patients, plan, block);
    EXPECT_GT(solver->work().rescued_solves, 0U);
    for (std::size_t row = 0; row < patients.size(); ++row) {
        EXPECT_NE(block.stop_reason(row), simulation::StopReason::non_finite);
    }
}

}  // namespace
}  // namespace vesikin::tests
