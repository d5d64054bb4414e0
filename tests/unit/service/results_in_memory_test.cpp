// Use cases leave results wherever the caller says; nothing but the caller knows of folders.
#include <gtest/gtest.h>

#include <atomic>

#include "support/shipped_knowledge.hpp"
#include "vesikin/format/memory_store.hpp"
#include "vesikin/service/compare.hpp"
#include "vesikin/service/deliver.hpp"
#include "vesikin/service/mouse.hpp"
#include "vesikin/service/run_trial.hpp"
#include "vesikin/service/simulate_patient.hpp"

namespace vesikin::service {
namespace {

const std::filesystem::path trial_file =
    std::filesystem::path(VESIKIN_DATA_FOLDER) / "trials" / "miyano2021.toml";

TrialRequest trial_into(format::MemoryStore& store, std::uint64_t patients) {
    TrialRequest request{.question = load_question(tests::shipped_knowledge(),
                                                   {.trial_file = trial_file,
                                                    .changes = {.patients = patients, .seed = 5}}),
                         .results = &store,
                         .control = {.solver_settings = tests::settings(1e-4, 1e-6)},
                         .writes_patients = true};
    return request;
}

PatientRequest patient_into(format::MemoryStore& store) {
    return {.question = load_question(tests::shipped_knowledge(), {.trial_file = trial_file}),
            .results = &store,
            .arm = "dupilumab"};
}

TEST(ResultsInMemoryTest, ATrialLeavesItsFilesAndNothingElse) {
    format::MemoryStore store;
    const TrialRequest request = trial_into(store, 12);
    const TrialAnswer answer = run_trial(tests::shipped_knowledge(), request);
    EXPECT_TRUE(answer.manifest.is_complete);
    EXPECT_EQ(store.results.size(), 5U);
    for (const char* name :
         {"results.csv", "trial.json", "per_patient.csv", "report.html", "manifest.json"}) {
        EXPECT_TRUE(store.results.contains(name)) << name;
    }
    EXPECT_EQ(store.results.at("results.csv"), format::results_csv(answer.record()));
    EXPECT_TRUE(store.kept.empty());
}

TEST(ResultsInMemoryTest, AStoppedTrialGoesOnToTheSameResults) {
    format::MemoryStore whole;
    static_cast<void>(run_trial(tests::shipped_knowledge(), trial_into(whole, 600)));
    format::MemoryStore store;
    {
        std::atomic<bool> cancel{false};
        TrialRequest stopped = trial_into(store, 600);
        stopped.control.cancel = &cancel;
        stopped.control.on_progress = [&](const base::Progress&) { cancel = true; };
        EXPECT_FALSE(run_trial(tests::shipped_knowledge(), stopped).manifest.is_complete);
    }
    EXPECT_TRUE(store.kept.contains("checkpoint.msgpack"));
    TrialRequest resumed = trial_into(store, 600);
    resumed.resumes = true;
    EXPECT_TRUE(run_trial(tests::shipped_knowledge(), resumed).manifest.is_complete);
    EXPECT_EQ(store.results.at("results.csv"), whole.results.at("results.csv"));
    EXPECT_EQ(store.results.at("per_patient.csv"), whole.results.at("per_patient.csv"));
    EXPECT_TRUE(store.kept.empty());
}

TEST(ResultsInMemoryTest, AComparisonAndASessionAndAPatientToo) {
    format::MemoryStore store;
    CompareRequest compared;
    compared.ways = {"iv_push"};
    compared.patients = 1;
    compared.worlds = 10;
    compared.delivery_people = 1;
    compared.results = &store;
    static_cast<void>(compare(tests::shipped_knowledge(), compared));
    EXPECT_TRUE(store.results.contains("comparison.json"));
    EXPECT_TRUE(store.kept.empty());

    DeliverRequest delivered;
    delivered.ways = {"stamp"};
    delivered.study.people = 2;
    delivered.study.worlds = 2;
    delivered.results = &store;
    static_cast<void>(deliver(tests::shipped_knowledge(), delivered));
    EXPECT_TRUE(store.results.contains("delivery.csv"));

    static_cast<void>(simulate_patient(tests::shipped_knowledge(), patient_into(store)));
    EXPECT_TRUE(store.results.contains("patient.json"));
}

TEST(StoppedTest, MiceAndAPatientStopWhenAskedAndSayHowFarTheyAre) {
    std::atomic<bool> cancel{false};
    MouseRequest mice;
    mice.design.animals = 1;
    mice.design.worlds = 10;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    mice.control.cancel = &cancel;
    mice.control.on_progress = [&](const base::Progress& progress) {
        EXPECT_GE(progress.done, done);
        EXPECT_LT(progress.done, progress.total);
        done = progress.done;
        total = progress.total;
    };
    const MouseAnswer whole = simulate_mice(tests::shipped_knowledge(), mice);
    EXPECT_TRUE(whole.manifest.is_complete);
    EXPECT_EQ(done + 1, total);
    mice.control.on_progress = [&](const base::Progress& progress) {
        cancel = progress.done >= 25;
    };
    const MouseAnswer stopped = simulate_mice(tests::shipped_knowledge(), mice);
    EXPECT_FALSE(stopped.manifest.is_complete);
    EXPECT_LT(stopped.rows.size(), whole.rows.size());
    for (std::size_t i = 0; i < stopped.rows.size(); ++i) {
        ASSERT_EQ(stopped.rows[i].change_percent.size(), whole.rows[i].change_percent.size());
        for (std::size_t dose = 0; dose < whole.rows[i].change_percent.size(); ++dose) {
            EXPECT_EQ(stopped.rows[i].change_percent[dose].median,
                      whole.rows[i].change_percent[dose].median);
        }
    }

    format::MemoryStore store;
    PatientRequest patient = patient_into(store);
    patient.control.cancel = &cancel;
    EXPECT_FALSE(simulate_patient(tests::shipped_knowledge(), patient).manifest.is_complete);
    EXPECT_TRUE(store.results.empty());
}

}  // namespace
}  // namespace vesikin::service
