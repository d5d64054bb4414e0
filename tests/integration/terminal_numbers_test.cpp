// The numbers of a terminal are those of the same answer as JSON, each under its own head and in
// its own place of a sentence.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "support/program.hpp"

namespace vesikin::tests {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

std::string said(std::vector<std::string> arguments, const char* format) {
    arguments.insert(arguments.end(), {"--lang", "en", "--format", format});
    const Ended ended = run_program(std::move(arguments));
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    return ended.out;
}

/// A row of a table by the heads of its columns, which are two blanks or more apart.
std::map<std::string, std::string> row_of(const std::string& text, const std::string& first_head,
                                          const std::string& first_cell) {
    const auto cells_of = [](const std::string& line) {
        const std::regex gap("\\s{2,}");
        return std::vector<std::string>(
            std::sregex_token_iterator(line.begin(), line.end(), gap, -1), {});
    };
    std::istringstream lines(text);
    std::vector<std::string> heads;
    for (std::string line; std::getline(lines, line);) {
        line.erase(0, line.find_first_not_of(' '));  // a narrow first column stands on the right
        if (line.starts_with(first_head + "  ")) {
            heads = cells_of(line);
        } else if (!heads.empty() && line.starts_with(first_cell + "  ")) {
            const std::vector<std::string> cells = cells_of(line);
            EXPECT_EQ(cells.size(), heads.size()) << line;
            std::map<std::string, std::string> row;
            for (std::size_t i = 0; i < std::min(heads.size(), cells.size()); ++i) {
                row[heads[i]] = cells[i];
            }
            return row;
        }
    }
    ADD_FAILURE() << "no row \"" << first_cell << "\" under \"" << first_head << "\"";
    return {};
}

/// The entry of a list that has this name.
const Json& named(const Json& list, const std::string& name, const char* key = "name") {
    const auto found =
        std::ranges::find_if(list, [&](const Json& entry) { return entry.at(key) == name; });
    EXPECT_NE(found, list.end()) << name;
    return *found;
}

TEST(TerminalNumbers, OfASessionStandUnderTheirHeads) {
    const std::vector<std::string> asked{"deliver",  "--way", "stamp",  "--people", "4",
                                         "--worlds", "3",     "--dose", "2e10"};
    const Json way = Json::parse(said(asked, "json")).at("ways").front();
    const std::string text = said(asked, "text");
    const std::map<std::string, std::string> row = row_of(text, "way", "9-needle stamp");
    const std::vector<std::tuple<const char*, const char*, double>> columns{
        {"dermis of site, % of label", "reached_dermis", 100.0},
        {"all skin, % of label", "whole_skin", 100.0},
        {"dermis, per cm2", "dermis_per_cm2", 1.0},
        {"skin, per cell", "skin_per_cell", 1.0},
        {"untreated skin, per cm2", "untreated_per_cm2", 1.0},
        {"below dermis, %", "below_dermis", 100.0},
        {"opened area, %", "open_area", 100.0}};
    ASSERT_EQ(row.size(), columns.size() + 1);
    for (const auto& [head, name, factor] : columns) {
        const Json& measure = named(way.at("measures"), name);
        const double median = factor * measure.at("median").get<double>();
        const std::string expected = median == 0.0
                                         ? "0"
                                         : fmt::format("{:.2g} ({:.2g} - {:.2g})", median,
                                                       factor * measure.at("p05").get<double>(),
                                                       factor * measure.at("p95").get<double>());
        EXPECT_EQ(row.at(head), expected) << name;
    }
    const Json& dermis = named(way.at("measures"), "dermis_per_cm2");
    const auto two = [&](const char* key) {
        return fmt::format("{:.2g}", dermis.at(key).get<double>());
    };
    EXPECT_THAT(text,
                HasSubstr(fmt::format("Between people {} - {}, between worlds {} - {} per cm2",
                                      two("people_p05"), two("people_p95"), two("world_p05"),
                                      two("world_p95"))));
    EXPECT_THAT(text, HasSubstr("2e+10 particles on the label, 2 ml, face of 400 cm2"));
    // A place by time.
    const std::map<std::string, std::string> place = row_of(text, "where, % of label", "lymph");
    for (const double hour : {1.0, 24.0}) {
        const auto time = std::ranges::find_if(way.at("times"), [&](const Json& each) {
            return std::abs(each.at("hour").get<double>() - hour) < 1e-9;
        });
        const double share = time->at("share_of_label").at("lymph").at("median").get<double>();
        EXPECT_THAT(place.at(fmt::format("{:g} h", hour)),
                    testing::StartsWith(fmt::format("{:.2g} (", 100.0 * share)));
    }
}

TEST(TerminalNumbers, OfAPlanStandUnderTheirHeads) {
    const auto shown = [](double value) {
        return std::abs(value) < 10.0 ? fmt::format("{:.2g}", value) : fmt::format("{:.0f}", value);
    };
    const auto money = [&](const Json& jpy) {  // English counts thousands
        const std::string low = shown(jpy.at("lowest").get<double>() / 1000.0);
        const std::string high = shown(jpy.at("highest").get<double>() / 1000.0);
        return low == high ? low : low + "-" + high;
    };
    const std::vector<std::string> asked{
        "plan",
        (std::filesystem::path(VESIKIN_DATA_FOLDER) / "persons/hands.toml").string(),
        "--patients",
        "4",
        "--worlds",
        "10",
        "--delivery-people",
        "1"};
    const Json answer = Json::parse(said(asked, "json"));
    const std::string text = said(asked, "text");
    const double clock_day = answer.at("clock_day").get<double>();
    // A standard drug, and the way whose marks, pain, price and harm all differ.
    for (const char* name : {"dupilumab", "dermapen"}) {
        const Json& option = named(answer.at("options"), name);
        const std::map<std::string, std::string> row =
            row_of(text, "What", option.at("label").get<std::string>());
        const Json& then = *std::ranges::find_if(option.at("course"), [&](const Json& visit) {
            return visit.at("day").get<double>() == clock_day;
        });
        const auto easi = [&](const char* key) {
            return shown(then.at("easi").at(key).get<double>());
        };
        EXPECT_EQ(row.at("EASI"),
                  fmt::format("{} ({}-{})", easi("median"), easi("p05"), easi("p95")))
            << name;
        EXPECT_EQ(row.at("75 %"),
                  fmt::format("{:.0f}", 100.0 * then.at("easi_75_frac").at("median").get<double>()))
            << name;
        EXPECT_EQ(row.at("insured"), money(option.at("insured_jpy"))) << name;
        EXPECT_EQ(row.at("self"), money(option.at("self_pay_jpy"))) << name;
        EXPECT_EQ(row.at("visits"), fmt::format("{:.0f}", option.at("visits").get<double>()));
        EXPECT_EQ(row.at("marks"), shown(option.at("downtime_day").get<double>())) << name;
        EXPECT_EQ(row.at("pain"), shown(option.at("pain").get<double>())) << name;
        const double lighter = option.at("worlds_beside_dummy").at("lighter").get<double>();
        EXPECT_EQ(row.at("no"), fmt::format("{:.0f}", 100.0 * (1.0 - lighter))) << name;
    }
}

TEST(TerminalNumbers, OfATrialCountPeopleAndNameWhoWasLeftOut) {
    const TemporaryFolder out;
    const std::vector<std::string> asked{
        "trial",
        (std::filesystem::path(VESIKIN_DATA_FOLDER) / "trials/standard_care.toml").string(),
        "--patients",
        "40",
        "--out",
        out.path().string()};
    const Json answer = Json::parse(said(asked, "json"));
    const std::string text = said(asked, "text");
    const Json& people = answer.at("patients");
    EXPECT_LT(people.at("included").get<int>(), 40);  // so that the two numbers differ
    EXPECT_THAT(text, HasSubstr(fmt::format("40 of 40 virtual patients simulated, {} in the",
                                            people.at("included").get<int>())));
    int left_out = 0;
    for (const Json& excluded : people.at("excluded")) {
        const int count = excluded.at("count").get<int>();
        left_out += count;
        if (count > 0) {
            EXPECT_THAT(text, HasSubstr(fmt::format("left out: {} ({})", count,
                                                    excluded.at("reason").get<std::string>())));
        }
    }
    EXPECT_EQ(left_out, 40 - people.at("included").get<int>());
    const Json& manifest = answer.at("manifest");
    EXPECT_THAT(text, HasSubstr(fmt::format(
                          "EASI at baseline {:.1f}, standard deviation {:.1f}",
                          manifest.at("baseline_easi").at("mean").get<double>(),
                          manifest.at("baseline_easi").at("standard_deviation").get<double>())));
    const std::map<std::string, std::string> row = row_of(text, "arm", "Dupilumab");
    for (const auto& [head, outcome] :
         std::map<std::string, std::string>{{"Change in EASI, %", "easi_percent_change"},
                                            {"EASI-50, %", "easi_50"},
                                            {"EASI-75, %", "easi_75"},
                                            {"IGA 0/1, %", "iga_0_1"}}) {
        const auto last = std::ranges::find_if(answer.at("rows"), [&](const Json& each) {
            return each.at("arm") == "dupilumab" && each.at("week") == 52.0 &&
                   each.at("outcome") == outcome;
        });
        ASSERT_NE(last, answer.at("rows").end()) << outcome;
        EXPECT_EQ(
            row.at(head),
            fmt::format(
                "{:.1f} ± {:.1f}", last->at("mean").get<double>(),
                (last->at("upper_95").get<double>() - last->at("lower_95").get<double>()) / 2.0));
    }
}

TEST(TerminalNumbers, OfAPatientStandUnderTheirWeeks) {
    const std::vector<std::string> asked{
        "patient",
        (std::filesystem::path(VESIKIN_DATA_FOLDER) / "trials/miyano2021.toml").string(),
        "--arm",
        "dupilumab",
        "--step-days",
        "7"};
    const Json rows = Json::parse(said(asked, "json")).at("rows");
    const std::map<std::string, std::string> row = row_of(said(asked, "text"), "quantity", "EASI");
    const auto easi = [&](std::size_t at) {
        return fmt::format("{:.4g}", rows.at(at).at("easi").get<double>());
    };
    EXPECT_EQ(rows.at(12).at("week"), 12.0);
    EXPECT_EQ(row.at("baseline"), easi(0));
    EXPECT_EQ(row.at("week 12"), easi(12));
    EXPECT_EQ(row.at("week 24"), easi(24));
    EXPECT_NE(easi(12), easi(24));
}

TEST(TerminalNumbers, OfMiceAreCountedByVerdict) {
    const std::vector<std::string> asked{"mouse", "--animals", "1", "--worlds", "10"};
    const Json verdicts = Json::parse(said(asked, "json")).at("verdicts");
    int all = 0;
    for (const Json& verdict : verdicts) {
        all += verdict.at("rows").get<int>();
    }
    const auto count = [&](const char* verdict) {
        return named(verdicts, verdict, "verdict").at("rows").get<int>();
    };
    EXPECT_THAT(said(asked, "text"),
                HasSubstr(fmt::format("{} of {} directions agree, {} are opposite, {} do not "
                                      "change, {} are not in the model.",
                                      count("agrees"), all, count("opposite"), count("no change"),
                                      count("not in the model"))));
}

TEST(TerminalNumbers, OfScoresStandBesideThosePredictedOtherwise) {
    const TemporaryFolder folder;
    write_file(folder.path() / "trials.csv", small_trial_table);
    const std::vector<std::string> asked{
        "validate", "--trials", (folder.path() / "trials.csv").string(), "--worlds", "20",
        "--people", "10"};
    const Json score = Json::parse(said(asked, "json")).at("scores").front();
    const std::map<std::string, std::string> row =
        row_of(said(asked, "text"), "endpoint", score.at("endpoint").get<std::string>());
    EXPECT_EQ(row.at("rows"), "1");
    EXPECT_EQ(row.at("MAE"), fmt::format("{:.1f}", score.at("mean_absolute_error").get<double>()));
    EXPECT_EQ(row.at("bias"), fmt::format("{:+.1f}", score.at("mean_error").get<double>()));
    int compared = 0;
    for (const Json& against : score.at("against")) {
        const std::string head = against.at("reference").get<std::string>() + " (ours)";
        if (against.at("rows") == 0) {
            EXPECT_EQ(row.at(head), "-");
            continue;
        }
        ++compared;
        EXPECT_EQ(row.at(head),
                  fmt::format("{:.1f} ({:.1f}, n {})",
                              against.at("reference_mean_absolute_error").get<double>(),
                              against.at("own_mean_absolute_error").get<double>(),
                              against.at("rows").get<int>()));
    }
    EXPECT_GT(compared, 0);
}

TEST(TerminalNumbers, OfTheEvidenceBaseSayHowManyOfAllAreShown) {
    const Json answer = Json::parse(said({"evidence", "--claim", "B2"}, "json"));
    EXPECT_THAT(said({"evidence", "--claim", "B2"}, "text"),
                testing::StartsWith(fmt::format("{} of {} records. ", answer.at("records").size(),
                                                answer.at("records_in_all").get<int>())));
}

}  // namespace
}  // namespace vesikin::tests
