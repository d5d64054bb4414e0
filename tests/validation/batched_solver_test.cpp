// The batched solver against CVODE at rtol 1e-10, on every instruction set of this machine.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "support/solver_cases.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/patient_files.hpp"

namespace vesikin::tests {
namespace {

using simulation::SolverSettings;
using simulation::StopReason;

class BatchedSolver : public testing::TestWithParam<std::string_view> {
  protected:
    static SolverSettings settings_here(double relative_tolerance, double absolute_tolerance) {
        SolverSettings result = settings(relative_tolerance, absolute_tolerance);
        result.instruction_set = GetParam();
        return result;
    }
};

void expect_all_finished(const Trajectories& block) {
    for (std::size_t patient = 0; patient < block.patients(); ++patient) {
        EXPECT_EQ(block.stop_reason(patient), StopReason::finished) << "patient " << patient;
    }
}

const Trajectories& reference_of_drawn_patients() {
    static const Trajectories block =
        solve("cvode", draw_patients(7, 1000), shipped_plan(), settings(1e-10, 1e-12));
    return block;
}

TEST_P(BatchedSolver, IsWithinTheToleranceOfCvodeForDrawnPatients) {
    const auto patients = draw_patients(7, 1000);
    for (const double tolerance : {1e-4, 1e-6}) {
        const SolverSettings fast = settings_here(tolerance, tolerance / 100.0);
        const Trajectories block = solve("batched", patients, shipped_plan(), fast);
        expect_all_finished(block);
        EXPECT_LE(distance_in_tolerances(block, reference_of_drawn_patients(), fast), 1.0)
            << "rtol " << tolerance;
    }
}

TEST_P(BatchedSolver, IsWithinTheToleranceOfCvodeForThePublishedCases) {
    std::vector<disease::Parameters<double>> patients;
    for (const auto& patient : format::load_patients(
             std::filesystem::path(VESIKIN_TEST_FOLDER) / "validation/miyano2021/cases.csv",
             shipped_catalogue().model)) {
        patients.push_back(patient.parameters);
    }
    const Trajectories exact = solve("cvode", patients, shipped_plan(), settings(1e-10, 1e-12));
    for (const double tolerance : {1e-4, 1e-6, 1e-8}) {
        const SolverSettings fast = settings_here(tolerance, tolerance / 100.0);
        const Trajectories block = solve("batched", patients, shipped_plan(), fast);
        expect_all_finished(block);
        EXPECT_LE(distance_in_tolerances(block, exact, fast), 1.0) << "rtol " << tolerance;
    }
}

TEST_P(BatchedSolver, AgreesWithTheWidestInstructionSet) {
    // Rounding differs with fused operations and inverses, and moves steps a little: a tenth of the
    // tolerance bounds what that may do to a result.
    const auto patients = draw_patients(8, 200);
    const SolverSettings best = settings(1e-6, 1e-8);
    const SolverSettings here = settings_here(1e-6, 1e-8);
    EXPECT_LE(distance_in_tolerances(solve("batched", patients, shipped_plan(), here),
                                     solve("batched", patients, shipped_plan(), best), best),
              0.1);
}

TEST_P(BatchedSolver, GivesAPatientTheSameBitsInEveryLaneAndOrder) {
    auto patients = draw_patients(9, 61);
    const SolverSettings here = settings_here(1e-6, 1e-8);
    const Trajectories forward = solve("batched", patients, shipped_plan(), here);
    std::reverse(patients.begin(), patients.end());
    const Trajectories backward = solve("batched", patients, shipped_plan(), here);
    const Trajectories alone = solve("batched", {patients[17]}, shipped_plan(), here);
    for (std::size_t row = 0; row < patients.size(); ++row) {
        EXPECT_TRUE(is_same_patient(forward, row, backward, patients.size() - 1 - row)) << row;
    }
    EXPECT_TRUE(is_same_patient(alone, 0, backward, 17));
}

TEST_P(BatchedSolver, LeavesNeighboursOfFailingPatientsUntouched) {
    auto patients = draw_patients(10, 40);
    const SolverSettings here = settings_here(1e-6, 1e-8);
    const Trajectories healthy = solve("batched", patients, shipped_plan(), here);
    patients[3].k1 = std::nan("");
    patients[11].d9 = 1e300;
    patients[12].k5 = std::numeric_limits<double>::infinity();
    patients[25].d8 = -1.0;
    const Trajectories mixed = solve("batched", patients, shipped_plan(), here);
    for (std::size_t row = 0; row < patients.size(); ++row) {
        if (row == 3 || row == 12) {
            EXPECT_NE(mixed.stop_reason(row), StopReason::finished) << row;
        } else if (row != 11 && row != 25) {
            EXPECT_TRUE(is_same_patient(healthy, row, mixed, row)) << row;
        }
    }
}

TEST_P(BatchedSolver, HandsStoppedPatientsToTheReferenceAndCountsThem) {
    // One step is too few for anyone, so that all patients go to CVODE, which stops as well.
    SolverSettings here = settings_here(1e-6, 1e-8);
    here.step_limit = 1;
    const auto solver = simulation::make_solver("batched", here);
    const Trajectories block = Trajectories::of(*solver, draw_patients(11, 5), shipped_plan());
    EXPECT_GE(solver->work().rescued_solves, 5U);
    for (std::size_t row = 0; row < 5; ++row) {
        EXPECT_EQ(block.stop_reason(row), StopReason::step_limit);
    }
}

TEST_P(BatchedSolver, VisitsDoNotChangeTheSteps) {
    const auto patients = draw_patients(12, 30);
    const SolverSettings here = settings_here(1e-6, 1e-8);
    CorePlan few = shipped_plan();
    few.visit_day = {84.0, 168.0};
    CorePlan many = few;
    many.visit_day.clear();
    for (int day = 1; day <= 168; ++day) {
        many.visit_day.push_back(day);
    }
    const Trajectories a = solve("batched", patients, few, here);
    const Trajectories b = solve("batched", patients, many, here);
    for (std::size_t row = 0; row < patients.size(); ++row) {
        for (std::size_t course = 0; course < a.courses(); ++course) {
            EXPECT_TRUE(is_same_state(a.at(row, course, 0), b.at(row, course, 83)));
            EXPECT_TRUE(is_same_state(a.at(row, course, 1), b.at(row, course, 167)));
        }
    }
}

TEST_P(BatchedSolver, HitsTheStartOfAPhaseExactly) {
    CorePlan plan = shipped_plan();
    plan.courses = {{"switch",
                     {{0.0, {.participation = 1.0}},
                      {30.5, {.il4_block = 0.9, .il13_block = 0.9, .participation = 1.0}},
                      {100.25, {.il31_block = 0.99, .participation = 0.5}}}}};
    const auto patients = draw_patients(13, 100);
    const SolverSettings here = settings_here(1e-6, 1e-8);
    EXPECT_LE(distance_in_tolerances(solve("batched", patients, plan, here),
                                     solve("cvode", patients, plan, settings(1e-10, 1e-12)), here),
              1.0);
}

std::vector<std::string_view> instruction_sets() {
    std::vector<std::string_view> names;
    for (const simulation::Kernel& kernel : simulation::available_kernels()) {
        names.push_back(kernel.name);
    }
    return names;
}

INSTANTIATE_TEST_SUITE_P(EveryInstructionSet, BatchedSolver, testing::ValuesIn(instruction_sets()),
                         [](const auto& each) { return std::string(each.param); });

TEST(Kernels, AreCompiledForTheirInstructionSet) {
    // A missing compiler flag makes Highway fall back in silence.
    for (const simulation::Kernel& kernel : simulation::available_kernels()) {
        if (kernel.name == "portable") {
            // What every machine of the kind has: on x86 too little for vectors, on ARM NEON.
            EXPECT_TRUE(kernel.target_name == "SCALAR" || kernel.target_name == "NEON")
                << kernel.target_name;
            continue;
        }
        const std::string_view expected = kernel.name == "avx512" ? "AVX3"
                                          : kernel.name == "avx2" ? "AVX2"
                                                                  : "SSE4";
        EXPECT_EQ(kernel.target_name, expected);
    }
}

TEST(Kernels, AnUnknownInstructionSetIsRefused) {
    SolverSettings unknown = settings(1e-6, 1e-8);
    unknown.instruction_set = "mmx";
    EXPECT_THROW(simulation::make_solver("batched", unknown), base::InputError);
}

}  // namespace
}  // namespace vesikin::tests
