#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/model_fixture.hpp"
#include "support/trajectories.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/right_hand_side.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/population/patient_source.hpp"

namespace vesikin::simulation {
namespace {

constexpr double week = 7.0;
constexpr disease::Effects<double> placebo{.participation = 1.0};
constexpr disease::Effects<double> dupilumab{
    .il4_block = 0.99, .il13_block = 0.99, .participation = 1.0};

std::vector<disease::Parameters<double>> draw_patients(std::uint64_t count) {
    const auto source = population::sample_population(tests::shipped_catalogue().model, 5, count);
    std::vector<disease::Parameters<double>> patients(count);
    source->draw(0, patients);
    return patients;
}

using tests::Trajectories;
using Plan = tests::CorePlan;

Trajectories solve(const std::vector<disease::Parameters<double>>& patients, const Plan& plan,
                   const SolverSettings& settings) {
    return tests::solve("cvode", patients, plan, settings);
}

void expect_same_state(const disease::State<double>& a, const disease::State<double>& b) {
    for (const auto& field : disease::state_fields) {
        EXPECT_EQ(a.*field.member, b.*field.member) << field.name;
    }
}

/// The largest difference, measured against a level of `scale` and more.
double distance(const disease::State<double>& a, const disease::State<double>& b,
                double scale = 1.0) {
    double largest = 0.0;
    for (const auto& field : disease::state_fields) {
        const double value = a.*field.member;
        largest =
            std::max(largest, std::abs(value - b.*field.member) / std::max(scale, std::abs(value)));
    }
    return largest;
}

TEST(CvodeSolverTest, GivesABlockOfTheRightShape) {
    const Plan plan{.courses = {{"a", {{0.0, placebo}}}, {"b", {{0.0, dupilumab}}}},
                    .visit_day = {1.0, 2.0, 3.0}};
    const Trajectories block = solve(draw_patients(4), plan, tests::settings(1e-6, 1e-8));
    EXPECT_EQ(block.patients(), 4U);
    EXPECT_EQ(block.courses(), 2U);
    EXPECT_EQ(block.visits(), 3U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(block.stop_reason(i), StopReason::finished);
    }
}

TEST(CvodeSolverTest, BaselineIsARestStateWithoutDrugAndParticipation) {
    const auto patients = draw_patients(8);
    const Trajectories block =
        solve(patients, {.courses = {}, .visit_day = {}}, tests::settings(1e-6, 1e-8));
    for (std::size_t i = 0; i < patients.size(); ++i) {
        disease::State<double> rate{};
        disease::right_hand_side(block.baseline(i), patients[i], disease::Effects<double>{}, rate);
        for (const auto& field : disease::state_fields) {
            // Rest is polished to rounding; losses are below 100 a day.
            EXPECT_NEAR(rate.*field.member, 0.0, 1e-10 * (1.0 + block.baseline(i).*field.member))
                << field.name;
        }
    }
}

TEST(CvodeSolverTest, LongRunAndRestStateAgree) {
    const auto patients = draw_patients(6);
    SolverSettings settings = tests::settings(1e-9, 1e-11);
    const Trajectories rest = solve(patients, {.courses = {}, .visit_day = {}}, settings);
    settings.baseline = BaselineMethod::long_run;
    const Trajectories run = solve(patients, {.courses = {}, .visit_day = {}}, settings);
    for (std::size_t i = 0; i < patients.size(); ++i) {
        // A long run ends within the solver's error of rest, about a hundred tolerances.
        EXPECT_LT(distance(rest.baseline(i), run.baseline(i)), 1e-7);
    }
}

TEST(CvodeSolverTest, DrugThatStartsAtWeekFourChangesNothingBefore) {
    const Plan plan{.courses = {{"placebo", {{0.0, placebo}}},
                                {"late", {{0.0, placebo}, {4 * week, dupilumab}}}},
                    .visit_day = {1 * week, 2 * week, 4 * week, 4 * week + 0.5, 8 * week}};
    const Trajectories block = solve(draw_patients(4), plan, tests::settings(1e-9, 1e-11));
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t visit = 0; visit < 3; ++visit) {
            // Only the last step before week 4 is cut to end there: errors of some tolerances.
            EXPECT_LT(distance(block.at(i, 0, visit), block.at(i, 1, visit)), 1e-7);
        }
        // Within half a day IL-4 and IL-13 stop acting: far more than any numerical error.
        EXPECT_GT(distance(block.at(i, 0, 3), block.at(i, 1, 3), 1e-3), 1e-4);
        EXPECT_GT(distance(block.at(i, 0, 4), block.at(i, 1, 4), 1e-3), 1e-2);
    }
}

TEST(CvodeSolverTest, PhaseIsHitExactly) {
    // The state at the switch is the start of the second phase: simulated in one course of two
    // phases, or with the placebo phase cut in two at an arbitrary day, the end is the same.
    const Plan plan{.courses = {{"whole", {{0.0, placebo}, {10.0, dupilumab}}},
                                {"cut", {{0.0, placebo}, {3.14159, placebo}, {10.0, dupilumab}}}},
                    .visit_day = {10.0, 12.0, 40.0}};
    const Trajectories block = solve(draw_patients(4), plan, tests::settings(1e-10, 1e-12));
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t visit = 0; visit < 3; ++visit) {
            EXPECT_LT(distance(block.at(i, 0, visit), block.at(i, 1, visit)), 1e-8);
        }
    }
}

TEST(CvodeSolverTest, PhaseThatStartsAtAVisitDoesNotTouchThatVisit) {
    const Plan plan{
        .courses = {{"placebo", {{0.0, placebo}}}, {"switch", {{0.0, placebo}, {14.0, dupilumab}}}},
        .visit_day = {14.0}};
    const Trajectories block = solve(draw_patients(2), plan, tests::settings(1e-9, 1e-11));
    expect_same_state(block.at(0, 0, 0), block.at(0, 1, 0));
    expect_same_state(block.at(1, 0, 0), block.at(1, 1, 0));
}

TEST(CvodeSolverTest, PhasesAfterTheLastVisitDoNotMatter) {
    const Plan plan{.courses = {{"placebo", {{0.0, placebo}}},
                                {"later", {{0.0, placebo}, {30.0, dupilumab}, {60.0, placebo}}}},
                    .visit_day = {7.0, 28.0}};
    const Trajectories block = solve(draw_patients(2), plan, tests::settings(1e-8, 1e-10));
    for (std::size_t visit = 0; visit < 2; ++visit) {
        expect_same_state(block.at(0, 0, visit), block.at(0, 1, visit));
    }
}

TEST(CvodeSolverTest, FinerVisitsDoNotChangeTheResult) {
    const auto patients = draw_patients(4);
    const std::vector<Course> courses{{"drug", {{0.0, dupilumab}}}};
    std::vector<double> daily;
    for (int day = 1; day <= 168; ++day) {
        daily.push_back(day);
    }
    const SolverSettings settings = tests::settings(1e-9, 1e-11);
    const Trajectories coarse = solve(patients, {courses, {84.0, 168.0}}, settings);
    const Trajectories fine = solve(patients, {courses, daily}, settings);
    for (std::size_t i = 0; i < patients.size(); ++i) {
        // Visits are interpolated, steps are not cut at them: the same steps, the same numbers.
        expect_same_state(coarse.at(i, 0, 0), fine.at(i, 0, 83));
        expect_same_state(coarse.at(i, 0, 1), fine.at(i, 0, 167));
    }
}

TEST(CvodeSolverTest, ResultDoesNotDependOnTheNeighbours) {
    const auto patients = draw_patients(5);
    const Plan plan{.courses = {{"drug", {{0.0, dupilumab}}}}, .visit_day = {28.0, 168.0}};
    const SolverSettings settings = tests::settings(1e-6, 1e-8);
    const Trajectories together = solve(patients, plan, settings);
    for (std::size_t i = 0; i < patients.size(); ++i) {
        const Trajectories alone = solve({patients[i]}, plan, settings);
        expect_same_state(together.baseline(i), alone.baseline(0));
        expect_same_state(together.at(i, 0, 1), alone.at(0, 0, 1));
        EXPECT_EQ(together.highest_easi(i), alone.highest_easi(0));
    }
}

TEST(CvodeSolverTest, PatientWithoutFiniteParametersStopsAloneAndIsReported) {
    auto patients = draw_patients(3);
    const Plan plan{.courses = {{"drug", {{0.0, dupilumab}}}}, .visit_day = {28.0}};
    const SolverSettings settings = tests::settings(1e-6, 1e-8);
    const Trajectories healthy = solve(patients, plan, settings);
    for (const double bad : {std::nan(""), disease::unbounded}) {
        for (const auto& field : disease::parameter_fields) {
            auto spoiled = patients;
            spoiled[1].*field.member = bad;
            const Trajectories block = solve(spoiled, plan, settings);
            // An infinite inhibition is harmless (one over infinity); NaN never is. k3 acts in the
            // course only.
            if (std::isnan(bad)) {
                EXPECT_NE(block.stop_reason(1), StopReason::finished) << field.name;
            }
            for (const std::size_t neighbour : {0U, 2U}) {
                EXPECT_EQ(block.stop_reason(neighbour), StopReason::finished);
                expect_same_state(block.at(neighbour, 0, 0), healthy.at(neighbour, 0, 0));
            }
        }
    }
}

TEST(CvodeSolverTest, StepLimitIsAReasonNotAnError) {
    SolverSettings settings = tests::settings(1e-6, 1e-8);
    settings.step_limit = 5;
    const Trajectories block = solve(draw_patients(2), {.courses = {}, .visit_day = {}}, settings);
    EXPECT_EQ(block.stop_reason(0), StopReason::step_limit);
    EXPECT_EQ(block.stop_reason(1), StopReason::step_limit);
}

TEST(CvodeSolverTest, SolverIsAsNewAfterAFailure) {
    const auto good = draw_patients(1);
    auto bad = good;
    bad[0].d8 = std::nan("");
    const Plan plan{.courses = {{"drug", {{0.0, dupilumab}}}}, .visit_day = {28.0}};
    const auto solver = make_solver("cvode", tests::settings(1e-6, 1e-8));
    const Trajectories before = Trajectories::of(*solver, good, plan);
    const Trajectories failed = Trajectories::of(*solver, bad, plan);
    const Trajectories after = Trajectories::of(*solver, good, plan);
    EXPECT_NE(failed.stop_reason(0), StopReason::finished);
    expect_same_state(before.at(0, 0, 0), after.at(0, 0, 0));
}

TEST(CvodeSolverTest, ErrorFallsWithTheTolerance) {
    const auto patients = draw_patients(6);
    const Plan plan{.courses = {{"drug", {{0.0, dupilumab}}}}, .visit_day = {7.0, 28.0, 168.0}};
    const Trajectories exact = solve(patients, plan, tests::settings(1e-12, 1e-14));
    double previous = 1.0;
    for (const double tolerance : {1e-4, 1e-6, 1e-8, 1e-10}) {
        const Trajectories block =
            solve(patients, plan, tests::settings(tolerance, 0.01 * tolerance));
        double error = 0.0;
        for (std::size_t i = 0; i < patients.size(); ++i) {
            for (std::size_t visit = 0; visit < 3; ++visit) {
                error = std::max(error, distance(exact.at(i, 0, visit), block.at(i, 0, visit)));
            }
        }
        // A local tolerance gathers over hundreds of steps; the global error stays proportional.
        EXPECT_LT(error, 300.0 * tolerance);
        EXPECT_LT(error, 0.3 * previous) << "a hundredfold tighter tolerance must pay";
        previous = error;
    }
}

// Without supply IL-17 decays as exp(-d12 t): the solver
// against a closed form.
TEST(CvodeSolverTest, DecayFollowsTheClosedForm) {
    disease::Parameters<double> k = tests::shipped_catalogue().model.median_patient();
    k.k16 = 0.0;
    k.k15 = 0.0;
    SolverSettings settings = tests::settings(1e-10, 1e-14);
    settings.baseline = BaselineMethod::long_run;
    settings.baseline_day = 3.0 / k.d12;
    settings.baseline_seed.il17 = 8.0;
    const Trajectories block = solve({k}, {.courses = {}, .visit_day = {}}, settings);
    ASSERT_EQ(block.stop_reason(0), StopReason::finished);
    // Global error of some hundred local tolerances.
    EXPECT_NEAR(block.baseline(0).il17, 8.0 * std::exp(-3.0), 1e-8 * 8.0 * std::exp(-3.0));
}

TEST(CvodeSolverTest, HighestEasiCoversBaselineAndVisits) {
    const Plan plan{.courses = {{"none", {{0.0, {}}}}, {"drug", {{0.0, dupilumab}}}},
                    .visit_day = {7.0, 84.0}};
    const Trajectories block = solve(draw_patients(6), plan, tests::settings(1e-6, 1e-8));
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_GE(block.highest_easi(i), disease::easi_score(block.baseline(i)));
        for (std::size_t course = 0; course < 2; ++course) {
            for (std::size_t visit = 0; visit < 2; ++visit) {
                // Visits are interpolated between steps: within the tolerance of the largest step.
                EXPECT_GE(block.highest_easi(i),
                          disease::easi_score(block.at(i, course, visit)) - 1e-3);
            }
        }
    }
}

TEST(CvodeSolverTest, CountsItsWork) {
    const auto solver = make_solver("cvode", tests::settings(1e-6, 1e-8));
    const auto patients = draw_patients(3);
    Trajectories::of(*solver, patients,
                     {.courses = {{"drug", {{0.0, dupilumab}}}}, .visit_day = {7.0}});
    EXPECT_EQ(solver->work().solves, 6U);  // a baseline and a course each
    EXPECT_GT(solver->work().steps, 6U);
    EXPECT_EQ(solver->work().rescued_solves, 0U);
}

TEST(MakeSolverTest, UnknownNameNamesTheKnownOnes) {
    try {
        static_cast<void>(make_solver("euler", {}));
        FAIL() << "there is no such solver";
    } catch (const base::InputError& error) {
        EXPECT_NE(std::string(error.what()).find("\"euler\""), std::string::npos);
        for (const std::string_view name : solver_names()) {
            EXPECT_NE(std::string(error.what()).find(name), std::string::npos);
        }
    }
}

TEST(StopReasonTest, EveryReasonHasANameOfItsOwn) {
    EXPECT_EQ(stop_reason_name(StopReason::finished), "finished");
    EXPECT_EQ(stop_reason_name(StopReason::step_limit), "step limit reached");
    EXPECT_EQ(stop_reason_name(StopReason::step_underflow), "step too small");
    EXPECT_EQ(stop_reason_name(StopReason::non_finite), "state not finite");
    EXPECT_EQ(stop_reason_name(StopReason::not_physical), "state outside its bounds");
    EXPECT_EQ(stop_reason_name(StopReason::solver_failure), "solver failure");
}

}  // namespace
}  // namespace vesikin::simulation
