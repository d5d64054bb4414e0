#include "vesikin/service/run_record.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <functional>

#include "support/program.hpp"
#include "support/shipped_knowledge.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/result_folder.hpp"
#include "vesikin/service/calibrate.hpp"

namespace vesikin::service {
namespace {

format::Manifest some_manifest() {
    format::Manifest manifest;
    manifest.version = "1";
    manifest.command = "trial";
    manifest.seed = 3;
    manifest.population = "drawn";
    manifest.solver = "batched";
    manifest.instruction_set = "sse4";
    manifest.inputs = {{"a.toml", "11"}, {"b.toml", "22"}};
    return manifest;
}

TEST(RunIdentityTest, WhatDecidesResultsIsInItAndNothingElse) {
    const std::string identity = identity_of(some_manifest(), "question");
    const auto changed = [&](const std::function<void(format::Manifest&)>& change) {
        format::Manifest other = some_manifest();
        change(other);
        return identity_of(other, "question") != identity;
    };
    EXPECT_TRUE(changed([](auto& m) { m.version = "2"; }));
    EXPECT_TRUE(changed([](auto& m) { m.command = "compare"; }));
    EXPECT_TRUE(changed([](auto& m) { m.seed = 4; }));
    EXPECT_TRUE(changed([](auto& m) { m.population = "cases.csv"; }));
    EXPECT_TRUE(changed([](auto& m) { m.solver = "cvode"; }));
    EXPECT_TRUE(changed([](auto& m) { m.instruction_set = "avx2"; }));
    EXPECT_TRUE(changed([](auto& m) { m.solver_settings.relative_tolerance = 1e-3; }));
    EXPECT_TRUE(changed([](auto& m) { m.solver_settings.absolute_tolerance = 1e-3; }));
    EXPECT_TRUE(changed(
        [](auto& m) { m.solver_settings.baseline = simulation::BaselineMethod::long_run; }));
    EXPECT_TRUE(changed([](auto& m) { m.inputs[1].sha256 = "23"; }));
    EXPECT_TRUE(changed([](auto& m) { m.inputs[1].path = "c.toml"; }));
    EXPECT_TRUE(changed([](auto& m) { m.inputs.pop_back(); }));
    EXPECT_NE(identity_of(some_manifest(), "another question"), identity);
    EXPECT_FALSE(changed([](auto& m) { m.threads = 7; }));
    EXPECT_FALSE(changed([](auto& m) { m.is_resumed = true; }));
    EXPECT_FALSE(changed([](auto& m) { m.started_utc = "2026-01-01T00:00:00Z"; }));
    EXPECT_FALSE(changed([](auto& m) { m.wall_time_second = 5.0; }));
}

TEST(DataFilesTest, AreAllFilesByTheirPlaceInOrder) {
    const tests::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "b" / "c");
    format::write_text_file(folder.path() / "b" / "c" / "deep.toml", "abc");
    format::write_text_file(folder.path() / "a.toml", "");
    const std::vector<format::InputFile> files = format::FolderSource(folder.path()).files();
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].path, "a.toml");
    EXPECT_EQ(files[1].path, "b/c/deep.toml");
    // The published digest of "abc" (FIPS 180-2).
    EXPECT_EQ(files[1].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(PieceResultsTest, WorkIsKeptUntilTheRunIsComplete) {
    const tests::TemporaryFolder folder;
    format::FolderStore store(folder.path());
    const study::WorkKey key{.kind = "world", .of = {0.0}};
    format::Manifest manifest = some_manifest();
    const auto open = [&](bool resumes) {
        manifest.is_resumed = resumes;
        return std::make_unique<PieceResults>(
            store, format::ResultNames{.manifest = "m.json", .files = {"a.csv"}}, "w.log", manifest,
            "question");
    };
    {
        const auto stopped = open(false);
        stopped->work().add(key, {1.5});
        stopped->results().stage("a.csv", "half");
        manifest.is_complete = false;
        stopped->commit(manifest);
    }
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "w.log"));
    {
        const auto resumed = open(true);
        EXPECT_EQ(resumed->taken_over(), 1U);
        EXPECT_EQ(resumed->work().find(key), std::vector<double>{1.5});
        resumed->results().stage("a.csv", "whole");
        manifest.is_complete = true;
        resumed->commit(manifest);
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "w.log"));
    EXPECT_EQ(format::read_text_file(folder.path() / "a.csv"), "whole");
    EXPECT_NO_THROW(require_results_to_resume(&store, true));
    EXPECT_NO_THROW(require_results_to_resume(nullptr, false));
    EXPECT_THROW(require_results_to_resume(nullptr, true), base::InputError);
}

TEST(ManifestTest, APathNeedNotBeUtf8AndATimeIsTaken) {
    const tests::TemporaryFolder folder;
    format::Manifest manifest = some_manifest();
    manifest.inputs[0].path = "caf\xe9.toml";
    manifest.began -= std::chrono::seconds(100);
    format::ResultFolder results(folder.path(), {.manifest = "m.json", .files = {}});
    format::commit_results(results, manifest);
    const std::string text = format::read_text_file(folder.path() / "m.json");
    EXPECT_NE(text.find("caf\xef\xbf\xbd.toml"), std::string::npos);
    EXPECT_NE(text.find("\"wall_time_second\": 100."), std::string::npos) << text;
}

/// A data folder of one's own, to change files in.
class CalibrateAgainTest : public ::testing::Test {
  protected:
    CalibrateAgainTest() {
        std::filesystem::copy(VESIKIN_DATA_FOLDER, data_, std::filesystem::copy_options::recursive);
        format::write_text_file(folder_.path() / "plan.toml", tests::small_calibration_plan);
    }

    [[nodiscard]] CalibrateRequest request(bool resumes) {
        CalibrateRequest request;
        request.plan = read_plan(tests::shipped_knowledge(), folder_.path() / "plan.toml");
        request.results = &results_;
        request.resumes = resumes;
        return request;
    }

    void stop_in_the_middle() {
        CalibrateRequest stopped = request(false);
        std::atomic<bool> cancel{false};
        stopped.options.control.cancel = &cancel;
        stopped.options.on_progress = [&](const analysis::StagePlan&, std::size_t evaluations,
                                          double) { cancel = evaluations >= 3; };
        EXPECT_FALSE(run(stopped).manifest.is_complete);
    }

    /// What the changed data say now.
    [[nodiscard]] CalibrateAnswer run(const CalibrateRequest& request) const {
        return calibrate(Knowledge(std::make_unique<format::FolderSource>(data_), {}), request);
    }

    void append(const char* file, const char* text) const {
        std::ofstream(data_ / file, std::ios::app) << text;
    }

    tests::TemporaryFolder folder_;
    format::FolderStore results_{folder_.path() / "out"};
    std::filesystem::path data_ = folder_.path() / "data";
};

TEST_F(CalibrateAgainTest, WhatAnEarlierCalibrationFoundIsNoInput) {
    stop_in_the_middle();
    append("models/vesikin/calibration.toml", "# put there since\n");
    const CalibrateAnswer answer = run(request(true));
    EXPECT_TRUE(answer.manifest.is_complete);
    EXPECT_GE(answer.reused_evaluations, 1U);
}

TEST_F(CalibrateAgainTest, WhatIsKnownAndAskedIs) {
    stop_in_the_middle();
    append("drugs/tapinarof.toml", "# changed since\n");
    EXPECT_THROW(static_cast<void>(run(request(true))), base::InputError);
}

TEST_F(CalibrateAgainTest, AnotherSeedIsAnotherCalibration) {
    stop_in_the_middle();
    CalibrateRequest other = request(true);
    other.seed = 99;
    EXPECT_THROW(static_cast<void>(run(other)), base::InputError);
}

}  // namespace
}  // namespace vesikin::service
