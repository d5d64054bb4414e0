// The file of a person against the shipped questions, in TOML and JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "support/layer_fixture.hpp"
#include "support/planner_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_comparison.hpp"
#include "vesikin/format/data/load_likeness.hpp"
#include "vesikin/format/data/load_trial_table.hpp"

namespace vesikin::format {
namespace {

using planner::Person;
using planner::PersonProfile;
using testing::AllOf;
using testing::HasSubstr;

class LoadPersonTest : public ::testing::Test {
  protected:
    Person load(const std::string& text, const char* name = "person.toml") {
        write_text_file(folder_.path() / name, text);
        return load_person(folder_.path() / name, tests::shipped_planner().questions, units_);
    }

    PersonProfile profile(const std::string& text) { return load("schema = 1\n" + text).profile(); }

    /// What is wrong with a text.
    std::string refused(const std::string& text, const char* name = "person.toml") {
        try {
            static_cast<void>(load(text, name));
        } catch (const base::InputError& error) {
            problems_ = error.problems().size();
            return error.what();
        }
        ADD_FAILURE() << text << " was taken";
        return {};
    }

    tests::TemporaryFolder folder_;
    UnitSystem units_;
    std::size_t problems_ = 0;
};

TEST_F(LoadPersonTest, WhatIsNotSaidStaysWide) {
    const PersonProfile anybody = profile("");
    EXPECT_FALSE(anybody.is_calm);
    EXPECT_EQ(anybody.baseline_easi_min, 0.0);
    EXPECT_EQ(anybody.baseline_easi_max, 72.0);
    EXPECT_EQ(anybody.sex, study::SexChoice::both);
    EXPECT_FALSE(anybody.weight_kg.has_value());
}

TEST_F(LoadPersonTest, EverythingSaidIsTaken) {
    const PersonProfile one = profile(
        "state = \"calm\"\nbaseline_easi = { min = 7.1, max = 21 }\ntarget = \"neck\"\n"
        "sex = \"male\"\n");
    EXPECT_TRUE(one.is_calm);
    EXPECT_EQ(one.baseline_easi_min, 7.1);
    EXPECT_EQ(one.baseline_easi_max, 21.0);
    EXPECT_EQ(one.target, "neck");
    EXPECT_EQ(one.sex, study::SexChoice::male);
    EXPECT_EQ(profile("sex = \"female\"").sex, study::SexChoice::female);
    EXPECT_EQ(profile("sex = \"both\"").sex, study::SexChoice::both);
    EXPECT_EQ(load("schema = 2\nweight_kg = 61.5").profile().weight_kg, 61.5);
}

TEST_F(LoadPersonTest, AnswersOfEveryKindAreTaken) {
    const Person person = load(
        "schema = 2\nage = \"2_to_5\"\ngoals = [\"cost\", \"burden\", \"cost\"]\npain_at_most = 3\n"
        "regions = { trunk = 12, head_neck = 0 }\n"
        "treatments_now = { dupilumab = \"some\", emollient = \"unknown\" }\n");
    EXPECT_TRUE(person.chose("age", "2_to_5"));
    EXPECT_EQ(person.number("age"), 2.0) << "the lower end of the band";
    EXPECT_THAT(person.said("goals")->chosen, testing::ElementsAre("cost", "burden"));
    EXPECT_EQ(person.number("pain_at_most"), 3.0);
    EXPECT_EQ(person.said("regions")->shares.at("trunk"), 12.0);
    EXPECT_EQ(person.said("regions")->shares.size(), 2U);
    EXPECT_EQ(person.said("treatments_now")->responses.at("dupilumab"), "some");
    EXPECT_EQ(person.said("budget_all_jpy"), nullptr);
}

TEST_F(LoadPersonTest, WithheldIsAsIfNotSaid) {
    for (const planner::Question& question : tests::shipped_planner().questions) {
        const Person person = load("schema = 2\n" + question.id + " = \"prefer_not_to_say\"\n");
        EXPECT_TRUE(person.answers.empty()) << question.id;
    }
}

TEST_F(LoadPersonTest, UnusualNumbersAreTakenAndQuestioned) {
    const auto is_questioned = [&](const std::string& text, const char* question) {
        return load("schema = 2\n" + text).said(question)->is_questioned;
    };
    EXPECT_TRUE(is_questioned("weight_kg = 20", "weight_kg"));
    EXPECT_FALSE(is_questioned("weight_kg = 30", "weight_kg"));
    EXPECT_TRUE(is_questioned("baseline_easi = { min = 10, max = 60 }", "baseline_easi"));
    EXPECT_FALSE(is_questioned("baseline_easi = { min = 10 }", "baseline_easi"));
}

TEST_F(LoadPersonTest, AllMistakesAreReportedAtOnceWithLineAndField) {
    const std::string said = refused(
        "schema = 2\nstate = \"angry\"\nweight_kg = 999\ngoals = [\"fame\"]\n"
        "regions = { tail = 3 }\ntreatments_past = { dupilumab = \"great\" }\n"
        "baseline_easi = { min = 30, max = 20 }\nname = \"Hanako\"\n");
    EXPECT_EQ(problems_, 7U) << said;
    EXPECT_THAT(said, AllOf(HasSubstr("person.toml:2: state"), HasSubstr("one of active, calm")));
    EXPECT_THAT(said, AllOf(HasSubstr("person.toml:3: weight_kg"), HasSubstr("from 2 to 300")));
    EXPECT_THAT(said, AllOf(HasSubstr("goals"), HasSubstr("some of benefit, cost, burden")));
    EXPECT_THAT(said, HasSubstr("regions.tail"));
    EXPECT_THAT(said, HasSubstr("treatments_past.dupilumab"));
    EXPECT_THAT(said, HasSubstr("baseline_easi.max"));
    EXPECT_THAT(said, HasSubstr("person.toml:8: name")) << "nothing takes a name";
}

TEST_F(LoadPersonTest, JsonSaysTheSame) {
    const Person toml = load(
        "schema = 2\nstate = \"calm\"\nbaseline_easi = { min = 7.5 }\n"
        "goals = [\"cost\"]\nweight_kg = 55\n");
    const Person json = load(R"({"schema": 2, "state": "calm", "baseline_easi": {"min": 7.5},
                                 "goals": ["cost"], "weight_kg": 55})",
                             "person.json");
    EXPECT_EQ(json.answers.size(), 4U);
    EXPECT_EQ(json.profile().is_calm, toml.profile().is_calm);
    EXPECT_EQ(json.profile().baseline_easi_min, 7.5);
    EXPECT_EQ(json.profile().weight_kg, 55.0);
    EXPECT_EQ(json.said("goals")->chosen, toml.said("goals")->chosen);
}

TEST_F(LoadPersonTest, JsonThatIsNoPersonIsRefused) {
    const char* name = "person.json";
    EXPECT_THAT(refused("[1]", name), HasSubstr("a JSON object"));
    EXPECT_THAT(refused("{\"schema\": 2", name), HasSubstr("a JSON object"));
    EXPECT_THAT(refused("{\"schema\": 2, \"state\": null}", name), HasSubstr("person.json: state"));
    EXPECT_THAT(refused(R"({"schema": 2, "keloid": "no", "keloid": "yes"})", name),
                HasSubstr("each key once"));
    EXPECT_THAT(refused(R"({"schema": 2, "weight_kg": 18446744073709551615})", name),
                HasSubstr("from 2 to 300"));
    EXPECT_THAT(
        refused(R"({"schema": 2, "state": )" + std::string(100, '[') + std::string(100, ']') + "}",
                name),
        HasSubstr("a JSON object"));
    EXPECT_THAT(refused(R"({"schema": 2, "weight_kg": "heavy"})", name),
                HasSubstr("person.json: weight_kg"));
}

TEST_F(LoadPersonTest, TheFirstSchemaHasFourQuestionsOnly) {
    EXPECT_THAT(refused("schema = 1\nkeloid = \"no\"\n"), HasSubstr("keloid"));
    EXPECT_THAT(refused("schema = 3\n"), HasSubstr("from 1 to 2"));
}

TEST_F(LoadPersonTest, EveryShippedPersonLoads) {
    int persons = 0;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(VESIKIN_DATA_FOLDER) / "persons")) {
        EXPECT_FALSE(
            load_person(entry.path(), tests::shipped_planner().questions, units_).answers.empty())
            << entry.path();
        ++persons;
    }
    EXPECT_GE(persons, 13);
}

TEST_F(LoadPersonTest, QuestionsAreOnceEachSayWhyAndFeedSomething) {
    std::set<std::string> asked_by_gates;
    for (const planner::Gate& gate : tests::shipped_planner().gates) {
        for (const planner::GateClause& clause : gate.when) {
            asked_by_gates.insert(clause.question);
        }
    }
    asked_by_gates.insert({"regions", "treatments_past"});  // what options are known by
    for (const planner::Question& question : tests::shipped_planner().questions) {
        EXPECT_FALSE(question.feeds.empty()) << question.id;
        for (const catalogue::Label* label : {&question.text, &question.why}) {
            EXPECT_TRUE(label->has("ja")) << question.id;
        }
        for (const planner::Choice& choice : question.choices) {
            EXPECT_TRUE(choice.label.has("ja")) << question.id << " " << choice.id;
            EXPECT_NE(choice.id, planner::withheld) << question.id;
        }
        const auto feeds = [&](const char* use) {
            return std::ranges::find(question.feeds, use) != question.feeds.end();
        };
        EXPECT_EQ(feeds("gates"), asked_by_gates.contains(question.id)) << question.id;
        EXPECT_EQ(feeds("limits"), std::ranges::find(planner::limit_questions, question.id) !=
                                       planner::limit_questions.end())
            << question.id;
    }
}

/// The first block of TOML in CONTRIBUTING.md after a text.
std::string documented_after(const std::string& text) {
    const std::string page = read_text_file(
        std::filesystem::path(VESIKIN_DATA_FOLDER).parent_path() / "CONTRIBUTING.md");
    const std::string fence = "```toml\n";
    const std::size_t begin = page.find(fence, page.find(text)) + fence.size();
    return page.substr(begin, page.find("```", begin) - begin);
}

TEST_F(LoadPersonTest, TheDocumentedQuestionAndItsGateWork) {
    const std::filesystem::path data = folder_.path() / "data";
    std::filesystem::copy(VESIKIN_DATA_FOLDER, data, std::filesystem::copy_options::recursive);
    for (const std::string name : {"questions/smoking.toml", "gates/smoking.toml"}) {
        write_text_file(data / name, documented_after("Save as `data/" + name));
    }
    const planner::PlannerKnowledge known = load_planner(
        FolderSource(data), tests::shipped_catalogue(), tests::shipped_delivery().body);
    write_text_file(folder_.path() / "smoker.toml", "schema = 2\nsmoking = \"yes\"\n");
    const Person smoker = load_person(folder_.path() / "smoker.toml", known.questions, units_);
    const planner::Gate& gate = *std::ranges::find(known.gates, "smoking", &planner::Gate::id);
    planner::Option stamp;
    stamp.tags = {"vesicle", "pierces_skin"};
    EXPECT_EQ(judge(gate, smoker, stamp), planner::GateState::yes);
    EXPECT_EQ(judge(gate, Person{}, stamp), planner::GateState::open);
}

/// What is said of planner data of which one text was changed.
class SpoiledPlannerTest : public LoadPersonTest {
  protected:
    std::string after(const std::string& file, const std::string& text,
                      const std::string& instead) {
        const std::filesystem::path data = folder_.path() / "spoiled";
        std::filesystem::remove_all(data);
        std::filesystem::copy(VESIKIN_DATA_FOLDER, data, std::filesystem::copy_options::recursive);
        std::string spoiled = read_text_file(data / file);
        const std::size_t at = spoiled.find(text);
        EXPECT_NE(at, std::string::npos) << file << " has no " << text;
        spoiled.replace(at, text.size(), instead);
        write_text_file(data / file, spoiled);
        try {
            static_cast<void>(load_planner(FolderSource(data), tests::shipped_catalogue(),
                                           tests::shipped_delivery().body));
        } catch (const base::InputError& error) {
            return error.what();
        }
        return "taken";
    }
};

TEST_F(SpoiledPlannerTest, EveryKeyIsChecked) {
    const char* questions = "questions/person.toml";
    EXPECT_THAT(after(questions, "kind = \"choice\"", "kind = \"guess\""),
                HasSubstr("one of choice"));
    EXPECT_THAT(after(questions, "feeds = [\"people\", \"gates\"]", "feeds = [\"fate\"]"),
                HasSubstr("some of people"));
    EXPECT_THAT(after(questions, "id = \"sex\"", "id = \"state\""), HasSubstr("a second time"));
    EXPECT_THAT(after(questions, "soft = { min = 1, max = 50 }", "soft = { min = 1, max = 500 }"),
                HasSubstr("soft.max"));
    EXPECT_THAT(after(questions, "names_of = \"drugs\"\n", ""), HasSubstr("what is answered for"));
    EXPECT_THAT(after(questions, "why = {", "reason = {"), HasSubstr("question.reason"));
    const char* gates = "gates/gates.toml";
    EXPECT_THAT(after(gates, "effect = \"impossible\"", "effect = \"fine\""),
                HasSubstr("one of impossible, caution, unknown"));
    EXPECT_THAT(after(gates, "tags = [\"not_on_active_skin\"]", "tags = [\"shiny\"]"),
                HasSubstr("some of antibody"));
    EXPECT_THAT(after(gates, "question = \"state\"", "question = \"mood\""),
                HasSubstr("a question of data/questions"));
    EXPECT_THAT(after(gates, "any_of = [\"active\"]", "any_of = [\"asleep\"]"),
                HasSubstr("some of active, calm"));
    EXPECT_THAT(after(gates, "any_of = [\"active\"]", "all_of = [\"active\"]"),
                HasSubstr("below_option"));
    EXPECT_THAT(after(gates, "\"upadacitinib\"]", "\"aspirin\"]"), HasSubstr("\"aspirin\""));
    EXPECT_THAT(after(gates, "source = \"FoundingArticle\"", "source = \"Nobody\""),
                HasSubstr("a key of sources.toml"));
    EXPECT_THAT(after("products/adipose_gel.toml", "typical = 98000000000.0", "typical = 1"),
                HasSubstr("label_count.typical"));
    EXPECT_THAT(after("planner/settings.toml", "points_off = { value = 50, unit = \"percent\" }",
                      "points_off = { value = 50, unit = \"day\" }"),
                HasSubstr("points_off"));
}

TEST_F(SpoiledPlannerTest, SettingsAndProductsGoWhereTheyBelong) {
    const planner::PlannerSettings& settings = tests::shipped_planner().settings;
    EXPECT_EQ(settings.visit_takes_day, 0.5);
    EXPECT_EQ(settings.care_visit_every_day, 28.0);
    EXPECT_NEAR(settings.copayment_frac.lowest, 0.1, 1e-12);
    EXPECT_NEAR(settings.copayment_frac.highest, 0.3, 1e-12);
    EXPECT_EQ(settings.weight_draws, 20'000U);
    EXPECT_EQ(settings.points_off_frac, 0.5);
    EXPECT_EQ(settings.benefit_in_worlds_frac, 0.5);
    const auto& products = tests::shipped_planner().products;
    ASSERT_EQ(products.size(), 2U);
    EXPECT_EQ(products[0].label_count->typical, 9.8e10);
    EXPECT_EQ(products[0].label_count->lowest, 1.6e10);
    EXPECT_FALSE(products[1].label_count.has_value()) << "the article gives no count";
    EXPECT_EQ(products[1].not_certified.size(), 3U);
}

TEST_F(LoadPersonTest, SettingsOfTheComparisonGoWhereTheyBelong) {
    const ComparisonSettings settings =
        load_comparison_settings(tests::shipped_data(), tests::shipped_catalogue());
    EXPECT_EQ(settings.rules.noticeable_frac, 0.1);
    EXPECT_EQ(settings.rules.flare_easi_rise, 2.0);
    EXPECT_EQ(settings.rules.flare_easi_above, 7.0);
    EXPECT_EQ(settings.rules.flare_after_day, 3.0);
    EXPECT_EQ(settings.participation_frac, 0.25);
    EXPECT_EQ(settings.after_course_day, 7.0);
    EXPECT_EQ(settings.clock_day, 84.0);
    EXPECT_EQ(settings.calm_easi_max, 7.0);
    EXPECT_EQ(settings.calm_lead_in_day, 168.0);
    EXPECT_EQ(settings.rules.water_loss.base_g_per_m2_h, 14.0);
    EXPECT_GT(settings.rules.water_loss.by_damage_g_per_m2_h, 14.0);
}

/// The drugs and regimens that stand for standard care of people of this EASI.
std::vector<std::string> steps_for(const ComparisonSettings& settings, double easi) {
    std::vector<std::string> steps;
    for (const CareStep& step : settings.standard_care) {
        if (step.is_for(easi)) {
            steps.push_back(step.drug + " " + step.regimen);
        }
    }
    return steps;
}

TEST_F(LoadPersonTest, StandardCareFollowsTheSeverity) {
    const ComparisonSettings settings =
        load_comparison_settings(tests::shipped_data(), tests::shipped_catalogue());
    using Steps = std::vector<std::string>;
    // Mild up to 7, moderate up to 21, severe above [Leshem2015].
    const Steps mild{"emollient daily", "topical_steroid medium"};
    const Steps moderate{"emollient daily", "topical_steroid strong", "dupilumab adult"};
    const Steps severe{"emollient daily", "topical_steroid very_strong", "dupilumab adult"};
    EXPECT_EQ(steps_for(settings, 5.0), mild);
    EXPECT_EQ(steps_for(settings, 7.0), mild);
    EXPECT_EQ(steps_for(settings, 14.0), moderate);
    EXPECT_EQ(steps_for(settings, 21.0), moderate);
    EXPECT_EQ(steps_for(settings, 36.0), severe);
}

TEST_F(LoadPersonTest, ErrorsOfRowsGoWhereTheyBelong) {
    const std::filesystem::path path = folder_.path() / "errors.toml";
    write_text_file(path,
                    "[error]\nproportion_sd = 1\npercent_change_sd = 2\npoints_sd = 3\n"
                    "recalled_sd = 4\ncomputed_sd = 5\nperson_percent_sd = 6\n"
                    "person_points_sd = 7\n");
    const DataFile file = read_named_file(path, units_);
    TableReader root = file.root();
    const analysis::RowError error = read_row_error(root, "error");
    EXPECT_EQ(error.proportion_sd, 1.0);
    EXPECT_EQ(error.percent_change_sd, 2.0);
    EXPECT_EQ(error.points_sd, 3.0);
    EXPECT_EQ(error.recalled_sd, 4.0);
    EXPECT_EQ(error.computed_sd, 5.0);
    EXPECT_EQ(error.person_percent_sd, 6.0);
    EXPECT_EQ(error.person_points_sd, 7.0);
}

TEST_F(LoadPersonTest, AnOwnCourseIsReadWithItsDates) {
    const std::filesystem::path path = folder_.path() / "course.toml";
    write_text_file(path,
                    "schema = 1\n[[treatment]]\ndrug = \"topical_steroid\"\nregimen = \"strong\"\n"
                    "from = \"2024-02-28\"\nuntil = \"2024-03-02\"\n"
                    "[[seen]]\non = \"2024-03-01\"\npoem = 9\n"
                    "[[seen]]\non = \"2024-02-28\"\neasi = 14\nitch = 7\n");
    const planner::OwnCourse own = load_own_course(path, tests::layer_catalogue(), units_);
    ASSERT_EQ(own.treatments.size(), 1U);
    EXPECT_EQ(own.treatments[0].drug, "topical_steroid");
    EXPECT_EQ(own.treatments[0].regimen, "strong");
    // 2024 has a 29 February.
    EXPECT_EQ(*own.treatments[0].until_day - own.treatments[0].from_day, 3.0);
    ASSERT_EQ(own.seen.size(), 3U);  // by day
    EXPECT_EQ(own.seen[0].kind, study::SightingKind::easi);
    EXPECT_EQ(own.seen[0].day, own.treatments[0].from_day);
    EXPECT_EQ(own.seen[1].value, 7.0);
    EXPECT_EQ(own.seen[2].day - own.seen[0].day, 2.0);
}

TEST_F(LoadPersonTest, AllMistakesOfAnOwnCourseAreSaidAtOnce) {
    const std::filesystem::path path = folder_.path() / "course.toml";
    write_text_file(
        path,
        "schema = 1\nname = \"x\"\n[[treatment]]\ndrug = \"water\"\nfrom = \"2026-02-30\"\n"
        "[[treatment]]\ndrug = \"dupilumab\"\nfrom = \"2026-02-03\"\nuntil = \"2026-02-03\"\n"
        "[[treatment]]\ndrug = \"nemolizumab\"\nfrom = \"2026-2-3\"\n"
        "[[seen]]\non = \"2026-03-01\"\n[[seen]]\non = \"2026-03-02\"\nitch = 11\n");
    try {
        static_cast<void>(load_own_course(path, tests::layer_catalogue(), units_));
        FAIL() << "it was read";
    } catch (const base::InputError& error) {
        const std::string said = error.what();
        for (const char* part :
             {"name", "'water'", "\"2026-02-30\"", "a date after from", "\"2026-2-3\"",
              "one drug that is injected at most; dupilumab is there already", "nothing seen",
              "itch"}) {
            EXPECT_NE(said.find(part), std::string::npos) << part << "\n" << said;
        }
    }
}

TEST_F(LoadPersonTest, AnOwnCourseIsADiaryAndNoLife) {
    const std::filesystem::path path = folder_.path() / "course.toml";
    const auto said_of = [&](const std::string& text) {
        write_text_file(path, "schema = 1\n" + text);
        try {
            static_cast<void>(load_own_course(path, tests::layer_catalogue(), units_));
        } catch (const base::InputError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const auto seen_on = [](const char* day) {
        return std::string("[[seen]]\non = \"") + day + "\"\nitch = 5\n";
    };
    // 2021-01-01 and 1096 days later; 2024 is a leap year.
    EXPECT_EQ(said_of(seen_on("2021-01-01") + seen_on("2024-01-02")), "");
    EXPECT_THAT(said_of(seen_on("2021-01-01") + seen_on("2024-01-03")),
                testing::HasSubstr("given 1097 days; allowed: 1096 days"));
    EXPECT_THAT(said_of("[[treatment]]\ndrug = \"dupilumab\"\nfrom = \"1900-01-01\"\n" +
                        seen_on("2024-01-02")),
                testing::HasSubstr("1096 days"));
    std::string many;
    for (int i = 0; i < 401; ++i) {
        many += seen_on("2024-01-02");
    }
    EXPECT_THAT(said_of(many), testing::HasSubstr("given 401 scores; allowed: 400 at most"));
}

}  // namespace
}  // namespace vesikin::format
