// The compare, evidence and mouse commands as a person uses them.
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/banned_words.hpp"
#include "support/program.hpp"
#include "support/shipped_data.hpp"
#include "vesikin/format/csv.hpp"
#include "vesikin/format/data/texts.hpp"
#include "vesikin/outcome/markers.hpp"

namespace vesikin::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Ended run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {"--data", VESIKIN_DATA_FOLDER});
    return run_program(arguments);
}

std::vector<std::string> small_comparison(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"compare", "--patients", "12", "--worlds", "12"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// What the program put into a page.
nlohmann::json data_of(const std::string& page) {
    const std::string before = "id=\"report-data\">";
    const std::size_t begin = page.find(before) + before.size();
    return nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

TEST(CompareCommandTest, WritesTableFilesAndPageInBothLanguagesWithoutPromises) {
    for (const char* language : {"en", "ja"}) {
        const TemporaryFolder out;
        const Ended ended =
            run(small_comparison({"--lang", language, "--out", out.path().string()}));
        ASSERT_EQ(ended.exit_code, 0) << ended.err;
        const std::string page = file_text(out.path() / "comparison.html");
        const std::string csv = file_text(out.path() / "comparison.csv");
        EXPECT_THAT(banned_words_in(ended.out), IsEmpty()) << language;
        const nlohmann::json data = data_of(page);
        const auto json = nlohmann::json::parse(file_text(out.path() / "comparison.json"));
        EXPECT_THAT(banned_words_in(data.dump()), IsEmpty()) << language;
        EXPECT_EQ(data.at("language"), language);
        EXPECT_THAT(page, Not(HasSubstr("src=\"http")));
        // Whichever language was asked for, the page holds the words of both.
        for (const format::Texts& texts :
             format::load_all_texts(tests::shipped_data(), {"comparison", "page"})) {
            const nlohmann::json& words = data.at("languages").at(texts.language());
            EXPECT_EQ(words.at("texts").at("intended_use"), texts("intended_use"));
            EXPECT_EQ(words.at("arms").at("dummy"), texts("dummy"));
            EXPECT_EQ(words.at("texts").at("contents"), texts("contents")) << "of all pages";
            EXPECT_GT(words.at("details").size(), 20U);
            EXPECT_EQ(words.at("article").at("ways").size(), 6U);
            EXPECT_EQ(words.at("limits").size(), 4U);
            const auto markers = outcome::all_markers();
            for (std::size_t i = 0; i < markers.size(); ++i) {
                const std::string name(markers[i].name);
                EXPECT_EQ(words.at("markers").at(i).at("name"), name);
                EXPECT_EQ(words.at("markers").at(i).at("label"), texts("marker_" + name));
            }
            EXPECT_THAT(words.at("texts").dump(), Not(HasSubstr("{clock}")));
        }
        EXPECT_THAT(csv, HasSubstr("dermapen,168,easi_75"));
        EXPECT_EQ(json.at("arms").size(), 11U);  // plain, three of standard care, six ways
        const nlohmann::json& glance = data.at("languages").at(language).at("glance");
        EXPECT_EQ(glance.at("headline"), json.at("headline"));
        EXPECT_EQ(glance.at("standard_line"), json.at("standard_line"));
        // Numbers are those of the file, and the terminal shows the same cells.
        EXPECT_EQ(data.at("answer").at("value_of_knowing"), json.at("value_of_knowing"));
        ASSERT_EQ(glance.at("rows").size(), json.at("arms").size());
        for (std::size_t arm = 0; arm < json.at("arms").size(); ++arm) {
            EXPECT_EQ(data.at("answer").at("arms").at(arm).at("visits"),
                      json.at("arms").at(arm).at("visits"));
            const std::string easi = glance.at("rows").at(arm).at("easi");
            EXPECT_THAT(ended.out, HasSubstr(easi));
        }
        for (const auto& arm : json.at("arms")) {
            const auto& shares = arm.at("worlds_at_clock");
            EXPECT_NEAR(shares.at("lighter").get<double>() + shares.at("same").get<double>() +
                            shares.at("heavier").get<double>(),
                        1.0, 1e-12);
        }
        // The table on one screen is no wider than one.
        std::istringstream lines(ended.out);
        std::size_t rules = 0;
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("-----")) {
                ++rules;
                EXPECT_LE(line.size(), 100U) << language;
            }
        }
        EXPECT_EQ(rules, 1U);
        const bool is_english = std::string(language) == "en";
        EXPECT_THAT(ended.out, HasSubstr(is_english ? "research and education" : "研究・教育用"));
        EXPECT_THAT(ended.out, HasSubstr(is_english ? "IV drip" : "点滴"));
        const std::string open = is_english ? "Open " : "開くファイル：";
        EXPECT_TRUE(ended.out.ends_with(open + (out.path() / "comparison.html").string() + "\n"));
    }
}

/// The median over worlds in comparison.csv of an arm's EASI at the last visit.
double last_easi(const TemporaryFolder& out, const std::string& arm) {
    const format::CsvTable table = format::read_csv(out.path() / "comparison.csv");
    double found = -1.0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (table.rows[row][table.column("arm")] == arm &&
            table.rows[row][table.column("quantity")] == "easi") {
            found = table.number(row, table.column("median"), 0.0, 72.0);
        }
    }
    EXPECT_GE(found, 0.0) << arm;
    return found;
}

TEST(CompareCommandTest, VesiclesActInBothModelsAndBesideCare) {
    const TemporaryFolder vesikin;
    const TemporaryFolder published;
    const TemporaryFolder steroid;
    const TemporaryFolder antibody;
    const auto compare = [](const TemporaryFolder& out, std::vector<std::string> more) {
        more.insert(more.end(), {"--way", "intradermal", "--out", out.path().string()});
        const Ended ended = run(small_comparison(more));
        EXPECT_EQ(ended.exit_code, 0) << ended.err;
        return ended.out;
    };
    compare(vesikin, {});
    compare(published, {"--model", "miyano2021"});
    const std::string text = compare(steroid, {"--with", "topical_steroid", "--lang", "ja"});
    compare(antibody, {"--with", "dupilumab"});
    EXPECT_THAT(text, HasSubstr("ステロイド外用薬（ランク：ストロング、1日2回）"));
    EXPECT_THAT(file_text(antibody.path() / "comparison.html"),
                HasSubstr("Dupilumab (600 mg, then 300 mg every 2 weeks)"));
    // Each model says of itself what it is.
    EXPECT_THAT(file_text(vesikin.path() / "comparison.html"), HasSubstr("fitted to trials"));
    EXPECT_THAT(file_text(published.path() / "comparison.html"),
                HasSubstr("reproduces a published model"));
    // The published participation effect is whole at once, so its dummy arm is better off.
    EXPECT_LT(last_easi(published, "dummy"), last_easi(vesikin, "dummy"));
    for (const TemporaryFolder* care : {&steroid, &antibody}) {
        EXPECT_LT(last_easi(*care, "dummy"), last_easi(vesikin, "dummy") - 3.0);
        EXPECT_NEAR(last_easi(*care, "untreated"), last_easi(vesikin, "untreated"), 1e-9);
    }
    const Ended brand = run(small_comparison({"--with", "デュピクセント", "--way", "点滴"}));
    EXPECT_EQ(brand.exit_code, 0) << brand.err;
    EXPECT_THAT(brand.out, AllOf(HasSubstr("With the dummy and with every way: Dupilumab"),
                                 HasSubstr("IV drip"), Not(HasSubstr("IV push"))));
    const Ended unknown = run(small_comparison({"--with", "aspirin"}));
    EXPECT_EQ(unknown.exit_code, bad_input);
    EXPECT_THAT(unknown.err, HasSubstr("dupilumab"));
    const Ended dosed = run(small_comparison({"--with", "dupilumab", "--model", "miyano2021"}));
    EXPECT_EQ(dosed.exit_code, bad_input);
}

TEST(CompareCommandTest, ReadsAllArmsInOneWeekAndShowsStandardCareOfTheSeverity) {
    const TemporaryFolder out;
    const std::string person = (out.path() / "person.toml").string();
    std::ofstream(person) << "schema = 1\nbaseline_easi = { min = 2, max = 7 }\n";
    const Ended ended = run(small_comparison({"--way", "iv_push", "--week", "4.5", "--person",
                                              person, "--out", (out.path() / "r").string()}));
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, AllOf(HasSubstr("EASI, week 4.5"), HasSubstr("rank medium"),
                                 Not(HasSubstr("Dupilumab")), Not(HasSubstr("Acts on"))));
    const auto json = nlohmann::json::parse(file_text(out.path() / "r" / "comparison.json"));
    EXPECT_EQ(json.at("clock_day"), 31.5);
    // The cell on the screen is the number of that day in the file.
    const auto& dummy = json.at("arms").at(1);
    double easi = -1.0;
    for (const auto& visit : dummy.at("visits")) {
        if (visit.at("day") == 31.5) {
            easi = visit.at("quantities").at("easi").at("value").at("median");
        }
    }
    EXPECT_THAT(ended.out, HasSubstr(fmt::format("{:.1f} (", easi)));
    const Ended details = run(small_comparison({"--way", "iv_push", "--details"}));
    EXPECT_THAT(details.out, HasSubstr("Acts on"));
    const Ended calm = run(small_comparison({"--way", "iv_push", "--state", "calm"}));
    EXPECT_THAT(calm.out, AllOf(Not(HasSubstr("Dupilumab")), HasSubstr("calm goes on")));
}

TEST(CompareCommandTest, ExplainsEveryCell) {
    const Ended ended = run(small_comparison({"--way", "stamp", "--explain"}));
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("rests on"));
    EXPECT_THAT(ended.out, HasSubstr("no human study of vesicles"));
    EXPECT_THAT(ended.out, HasSubstr("no single unknown stands out"));
    EXPECT_THAT(ended.out, HasSubstr("FoundingArticle"));
}

TEST(CompareCommandTest, BadInputIsRefusedWithWhatIsAllowed) {
    const auto expect_refused = [](std::vector<std::string> more, const std::string& allowed) {
        const TemporaryFolder out;
        more.insert(more.end(), {"--out", out.path().string()});
        const Ended ended = run(small_comparison(more));
        EXPECT_EQ(ended.exit_code, bad_input) << allowed;
        EXPECT_THAT(ended.err, HasSubstr(allowed));
        EXPECT_TRUE(std::filesystem::is_empty(out.path()));
    };
    expect_refused({"--way", "magic"}, "dermapen");
    expect_refused({"--way", "drip"}, "perhaps iv_drip");
    expect_refused({"--target", "fase"}, "perhaps face");
    expect_refused({"--with", "dupixnt"}, "perhaps dupilumab");
    expect_refused({"--state", "angry"}, "active or calm");
    expect_refused({"--target", "tail"}, "eyelids");
    expect_refused({"--sessions", "0"}, "1 to 100");
    expect_refused({"--week", "0"}, "1 day to 104 weeks");
    expect_refused({"--week", "200"}, "1 day to 104 weeks");
    expect_refused({"--interval", "0.01"}, "1 day to 52 weeks");
    expect_refused({"--interval", "nan"}, "decimal digits");
    expect_refused({"--dose", "-5"}, "0 particles to");
    expect_refused({"--dose", "1e30"}, "particles");
    expect_refused({"--claim-off", "B4"}, "B1, B2, B3");
    expect_refused({"--lang", "fr"}, "ja");
    expect_refused({"--solver", "euler"}, "batched");
    expect_refused({"--person", "/nowhere.toml"}, "file");
    EXPECT_EQ(run({"compare", "--worlds", "3"}).exit_code, bad_input);
}

TEST(CompareCommandTest, ABadPersonIsRefusedWithFileAndKey) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "person.toml";
    const auto expect_refused = [&](const char* text, const char* key) {
        std::ofstream(path) << "schema = 1\n" << text << "\n";
        const Ended ended = run(small_comparison({"--person", path.string()}));
        EXPECT_EQ(ended.exit_code, bad_input) << text;
        EXPECT_THAT(ended.err, HasSubstr("person.toml:"));
        EXPECT_THAT(ended.err, HasSubstr(key));
    };
    expect_refused("state = \"angry\"", "state");
    expect_refused("sate = \"calm\"", "sate");
    expect_refused("baseline_easi = { min = 30, max = 20 }", "max");
    expect_refused("baseline_easi = { min = nan }", "min");
    expect_refused("sex = 3", "sex");
}

TEST(CompareCommandTest, NothingActsTwice) {
    const Ended twice = run(small_comparison({"--state", "calm", "--with", "dupilumab"}));
    EXPECT_EQ(twice.exit_code, bad_input);
    EXPECT_THAT(twice.err, HasSubstr("keep the person calm"));
    const Ended same_way = run(small_comparison({"--way", "stamp", "--way", "stamp"}));
    EXPECT_EQ(same_way.exit_code, bad_input);
    EXPECT_THAT(same_way.err, HasSubstr("each way once"));
}

TEST(CompareCommandTest, TheSexOfThePersonIsThatOfTheBodies) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "person.toml";
    std::map<std::string, std::string> written;
    for (const std::string sex : {"female", "male"}) {
        std::ofstream(path) << "schema = 1\nsex = \"" << sex << "\"\n";
        const auto out = folder.path() / sex;
        const Ended ended = run(small_comparison(
            {"--person", path.string(), "--way", "iv_push", "--out", out.string()}));
        ASSERT_EQ(ended.exit_code, 0) << ended.err;
        const auto json = nlohmann::json::parse(file_text(out / "comparison.json"));
        EXPECT_EQ(json.at("sex"), sex);
        written[sex] = file_text(out / "comparison.csv");
    }
    // A woman's blood is less than a man's, so what is pushed into it acts otherwise.
    EXPECT_FALSE(written["female"] == written["male"]);
}

/// What the program writes to a terminal of 120 columns that is its standard error.
std::string on_terminal(std::vector<std::string> arguments, std::string& out) {
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    EXPECT_GE(terminal, 0);
    EXPECT_EQ(grantpt(terminal), 0);
    EXPECT_EQ(unlockpt(terminal), 0);
    const winsize size{.ws_row = 50, .ws_col = 120, .ws_xpixel = 0, .ws_ypixel = 0};
    EXPECT_EQ(ioctl(terminal, TIOCSWINSZ, &size), 0);
    const std::string name = ptsname(terminal);
    const int kept_open = open(name.c_str(), O_RDWR | O_NOCTTY);
    const Ended ended = Program(std::move(arguments), [&] {
                            dup2(open(name.c_str(), O_RDWR | O_NOCTTY), STDERR_FILENO);
                        }).wait();
    EXPECT_EQ(ended.exit_code, 0);
    out = ended.out;
    std::string seen;
    std::array<char, 4096> part{};
    for (ssize_t got = read(terminal, part.data(), part.size()); got > 0;
         got = read(terminal, part.data(), part.size())) {
        seen.append(part.data(), static_cast<std::size_t>(got));
    }
    close(kept_open);
    close(terminal);
    return seen;
}

TEST(CompareCommandTest, SpeaksTheLanguageOfTheEnvironmentUnlessAskedForAnother) {
    const auto said = [](const char* lang, const char* all, std::vector<std::string> more) {
        std::vector<std::string> arguments{"compare", "--way",    "iv_push", "--patients",
                                           "1",       "--worlds", "10"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ended ended = Program(std::move(arguments), [&] {
                                setenv("LANG", lang, 1);
                                setenv("LC_ALL", all, 1);
                                unsetenv("LC_MESSAGES");
                            }).wait();
        EXPECT_EQ(ended.exit_code, 0) << ended.err;
        return ended.out;
    };
    EXPECT_THAT(said("ja_JP.UTF-8", "", {}), HasSubstr("研究・教育用"));
    EXPECT_THAT(said("ja", "", {}), HasSubstr("研究・教育用"));
    EXPECT_THAT(said("C.UTF-8", "", {}), HasSubstr("research and education"));
    EXPECT_THAT(said("fr_FR.UTF-8", "", {}), HasSubstr("research and education"));
    EXPECT_THAT(said("ja_JP.UTF-8", "C", {}), HasSubstr("research and education"));
    EXPECT_THAT(said("ja_JP.UTF-8", "", {"--lang", "en"}), HasSubstr("research and education"));
}

TEST(CompareCommandTest, ATerminalGetsAFirstLookThatMakesRoomForTheAnswer) {
    std::string out;
    const std::string seen = on_terminal(
        {"compare", "--way", "iv_push", "--patients", "60", "--worlds", "40", "--seed", "3"}, out);
    const std::size_t look = seen.find("A first look, by 30 people and 10 combinations only.");
    ASSERT_NE(look, std::string::npos) << seen;
    EXPECT_NE(seen.find("IV push", look), std::string::npos);
    // A heading, an empty line, header, rule, six arms and an empty line are taken off again.
    EXPECT_NE(seen.find("\033[11F\033[J", look), std::string::npos) << seen;
    EXPECT_THAT(out, AllOf(HasSubstr("60 virtual people"), Not(HasSubstr("first look"))));
    // A small question is answered at once.
    EXPECT_EQ(on_terminal({"compare", "--way", "iv_push", "--patients", "4", "--worlds", "10"}, out)
                  .find("first look"),
              std::string::npos);
}

TEST(CompareCommandTest, AFolderThatCannotBeMadeIsSaid) {
    const Ended ended = run(small_comparison({"--out", "/dev/full/x"}));
    EXPECT_EQ(ended.exit_code, environment_failure);
    EXPECT_THAT(ended.err, HasSubstr("/dev/full"));
}

TEST(CompareCommandTest, AStoppedRunEndsInOrder) {
    const TemporaryFolder out;
    Program program({"compare", "--data", VESIKIN_DATA_FOLDER, "--patients", "2000", "--worlds",
                     "2000", "--out", out.path().string()});
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    program.signal(SIGINT);
    const Ended ended = program.wait();
    EXPECT_EQ(ended.exit_code, interrupted);
    EXPECT_THAT(ended.out, HasSubstr("STOPPED EARLY"));
}

TEST(EvidenceCommandTest, ListsFiltersAndExports) {
    const Ended filtered = run({"evidence", "--claim", "B2", "--analyte", "il-10"});
    ASSERT_EQ(filtered.exit_code, 0) << filtered.err;
    EXPECT_THAT(filtered.out, HasSubstr("IM-15"));
    EXPECT_THAT(filtered.out, Not(HasSubstr("TR-01")));
    EXPECT_THAT(filtered.out, HasSubstr("No randomised trial of vesicles"));
    EXPECT_THAT(banned_words_in(filtered.out), IsEmpty());
    const Ended all = run({"evidence", "--sources"});
    EXPECT_THAT(all.out, HasSubstr("rests on 2 mouse studies"));
    EXPECT_THAT(banned_words_in(all.out), IsEmpty());
    const Ended json = run({"evidence", "--format", "json"});
    EXPECT_EQ(nlohmann::json::parse(json.out).at("records").size(), 82U);
    const Ended csv = run({"evidence", "--format", "csv", "--system", "human"});
    EXPECT_THAT(csv.out, HasSubstr("HU-01"));
    for (const std::vector<std::string>& bad : {std::vector<std::string>{"--claim", "B9"},
                                                {"--analyte", "IL-99"},
                                                {"--id", "XX-1"},
                                                {"--system", "moon"},
                                                {"--format", "xml"}}) {
        std::vector<std::string> arguments{"evidence"};
        arguments.insert(arguments.end(), bad.begin(), bad.end());
        EXPECT_EQ(run(arguments).exit_code, bad_input) << bad.front();
    }
}

TEST(MouseCommandTest, EveryDirectionThatTheModelHoldsAgrees) {
    const Ended ended = run({"mouse", "--animals", "20", "--worlds", "30"});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("22 of 31 directions agree, 0 are opposite, 0 do not change"));
    EXPECT_THAT(banned_words_in(ended.out), IsEmpty());
    const Ended csv = run({"mouse", "--animals", "5", "--worlds", "10", "--format", "csv"});
    EXPECT_THAT(csv.out, HasSubstr("oxazolone,sc,TR-01,ceramide,up"));
    EXPECT_EQ(run({"mouse", "--worlds", "1"}).exit_code, bad_input);
    EXPECT_EQ(run({"mouse", "--format", "xml"}).exit_code, bad_input);
}

}  // namespace
}  // namespace vesikin::tests
