#include "vesikin/format/data/load_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "support/layer_fixture.hpp"
#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/format/data/load_calibration.hpp"
#include "vesikin/format/data/load_comparison.hpp"
#include "vesikin/format/data/load_delivery.hpp"
#include "vesikin/format/data/load_evidence.hpp"
#include "vesikin/format/data/load_mouse.hpp"
#include "vesikin/format/data/load_planner.hpp"
#include "vesikin/format/data/load_server.hpp"
#include "vesikin/format/data/load_trial_table.hpp"
#include "vesikin/format/data/load_vesicle.hpp"
#include "vesikin/format/text_file.hpp"

namespace vesikin::format {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

const fs::path data_folder = VESIKIN_DATA_FOLDER;

/// Data of a folder, and which of their files were read.
class WatchedData final : public DataSource {
  public:
    explicit WatchedData(const fs::path& folder) : data_(folder) {}

    [[nodiscard]] bool has(std::string_view path) const override { return data_.has(path); }

    [[nodiscard]] std::vector<std::string> names_in(std::string_view folder) const override {
        return data_.names_in(folder);
    }

    [[nodiscard]] std::string text(std::string_view path) const override {
        read_.emplace(path);
        return data_.text(path);
    }

    [[nodiscard]] std::string shown_name(std::string_view path) const override {
        return data_.shown_name(path);
    }

    [[nodiscard]] InputFile input(std::string_view path) const override {
        return data_.input(path);
    }

    [[nodiscard]] std::vector<InputFile> files() const override { return data_.files(); }

    [[nodiscard]] const Units& units() const override { return data_.units(); }

    [[nodiscard]] const std::set<std::string, std::less<>>& read() const { return read_; }

  private:
    [[nodiscard]] DataNode read_tree(std::string_view path) const override {
        read_.emplace(path);
        return *data_.tree(path);
    }

    FolderSource data_;
    mutable std::set<std::string, std::less<>> read_;
};

TEST(DataFolderTest, EveryModelLoads) {
    const std::vector<std::string> names = model_names(tests::shipped_data());
    ASSERT_FALSE(names.empty());
    for (const std::string& name : names) {
        const catalogue::Catalogue catalogue = load_catalogue(tests::shipped_data(), name);
        EXPECT_EQ(catalogue.model.name, name);
        EXPECT_FALSE(catalogue.model.limitations.empty()) << name;
    }
}

TEST(DataFolderTest, EveryTrialLoads) {
    const UnitSystem units;
    int trials = 0;
    for (const auto& entry : fs::directory_iterator(data_folder / "trials")) {
        const std::string model = trial_model(read_named_file(entry.path(), units).root());
        const catalogue::Catalogue catalogue = load_catalogue(tests::shipped_data(), model);
        const study::TrialDesign design = load_trial(entry.path(), catalogue, units);
        EXPECT_EQ(design.name, entry.path().stem()) << entry.path();
        EXPECT_FALSE(design.arms.empty()) << entry.path();
        ++trials;
    }
    EXPECT_GT(trials, 0);
}

TEST(DataFolderTest, EveryFileIsReadBySomething) {
    const WatchedData data(data_folder);
    for (const std::string& name : model_names(data)) {
        static_cast<void>(load_catalogue(data, name));
    }
    const catalogue::Catalogue& catalogue = tests::layer_catalogue();
    static_cast<void>(load_delivery(data));
    const catalogue::EvidenceBase evidence = load_evidence(data, catalogue.sources);
    static_cast<void>(load_vesicle(data, catalogue.sources, evidence));
    static_cast<void>(load_mouse(data, catalogue.sources, evidence));
    static_cast<void>(load_comparison_settings(data, catalogue));
    static_cast<void>(load_planner(data, catalogue, load_delivery(data).body));
    static_cast<void>(load_server_limits(data));
    static_cast<void>(load_trial_rules(data, catalogue.sources));
    for (const auto& entry : fs::recursive_directory_iterator(data_folder)) {
        const std::string path = fs::relative(entry.path(), data_folder).generic_string();
        // Questions (trials, persons, what to calibrate), tables and texts have their own tests.
        if (entry.is_regular_file() && path.ends_with(".toml") && !path.starts_with("trials/") &&
            !path.starts_with("persons/") && !path.starts_with("texts/") &&
            !path.starts_with("calibration/")) {
            EXPECT_TRUE(data.read().contains(path)) << path << " is not read by anything";
        }
    }
}

TEST(DataFolderTest, EveryFileIsListedWithItsHash) {
    const std::vector<InputFile> files = tests::shipped_data().files();
    std::size_t on_the_disk = 0;
    for (const auto& entry : fs::recursive_directory_iterator(data_folder)) {
        on_the_disk += entry.is_regular_file() ? 1 : 0;
    }
    EXPECT_EQ(files.size(), on_the_disk);
    EXPECT_TRUE(std::ranges::is_sorted(files, {}, &InputFile::path));
    for (const InputFile& file : files) {
        EXPECT_EQ(file.sha256, sha256(read_text_file(data_folder / file.path))) << file.path;
    }
}

TEST(DataFolderTest, ALayeredModelSaysWhereItsRowsComeFrom) {
    const catalogue::Catalogue& catalogue = tests::layer_catalogue();
    ASSERT_TRUE(catalogue.layer.has_value());
    for (const auto& row : catalogue.layer->rows) {
        EXPECT_NE(catalogue.find_source(row.provenance.source), nullptr) << row.meaning;
        EXPECT_FALSE(row.meaning.empty());
    }
    EXPECT_FALSE(catalogue.layer->calibration.empty());
    EXPECT_EQ(catalogue.layer->calibrated_on.size(), 10U);
}

TEST(DataFolderTest, CalibrationPlanTrialTableAndRulesLoad) {
    const UnitSystem units;
    const catalogue::Catalogue& catalogue = tests::layer_catalogue();
    const analysis::CalibrationPlan plan =
        load_calibration_plan(data_folder / "calibration" / "vesikin.toml", units);
    for (const analysis::StagePlan& stage : plan.stages) {
        for (const analysis::FreeNumber& number : stage.numbers) {
            EXPECT_TRUE(catalogue::find_number(catalogue, number.name).has_value()) << number.name;
        }
    }
    EXPECT_FALSE(
        load_trial_rules(tests::shipped_data(), catalogue.sources).population.entry.empty());
    for (const auto& row : load_trial_table(data_folder / "validation" / "ad_trials.csv").rows) {
        EXPECT_EQ(row.problem, "") << row.line;
        EXPECT_TRUE(row.value.has_value()) << row.line;
    }
}

TEST(DataFolderTest, RowsWithoutAWeekOrANameSayWhichCell) {
    const auto path = std::filesystem::temp_directory_path() / "vesikin_trial_rows.csv";
    std::ofstream(path) << "trial,drug,target,arm,dose_regimen,background_TCS,population,N,"
                           "baseline_EASI_mean,week,endpoint,value\n"
                           "T,d,x,a,,no,adult,,,0,EASI75_pct,1\n"
                           "T,d,x,a,,no,adult,,,,EASI75_pct,1\n"
                           "T,d,x,a,,no,adult,,,16+0,EASI75_pct,1\n"
                           "T,d,x,a,,no,adult,,,0+16,EASI75_pct,1\n"
                           "T,d,x,,,no,adult,,,16,EASI75_pct,1\n"
                           ",d,x,a,,no,adult,,,16,EASI75_pct,1\n"
                           "T,d,x,a,,no,adult,,,\uFF11\uFF16,EASI75_pct,1\n";
    const analysis::TrialTable table = load_trial_table(path);
    std::filesystem::remove(path);
    for (const std::size_t row : {0, 1, 2, 3}) {
        EXPECT_THAT(table.rows[row].problem, HasSubstr("week: given")) << row;
    }
    EXPECT_THAT(table.rows[4].problem, HasSubstr("arm: given \"\""));
    EXPECT_THAT(table.rows[5].problem, HasSubstr("trial: given \"\""));
    EXPECT_EQ(table.rows[6].problem, "");
    EXPECT_EQ(table.rows[6].week, 16.0);
}

TEST(DataFolderTest, EveryNumberHasASourceAndAMeaning) {
    const catalogue::Catalogue& catalogue = tests::shipped_catalogue();
    const auto expect_source = [&](const catalogue::Provenance& provenance, const auto& what) {
        EXPECT_NE(catalogue.find_source(provenance.source), nullptr) << what;
    };
    for (const auto& state : catalogue.model.states) {
        expect_source(state.provenance, state.name);
        EXPECT_FALSE(state.meaning.empty()) << state.name;
    }
    for (const auto& parameter : catalogue.model.parameters) {
        expect_source(parameter.provenance, parameter.name);
        EXPECT_FALSE(parameter.meaning.empty()) << parameter.name;
    }
    for (const catalogue::Drug& drug : catalogue.drugs) {
        EXPECT_TRUE(drug.action || !drug.effects.empty()) << drug.name;
        for (const catalogue::DrugEffect& effect : drug.effects) {
            expect_source(effect.provenance, drug.name);
            EXPECT_TRUE(disease::effect_fields[effect.field].name.starts_with(effect.target))
                << drug.name;
        }
    }
    expect_source(catalogue.easi_bands.provenance, "EASI strata");
    EXPECT_EQ(catalogue.easi_bands.bands.back().easi_max, 72.0);
}

TEST(DataFolderTest, RatesAreConvertedFromWeeksToDays) {
    for (std::size_t i = 0; i < disease::parameter_count; ++i) {
        const auto& parameter = tests::shipped_catalogue().model.parameters[i];
        const bool is_weekly_rate = parameter.unit == "1/week";
        EXPECT_EQ(is_weekly_rate, disease::parameter_fields[i].unit == "1/day") << parameter.name;
        EXPECT_NEAR(parameter.inside.mu_log,
                    parameter.as_published.mu_log - (is_weekly_rate ? std::log(7.0) : 0.0), 1e-14)
            << parameter.name;
        EXPECT_EQ(parameter.inside.sigma_log, parameter.as_published.sigma_log) << parameter.name;
    }
}

/// A copy of the data folder in which one text of one file is replaced.
class SpoiledDataTest : public ::testing::Test {
  protected:
    SpoiledDataTest() { fs::copy(data_folder, folder_.path(), fs::copy_options::recursive); }

    std::string message_after(const std::string& file, const std::string& text,
                              const std::string& instead) {
        const fs::path path = folder_.path() / file;
        const std::string original = read_text_file(path);
        std::string spoiled = original;
        const std::size_t at = spoiled.find(text);
        EXPECT_NE(at, std::string::npos) << file << " has no " << text;
        spoiled.replace(at, text.size(), instead);
        write_text_file(path, spoiled);
        std::string message;
        try {
            static_cast<void>(load_catalogue(FolderSource(folder_.path()), "miyano2021"));
            ADD_FAILURE() << instead << " was taken";
        } catch (const base::InputError& error) {
            message = error.what();
        }
        write_text_file(path, original);
        return message;
    }

    tests::TemporaryFolder folder_;
    std::string parameters_ = "models/miyano2021/parameters.toml";
};

TEST_F(SpoiledDataTest, NegativeSpreadIsRefusedWithFileAndLine) {
    // The first distribution stands in line 13 of the file.
    const std::string message =
        message_after(parameters_, "sigma_log = 0.793", "sigma_log = -0.793");
    EXPECT_THAT(message, HasSubstr("parameters.toml:13: parameter.distribution.sigma_log"));
    EXPECT_THAT(message, HasSubstr("given -0.793"));
    EXPECT_THAT(message, HasSubstr("a number from 0 to 10"));
}

TEST_F(SpoiledDataTest, NumbersThatAreNoneAreRefused) {
    EXPECT_THAT(message_after(parameters_, "mu_log = 0.537", "mu_log = nan"),
                HasSubstr("parameters.toml:13: parameter.distribution.mu_log: given nan"));
    EXPECT_THAT(message_after(parameters_, "mu_log = 0.537", "mu_log = -inf"),
                HasSubstr("given -inf"));
}

TEST_F(SpoiledDataTest, WrongAndMissingUnitsAreRefused) {
    EXPECT_THAT(message_after(parameters_, "unit = \"1/week\"", "unit = \"week\""),
                HasSubstr("a unit that converts to \"1/day\""));
    EXPECT_THAT(message_after(parameters_, "unit = \"1/week\"\n", "\n"),
                HasSubstr("parameter.unit: given nothing"));
}

TEST_F(SpoiledDataTest, UnknownMissingAndRepeatedNamesAreRefused) {
    EXPECT_THAT(message_after(parameters_, "\"basal_barrier_recovery\"", "\"barrier_recovery\""),
                HasSubstr("no \"basal_barrier_recovery\""));
    EXPECT_THAT(
        message_after(parameters_, "\"barrier_recovery_by_il22\"", "\"basal_barrier_recovery\""),
        HasSubstr("a second time"));
    EXPECT_THAT(message_after(parameters_, "symbol = \"k1\"", "symbol = \"k2\""),
                HasSubstr("allowed: one of k1"));
    EXPECT_THAT(message_after(parameters_, "symbol = \"k1\"", "symbol = \"k1\"\nnote = 1"),
                HasSubstr("parameter.note: given an unknown key"));
}

TEST_F(SpoiledDataTest, UnknownSourceAndKindOfEvidenceAreRefused) {
    EXPECT_THAT(message_after("drugs/rifng.toml", "\"Miyano2021\"", "\"Nobody1999\""),
                HasSubstr("a key of sources.toml"));
    EXPECT_THAT(message_after("drugs/rifng.toml", "\"calibrated\"", "\"guessed\""),
                HasSubstr("one of measured_human"));
}

TEST_F(SpoiledDataTest, DrugsAreHeldToTheirTargetsAndBounds) {
    EXPECT_THAT(message_after("drugs/secukinumab.toml", "value = 0.99", "value = 1.01"),
                HasSubstr("a number from 0 to 1"));
    EXPECT_THAT(message_after("drugs/secukinumab.toml", "target = \"il17\"", "target = \"il99\""),
                HasSubstr("one of the model's effects"));
    EXPECT_THAT(message_after("drugs/secukinumab.toml", "\"block\"", "\"add\""),
                HasSubstr("one of the model's effects"));
    EXPECT_THAT(
        message_after("drugs/secukinumab.toml", "name = \"secukinumab\"", "name = \"ixekizumab\""),
        HasSubstr("one of secukinumab"));
}

TEST_F(SpoiledDataTest, NamesAndAliasesOfDrugsAreUsedOnce) {
    const std::string alias = "aliases = [\"AMG 451\", \"KHK4083\", \"ロカチンリマブ\"]";
    const std::string file = "drugs/rocatinlimab.toml";
    EXPECT_THAT(
        message_after(file, alias, "aliases = [\"Dupilumab\"]"),
        AllOf(HasSubstr("rocatinlimab.toml:8: aliases"), HasSubstr("\"dupilumab\" a second time")));
    EXPECT_THAT(message_after(file, alias, "aliases = [\"AMG 451\", \"amg 451\"]"),
                HasSubstr("\"amg 451\" a second time"));
    EXPECT_THAT(message_after(file, alias, "aliases = [\"telazorlimab\"]"),
                HasSubstr("\"telazorlimab\" a second time"));
    EXPECT_THAT(message_after("drugs/dupilumab.toml", "[[regimen]]",
                              "[[regimen]]\nname = \"adult\"\ndose = { value = 1, unit = \"mg\" }\n"
                              "interval = { value = 1, unit = \"week\" }\nsource = \"Miyano2021\"\n"
                              "evidence = \"assumed\"\nmark = \"assumed\"\n\n[[regimen]]"),
                HasSubstr("\"adult\" a second time"));
}

TEST_F(SpoiledDataTest, AnAddressIsNoScript) {
    EXPECT_THAT(message_after("sources.toml", "url = \"https://", "url = \"javascript:https://"),
                AllOf(HasSubstr("source.url"), HasSubstr("javascript:")));
}

TEST_F(SpoiledDataTest, EveryMissingFileIsNamed) {
    const WatchedData whole(folder_.path());
    static_cast<void>(load_catalogue(whole, "vesikin"));
    int tried = 0;
    for (const std::string& file : whole.read()) {
        const fs::path path = folder_.path() / file;
        if (file.starts_with("drugs/")) {
            continue;  // a trial that asks for it names it
        }
        fs::rename(path, folder_.path() / "aside");
        try {
            static_cast<void>(load_catalogue(FolderSource(folder_.path()), "vesikin"));
            ADD_FAILURE() << file << " was not missed";
        } catch (const base::InputError& error) {
            // Without model.toml the model is one of its own, which has no states.
            const std::string named =
                file == "models/vesikin/model.toml" ? "models/vesikin/states.toml" : file;
            EXPECT_THAT(error.what(), AllOf(HasSubstr(named), HasSubstr("no such file")));
        }
        fs::rename(folder_.path() / "aside", path);
        ++tried;
    }
    EXPECT_GE(tried, 8);
    fs::remove_all(folder_.path() / "drugs");
    EXPECT_THROW(static_cast<void>(load_catalogue(FolderSource(folder_.path()), "vesikin")),
                 base::InputError);
}

TEST_F(SpoiledDataTest, SeverityStrataMustRise) {
    EXPECT_THAT(message_after("scores/easi_bands.toml", "easi_max = 21.0", "easi_max = 6.0"),
                HasSubstr("a number from 7 to 72"));
}

TEST_F(SpoiledDataTest, AnotherSchemaIsRefused) {
    EXPECT_THAT(message_after("sources.toml", "schema = 1", "schema = 2"), HasSubstr("schema"));
}

TEST_F(SpoiledDataTest, EveryProblemOfAFileIsReportedAtOnce) {
    const fs::path path = folder_.path() / "drugs/secukinumab.toml";
    write_text_file(path, "schema = 1\nname = \"secukinumab\"\nlabel = 3\n");
    try {
        static_cast<void>(load_catalogue(FolderSource(folder_.path()), "miyano2021"));
        FAIL() << "taken";
    } catch (const base::InputError& error) {
        EXPECT_EQ(error.problems().size(), 3U) << error.what();  // label, description, effect
    }
}

TEST_F(SpoiledDataTest, UnknownModelNamesTheKnownOnes) {
    try {
        static_cast<void>(load_catalogue(FolderSource(folder_.path()), "other"));
        FAIL() << "taken";
    } catch (const base::InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("miyano2021"));
    }
    EXPECT_THROW(static_cast<void>(load_catalogue(FolderSource("/nonexistent"), "miyano2021")),
                 base::InputError);
}

}  // namespace
}  // namespace vesikin::format
