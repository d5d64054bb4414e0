// The answer in JSON of every command, as a program reads it: docs/api describes it, the table of
// the same run has the same numbers, and nothing else is on standard output.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "support/answer_schema.hpp"
#include "support/program.hpp"
#include "vesikin/format/csv.hpp"

namespace vesikin::tests {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;  // quantities in the order of the table
using testing::HasSubstr;
using testing::IsEmpty;

/// Adds the numbers of one row of a table, written as the table writes them.
class Cells {
  public:
    /// `format` as fmt has it.
    void add(const json& number, const char* format) {
        texts.push_back(number.is_null() ? ""
                                         : fmt::format(fmt::runtime(format), number.get<double>()));
    }

    std::vector<std::string> texts;
};

struct Case {
    const char* use_case;
    std::vector<std::string> command;
    bool takes_folder = false;
    std::vector<std::string> columns;  ///< of the table, whose numbers the answer has
    void (*numbers)(const json& answer, Cells& cells) = nullptr;
    std::string table_start{};  ///< only rows whose first cell is this; empty = all
    std::string file{};         ///< in the folder; empty: the use case's
};

std::ostream& operator<<(std::ostream& out, const Case& one) {
    return out << one.use_case;
}

const std::vector<std::string> spread_names{"median",     "p05",       "p95",      "people_p05",
                                            "people_p95", "world_p05", "world_p95"};

void add_spread(const json& spread, Cells& cells) {
    for (const std::string& name : spread_names) {
        cells.add(spread.at(name), "{:.6g}");
    }
}

void deliver_numbers(const json& answer, Cells& cells) {
    const std::size_t end_of_row = spread_names.size() - 1;
    for (const json& way : answer.at("ways")) {
        for (const json& measure : way.at("measures")) {
            add_spread(measure, cells);
        }
        for (const json& time : way.at("times")) {
            // In the order of the table, which a JSON object does not keep.
            for (const char* place : {"film", "corneum", "epidermis", "dermis", "cells", "lymph",
                                      "subcutis", "blood", "organs", "broken_down", "lost"}) {
                add_spread(time.at("share_of_label").at(place), cells);
            }
            add_spread(time.at("plasma_particles_per_ml"), cells);
            for (const json& depth : time.at("depths")) {
                add_spread(depth.at("free_share_of_label"), cells);
            }
        }
        for (const json& share : way.at("variance_of_dermis_per_cm2")) {
            cells.add(share.at("share_frac"), "{:.6g}");
            cells.texts.insert(cells.texts.end(), end_of_row, "");
        }
    }
}

const std::vector<std::string> compare_columns{
    "median", "p05", "p95", "over_dummy_median", "over_dummy_p05", "over_dummy_p95"};

void compare_numbers(const json& answer, Cells& cells) {
    for (const json& arm : answer.at("arms")) {
        for (const json& visit : arm.at("visits")) {
            for (const auto& [name, quantity] : visit.at("quantities").items()) {
                for (const char* side : {"value", "over_dummy"}) {
                    for (const char* place : {"median", "p05", "p95"}) {
                        cells.add(quantity.at(side).at(place), "{:.8g}");
                    }
                }
            }
        }
    }
}

void plan_numbers(const json& answer, Cells& cells) {
    const auto add = [&](const json& numbers, std::initializer_list<const char*> names) {
        for (const char* name : names) {
            cells.add(numbers.at(name), "{:.8g}");
        }
    };
    for (const json& option : answer.at("options")) {
        for (const json& time : option.at("course")) {
            if (time.at("day") == answer.at("clock_day")) {
                for (const char* name : {"easi", "easi_50_frac", "easi_75_frac", "itch"}) {
                    add(time.at(name), {"median", "p05", "p95"});
                }
            }
        }
        for (const char* name : {"insured_jpy", "self_pay_jpy"}) {
            if (!option.at(name).is_null()) {
                add(option.at(name), {"typical", "lowest", "highest"});
            }
        }
        for (const char* name : {"visits", "downtime_day", "pain", "taken_day"}) {
            add(option, {name, name, name});
        }
    }
}

void mouse_numbers(const json& answer, Cells& cells) {
    for (const json& study : answer.at("studies")) {
        for (const json& row : study.at("rows")) {
            for (const json& dose : row.at("by_dose")) {
                cells.add(dose.at("dose_particles"), "{:g}");
                for (const char* name : {"change_percent", "p05", "p95"}) {
                    cells.add(dose.at(name), "{:.6g}");
                }
            }
        }
    }
}

void evidence_numbers(const json& answer, Cells& cells) {
    for (const json& record : answer.at("records")) {
        cells.add(record.at("n"), "{:g}");
    }
}

void model_numbers(const json& answer, Cells& cells) {
    for (const json& parameter : answer.at("parameters")) {
        for (const char* name : {"median", "p05", "p95"}) {
            cells.add(parameter.at(name), "{:.6g}");
        }
    }
}

const std::vector<std::string> trial_columns{"week",
                                             "n",
                                             "mean",
                                             "standard_error",
                                             "lower_95",
                                             "upper_95",
                                             "standard_deviation",
                                             "q05",
                                             "q25",
                                             "median",
                                             "q75",
                                             "q95"};

void trial_numbers(const json& answer, Cells& cells) {
    for (const json& row : answer.at("rows")) {
        for (const std::string& column : trial_columns) {
            cells.add(row.at(column), "{:.10g}");
        }
    }
}

const std::vector<std::string> patient_columns{"week", "easi", "il13", "barrier_integrity"};

void patient_numbers(const json& answer, Cells& cells) {
    for (const json& row : answer.at("rows")) {
        for (const std::string& column : patient_columns) {
            cells.add(row.at(column), "{:.10g}");
        }
    }
}

void validate_numbers(const json& answer, Cells& cells) {
    for (const json& row : answer.at("rows")) {
        for (const char* name : {"value", "low", "high"}) {
            cells.add(row.at("simulated").at(name), "{:.4g}");
        }
    }
}

void calibrate_numbers(const json& answer, Cells& cells) {
    for (const json& stage : answer.at("stages")) {
        for (const json& row : stage.at("rows")) {
            cells.add(row.at("published"), "{:g}");
            cells.add(row.at("fitted"), "{:.4g}");
            cells.add(row.at("sd"), "{:.3g}");
            cells.add(row.at("residual_over_sd"), "{:.3g}");
        }
    }
}

std::vector<Case> cases() {
    return {
        {"compare",
         {"compare", "--way", "stamp", "--patients", "4", "--worlds", "10", "--by-claim"},
         true,
         compare_columns,
         compare_numbers,
         "",
         "comparison.json"},
        {"plan",
         {"plan", VESIKIN_DATA_FOLDER "/persons/active_adult_face.toml", "--patients", "4",
          "--worlds", "10", "--weights", "benefit=60,cost=30,burden=10", "--product",
          "umbilical_cord"},
         false,
         {"middle", "low", "high"},
         plan_numbers},
        {"deliver",
         {"deliver", "--way", "stamp", "--way", "iv_drip", "--people", "4", "--worlds", "4"},
         true,
         spread_names,
         deliver_numbers},
        {"evidence", {"evidence", "--claim", "B2"}, false, {"n"}, evidence_numbers},
        {"mouse",
         {"mouse", "--animals", "5", "--worlds", "10"},
         false,
         {"dose_particles", "change_percent", "p05", "p95"},
         mouse_numbers},
        {"model", {"model"}, false, {"value"}, model_numbers, "parameter"},
        {"trial", {"trial", trial_file(), "--patients", "5"}, true, trial_columns, trial_numbers},
        {"patient",
         {"patient", trial_file(), "--arm", "dupilumab", "--patient", "3", "--step-days", "28"},
         true,
         patient_columns,
         patient_numbers},
        {"validate",
         {"validate", "--trials", "@trials.csv", "--worlds", "8", "--people", "10"},
         true,
         {"simulated", "simulated_lo", "simulated_hi"},
         validate_numbers},
        {"calibrate",
         {"calibrate", "@plan.toml"},
         true,
         {"published", "fitted", "sd", "residual_over_sd"},
         calibrate_numbers},
    };
}

class AnswerTest : public ::testing::TestWithParam<Case> {
  protected:
    AnswerTest() {
        write_file(inputs_.path() / "trials.csv", small_trial_table);
        write_file(inputs_.path() / "plan.toml", small_calibration_plan);
    }

    /// The whole standard output of the command in a format.
    [[nodiscard]] std::string output(const char* format, const fs::path& out) const {
        std::vector<std::string> arguments = GetParam().command;
        for (std::string& argument : arguments) {
            if (argument.starts_with("@")) {
                argument = (inputs_.path() / argument.substr(1)).string();
            }
        }
        arguments.insert(arguments.end(), {"--data", VESIKIN_DATA_FOLDER, "--format", format});
        if (GetParam().takes_folder) {
            arguments.insert(arguments.end(), {"--out", out.string()});
        }
        const Ended ended = run_program(arguments);
        EXPECT_EQ(ended.exit_code, 0) << ended.err;
        return ended.out;
    }

    [[nodiscard]] fs::path out(const char* name) const { return inputs_.path() / name; }

    /// The numbers of the table that a command printed, in the columns of the case.
    [[nodiscard]] std::vector<std::string> table_numbers(const std::string& csv) const {
        write_file(inputs_.path() / "answer.csv", csv);
        const format::CsvTable table = format::read_csv(inputs_.path() / "answer.csv");
        std::vector<std::string> texts;
        for (const auto& row : table.rows) {
            if (GetParam().table_start.empty() || row.front() == GetParam().table_start) {
                for (const std::string& column : GetParam().columns) {
                    texts.push_back(row[table.column(column)]);
                }
            }
        }
        return texts;
    }

  private:
    TemporaryFolder inputs_;
};

TEST_P(AnswerTest, IsAsItsSchemaSaysAndTheTableHasTheSameNumbers) {
    const std::string text = output("json", out("json"));
    const json answer = json::parse(text);  // UTF-8, no NaN, nothing after it
    const JsonSchema schema = answer_schema(GetParam().use_case);
    EXPECT_EQ(schema.problems(answer), "");
    EXPECT_EQ(answer.at("kind"), GetParam().use_case);
    EXPECT_EQ(answer.at("schema"), 1);
    if (GetParam().takes_folder) {
        const std::string file =
            GetParam().file.empty() ? std::string(GetParam().use_case) + ".json" : GetParam().file;
        EXPECT_EQ(file_text(out("json") / file), text);
    }
    Cells cells;
    GetParam().numbers(answer, cells);
    ASSERT_FALSE(cells.texts.empty());
    EXPECT_TRUE(cells.texts == table_numbers(output("csv", out("csv"))));
}

TEST_P(AnswerTest, TheWordsOfItsManifestAskTheSameAgain) {
    json answer = json::parse(output("json", out("json")));
    auto words = answer.at("manifest").at("command_words").get<std::vector<std::string>>();
    ASSERT_GT(words.size(), 2U);
    words.erase(words.begin());  // the program
    const Ended again = run_program(words);
    ASSERT_EQ(again.exit_code, 0) << again.err;
    json repeated = json::parse(again.out);
    answer.erase("manifest");  // threads, and the time that it took
    repeated.erase("manifest");
    EXPECT_TRUE(repeated == answer);
}

TEST_P(AnswerTest, ItsSchemaRefusesABrokenOne) {
    const json answer = json::parse(output("json", out("json")));
    const JsonSchema schema = answer_schema(GetParam().use_case);
    for (const auto& [key, value] : answer.items()) {
        json without = answer;
        without.erase(key);
        EXPECT_THAT(schema.problems(without), testing::Not(IsEmpty())) << "without " << key;
        json other = answer;
        other[key] = value.is_number() ? json("7") : json(7.5);
        EXPECT_THAT(schema.problems(other), testing::Not(IsEmpty())) << key << " of another type";
    }
    json more = answer;
    more["more"] = 1;
    EXPECT_THAT(schema.problems(more), testing::Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(Commands, AnswerTest, ::testing::ValuesIn(cases()),
                         [](const auto& one) { return std::string(one.param.use_case); });

/// A question as a person types it, and as a program asks it.
struct SameQuestion {
    std::vector<std::string> command;
    const char* asked;
};

TEST(AskTest, AQuestionIsAnsweredAsItsCommandAnswersIt) {
    const TemporaryFolder folder;
    const std::string trials = (folder.path() / "trials.csv").string();
    write_file(trials, small_trial_table);
    const std::string trial = (folder.path() / "trial.toml").string();
    write_file(trial, R"(schema = 1
name = "two"
title = "Two arms"
model = "vesikin"
patients = 40
seed = 1
outcomes = ["easi_75"]
[schedule]
horizon = { value = 8, unit = "week" }
visits = { at = [4, 8], unit = "week" }
[[arm]]
name = "placebo"
label = "Placebo"
drugs = []
[[arm]]
name = "dupilumab"
label = "Dupilumab"
drugs = ["dupilumab"]
)");
    const std::string design = R"("design": {"schema": 1, "name": "two", "title": "Two arms",
        "model": "vesikin", "patients": 40, "seed": 1, "outcomes": ["easi_75"],
        "schedule": {"horizon": {"value": 8, "unit": "week"},
                     "visits": {"at": [4, 8], "unit": "week"}},
        "arm": [{"name": "placebo", "label": "Placebo", "drugs": []},
                {"name": "dupilumab", "label": "Dupilumab", "drugs": ["dupilumab"]}]})";
    const std::string out = (folder.path() / "out").string();
    const std::string asked_trial =
        R"("ask": "trial", "patients": 30, "seed": "9", "model": "vesikin", )" + design;
    const std::string asked_patient = R"("ask": "patient", "patient": 3, "seed": 9, "step_day": 7,
        "arm": "dupilumab", )" + design;
    json table = small_trial_table;
    const std::string asked_rows =
        R"("ask": "validate", "worlds": 8, "people": 10, "seed": 5, "trials_csv": )" + table.dump();
    const std::vector<SameQuestion> questions{
        {{"compare",
          "--way",
          "iv_drip",
          "--patients",
          "4",
          "--worlds",
          "10",
          "--delivery-people",
          "2",
          "--seed",
          "7",
          "--sessions",
          "3",
          "--interval",
          "1",
          "--week",
          "8",
          "--dose",
          "1e9",
          "--claim-off",
          "B2",
          "--with",
          "topical_steroid",
          "--by-claim"},
         R"("ask": "compare", "ways": ["iv_drip"], "patients": 4, "worlds": 10,
            "delivery_people": 2, "seed": 7, "sessions": 3, "interval_day": 7, "clock_day": 56,
            "dose_particles": 1e9, "claims_off": ["B2"], "with": "topical_steroid",
            "by_claim": true)"},
        {{"deliver", "--way", "stamp", "--area", "cheek", "--skin", "uninvolved", "--people", "3",
          "--worlds", "4", "--seed", "9", "--sex", "male", "--dose", "2e10", "--set",
          "needle_depth=1.5 mm"},
         R"("ask": "deliver", "ways": ["stamp"], "site": "cheek", "skin": "uninvolved",
            "people": 3, "worlds": 4, "seed": 9, "sex": "male", "dose_particles": 2e10,
            "settings": [{"name": "needle_depth", "value": 1.5, "unit": "mm"}])"},
        {{"mouse", "--animals", "2", "--worlds", "11", "--seed", "3"},
         R"("ask": "mouse", "animals": 2, "worlds": 11, "seed": 3)"},
        {{"evidence", "--claim", "B2", "--system", "mouse"},
         R"("ask": "evidence", "claim": "B2", "system": "mouse")"},
        {{"model", "miyano2021"}, R"("ask": "model", "model": "miyano2021")"},
        {{"trial", trial, "--patients", "30", "--seed", "9", "--out", out}, asked_trial.c_str()},
        {{"patient", trial, "--patient", "3", "--seed", "9", "--step-days", "7", "--arm",
          "dupilumab"},
         asked_patient.c_str()},
        {{"validate", "--trials", trials, "--worlds", "8", "--people", "10", "--seed", "5"},
         asked_rows.c_str()}};
    for (const SameQuestion& question : questions) {
        std::vector<std::string> command = question.command;
        command.insert(command.end(), {"--format", "json"});
        const Ended typed = run_program(command);
        ASSERT_EQ(typed.exit_code, 0) << typed.err;
        write_file(folder.path() / "question.json",
                   std::string("{\"schema\": 1, ") + question.asked + "}");
        const Ended asked = run_program({"ask", (folder.path() / "question.json").string()});
        ASSERT_EQ(asked.exit_code, 0) << asked.err;
        json one = json::parse(typed.out);
        json other = json::parse(asked.out);
        one.erase("manifest");  // the words of the command, threads, time
        other.erase("manifest");
        one.erase("trials");  // the name of a file, where there is one
        other.erase("trials");
        EXPECT_TRUE(one == other) << question.command.front() << json::diff(one, other).dump();
    }
}

TEST(AskTest, AWrongQuestionIsRefusedByItsKeys) {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "question.json").string();
    write_file(file, R"({"schema": 1, "ask": "mouse", "animals": 0, "world": 3})");
    const Ended ended = run_program({"ask", file});
    EXPECT_EQ(ended.exit_code, bad_input);
    EXPECT_EQ(ended.out, "");
    EXPECT_THAT(ended.err, HasSubstr("question.json: animals"));
    EXPECT_THAT(ended.err, HasSubstr("question.json: world"));
    EXPECT_THAT(ended.err, HasSubstr("an unknown key"));
    EXPECT_EQ(run_program({"ask", (folder.path() / "none.json").string()}).exit_code, bad_input);
}

TEST(AnswerFormatTest, AModelWithoutATrialLayerHasAnAnswerToo) {
    const Ended ended = run_program({"model", "miyano2021", "--format", "json"});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_EQ(answer_schema("model").problems(json::parse(ended.out)), "");
}

TEST(AnswerFormatTest, AnUnknownFormatIsRefusedWithTheNearestOne) {
    for (const char* command : {"compare", "deliver", "evidence", "mouse", "model", "validate"}) {
        const Ended ended = run_program({command, "--format", "jsn"});
        EXPECT_EQ(ended.exit_code, bad_input) << command;
        EXPECT_THAT(ended.err, HasSubstr("one of text, csv, json"));
        EXPECT_THAT(ended.err, HasSubstr("perhaps json"));
    }
}

TEST(AnswerFormatTest, AStoppedRunLeavesStandardOutputToTheAnswer) {
    const TemporaryFolder folder;
    Program deliver(
        {"deliver", "--way", "all", "--people", "300", "--worlds", "300", "--format", "json"});
    Program trial({"trial", trial_file(), "--patients", "10000000", "--format", "json", "--out",
                   folder.path().string()});
    std::this_thread::sleep_for(std::chrono::milliseconds(3000));
    deliver.signal(SIGINT);
    trial.signal(SIGINT);
    const Ended without = deliver.wait();
    EXPECT_EQ(without.exit_code, interrupted);
    EXPECT_THAT(without.out, IsEmpty());
    EXPECT_THAT(without.err, HasSubstr("STOPPED EARLY"));
    const Ended part = trial.wait();
    EXPECT_EQ(part.exit_code, interrupted);
    EXPECT_THAT(part.err, HasSubstr("STOPPED EARLY"));
    const json answer = json::parse(part.out);
    EXPECT_EQ(answer_schema("trial").problems(answer), "");
    EXPECT_EQ(answer.at("complete"), false);
}

TEST(AnswerFormatTest, EverySchemaDescribesEveryProperty) {
    const std::function<void(const json&, const std::string&)> check = [&](const json& schema,
                                                                           const std::string& at) {
        if (schema.contains("properties")) {
            for (const auto& [name, property] : schema.at("properties").items()) {
                EXPECT_TRUE(property.contains("description") || property.contains("$ref"))
                    << at << "/" << name;
            }
        }
        for (const auto& [key, part] : schema.items()) {
            if (part.is_structured()) {
                check(part, at + "/" + key);
            }
        }
    };
    for (const auto& entry : fs::directory_iterator(schema_path(""))) {
        if (entry.path().extension() == ".json") {
            check(read_schema(entry.path().filename().string()), entry.path().filename().string());
        }
    }
}

}  // namespace
}  // namespace vesikin::tests
