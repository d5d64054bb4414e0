// What the data say is read once, is the same for every thread, and is the same from a folder and
// from a bundle of it.
#include "vesikin/service/knowledge.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "support/shipped_knowledge.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/bundle.hpp"
#include "vesikin/format/model_files.hpp"
#include "vesikin/service/describe_model.hpp"
#include "vesikin/service/list_evidence.hpp"
#include "vesikin/service/pack_data.hpp"

namespace vesikin::service {
namespace {

namespace fs = std::filesystem;

TEST(KnowledgeTest, ABundleSaysWhatItsFolderSays) {
    const Knowledge& folder = tests::shipped_knowledge();
    const PackedData packed = pack_data(folder);
    EXPECT_EQ(packed.files, folder.files().size());
    const Knowledge bundle(std::make_unique<format::BundleSource>(packed.bundle, "bundle"), {});
    for (const char* model : {"vesikin", "miyano2021"}) {
        EXPECT_EQ(format::model_json(describe_model(bundle, model, {}).record()),
                  format::model_json(describe_model(folder, model, {}).record()))
            << model;
    }
    EXPECT_EQ(format::evidence_json(list_evidence(bundle, {}, {}).list()),
              format::evidence_json(list_evidence(folder, {}, {}).list()));
    EXPECT_EQ(bundle.trials().rows.size(), folder.trials().rows.size());
    for (std::size_t i = 0; i < folder.trials().rows.size(); ++i) {
        EXPECT_EQ(bundle.trials().rows[i].endpoint, folder.trials().rows[i].endpoint) << i;
        EXPECT_EQ(bundle.trials().rows[i].value, folder.trials().rows[i].value) << i;
    }
    for (const char* language : {"en", "ja"}) {
        EXPECT_EQ(bundle.texts(language, {"comparison"}).all(),
                  folder.texts(language, {"comparison"}).all());
    }
    // Part by part: what making a bundle forgets to load has no ratios of units in it.
    EXPECT_EQ(bundle.mice().studies.size(), folder.mice().studies.size());
    EXPECT_EQ(bundle.comparison().visit_day, folder.comparison().visit_day);
    EXPECT_EQ(bundle.planner().gates.size(), folder.planner().gates.size());
    EXPECT_EQ(bundle.planner().products.size(), folder.planner().products.size());
    EXPECT_EQ(bundle.vesicles().unknowns[0].inside_per_given,
              folder.vesicles().unknowns[0].inside_per_given);
    EXPECT_EQ(bundle.trial_rules().endpoints.size(), folder.trial_rules().endpoints.size());
    ASSERT_EQ(bundle.delivery().routes.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) {
        const auto& one = bundle.delivery().routes[i].parameters;
        const auto& other = folder.delivery().routes[i].parameters;
        ASSERT_EQ(one.size(), other.size());
        for (std::size_t k = 0; k < one.size(); ++k) {
            EXPECT_EQ(one[k].inside.median, other[k].inside.median) << one[k].name;
        }
    }
}

TEST(KnowledgeTest, ThreadsShareOneReading) {
    const Knowledge known(std::make_unique<format::FolderSource>(VESIKIN_DATA_FOLDER), {});
    std::vector<const void*> seen(16);
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < seen.size(); i += 4) {
            threads.emplace_back([&, i] {
                seen[i] = &known.catalogue("vesikin");
                seen[i + 1] = &known.vesicles();
                seen[i + 2] = &known.comparison();
                seen[i + 3] = &known.trials();
            });
        }
    }
    for (std::size_t i = 4; i < seen.size(); ++i) {
        EXPECT_EQ(seen[i], seen[i % 4]);
    }
    EXPECT_NE(&known.uncalibrated("vesikin"), &known.catalogue("vesikin"));
}

TEST(KnowledgeTest, WhatChangesOnTheDiskLaterChangesNothing) {
    const tests::TemporaryFolder folder;
    const fs::path data = folder.path() / "data";
    fs::copy(VESIKIN_DATA_FOLDER, data, fs::copy_options::recursive);
    const Knowledge known(std::make_unique<format::FolderSource>(data), {});
    static_cast<void>(known.catalogue("vesikin"));
    const std::string digest = known.data().input("drugs/dupilumab.toml").sha256;
    format::write_text_file(data / "drugs" / "dupilumab.toml", "spoiled");
    EXPECT_NO_THROW(static_cast<void>(known.catalogue("vesikin")));
    // A result names what was read.
    for (const format::InputFile& file : known.files()) {
        if (file.path == "drugs/dupilumab.toml") {
            EXPECT_EQ(file.sha256, digest);
        }
    }
    EXPECT_THROW(Knowledge(std::make_unique<format::FolderSource>(data), {}).load_all(),
                 base::InputError);
}

TEST(KnowledgeTest, AProblemIsSaidAgainToWhoeverAsksAgain) {
    const tests::TemporaryFolder folder;
    const Knowledge known(std::make_unique<format::FolderSource>(folder.path()), {});
    for (int i = 0; i < 2; ++i) {
        EXPECT_THROW(static_cast<void>(known.evidence()), base::InputError);
        EXPECT_THROW(static_cast<void>(known.catalogue("vesikin")), base::InputError);
    }
}

TEST(KnowledgeTest, FilesAreChosenByTheBeginningOfTheirPath) {
    for (const format::InputFile& file :
         tests::shipped_knowledge().files_of({"sources.toml", "drugs/"})) {
        EXPECT_TRUE(file.path == "sources.toml" || file.path.starts_with("drugs/")) << file.path;
    }
    EXPECT_EQ(tests::shipped_knowledge().files_of({"sources.toml"}).size(), 1U);
    EXPECT_TRUE(tests::shipped_knowledge().files_of({}).empty());
}

}  // namespace
}  // namespace vesikin::service
