// A plan on a small comparison: options and their costs worked out by hand, and laws that hold for
// whoever asks.
#include "vesikin/service/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "support/answer_schema.hpp"
#include "support/banned_words.hpp"
#include "support/planner_fixture.hpp"
#include "support/shipped_knowledge.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"

namespace vesikin::service {
namespace {

using planner::Option;
using planner::PlannedOption;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

PlanRequest request_of(const char* person, const char* language = "en") {
    PlanRequest request;
    request.person =
        read_person(tests::shipped_knowledge(), std::filesystem::path(VESIKIN_DATA_FOLDER) /
                                                    "persons" / (std::string(person) + ".toml"));
    request.patients = 8;
    request.worlds = 10;
    request.delivery_people = 2;
    request.language = language;
    request.control.threads = 1;
    return request;
}

std::unique_ptr<PlanAnswer> plan_of(const PlanRequest& request) {
    return plan(tests::shipped_knowledge(), request);
}

/// One answer for an active adult without limits, which many tests ask other questions of.
const PlanAnswer& shared_answer(const std::string& language = "en") {
    static std::map<std::string, std::unique_ptr<PlanAnswer>> answers;
    auto& answer = answers[language];
    if (!answer) {
        answer = plan_of(request_of("example", language.c_str()));
    }
    return *answer;
}

planner::PlanAnswer planned_for(const planner::Person& person,
                                const planner::PlannerKnowledge& known) {
    return planner::make_plan({.person = person,
                               .known = known,
                               .design = shared_answer().comparison->design,
                               .answer = shared_answer().comparison->answer,
                               .current_drug = std::nullopt,
                               .keeps_care = false,
                               .points = {},
                               .seed = 1});
}

const PlannedOption& option_of(const planner::PlanAnswer& plan, const std::string& name) {
    const auto found = std::ranges::find_if(
        plan.options, [&](const PlannedOption& one) { return one.option.name == name; });
    EXPECT_NE(found, plan.options.end()) << name;
    return *found;
}

TEST(PlanTest, OptionsStandInTheirOrderAndNoneIsMissing) {
    std::vector<std::string> names;
    for (const PlannedOption& planned : shared_answer().plan.options) {
        names.push_back(planned.option.name);
    }
    EXPECT_THAT(names,
                ElementsAre("emollient", "topical_steroid", "dupilumab", "untreated", "iv_push",
                            "iv_drip", "intradermal", "stamp", "dermapen", "ultrasound"));
}

TEST(PlanTest, TagsAreThoseOfTheWays) {
    const auto tags = [](const char* name) {
        return option_of(shared_answer().plan, name).option.tags;
    };
    EXPECT_THAT(tags("iv_drip"), ElementsAre("needle", "vein", "vesicle", "whole_body"));
    for (const char* name : {"intradermal", "stamp", "dermapen"}) {
        EXPECT_THAT(tags(name), ElementsAre("local", "needle", "not_on_active_skin", "pierces_skin",
                                            "vesicle"));
    }
    EXPECT_THAT(tags("ultrasound"), ElementsAre("local", "no_needle", "vesicle"));
    EXPECT_THAT(tags("dupilumab"), ElementsAre("antibody", "drug"));
    EXPECT_THAT(tags("untreated"), ElementsAre("stops_care"));
}

TEST(PlanTest, CostsOfAWayByHand) {
    // Stamp: 4 sessions of 40,000 to 50,000, every 21 days, so 2 within 28; marks for 2.5 days.
    const Option& stamp = option_of(shared_answer().plan, "stamp").option;
    EXPECT_EQ(stamp.self_pay->lowest, 160'000.0);
    EXPECT_EQ(stamp.self_pay->typical, 180'000.0);
    EXPECT_EQ(stamp.self_pay->highest, 200'000.0);
    EXPECT_EQ(stamp.insured->highest, 0.0);
    EXPECT_EQ(stamp.month->lowest, 80'000.0);
    EXPECT_EQ(stamp.visits, 4.0);
    EXPECT_EQ(stamp.visits_month, 2.0);
    EXPECT_EQ(stamp.pain, 4.0);
    EXPECT_EQ(stamp.burden_day, 4.0 * 0.5 + 4.0 * 2.5);
}

TEST(PlanTest, SessionsOfAWayByHand) {
    // Stamp: 4 sessions every 21 days; nobody gives sessions of a drug.
    const auto json = nlohmann::json::parse(format::plan_json(shared_answer().record()));
    for (const auto& option : json["options"]) {
        if (option["name"] == "stamp") {
            EXPECT_EQ(option["session_day"], (nlohmann::json{0.0, 21.0, 42.0, 63.0}));
        } else if (option["kind"] != "way") {
            EXPECT_TRUE(option["session_day"].empty());
        }
    }
}

TEST(PlanTest, CostsOfADrugByHand) {
    // Dupilumab: a pen of 53,659 every 2 weeks and one more at the start, over 12 weeks: 7 pens.
    const planner::PlanAnswer plan =
        planned_for(tests::person_of("copayment = \"30_percent\""), shared_answer().known);
    const Option& drug = option_of(plan, "dupilumab").option;
    EXPECT_NEAR(drug.insured->typical, 7.0 * 53'659.0 * 0.3, 0.01);
    EXPECT_NEAR(drug.month->highest, 3.0 * 53'659.0 * 0.3, 0.01);
    EXPECT_EQ(drug.self_pay->highest, 0.0);
    EXPECT_EQ(drug.visits, 3.0);
    EXPECT_EQ(drug.visits_month, 1.0);
    // Who did not say the share pays 10 to 30 %.
    const Option& unsaid = option_of(shared_answer().plan, "dupilumab").option;
    EXPECT_NEAR(unsaid.insured->lowest, 7.0 * 53'659.0 * 0.1, 0.01);
    EXPECT_NEAR(unsaid.insured->highest, 7.0 * 53'659.0 * 0.3, 0.01);
}

TEST(PlanTest, ActiveSkinRulesNeedlesOutAndTheyAreStillShown) {
    const planner::PlanAnswer& plan = shared_answer().plan;
    for (const char* name : {"intradermal", "stamp", "dermapen"}) {
        EXPECT_FALSE(option_of(plan, name).is_possible) << name;
        EXPECT_FALSE(option_of(plan, name).place.has_value()) << name;
    }
    for (const char* name : {"iv_push", "iv_drip", "ultrasound", "dupilumab", "untreated"}) {
        EXPECT_TRUE(option_of(plan, name).is_possible) << name;
        EXPECT_TRUE(option_of(plan, name).place.has_value()) << name;
    }
    const format::PlanRecord record = shared_answer().record();
    EXPECT_EQ(plan_view(record).rows.size(), plan.options.size());
}

TEST(PlanTest, TheRankedEasiIsThatOfTheComparisonInTheSameWorld) {
    const auto& answer = shared_answer().comparison->answer;
    const std::size_t easi = answer.reading("easi_person");
    for (const study::ArmAnswer& arm : answer.arms) {
        ASSERT_EQ(arm.person_easi_by_world.size(), 10U) << arm.name;
        std::vector<double> sorted = arm.person_easi_by_world;
        std::ranges::sort(sorted);
        const double middle =
            arm.visits[shared_answer().comparison->design.clock()].readings[easi].median;
        EXPECT_GE(middle, sorted[4]) << arm.name;
        EXPECT_LE(middle, sorted[5]) << arm.name;
    }
}

TEST(PlanTest, NoPlanFitsNamesTheBindingLimit) {
    const planner::PlanAnswer plan = planned_for(
        tests::person_of("state = \"active\"\nbudget_month_jpy = 10000"), shared_answer().known);
    EXPECT_FALSE(plan.has_fitting_way);
    ASSERT_EQ(plan.relaxations.size(), 1U);
    EXPECT_EQ(plan.relaxations[0].limit, planner::Limit::budget_month);
    // Ultrasound, 20,000 at least, every 10 days: three times in 28 days.
    EXPECT_EQ(plan.relaxations[0].to, 60'000.0);
    EXPECT_EQ(plan.options[plan.relaxations[0].options.front()].option.name, "ultrasound");
    EXPECT_TRUE(option_of(plan, "topical_steroid").place.has_value()) << "standard care stays";
}

TEST(PlanTest, WhereEachWayGoesOverSeveralLimitsTheNearestIsNamed) {
    // Push: 80,000 in 28 days and 160,000 in all. Drip the same two. Ultrasound: 60,000 in 28 days,
    // and three visits there; 120,000 in all is within. Two each: the first of the list.
    const planner::PlanAnswer plan = planned_for(
        tests::person_of("state = \"active\"\nbudget_month_jpy = 1000\nvisits_per_month = 2\n"
                         "budget_all_jpy = 130000"),
        shared_answer().known);
    EXPECT_TRUE(plan.relaxations.empty());
    ASSERT_TRUE(plan.nearest.has_value());
    EXPECT_EQ(plan.options[*plan.nearest].option.name, "iv_push");
}

TEST(PlanTest, CareThatGoesOnIsHeldAgainstNothing) {
    const auto answer = plan_of(request_of("active_adult_face"));
    EXPECT_EQ(answer->comparison->care_drug, "topical_steroid");
    EXPECT_EQ(answer->plan.options[answer->plan.first].option.name, "topical_steroid");
    EXPECT_FALSE(answer->plan.first_has_no_benefit);
}

TEST(PlanTest, GoalsOfThePersonMoveTheRanks) {
    const auto first_share = [](const char* goals, const char* name) {
        const planner::PlanAnswer plan =
            planned_for(tests::person_of(std::string("goals = [\"") + goals +
                                         "\"]\ncopayment = \"30_percent\""),
                        shared_answer().known);
        return plan.ranks.rank_acceptability[*option_of(plan, name).place].front();
    };
    EXPECT_GT(first_share("benefit", "topical_steroid"), first_share("cost", "topical_steroid"));
    EXPECT_GT(first_share("cost", "untreated"), first_share("benefit", "untreated"));
}

TEST(PlanTest, AnOptionWithoutBenefitThatComesFirstIsFlagged) {
    // Without money for more, what is weighed against doing nothing is a cream and three visits.
    const planner::PlanAnswer plan =
        planned_for(tests::person_of("goals = [\"cost\", \"burden\"]\nbudget_month_jpy = 5000"),
                    shared_answer().known);
    EXPECT_EQ(plan.options[plan.first].option.name, "untreated");
    EXPECT_TRUE(plan.first_has_no_benefit);
}

TEST(PlanTest, AnswersAreAsTheirSchemaSaysInBothLanguagesAndWithoutVerdicts) {
    const tests::JsonSchema schema = tests::answer_schema("plan");
    for (const char* language : {"en", "ja"}) {
        const std::string text = plan_json(shared_answer(language).record());
        EXPECT_EQ(schema.problems(nlohmann::json::parse(text)), "") << language;
        EXPECT_THAT(tests::banned_words_in(text), testing::IsEmpty()) << language;
    }
}

TEST(PlanTest, ACalmPersonKeepsTheirCareAndPaysForWhatTheyNamed) {
    const auto answer = plan_of(request_of("calm_donor"));
    const PlannedOption& kept = option_of(answer->plan, "dupilumab");
    EXPECT_EQ(kept.option.arm, study::dummy_arm);
    // 6 pens: no loading dose for who is on it.
    EXPECT_NEAR(kept.option.insured->typical, 6.0 * 53'659.0 * 0.3, 0.01);
    const Option& stamp = option_of(answer->plan, "stamp").option;
    EXPECT_NEAR(stamp.insured->typical, 6.0 * 53'659.0 * 0.3, 0.01);
    EXPECT_EQ(stamp.visits, 7.0);
    // A cream of 21 a gram, 3.6 g a day, beside what keeps the person calm.
    EXPECT_NEAR(option_of(answer->plan, "topical_steroid").option.insured->typical,
                3.6 * 84.0 * 21.0 * 0.3 + 6.0 * 53'659.0 * 0.3, 0.01);
    EXPECT_FALSE(answer->comparison->care_drug.has_value()) << "it would act twice";
    const std::string text = plan_json(answer->record());
    EXPECT_EQ(tests::answer_schema("plan").problems(nlohmann::json::parse(text)), "");
}

TEST(PlanTest, AProductWithACountIsCalculatedWithIt) {
    PlanRequest request = request_of("example");
    request.product = "adipose_gel";
    const auto answer = plan_of(request);
    const auto& way = answer->comparison->design.ways.front();
    EXPECT_EQ(way.plan->session.label_particles, 9.8e10);
    EXPECT_EQ(answer->comparison->manifest.command, "plan");
}

TEST(PlanTest, WhatIsNotKnownIsRefused) {
    PlanRequest request = request_of("example");
    request.product = "elixir";
    EXPECT_THROW(static_cast<void>(plan_of(request)), base::InputError);
    request = request_of("example");
    request.weights = {{"fame", 1.0}};
    EXPECT_THROW(static_cast<void>(plan_of(request)), base::InputError);
    request.weights = {{"cost", -1.0}};
    EXPECT_THROW(static_cast<void>(plan_of(request)), base::InputError);
    request.weights = {{"cost", 0.0}};
    EXPECT_THROW(static_cast<void>(plan_of(request)), base::InputError);
}

/// A person who answers about half of the questions, at random.
planner::Person random_person(std::uint64_t seed) {
    const base::RandomStream stream(seed, 0, base::StreamPurpose::test);
    std::uint32_t number = 0;
    const auto below = [&](std::size_t count) {
        return static_cast<std::size_t>(stream.uniform(number++) * static_cast<double>(count));
    };
    planner::Person person;
    for (const planner::Question& question : shared_answer().known.questions) {
        if (stream.uniform(number++) < 0.5) {
            continue;
        }
        planner::Answer answer;
        switch (question.kind) {
            case planner::QuestionKind::choice: {
                const planner::Choice& choice = question.choices[below(question.choices.size())];
                answer.chosen = {choice.id};
                answer.number = choice.value;
                break;
            }
            case planner::QuestionKind::set:
                for (const planner::Choice& choice : question.choices) {
                    if (stream.uniform(number++) < 0.5) {
                        answer.chosen.push_back(choice.id);
                    }
                }
                break;
            case planner::QuestionKind::number: {
                const planner::NumberRange range = question.soft.value_or(question.hard);
                answer.number = range.lowest + std::pow(stream.uniform(number++), 3.0) *
                                                   (range.highest - range.lowest);
                break;
            }
            case planner::QuestionKind::band:
                answer.band = {5.0, 30.0};
                break;
            case planner::QuestionKind::shares:
                answer.shares[question.choices[below(question.choices.size())].id] = 10.0;
                break;
            case planner::QuestionKind::responses:
                answer.responses[question.names[below(question.names.size())]] =
                    question.choices[below(question.choices.size())].id;
                break;
        }
        person.answers.emplace(question.id, std::move(answer));
    }
    return person;
}

/// Fewer draws of weights: laws do not need more.
planner::PlannerKnowledge quick_knowledge() {
    planner::PlannerKnowledge known = shared_answer().known;
    known.settings.weight_draws = 100;
    return known;
}

TEST(PlanLawsTest, NobodyLosesAnOptionAndMoreNeverTakesOneAway) {
    const planner::PlannerKnowledge known = quick_knowledge();
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        planner::Person person = random_person(seed);
        const planner::PlanAnswer plan = planned_for(person, known);
        ASSERT_EQ(plan.options.size(), 10U) << seed;
        EXPECT_TRUE(option_of(plan, "untreated").place.has_value()) << seed;
        for (const std::string_view question : planner::limit_questions) {
            const auto said = person.answers.find(question);
            if (said == person.answers.end()) {
                continue;
            }
            const double before = *said->second.number;
            said->second.number = 2.0 * before + 1.0;
            const planner::PlanAnswer more = planned_for(person, known);
            for (std::size_t i = 0; i < plan.options.size(); ++i) {
                EXPECT_TRUE(!plan.options[i].place || more.options[i].place)
                    << "seed " << seed << " " << question << " " << plan.options[i].option.name;
            }
            said->second.number = before;
        }
    }
}

TEST(PlanLawsTest, WhatIsSaidToAnyoneIsCleanAndWhole) {
    const planner::PlannerKnowledge known = quick_knowledge();
    const tests::JsonSchema schema = tests::answer_schema("plan");
    const std::vector<double> points;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const PlanAnswer& shared = shared_answer(seed % 2 == 0 ? "en" : "ja");
        const planner::Person person = random_person(seed);
        const planner::PlanAnswer plan = planned_for(person, known);
        const format::PlanRecord record{
            .plan = plan,
            .known = known,
            .person = person,
            .points = points,
            .product = seed % 3 == 0 ? &known.products[seed % 2] : nullptr,
            .calm_drugs = shared.calm_drugs,
            .comparison = shared.comparison->record(),
            .texts = shared.texts};
        const format::PlanView view = plan_view(record);
        std::string said = view.headline + view.people + view.notice;
        for (const auto* lines : {&view.notes, &view.fit, &view.priorities}) {
            for (const std::string& line : *lines) {
                said += line + "\n";
            }
        }
        for (const format::PlanBlock* block : {&view.reasons, &view.advice, &view.change,
                                               &view.unsaid, &view.product, &view.disclosure}) {
            for (const format::PlanLine& line : block->lines) {
                said += line.label + ": " + line.text + "\n";
            }
        }
        EXPECT_THAT(tests::banned_words_in(said), testing::IsEmpty()) << seed;
        EXPECT_THAT(said, Not(HasSubstr("{"))) << seed;
        EXPECT_THAT(said, Not(HasSubstr(" nan"))) << seed;
        EXPECT_EQ(schema.problems(nlohmann::json::parse(plan_json(record))), "") << seed;
    }
}

/// Four weeks of a strong steroid, at the end of which EASI is as given.
Given<planner::OwnCourse> course_to(double easi) {
    planner::OwnCourse own;
    own.treatments = {{.drug = "topical_steroid", .regimen = "strong", .from_day = 0.0}};
    own.seen = {{0.0, study::SightingKind::easi, 14.0}, {28.0, study::SightingKind::easi, easi}};
    return {own, {"course.toml", std::string(64, '0')}};
}

double steroid_easi(const PlanAnswer& answer) {
    const PlannedOption& steroid = option_of(answer.plan, "topical_steroid");
    const study::ComparisonAnswer& compared = answer.comparison->answer;
    return compared.arms[steroid.option.arm]
        .visits[answer.comparison->design.clock()]
        .readings[compared.reading("easi_person")]
        .median;
}

TEST(PlanTest, AForecastLearnsFromOnesOwnCourse) {
    PlanRequest request = request_of("example");
    request.patients = 40;
    request.own_course = course_to(1.5);
    const auto good = plan_of(request);
    request.own_course = course_to(11.0);
    const auto poor = plan_of(request);
    // Who was left with 11 will not be as clear as who was left with 1.5.
    EXPECT_LT(2.0 * steroid_easi(*good), steroid_easi(*poor));
    EXPECT_GE(poor->comparison->answer.likeness.effective, 100.0);
    EXPECT_THAT(good->comparison->manifest.inputs.back().path, "course.toml");
}

TEST(PlanTest, WhereNobodyIsLikeThePersonThatIsTheAnswer) {
    const tests::JsonSchema schema = tests::answer_schema("plan");
    for (const char* language : {"en", "ja"}) {
        PlanRequest request = request_of("example", language);
        request.own_course = course_to(71.0);
        const auto answer = plan_of(request);
        EXPECT_TRUE(answer->has_answer());
        EXPECT_THAT(answer->plan.options, testing::IsEmpty());
        const format::PlanView view = format::plan_view(answer->record());
        EXPECT_EQ(view.headline, answer->texts("nobody_headline"));
        EXPECT_THAT(view.rows, testing::IsEmpty());
        ASSERT_THAT(view.alike.lines, testing::SizeIs(2));
        EXPECT_THAT(view.alike.lines[1].text, HasSubstr("71"));
        const auto json = nlohmann::json::parse(format::plan_json(answer->record()));
        EXPECT_EQ(schema.problems(json), "");
        EXPECT_FALSE(json["likeness"]["fits"].get<bool>());
        EXPECT_TRUE(json["most_often_first"].is_null());
    }
}

}  // namespace
}  // namespace vesikin::service
