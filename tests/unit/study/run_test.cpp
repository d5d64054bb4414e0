#include "vesikin/study/run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/format/checkpoint.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::study {
namespace {

constexpr std::uint64_t patients = 70;  // four blocks of the reference solver and a part of one

TrialDesign small_design() {
    TrialDesign design;
    design.seed = 12;
    design.patients = patients;
    design.visit_day = {14.0, 28.0};
    design.horizon_day = 28.0;
    design.arms.resize(2);
    design.arms[0].name = "placebo";
    design.arms[1].name = "dupilumab";
    design.arms[1].treatments = {{"dupilumab", 0.0, 28.0}};
    return design;
}

/// A trial with everything that it needs to live.
struct Trial {
    TrialDesign design;
    simulation::Plan plan = plan_of(design, tests::shipped_catalogue());
    std::vector<outcome::Outcome> outcomes{outcome::easi(), outcome::easi_percent_change(),
                                           outcome::easi_response(50)};
    std::unique_ptr<population::PatientSource> source = population::sample_population(
        tests::shipped_catalogue().model, design.seed, design.patients);
    TallyShape shape{design.arms.size(), design.visit_day.size() + 1, 3};
    base::CancellationFlag cancel{false};

    explicit Trial(TrialDesign made) : design(std::move(made)) {}

    RunOptions options(unsigned threads) {
        RunOptions options;
        options.solver = "cvode";
        options.solver_settings = tests::settings(1e-4, 1e-6);
        options.threads = threads;
        options.cancel = &cancel;
        return options;
    }

    TrialTally tally() const { return {shape, outcomes}; }

    void run(const RunOptions& options, TrialTally& tally) const {
        run_trial({design, plan, outcomes, *source}, options, tally);
    }
};

/// All of a tally, bit for bit.
std::string bytes(const TrialTally& tally) {
    return format::write_checkpoint("test", tally);
}

TEST(RunTrialTest, NumberOfThreadsChangesNothing) {
    Trial trial(small_design());
    TrialTally one = trial.tally();
    trial.run(trial.options(1), one);
    EXPECT_EQ(one.ordered.patients, patients);
    for (const unsigned threads : {2U, 7U}) {
        TrialTally many = trial.tally();
        trial.run(trial.options(threads), many);
        EXPECT_TRUE(bytes(many) == bytes(one)) << threads << " threads";
    }
}

TEST(RunTrialTest, CountsWhatTheSolverFinds) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    trial.run(trial.options(2), tally);

    // The same by hand: all patients in one block.
    std::vector<disease::Parameters<double>> drawn(patients);
    trial.source->draw(0, drawn);
    simulation::TrajectoryBlock block;
    simulation::make_solver("cvode", tests::settings(1e-4, 1e-6))->solve(drawn, trial.plan, block);
    double baseline_sum = 0.0;
    double visit_sum = 0.0;
    for (std::size_t i = 0; i < patients; ++i) {
        baseline_sum += disease::easi_score(block.baseline(i));
        visit_sum += disease::easi_score(block.at(i, 1, 1));
    }
    constexpr double rounding = 1e-12;
    EXPECT_NEAR(tally.ordered.baseline_easi.mean, baseline_sum / patients, 72.0 * rounding);
    EXPECT_NEAR(tally.ordered.moments[trial.shape.cell(1, 2, 0)].mean, visit_sum / patients,
                72.0 * rounding);
    // Time 0 is the baseline: EASI as such, no change, nobody responds; the same in both arms.
    for (const std::size_t arm : {0U, 1U}) {
        EXPECT_NEAR(tally.ordered.moments[trial.shape.cell(arm, 0, 0)].mean,
                    baseline_sum / patients, 72.0 * rounding);
        EXPECT_EQ(tally.ordered.moments[trial.shape.cell(arm, 0, 1)].mean, 0.0);
        EXPECT_EQ(tally.ordered.moments[trial.shape.cell(arm, 0, 2)].mean, 0.0);
    }
    EXPECT_EQ(tally.included(), patients);
    EXPECT_EQ(tally.work.solves, 3 * patients);
}

TEST(RunTrialTest, CancelledRunGoesOnToTheIdenticalTally) {
    Trial trial(small_design());
    TrialTally whole = trial.tally();
    trial.run(trial.options(1), whole);
    for (const unsigned threads : {1U, 2U, 7U}) {
        TrialTally stopped = trial.tally();
        RunOptions options = trial.options(threads);
        trial.cancel = false;
        options.on_progress = [&](const base::Progress&) { trial.cancel = true; };
        trial.run(options, stopped);
        EXPECT_GT(stopped.ordered.patients, 0U);
        if (threads == 1) {
            EXPECT_EQ(stopped.ordered.patients, 16U) << "one block, then it stops";
        }
        trial.cancel = false;
        options.on_progress = nullptr;
        trial.run(options, stopped);
        EXPECT_TRUE(bytes(stopped) == bytes(whole)) << threads << " threads";
    }
}

TEST(RunTrialTest, FinishedRunHasNothingLeftToDo) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    trial.run(trial.options(1), tally);
    const std::string before = bytes(tally);
    trial.run(trial.options(1), tally);
    EXPECT_TRUE(bytes(tally) == before);
}

TEST(RunTrialTest, BaselineBandAndCeilingLeavePatientsOut) {
    TrialDesign design = small_design();
    design.inclusion = {.baseline_easi_min = 10.0, .baseline_easi_max = 30.0, .easi_ceiling = 72.0};
    Trial trial(design);
    TrialTally tally = trial.tally();
    std::array<std::uint64_t, 4> by_hand{};
    RunOptions options = trial.options(1);
    options.patient_writer.rows = [&](const PatientView& view) {
        const double easi = disease::easi_score(view.block->trajectories.baseline(view.row));
        const bool in_band = easi >= 10.0 && easi <= 30.0;
        EXPECT_EQ(view.exclusion == population::Exclusion::none,
                  in_band && view.block->trajectories.highest_easi(view.row) < 72.0);
        ++by_hand[static_cast<std::size_t>(view.exclusion)];
        return std::string();
    };
    trial.run(options, tally);

    EXPECT_EQ(tally.ordered.by_exclusion, by_hand);
    EXPECT_GT(tally.included(), 0U);
    EXPECT_GT(by_hand[static_cast<std::size_t>(population::Exclusion::baseline_easi)], 0U);
    EXPECT_EQ(tally.ordered.baseline_easi.count, tally.included());
    for (const Moments& moments : tally.ordered.moments) {
        EXPECT_EQ(moments.count, tally.included());
    }
    EXPECT_EQ(tally.ordered.patients, patients);
}

TEST(RunTrialTest, PatientThatCannotBeSimulatedIsListedAndLeftOut) {
    Trial trial(small_design());
    std::vector<population::ListedPatient> list(20);
    for (std::size_t i = 0; i < list.size(); ++i) {
        list[i].parameters = tests::shipped_catalogue().model.median_patient();
    }
    list[3].parameters.k1 = std::numeric_limits<double>::quiet_NaN();
    list[17].parameters.d8 = std::numeric_limits<double>::quiet_NaN();
    trial.source = population::list_population(list);
    TrialTally tally = trial.tally();
    trial.run(trial.options(2), tally);

    EXPECT_EQ(tally.ordered.patients, 20U);
    EXPECT_EQ(tally.included(), 18U);
    EXPECT_EQ(
        tally.ordered.by_exclusion[static_cast<std::size_t>(population::Exclusion::not_simulated)],
        2U);
    ASSERT_EQ(tally.ordered.failures.size(), 2U);
    EXPECT_EQ(tally.ordered.failures[0].patient, 3U);
    EXPECT_EQ(tally.ordered.failures[1].patient, 17U);
    EXPECT_NE(tally.ordered.failures[0].reason, simulation::StopReason::finished);
}

TEST(RunTrialTest, WritesPatientsInTheirOrderWhateverTheThreads) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    RunOptions options = trial.options(7);
    std::string written;
    options.patient_writer.rows = [](const PatientView& view) {
        return std::to_string(view.patient) + "\n";
    };
    options.patient_writer.write = [&](std::string_view rows) { written += rows; };
    trial.run(options, tally);
    std::string expected;
    for (std::uint64_t i = 0; i < patients; ++i) {
        expected += std::to_string(i) + "\n";
    }
    EXPECT_EQ(written, expected);
}

TEST(RunTrialTest, ReportsRisingProgressAndAFinalCheckpoint) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    RunOptions options = trial.options(2);
    std::uint64_t last = 0;
    std::string checkpoint;
    options.on_progress = [&](const base::Progress& progress) {
        EXPECT_GE(progress.done, last);
        EXPECT_EQ(progress.total, patients);
        last = progress.done;
    };
    options.on_checkpoint = [&](const TrialTally& so_far) { checkpoint = bytes(so_far); };
    trial.run(options, tally);
    EXPECT_EQ(last, patients);
    EXPECT_TRUE(checkpoint == bytes(tally));
}

TEST(RunTrialTest, ExceptionOfAWriterTravels) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    RunOptions options = trial.options(2);
    options.patient_writer.rows = [](const PatientView&) { return std::string("row\n"); };
    options.patient_writer.write = [](std::string_view) {
        throw base::EnvironmentError("cannot write", "rows.csv", "No space left on device");
    };
    EXPECT_THROW(trial.run(options, tally), base::EnvironmentError);
}

TEST(RunTrialTest, UnknownSolverIsBadInput) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    RunOptions options = trial.options(1);
    options.solver = "euler";
    EXPECT_THROW(trial.run(options, tally), base::InputError);
}

}  // namespace
}  // namespace vesikin::study
