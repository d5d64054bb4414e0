// Calibration on rows that the model itself made: it finds the numbers that made them, whatever the
// threads, and goes on where it was stopped.
#include "vesikin/analysis/calibration.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>

#include "support/layer_fixture.hpp"
#include "vesikin/analysis/prediction.hpp"
#include "vesikin/base/error.hpp"

namespace vesikin::analysis {
namespace {

constexpr double true_half_effect = 12.0;

CalibrationPlan plan() {
    CalibrationPlan plan;
    plan.model = "vesikin";
    plan.seed = 7;
    plan.pool_people = 120;
    plan.people = 40;
    plan.posterior_draws = 12;
    plan.stages = {{.name = "dupilumab",
                    .drugs = {"dupilumab"},
                    .endpoints = {},
                    .numbers = {{"dupilumab.half_effect", 1.0, 100.0, 3.0}},
                    .descent = {.starts = 1, .evaluations = 30}}};
    return plan;
}

CalibrationOptions options(unsigned threads = 1) {
    CalibrationOptions options;
    options.control = {.solver_settings = tests::settings(1e-4, 1e-6), .threads = threads};
    return options;
}

/// Three arms whose published values are the model's own at the true number.
std::vector<TrialRow> made_rows() {
    std::vector<TrialRow> rows(3, tests::dupilumab_row());
    rows[0].dose_regimen = "600 LD 300 q2w";
    rows[1].dose_regimen = "600 LD 300 q4w";
    rows[2].dose_regimen = "400 LD 100 q4w";
    catalogue::Catalogue catalogue = tests::layer_catalogue();
    EXPECT_TRUE(catalogue::set_number(catalogue, "dupilumab.half_effect", true_half_effect));
    const CalibrationPlan same = plan();
    const study::PatientPool pool(catalogue.model, same.seed, same.pool_people, options().control);
    study::ClinicalSimulator simulator(pool, options().control);
    for (TrialRow& row : rows) {
        const RowReading reading = read_row(row, tests::shipped_rules(), catalogue);
        const std::vector<ArmGroup> groups = group_rows(std::span(&row, 1), std::span(&reading, 1));
        const outcome::ArmCourse course =
            simulator.simulate(groups[0].arm, {.catalogue = &catalogue}, {0, same.people});
        row.value = read_endpoint(reading, course, nullptr).mean;
    }
    return rows;
}

std::vector<StageResult> fit(const std::vector<TrialRow>& rows, study::FinishedWork& work,
                             CalibrationOptions how) {
    catalogue::Catalogue catalogue = tests::layer_catalogue();
    how.control.finished_work = &work;
    return calibrate(plan(), rows, tests::shipped_rules(), catalogue, how);
}

TEST(CalibrationTest, FindsTheNumberThatMadeTheRows) {
    study::FinishedWork store;
    const auto results = fit(made_rows(), store, options());
    ASSERT_EQ(results.size(), 1U);
    ASSERT_TRUE(results[0].is_complete);
    // The misfit is flat about its least: within the search's own step.
    EXPECT_NEAR(std::log(results[0].stage.numbers[0].value / true_half_effect), 0.0, 0.05);
    EXPECT_LT(results[0].misfit_after, 0.01);
    EXPECT_GT(results[0].misfit_before, results[0].misfit_after);
    EXPECT_GT(results[0].stage.numbers[0].sd_log, 0.0);
    EXPECT_LT(results[0].stage.numbers[0].sd_log, 1.5);
}

TEST(CalibrationTest, ThreadsChangeNothing) {
    const std::vector<TrialRow> rows = made_rows();
    study::FinishedWork one;
    study::FinishedWork three;
    EXPECT_EQ(fit(rows, one, options(1))[0].stage.numbers[0].value,
              fit(rows, three, options(3))[0].stage.numbers[0].value);
    EXPECT_EQ(one.known(), three.known());
}

TEST(CalibrationTest, AStoppedFitGoesOnToTheSameEnd) {
    const std::vector<TrialRow> rows = made_rows();
    study::FinishedWork whole_store;
    const auto whole = fit(rows, whole_store, options());

    base::CancellationFlag cancel{false};
    study::FinishedWork store;
    CalibrationOptions stopping = options();
    stopping.control.cancel = &cancel;
    stopping.on_progress = [&](const StagePlan&, std::size_t evaluations, double) {
        cancel = evaluations >= 5;
    };
    const auto stopped = fit(rows, store, stopping);
    ASSERT_FALSE(stopped.empty());
    EXPECT_FALSE(stopped[0].is_complete);
    const std::size_t kept = store.known().size();
    EXPECT_GE(kept, 2U);
    EXPECT_LT(kept, whole_store.known().size());
    std::size_t anew = 0;
    store.on_new([&](const auto&, const auto&) { ++anew; });
    const auto resumed = fit(rows, store, options());
    EXPECT_EQ(resumed[0].stage.numbers[0].value, whole[0].stage.numbers[0].value);
    EXPECT_EQ(anew + kept, whole_store.known().size());
}

// An optimiser calls back through C; what is thrown there must not pass for a rough misfit.
TEST(CalibrationTest, WorkThatCannotBeKeptEndsTheFit) {
    const std::vector<TrialRow> rows = made_rows();
    for (const int kept : {0, 1, 3, 6}) {
        study::FinishedWork work;
        int added = 0;
        work.on_new([&](const auto&, const auto&) {
            if (added++ == kept) {
                throw base::EnvironmentError(base::message("cannot write"), base::as_written("log"),
                                             base::as_written("No space left on device"));
            }
        });
        EXPECT_THROW(static_cast<void>(fit(rows, work, options())), base::EnvironmentError) << kept;
    }
}

TEST(CalibrationTest, RefusesNumbersAndStagesThatNothingKnows) {
    CalibrationPlan wrong = plan();
    wrong.stages[0].numbers[0].name = "dupilumab.colour";
    catalogue::Catalogue catalogue = tests::layer_catalogue();
    const std::vector<TrialRow> rows{tests::dupilumab_row()};
    const auto run = [&] {
        return calibrate(wrong, rows, tests::shipped_rules(), catalogue, options());
    };
    EXPECT_THROW(static_cast<void>(run()), base::InputError);
    wrong = plan();
    wrong.stages[0].drugs = {"tapinarof"};
    EXPECT_THROW(static_cast<void>(run()), base::InputError);
}

TEST(RowErrorTest, SamplingShrinksWithPeopleAndRecalledFiguresCountLess) {
    TrialRow row = tests::dupilumab_row();
    const RowReading reading = read_row(row, tests::shipped_rules(), tests::layer_catalogue());
    RowReading larger = reading;
    larger.people = 800.0;
    const RowError error{.proportion_sd = 4.0, .recalled_sd = 3.0};
    EXPECT_LT(row_sd(row, larger, error), row_sd(row, reading, error));
    EXPECT_NEAR(row_sd(row, reading, error),
                std::hypot(100.0 * std::sqrt(0.51 * 0.49 / 200.0), error.proportion_sd), 1e-12);
    TrialRow recalled = row;
    recalled.status = "recalled";
    EXPECT_NEAR(row_sd(recalled, reading, error),
                std::hypot(100.0 * std::sqrt(0.51 * 0.49 / 200.0), 4.0, 3.0), 1e-12);
}

TEST(ParticipationOfATrialTest, ARowThatSaysNothingLeavesThePriorAndAHighPlaceboRaisesIt) {
    TrialRow row = tests::placebo_row();
    const auto posterior = [&](double value, double standard_error) {
        row.value = value;
        row.standard_error = standard_error;
        const std::vector<TrialRow> rows{row};
        const std::vector<RowReading> readings{
            read_row(row, tests::shipped_rules(), tests::layer_catalogue())};
        const study::RunControl control{.solver_settings = tests::settings(1e-4, 1e-6),
                                        .threads = 2};
        static const study::PatientPool pool(tests::layer_catalogue().model, 4, 120, control);
        study::ClinicalSimulator simulator(pool, control);
        return participation_of_trial(row.trial, rows, readings, tests::layer_catalogue(),
                                      tests::shipped_rules().within_trial, {0, 40}, simulator);
    };
    // A standard normal deviate on a grid that ends at 2.75.
    EXPECT_NEAR(posterior(15.0, 1e6).mean, 0.0, 1e-6);
    EXPECT_NEAR(posterior(15.0, 1e6).sd, 1.0, 0.05);
    EXPECT_GT(posterior(45.0, 1.0).mean, 1.0);
    EXPECT_LT(posterior(45.0, 1.0).sd, 0.5);
}

}  // namespace
}  // namespace vesikin::analysis
