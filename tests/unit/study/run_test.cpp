#include "vesikin/study/run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "support/model_fixture.hpp"
#include "support/trajectories.hpp"
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
    std::vector<outcome::Outcome> outcomes{outcome::easi(), outcome::easi_percent_change(),
                                           outcome::easi_response(50)};
    std::unique_ptr<population::PatientSource> source = population::sample_population(
        tests::shipped_catalogue().model, design.seed, design.patients);
    TallyShape shape{design.arms.size(), design.visit_day.size() + 1, 3};
    base::CancellationFlag cancel{false};

    explicit Trial(TrialDesign made) : design(std::move(made)) {}

    RunControl control(unsigned threads) {
        return {.solver = "cvode",
                .solver_settings = tests::settings(1e-4, 1e-6),
                .threads = threads,
                .cancel = &cancel,
                .on_progress = {}};
    }

    TrialTally tally() const { return {shape, outcomes}; }

    void run(const RunControl& control, TrialTally& tally, const TrialSinks& sinks = {}) const {
        run_trial({design, outcomes, *source, tests::shipped_catalogue()}, control, sinks, tally);
    }
};

/// All of a tally, bit for bit.
std::string bytes(const TrialTally& tally) {
    return format::write_checkpoint("test", tally, 0);
}

TEST(RunTrialTest, NumberOfThreadsChangesNothing) {
    Trial trial(small_design());
    TrialTally one = trial.tally();
    trial.run(trial.control(1), one);
    EXPECT_EQ(one.ordered.patients, patients);
    for (const unsigned threads : {2U, 7U}) {
        TrialTally many = trial.tally();
        trial.run(trial.control(threads), many);
        EXPECT_TRUE(bytes(many) == bytes(one)) << threads << " threads";
    }
}

TEST(RunTrialTest, CountsWhatTheSolverFinds) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    trial.run(trial.control(2), tally);

    // The same by hand: all patients in one block.
    std::vector<disease::Parameters<double>> drawn(patients);
    trial.source->draw(0, drawn);
    const disease::Effects<double> dupilumab = [] {
        const catalogue::Drug* drug = tests::shipped_catalogue().find_drug("dupilumab");
        disease::Effects<double> effects = catalogue::combined_effects({&drug, 1});
        effects.participation = 1.0;
        return effects;
    }();
    const tests::Trajectories block = tests::solve(
        "cvode", drawn, {{{"dupilumab", {{0.0, dupilumab}}}}, {28.0}}, tests::settings(1e-4, 1e-6));
    double baseline_sum = 0.0;
    double visit_sum = 0.0;
    for (std::size_t i = 0; i < patients; ++i) {
        baseline_sum += disease::easi_score(block.baseline(i));
        visit_sum += disease::easi_score(block.at(i, 0, 0));
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
    trial.run(trial.control(1), whole);
    for (const unsigned threads : {1U, 2U, 7U}) {
        TrialTally stopped = trial.tally();
        RunControl control = trial.control(threads);
        trial.cancel = false;
        control.on_progress = [&](const base::Progress&) { trial.cancel = true; };
        trial.run(control, stopped);
        EXPECT_GT(stopped.ordered.patients, 0U);
        if (threads == 1) {
            EXPECT_EQ(stopped.ordered.patients, 16U) << "one block, then it stops";
        }
        trial.cancel = false;
        control.on_progress = nullptr;
        trial.run(control, stopped);
        EXPECT_TRUE(bytes(stopped) == bytes(whole)) << threads << " threads";
    }
}

TEST(RunTrialTest, WithoutAFlagNobodyStopsIt) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    RunControl control = trial.control(2);
    control.cancel = nullptr;
    trial.run(control, tally);
    EXPECT_EQ(tally.ordered.patients, patients);
}

TEST(RunTrialTest, FinishedRunHasNothingLeftToDo) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    trial.run(trial.control(1), tally);
    const std::string before = bytes(tally);
    trial.run(trial.control(1), tally);
    EXPECT_TRUE(bytes(tally) == before);
}

TEST(RunTrialTest, BaselineBandAndCeilingLeavePatientsOut) {
    TrialDesign design = small_design();
    design.enrolment = {.easi_min = 10.0, .easi_max = 30.0, .easi_ceiling = 72.0};
    Trial trial(design);
    TrialTally tally = trial.tally();
    std::array<std::uint64_t, 4> by_hand{};
    TrialSinks sinks;
    sinks.patient_writer.rows = [&](const PatientView& view) {
        const double easi = view.at(0, 0).easi;
        const bool in_band = easi >= 10.0 && easi <= 30.0;
        if (view.exclusion != care::Exclusion::easi_ceiling) {
            EXPECT_EQ(view.exclusion == care::Exclusion::none, in_band);
        }
        ++by_hand[static_cast<std::size_t>(view.exclusion)];
        return std::string();
    };
    trial.run(trial.control(1), tally, sinks);

    EXPECT_EQ(tally.ordered.by_exclusion, by_hand);
    EXPECT_GT(tally.included(), 0U);
    EXPECT_GT(by_hand[static_cast<std::size_t>(care::Exclusion::baseline_easi)], 0U);
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
    trial.run(trial.control(2), tally);

    EXPECT_EQ(tally.ordered.patients, 20U);
    EXPECT_EQ(tally.included(), 18U);
    EXPECT_EQ(tally.ordered.by_exclusion[static_cast<std::size_t>(care::Exclusion::not_simulated)],
              2U);
    ASSERT_EQ(tally.ordered.failures.size(), 2U);
    EXPECT_EQ(tally.ordered.failures[0].patient, 3U);
    EXPECT_EQ(tally.ordered.failures[1].patient, 17U);
    EXPECT_NE(tally.ordered.failures[0].reason, simulation::StopReason::finished);
}

TEST(RunTrialTest, WritesPatientsInTheirOrderWhateverTheThreads) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    TrialSinks sinks;
    std::string written;
    sinks.patient_writer.rows = [](const PatientView& view) {
        return std::to_string(view.patient) + "\n";
    };
    sinks.patient_writer.write = [&](std::string_view rows) { written += rows; };
    trial.run(trial.control(7), tally, sinks);
    std::string expected;
    for (std::uint64_t i = 0; i < patients; ++i) {
        expected += std::to_string(i) + "\n";
    }
    EXPECT_EQ(written, expected);
}

TEST(RunTrialTest, ReportsRisingProgressAndAFinalCheckpoint) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    RunControl control = trial.control(2);
    TrialSinks sinks;
    std::uint64_t last = 0;
    std::string checkpoint;
    control.on_progress = [&](const base::Progress& progress) {
        EXPECT_GE(progress.done, last);
        EXPECT_EQ(progress.total, patients);
        last = progress.done;
    };
    sinks.on_checkpoint = [&](const TrialTally& so_far) { checkpoint = bytes(so_far); };
    trial.run(control, tally, sinks);
    EXPECT_EQ(last, patients);
    EXPECT_TRUE(checkpoint == bytes(tally));
}

TEST(RunTrialTest, ExceptionOfAWriterTravels) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    TrialSinks sinks;
    sinks.patient_writer.rows = [](const PatientView&) { return std::string("row\n"); };
    sinks.patient_writer.write = [](std::string_view) {
        throw base::EnvironmentError(base::message("cannot write"), base::as_written("rows.csv"),
                                     base::as_written("No space left on device"));
    };
    EXPECT_THROW(trial.run(trial.control(2), tally, sinks), base::EnvironmentError);
}

TEST(RunTrialTest, UnknownSolverIsBadInput) {
    Trial trial(small_design());
    TrialTally tally = trial.tally();
    RunControl control = trial.control(1);
    control.solver = "euler";
    EXPECT_THROW(trial.run(control, tally), base::InputError);
}

}  // namespace
}  // namespace vesikin::study
