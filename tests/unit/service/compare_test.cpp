// The comparison by several threads, small enough for the sanitizers.
#include "vesikin/service/compare.hpp"
#include "support/shipped_knowledge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>

#include "support/answer_schema.hpp"
#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/comparison_files.hpp"
#include "vesikin/format/comparison_page_data.hpp"
#include "vesikin/format/result_folder.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::service {
namespace {

using testing::HasSubstr;

CompareRequest request_of(std::vector<std::string> ways, std::size_t patients) {
    CompareRequest request;
    request.ways = std::move(ways);
    request.patients = patients;
    request.worlds = 10;
    request.delivery_people = 2;
    return request;
}

std::unique_ptr<CompareAnswer> compare_by(unsigned threads) {
    CompareRequest request = request_of({"dermapen", "iv_push"}, 10);
    request.control.threads = threads;
    return compare(tests::shipped_knowledge(), request);
}

TEST(CompareTest, ThreadsChangeNothing) {
    const study::ComparisonAnswer one = compare_by(1)->answer;
    const study::ComparisonAnswer three = compare_by(3)->answer;
    ASSERT_EQ(one.arms.size(), 7U);  // plain, three of standard care, two ways
    ASSERT_EQ(three.arms.size(), one.arms.size());
    for (std::size_t arm = 0; arm < one.arms.size(); ++arm) {
        const study::ArmAnswer& a = one.arms[arm];
        const study::ArmAnswer& b = three.arms[arm];
        EXPECT_EQ(a.cargo_per_cell, b.cargo_per_cell) << a.name;
        EXPECT_EQ(a.immune_cargo_per_cell, b.immune_cargo_per_cell) << a.name;
        EXPECT_EQ(a.reached_label_frac, b.reached_label_frac) << a.name;
        ASSERT_EQ(a.visits.size(), b.visits.size());
        for (std::size_t visit = 0; visit < a.visits.size(); ++visit) {
            for (std::size_t i = 0; i < a.visits[visit].readings_over_dummy.size(); ++i) {
                const study::Band& x = a.visits[visit].readings_over_dummy[i];
                const study::Band& y = b.visits[visit].readings_over_dummy[i];
                EXPECT_EQ(x.median, y.median) << a.name << " visit " << visit << " reading " << i;
                EXPECT_EQ(x.p05, y.p05) << a.name << " visit " << visit << " reading " << i;
                EXPECT_EQ(x.p95, y.p95) << a.name << " visit " << visit << " reading " << i;
            }
        }
    }
}

TEST(CompareTest, OnlyTheUntreatedTakeNoPartAndADrugIsDosedByWeight) {
    CompareRequest request = request_of({"iv_push"}, 10);
    request.care_drug = "dupilumab";
    const auto answer = compare(tests::shipped_knowledge(), request);
    const auto easi = [&](std::size_t arm, bool is_last) {
        const auto& visits = answer->answer.arms[arm].visits;
        return (is_last ? visits.back() : visits.front()).markers[outcome::easi_marker].median;
    };
    EXPECT_NEAR(easi(0, true), easi(0, false), 0.01 * easi(0, false));
    EXPECT_LT(easi(1, true), 0.5 * easi(1, false));  // the drug goes on beside the dummy
    EXPECT_EQ(answer->design.enrolment.weight, (catalogue::BodyWeight{75.0, 0.2}));
}

TEST(CompareTest, EveryCellOfAWaySaysWhatItRestsOn) {
    const auto answer = compare_by(2);
    const format::ComparisonRecord record = answer->record();
    const format::ComparisonTable table = comparison_table(record);
    ASSERT_GT(table.rows.size(), 15U);
    for (const format::ComparisonRow& row : table.rows) {
        ASSERT_EQ(row.cells.size(), 7U) << row.label;
        // Nothing and dummy need no source: what they are is their name.
        for (std::size_t arm = answer->design.first_way(); arm < row.cells.size(); ++arm) {
            const format::ComparisonCell& cell = row.cells[arm];
            EXPECT_FALSE(cell.text.empty()) << row.label;
            EXPECT_TRUE(!cell.explanation.empty() || cell.text == record.texts("not_applicable"))
                << row.label << ": " << cell.text;
        }
    }
}

/// The names of what a design has, ways or standard care ("drug regimen").
std::vector<std::string> ways_of(const CompareAnswer& answer) {
    std::vector<std::string> names;
    for (const study::ComparedWay& way : answer.design.ways) {
        names.emplace_back(way.plan->route->name);
    }
    return names;
}

std::vector<std::string> standards_of(const CompareRequest& request) {
    std::vector<std::string> names;
    const auto answer = compare(tests::shipped_knowledge(), request);
    for (const study::StandardCare& standard : answer->design.standards) {
        names.push_back(standard.drug + " " + standard.regimen);
    }
    return names;
}

CompareRequest tiny(std::vector<std::string> ways = {"iv_push"}) {
    CompareRequest request = request_of(std::move(ways), 1);
    request.delivery_people = 1;
    request.has_attribution = false;
    return request;
}

TEST(CompareTest, WaysComeInTheArticlesOrderOrAsNamed) {
    EXPECT_EQ(ways_of(*compare(tests::shipped_knowledge(), tiny({}))),
              (std::vector<std::string>{"iv_push", "iv_drip", "intradermal", "stamp", "dermapen",
                                        "ultrasound"}));
    EXPECT_EQ(ways_of(*compare(tests::shipped_knowledge(), tiny({"ultrasound", "iv_drip"}))),
              (std::vector<std::string>{"ultrasound", "iv_drip"}));
}

TEST(CompareTest, StandardCareFollowsTheSeverityInTheMiddleOfTheBand) {
    const tests::TemporaryFolder folder;
    const auto standards = [&](const char* band) {
        format::write_text_file(folder.path() / "person.toml",
                                "schema = 1\nbaseline_easi = " + std::string(band) + "\n");
        CompareRequest request = tiny();
        request.person = read_person(tests::shipped_knowledge(), folder.path() / "person.toml");
        return standards_of(request);
    };
    using Names = std::vector<std::string>;
    EXPECT_EQ(standards("{ min = 2, max = 12 }"),
              (Names{"emollient daily", "topical_steroid medium"}));
    EXPECT_EQ(standards("{ min = 2, max = 40 }"),
              (Names{"emollient daily", "topical_steroid strong", "dupilumab adult"}));
    EXPECT_EQ(standards("{ min = 2, max = 41 }"),
              (Names{"emollient daily", "topical_steroid very_strong", "dupilumab adult"}));
}

TEST(CompareTest, WhatIsGivenAlreadyIsNoArmOfItsOwn) {
    using Names = std::vector<std::string>;
    CompareRequest beside = tiny();
    beside.care_drug = "dupilumab";
    EXPECT_EQ(standards_of(beside), (Names{"emollient daily", "topical_steroid very_strong"}));
    CompareRequest calm = tiny();
    calm.state = "calm";
    EXPECT_EQ(standards_of(calm), (Names{"emollient daily", "topical_steroid very_strong"}));
    CompareRequest published = tiny();
    published.model = "miyano2021";
    EXPECT_EQ(standards_of(published), Names{});
}

TEST(CompareTest, ThePageHoldsTheNumbersOnceAndTheWordsOfEveryLanguage) {
    const auto answer = compare_by(2);
    const auto languages = format::load_all_texts(tests::shipped_data(), {"comparison", "page"});
    ASSERT_EQ(languages.size(), 2U);
    const auto data = format::comparison_page_data(answer->record(), languages);
    EXPECT_EQ(tests::JsonSchema("comparison.page.schema.json").problems(data), "");
    EXPECT_EQ(data.at("kind"), "comparison");
    EXPECT_EQ(data.at("language"), "en");
    std::vector<std::string> kinds;
    for (const auto& arm : data.at("answer").at("arms")) {
        kinds.push_back(arm.at("kind"));
        EXPECT_FALSE(arm.contains("contains")) << "words are with the languages";
    }
    EXPECT_EQ(kinds, (std::vector<std::string>{"plain", "plain", "standard_care", "standard_care",
                                               "standard_care", "way", "way"}));
    const auto& arms = data.at("answer").at("arms");
    // 28 days of 7 g a day at 18 yen a gram; what a way costs is no list price.
    EXPECT_NEAR(arms.at(2).at("list_price_of_28_days_jpy").get<double>(), 3528.0, 1e-9);
    EXPECT_TRUE(arms.at(5).at("list_price_of_28_days_jpy").is_null());
    EXPECT_TRUE(arms.at(1).at("evidence").is_null());
    EXPECT_EQ(arms.at(4).at("evidence").at("rung"), "trials_in_ad");
    EXPECT_EQ(arms.at(5).at("evidence").at("rung"), "other_people");
    EXPECT_EQ(arms.at(6).at("evidence").at("rung"), "animals");
    for (const format::Texts& texts : languages) {
        const auto& words = data.at("languages").at(texts.language());
        const auto& rows = words.at("glance").at("rows");
        ASSERT_EQ(rows.size(), kinds.size());
        EXPECT_EQ(rows.at(5).at("arm"), "dermapen");
        EXPECT_EQ(rows.at(5).at("is_refused_on_active"), true);
        const std::string course = rows.at(5).at("cost");
        EXPECT_THAT(course, HasSubstr(texts.language() == "en" ? "160-200" : "16～20"));
        const std::string session = rows.at(5).at("cost_detail");
        EXPECT_THAT(session, HasSubstr(texts.language() == "en" ? "4 x 40-50" : "4～5万 × 4"));
        EXPECT_EQ(rows.at(6).at("arm"), "iv_push");
        EXPECT_EQ(rows.at(6).at("is_refused_on_active"), false);
        EXPECT_EQ(rows.at(0).at("is_refused_on_active"), false);
        EXPECT_EQ(words.at("arms").at("untreated"), texts("untreated"));
        EXPECT_EQ(words.at("texts").at("page_head_flare"), texts("page_head_flare"));
        EXPECT_EQ(words.at("texts").at("page_head_easi"),
                  texts.fill("page_head_easi", {{"clock", "12"}}));
        EXPECT_TRUE(words.at("stopped").is_null());
        for (const auto& question : words.at("details")) {
            EXPECT_EQ(question.at("cells").size(), kinds.size());
        }
    }
    answer->answer.is_complete = false;
    const auto stopped = format::comparison_page_data(answer->record(), languages);
    EXPECT_EQ(stopped.at("languages").at("en").at("stopped"),
              "Stopped early: 10 worlds were finished.");
}

TEST(CompareTest, AFirstLookLeavesNothingBehind) {
    const tests::TemporaryFolder folder;
    CompareRequest request = tiny();
    request.worlds = 80;  // eight times a first look
    const auto alone = compare(tests::shipped_knowledge(), request);
    std::size_t looks = 0;
    format::FolderStore results(folder.path() / "out");
    request.results = &results;
    request.on_first_look = [&](const format::ComparisonRecord& record) {
        ++looks;
        EXPECT_EQ(record.answer.worlds, 10U);
        EXPECT_EQ(record.answer.arms.size(), alone->answer.arms.size());
    };
    const auto after = compare(tests::shipped_knowledge(), request);
    EXPECT_EQ(looks, 1U);
    EXPECT_EQ(after->answer.worlds, 80U);
    for (std::size_t arm = 0; arm < alone->answer.arms.size(); ++arm) {
        const study::Band& a = alone->answer.arms[arm].visits.back().markers[outcome::easi_marker];
        const study::Band& b = after->answer.arms[arm].visits.back().markers[outcome::easi_marker];
        EXPECT_EQ(a.median, b.median) << arm;
        EXPECT_EQ(a.p05, b.p05) << arm;
        EXPECT_EQ(a.p95, b.p95) << arm;
    }
    request.worlds = 79;
    static_cast<void>(compare(tests::shipped_knowledge(), request));
    EXPECT_EQ(looks, 1U);  // a small question needs none
}

TEST(CompareTest, AStoppedRunSaysSoInItsManifest) {
    const tests::TemporaryFolder folder;
    CompareRequest request = tiny();
    format::FolderStore results(folder.path() / "out");
    request.results = &results;
    std::atomic<bool> cancel{false};
    request.control.threads = 1;
    request.control.cancel = &cancel;
    request.control.on_progress = [&](const base::Progress& progress) {
        cancel = progress.done == 4;
    };
    const auto stopped = compare(tests::shipped_knowledge(), request);
    EXPECT_FALSE(stopped->manifest.is_complete);
    EXPECT_THAT(format::read_text_file(folder.path() / "out" / "comparison_manifest.json"),
                HasSubstr("\"complete\": false"));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "out" / "worlds.log"));
}

TEST(CompareTest, AnotherQuestionDoesNotGoOnWithTheWorldsOfThisOne) {
    const tests::TemporaryFolder folder;
    CompareRequest asked = request_of({"iv_push"}, 2);
    asked.delivery_people = 1;
    format::FolderStore results(folder.path() / "out");
    asked.results = &results;
    CompareRequest stopped = asked;
    std::atomic<bool> cancel{false};
    stopped.control.cancel = &cancel;
    stopped.control.on_progress = [&](const base::Progress&) { cancel = true; };
    EXPECT_FALSE(compare(tests::shipped_knowledge(), stopped)->answer.is_complete);
    format::write_text_file(folder.path() / "person.toml",
                            format::read_text_file(std::filesystem::path(VESIKIN_DATA_FOLDER) /
                                                   "persons" / "example.toml"));
    const std::vector<std::function<void(CompareRequest&)>> changes{
        [&](auto& r) {
            r.person = read_person(tests::shipped_knowledge(), folder.path() / "person.toml");
        },
        [](auto& r) { r.ways = {"iv_drip"}; },
        [](auto& r) { r.state = "calm"; },
        [](auto& r) { r.target = "neck"; },
        [](auto& r) { r.sessions = 2; },
        [](auto& r) { r.interval_day = 9.0; },
        [](auto& r) { r.dose_particles = 1e9; },
        [](auto& r) { r.claims_off = {"B1"}; },
        [](auto& r) { r.has_attribution = true; },
        [](auto& r) { r.patients = 3; },
        [](auto& r) { r.worlds = 11; },
        [](auto& r) { r.delivery_people = 2; },
        [](auto& r) { r.seed = 2; },
        [](auto& r) { r.model = "miyano2021"; },
        [](auto& r) { r.care_drug = "dupilumab"; },
        [](auto& r) { r.clock_day = 28.0; },
        [](auto& r) { r.control.solver_settings.relative_tolerance = 1e-5; },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        CompareRequest other = asked;
        other.resumes = true;
        changes[i](other);
        EXPECT_THROW(static_cast<void>(compare(tests::shipped_knowledge(), other)),
                     base::InputError)
            << "change " << i;
    }
    CompareRequest same = asked;
    same.resumes = true;
    same.language = "ja";  // only words
    same.control.threads = 2;
    EXPECT_TRUE(compare(tests::shipped_knowledge(), same)->answer.is_complete);
}

}  // namespace
}  // namespace vesikin::service
