// The evidence base loads whole, refuses what has no source, and says what a number rests on.
#include "vesikin/format/data/load_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/program.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string rests(std::vector<std::string> ids) {
    return rests_on(tests::shipped_evidence(), ids).text();
}

TEST(LoadEvidenceTest, EveryRowOfTheTablesIsThereWithASourceAndAMark) {
    const auto expect_all = [](const char* prefix, int last) {
        for (int i = 1; i <= last; ++i) {
            const std::string id = std::string(prefix) + (i < 10 ? "-0" : "-") + std::to_string(i);
            EXPECT_NE(tests::shipped_evidence().find(id), nullptr) << id;
        }
    };
    expect_all("AI", 10);
    expect_all("IM", 19);
    expect_all("TR", 9);
    expect_all("HU", 19);
    expect_all("MS", 5);
    expect_all("HA", 8);
    expect_all("FA", 12);
    EXPECT_EQ(tests::shipped_evidence().records.size(), 82U);
    EXPECT_EQ(tests::shipped_evidence().claims.size(), 6U);
    for (const auto& record : tests::shipped_evidence().records) {
        const catalogue::Source* source = tests::shipped_catalogue().find_source(record.source);
        ASSERT_NE(source, nullptr) << record.id;
        EXPECT_TRUE(source->doi || source->url) << record.id;
        EXPECT_FALSE(record.finding.empty()) << record.id;
    }
}

TEST(LoadEvidenceTest, ARecalledRecordNeverCountsAsReadAndTheArticleIsNoStudy) {
    for (const auto& record : tests::shipped_evidence().records) {
        EXPECT_EQ(record.reading == "recalled", record.mark == catalogue::Mark::recalled)
            << record.id;
        if (record.system == catalogue::StudySystem::article) {
            EXPECT_EQ(record.certainty, catalogue::Certainty::none) << record.id;
        }
    }
}

/// A copy of the data folder in which one text of one evidence file is another.
void expect_refused(const char* file, std::string_view from, std::string_view to,
                    const std::string& key, const std::string& allowed) {
    const tests::TemporaryFolder folder;
    for (const char* part : {"evidence", "routes"}) {
        fs::copy(fs::path(VESIKIN_DATA_FOLDER) / part, folder.path() / part,
                 fs::copy_options::recursive);
    }
    const fs::path path = folder.path() / "evidence" / file;
    std::string text = read_text_file(path);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    std::ofstream(path) << text;
    try {
        static_cast<void>(
            load_evidence(FolderSource(folder.path()), tests::shipped_catalogue().sources));
        FAIL() << "not refused: " << to;
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr(file));
        EXPECT_THAT(error.what(), HasSubstr(key));
        EXPECT_THAT(error.what(), HasSubstr(allowed));
    }
}

TEST(LoadEvidenceTest, RefusesWhatCannotBeTrusted) {
    expect_refused("immune.toml", "source = \"Cho2018\"\n", "", "source", "text");
    expect_refused("immune.toml", "source = \"Cho2018\"", "source = \"Nobody1999\"", "source",
                   "a key of sources.toml");
    expect_refused("immune.toml", "claims = [\"B1\", \"B2\"]", "claims = [\"B7\"]", "claims",
                   "B1, B2, B3");
    expect_refused("immune.toml", "id = \"IM-02\"", "id = \"IM-01\"", "id", "used once");
    expect_refused("immune.toml", "direction = \"down\"", "direction = \"sideways\"", "direction",
                   "down");
    expect_refused("immune.toml", "certainty = \"low\"", "certainty = \"sure\"", "certainty",
                   "very_low");
    expect_refused("immune.toml", "design =", "desing =", "desing", "");
    expect_refused("human.toml", "n = 2\n", "n = -2\n", "n", "1 to");
    expect_refused("human.toml", "people = \"with_ad\"", "people = \"all\"", "people", "with_ad");
    expect_refused("human.toml", "people = \"with_ad\"\n", "", "people", "");
    expect_refused("immune.toml", "system = \"mouse\"", "system = \"mouse\"\npeople = \"other\"",
                   "people", "");
    expect_refused("harms.toml", "ways = [\"intradermal\"]", "ways = [\"by_hand\"]", "ways",
                   "names of data/routes");
}

TEST(LoadEvidenceTest, ANumberOfTheModelCannotRestOnARecordThatIsNotThere) {
    const tests::TemporaryFolder folder;
    fs::copy(VESIKIN_DATA_FOLDER, folder.path() / "data", fs::copy_options::recursive);
    const fs::path path = folder.path() / "data/vesicle/parameters.toml";
    std::string text = read_text_file(path);
    text.replace(text.find("\"MS-04\""), 7, "\"MS-99\"");
    std::ofstream(path) << text;
    EXPECT_THROW(static_cast<void>(load_vesicle(FolderSource(folder.path() / "data"),
                                                tests::shipped_catalogue().sources,
                                                tests::shipped_evidence())),
                 base::InputError);
}

TEST(EvidenceTest, SaysWhatANumberRestsOn) {
    EXPECT_EQ(rests({}), "rests on no study: assumed");
    EXPECT_EQ(rests({"IM-02"}), "rests on no study: assumed");  // a dose is no result
    EXPECT_EQ(rests({"IM-01", "IM-04", "IM-12"}),
              "rests on 2 mouse studies and 1 in vitro study; no human study of vesicles");
    EXPECT_EQ(rests({"MS-01"}),
              "rests on 1 human study; 1 not of vesicles; no human study of vesicles");
    EXPECT_EQ(rests({"HU-16"}), "rests on 1 human study");
    EXPECT_EQ(rests({"TR-04"}),
              "rests on 1 mouse study; 1 recalled, not read; no human study of vesicles");
    const std::vector<std::string> one{"IM-04"};
    EXPECT_THAT(basis_of(tests::shipped_evidence(), one, {"VesikinEstimate"}).text(),
                HasSubstr("1 mouse study; no human study of vesicles; value and width: assumed"));
    EXPECT_EQ(
        basis_of(tests::shipped_evidence(), {},
                 {"Radwanski1998", catalogue::Evidence::measured_human, catalogue::Mark::read})
            .text(),
        "from Radwanski1998, measured_human; value and width: read");
}

TEST(EvidenceTest, AWayStandsWhereVesiclesWereStudiedNearestToAPatient) {
    using catalogue::Rung;
    using testing::ElementsAre;
    using testing::IsEmpty;
    const auto study = [](const char* id, catalogue::StudySystem system) {
        catalogue::EvidenceRecord record;
        record.id = id;
        record.system = system;
        record.certainty = catalogue::Certainty::low;
        return record;
    };
    catalogue::EvidenceBase base;
    EXPECT_EQ(standing_of_way(base, "pen").rung, Rung::assumption);
    base.records = {study("claim", catalogue::StudySystem::article),
                    study("many", catalogue::StudySystem::review)};
    EXPECT_EQ(standing_of_way(base, "pen").rung, Rung::assumption);
    EXPECT_THAT(standing_of_way(base, "pen").rests_on, IsEmpty());
    base.records.push_back(study("dish", catalogue::StudySystem::in_vitro));
    base.records.push_back(study("explant", catalogue::StudySystem::ex_vivo_human));
    EXPECT_EQ(standing_of_way(base, "pen").rung, Rung::cells);
    EXPECT_THAT(standing_of_way(base, "pen").rests_on, ElementsAre("dish", "explant"));
    // Planned, or of something else than vesicles: no study of this.
    base.records.push_back(study("planned", catalogue::StudySystem::mouse));
    base.records.back().certainty = catalogue::Certainty::none;
    base.records.push_back(study("cells", catalogue::StudySystem::rat));
    base.records.back().is_vesicle = false;
    EXPECT_EQ(standing_of_way(base, "pen").rung, Rung::cells);
    base.records.push_back(study("rat", catalogue::StudySystem::rat));
    EXPECT_EQ(standing_of_way(base, "pen").rung, Rung::animals);
    EXPECT_THAT(standing_of_way(base, "pen").rests_on, ElementsAre("rat"));
    // People count for the way by which they got vesicles.
    for (const auto& [people, rung] :
         {std::pair(catalogue::StudiedPeople::other, Rung::other_people),
          std::pair(catalogue::StudiedPeople::with_ad, Rung::people_with_ad),
          std::pair(catalogue::StudiedPeople::with_ad_randomised, Rung::trials_in_ad)}) {
        base.records.push_back(study("people", catalogue::StudySystem::human));
        base.records.back().people = people;
        base.records.back().ways = {"pen"};
        EXPECT_EQ(standing_of_way(base, "pen").rung, rung);
        EXPECT_THAT(standing_of_way(base, "pen").rests_on, ElementsAre("people"));
        EXPECT_EQ(standing_of_way(base, "drip").rung, Rung::animals);
    }
}

TEST(EvidenceTest, NoWayOfTheArticleWasStudiedInPeopleWithAd) {
    using catalogue::Rung;
    const auto standing = [](const char* way) {
        return standing_of_way(tests::shipped_evidence(), way);
    };
    for (const char* way : {"iv_push", "iv_drip", "stamp", "ultrasound"}) {
        EXPECT_EQ(standing(way).rung, Rung::animals) << way;
    }
    EXPECT_EQ(standing("dermapen").rung, Rung::other_people);
    EXPECT_THAT(standing("dermapen").rests_on,
                testing::ElementsAre("HU-13", "HU-14", "HU-17", "HU-18"));
    EXPECT_EQ(standing("intradermal").rung, Rung::other_people);
    EXPECT_THAT(standing("intradermal").rests_on, testing::ElementsAre("HA-01", "HA-02", "HU-16"));
}

TEST(EvidenceTest, ADrugStandsOnTrialsWhereAGuidelineBasesItsApprovalOnPeople) {
    using catalogue::Rung;
    const auto drug = [](const char* name) { return *tests::shipped_catalogue().find_drug(name); };
    EXPECT_EQ(standing_of_drug(drug("dupilumab")).rung, Rung::trials_in_ad);
    EXPECT_THAT(standing_of_drug(drug("topical_steroid")).rests_on,
                testing::ElementsAre("JdaGuideline2024"));
    EXPECT_EQ(standing_of_drug(drug("secukinumab")).rung, Rung::assumption);  // other use
    catalogue::Drug assumed = drug("dupilumab");
    assumed.approval->provenance.evidence = catalogue::Evidence::assumed;
    EXPECT_EQ(standing_of_drug(assumed).rung, Rung::assumption);
    assumed.approval.reset();
    EXPECT_EQ(standing_of_drug(assumed).rung, Rung::assumption);
}

TEST(EvidenceTest, SelectsByClaimAnalyteSystemAndId) {
    const auto ids = [](const catalogue::EvidenceFilter& filter) {
        std::vector<std::string> found;
        for (const auto* record : select_evidence(tests::shipped_evidence(), filter)) {
            found.push_back(record->id);
        }
        return found;
    };
    EXPECT_EQ(ids({.claim = "B2", .analyte = "il-10", .id = "", .system = std::nullopt}),
              (std::vector<std::string>{"FA-08", "IM-15", "IM-18"}));
    EXPECT_EQ(ids({.claim = "", .analyte = "", .id = "AI-01", .system = std::nullopt}),
              std::vector<std::string>{"AI-01"});
    EXPECT_EQ(ids({.claim = "C1", .analyte = "", .id = "", .system = std::nullopt}),
              std::vector<std::string>{"FA-10"});
    EXPECT_EQ(ids({}).size(), tests::shipped_evidence().records.size());
    EXPECT_THROW(ids({.claim = "B9", .analyte = "", .id = "", .system = std::nullopt}),
                 base::InputError);
    EXPECT_THROW(ids({.claim = "", .analyte = "IL-99", .id = "", .system = std::nullopt}),
                 base::InputError);
}

}  // namespace
}  // namespace vesikin::format
