// Every shipped gate: whom and what it concerns, in both languages. The ways and what the gates
// concern are written out here by hand.
#include "vesikin/planner/gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/planner_fixture.hpp"
#include "vesikin/planner/plan.hpp"

namespace vesikin::planner {
namespace {

using testing::UnorderedElementsAreArray;

Option option_of(std::string name, std::set<std::string, std::less<>> tags, double age = 0.0) {
    Option option;
    option.name = std::move(name);
    option.tags = std::move(tags);
    option.age_min_year = age;
    return option;
}

/// The six ways, three drugs and nothing, as the article and the drugs' labels have them.
std::vector<Option> all_options() {
    return {
        option_of("iv_push", {"vesicle", "whole_body", "vein", "needle"}),
        option_of("iv_drip", {"vesicle", "whole_body", "vein", "needle"}),
        option_of("intradermal",
                  {"vesicle", "local", "pierces_skin", "needle", "not_on_active_skin"}),
        option_of("stamp", {"vesicle", "local", "pierces_skin", "needle", "not_on_active_skin",
                            "leaves_regions"}),
        option_of("dermapen", {"vesicle", "local", "pierces_skin", "needle", "not_on_active_skin"}),
        option_of("ultrasound", {"vesicle", "local", "no_needle"}),
        option_of("topical_steroid", {"drug", "topical", "failed_before"}),
        option_of("dupilumab", {"drug", "antibody"}, 0.5),
        option_of("upadacitinib", {"drug", "oral"}, 12.0),
        option_of("untreated", {"stops_care"}),
    };
}

const std::vector<std::string> skin{"intradermal", "stamp", "dermapen"};
const std::vector<std::string> needles{"iv_push", "iv_drip", "intradermal", "stamp", "dermapen"};
const std::vector<std::string> vesicles{"iv_push", "iv_drip",  "intradermal",
                                        "stamp",   "dermapen", "ultrasound"};
const std::vector<std::string> everything{
    "iv_push",    "iv_drip",         "intradermal", "stamp",        "dermapen",
    "ultrasound", "topical_steroid", "dupilumab",   "upadacitinib", "untreated"};

/// Persons of whom a gate is true, one for each answer that makes it so; persons of whom it is not;
/// what it then concerns.
struct Row {
    GateEffect effect;
    std::vector<std::string> of;
    std::vector<std::string> not_of;
    std::vector<std::string> concerns;
};

std::string age(const std::string& band) {
    return "age = \"" + band + "\"";
}

std::map<std::string, Row> table() {
    using enum GateEffect;
    const std::vector<std::string> minors{age("under_6_months"), age("6_to_23_months"),
                                          age("2_to_5"), age("6_to_11"), age("12_to_17")};
    const std::vector<std::string> adults{age("18_to_64"), age("65_or_more")};
    const std::vector<std::string> expecting{"pregnancy = \"pregnant\"", "pregnancy = \"planning\"",
                                             "pregnancy = \"breast_feeding\""};
    const std::vector<std::string> infected{"skin_infection = \"infection_now\"",
                                            "skin_infection = \"herpes_now\""};
    const std::vector<std::string> clean{"skin_infection = \"no\"",
                                         "skin_infection = \"herpes_before\""};
    return {
        {"needles_on_active_eczema",
         {impossible, {"state = \"active\""}, {"state = \"calm\""}, skin}},
        {"needles_on_calm_skin", {caution, {"state = \"calm\""}, {"state = \"active\""}, skin}},
        {"infection_with_needles", {impossible, infected, clean, needles}},
        {"infection_without_needles", {caution, infected, clean, {"ultrasound"}}},
        {"herpes_before",
         {caution,
          {"skin_infection = \"herpes_before\""},
          {"skin_infection = \"no\"", "skin_infection = \"herpes_now\""},
          skin}},
        {"pregnancy_vesicles", {impossible, expecting, {"pregnancy = \"no\""}, vesicles}},
        {"pregnancy_antibody", {caution, expecting, {"pregnancy = \"no\""}, {"dupilumab"}}},
        {"cancer_recent",
         {impossible,
          {"cancer = \"within_5_years\""},
          {"cancer = \"no\"", "cancer = \"earlier\""},
          vesicles}},
        {"cancer_earlier",
         {unknown,
          {"cancer = \"earlier\""},
          {"cancer = \"no\"", "cancer = \"within_5_years\""},
          vesicles}},
        {"bleeding", {caution, {"anticoagulant = \"yes\""}, {"anticoagulant = \"no\""}, needles}},
        {"allergy_to_product",
         {impossible,
          {"allergy = \"product_part\""},
          {"allergy = \"no\"", "allergy = \"other_severe\""},
          vesicles}},
        {"allergy_other",
         {caution,
          {"allergy = \"other_severe\""},
          {"allergy = \"no\"", "allergy = \"product_part\""},
          vesicles}},
        {"keloid", {impossible, {"keloid = \"yes\""}, {"keloid = \"no\""}, skin}},
        {"immune_with_needles",
         {impossible, {"immunosuppression = \"yes\""}, {"immunosuppression = \"no\""}, needles}},
        {"immune_without_needles",
         {caution,
          {"immunosuppression = \"yes\""},
          {"immunosuppression = \"no\""},
          {"ultrasound"}}},
        {"jak_inhibitor_now",
         {caution,
          {"treatments_now = { baricitinib = \"good\" }",
           "treatments_now = { abrocitinib = \"none\", emollient = \"some\" }",
           "treatments_now = { upadacitinib = \"unknown\" }"},
          {"treatments_now = { dupilumab = \"good\" }", "treatments_now = {}"},
          needles}},
        {"minor_vesicles", {impossible, minors, adults, vesicles}},
        {"minor_model", {unknown, minors, adults, everything}},
        {"drug_age",
         {impossible,
          {age("6_to_23_months"), age("2_to_5"), age("6_to_11")},
          {age("12_to_17"), age("18_to_64"), age("65_or_more")},
          {"upadacitinib"}}},
        {"blood_donor", {caution, {"blood_donor = \"yes\""}, {"blood_donor = \"no\""}, vesicles}},
        {"no_needle_into_skin",
         {impossible,
          {"needles = \"none\"", "needles = \"not_into_skin\""},
          {"needles = \"any\"", "needles = \"not_into_vein\""},
          skin}},
        {"no_needle_into_vein",
         {impossible,
          {"needles = \"none\"", "needles = \"not_into_vein\""},
          {"needles = \"any\"", "needles = \"not_into_skin\""},
          {"iv_push", "iv_drip"}}},
        {"injected_drug",
         {caution,
          {"needles = \"none\""},
          {"needles = \"any\"", "needles = \"not_into_skin\"", "needles = \"not_into_vein\""},
          {"dupilumab"}}},
        {"eczema_elsewhere", {caution, {""}, {}, {"stamp"}}},
        {"stops_what_works",
         {caution,
          {"treatments_now = { emollient = \"good\" }",
           "treatments_now = { emollient = \"some\" }"},
          {"treatments_now = { emollient = \"none\" }"},
          {"untreated"}}},
        {"did_not_work_before", {unknown, {""}, {}, {"topical_steroid"}}},
        {"no_trial", {unknown, {""}, {}, vesicles}},
    };
}

std::vector<std::string> names_in(GateState state, const Gate& gate, const Person& person) {
    std::vector<std::string> names;
    for (const Option& option : all_options()) {
        if (judge(gate, person, option) == state) {
            names.push_back(option.name);
        }
    }
    return names;
}

TEST(GateTest, EveryGateConcernsWhomAndWhatItShould) {
    const std::map<std::string, Row> rows = table();
    EXPECT_EQ(rows.size(), tests::shipped_planner().gates.size());
    for (const Gate& gate : tests::shipped_planner().gates) {
        ASSERT_TRUE(rows.contains(gate.id)) << gate.id << " is in no table";
        const Row& row = rows.at(gate.id);
        EXPECT_EQ(gate.effect, row.effect) << gate.id;
        for (const std::string& text : row.of) {
            EXPECT_THAT(names_in(GateState::yes, gate, tests::person_of(text)),
                        UnorderedElementsAreArray(row.concerns))
                << gate.id << ": " << text;
        }
        for (const std::string& text : row.not_of) {
            const Person person = tests::person_of(text);
            EXPECT_THAT(names_in(GateState::yes, gate, person), testing::IsEmpty())
                << gate.id << ": " << text;
            EXPECT_THAT(names_in(GateState::open, gate, person), testing::IsEmpty())
                << gate.id << ": " << text;
        }
    }
}

TEST(GateTest, AnUnderHalfYearOldIsTooYoungForTheAntibodyToo) {
    const auto& gates = tests::shipped_planner().gates;
    const Gate& gate = *std::ranges::find(gates, "drug_age", &Gate::id);
    EXPECT_THAT(names_in(GateState::yes, gate, tests::person_of(age("under_6_months"))),
                testing::UnorderedElementsAre("dupilumab", "upadacitinib"));
}

TEST(GateTest, WhatWasNotSaidOrIsWithheldLeavesItOpen) {
    const std::map<std::string, Row> rows = table();
    for (const Gate& gate : tests::shipped_planner().gates) {
        if (gate.when.empty()) {
            continue;
        }
        // A drug for all ages concerns nobody by age, said or not.
        const std::vector<std::string>& concerned = rows.at(gate.id).concerns;
        const std::vector<std::string> drugs{"topical_steroid", "dupilumab", "upadacitinib"};
        const auto& expected = gate.id == "drug_age" ? drugs : concerned;
        const std::string withheld_text = gate.when.front().question + " = \"prefer_not_to_say\"";
        for (const std::string& text : {std::string(), withheld_text}) {
            EXPECT_THAT(names_in(GateState::open, gate, tests::person_of(text)),
                        UnorderedElementsAreArray(expected))
                << gate.id << ": " << text;
        }
    }
}

TEST(GateTest, EveryGateSaysWhyAndWhatWouldChangeItInEveryLanguage) {
    for (const Gate& gate : tests::shipped_planner().gates) {
        for (const catalogue::Label* label : {&gate.text, &gate.change}) {
            EXPECT_TRUE(label->has("ja")) << gate.id;
            EXPECT_FALSE(label->english().empty()) << gate.id;
            EXPECT_NE(label->in("ja"), label->english()) << gate.id;
        }
    }
}

TEST(GateTest, AllClausesMustBeTrue) {
    Gate gate{.id = "two",
              .effect = GateEffect::impossible,
              .tags = {"vesicle"},
              .when = {{.question = "state", .any_of = {"active"}},
                       {.question = "keloid", .any_of = {"yes"}}},
              .text = {},
              .change = {},
              .provenance = {}};
    const Option stamp = all_options()[3];
    const auto judged = [&](const std::string& text) {
        return judge(gate, tests::person_of(text), stamp);
    };
    EXPECT_EQ(judged("state = \"active\"\nkeloid = \"yes\""), GateState::yes);
    EXPECT_EQ(judged("state = \"active\"\nkeloid = \"no\""), GateState::no);
    EXPECT_EQ(judged("keloid = \"yes\""), GateState::open);
    EXPECT_EQ(judged("state = \"calm\""), GateState::no) << "whatever the other answer is";
}

TEST(OptionStatusTest, WhatRulesOutGoesBeforeLimitsAndLimitsBeforeWhatIsToBeAsked) {
    const auto gate = [](GateEffect effect) {
        Gate one;
        one.effect = effect;
        return one;
    };
    const std::vector<Gate> gates{gate(GateEffect::unknown), gate(GateEffect::caution)};
    const auto status = [&](std::vector<GateState> states, Fit budget, bool is_possible) {
        PlannedOption planned{.option = {}, .gates = std::move(states)};
        planned.fit[0] = budget;
        planned.is_possible = is_possible;
        return option_status_names[static_cast<std::size_t>(status_of(planned, gates))];
    };
    using enum GateState;
    EXPECT_EQ(status({no, no}, Fit::within, true), "yes");
    EXPECT_EQ(status({yes, no}, Fit::tight, true), "unknown");
    EXPECT_EQ(status({yes, yes}, Fit::within, true), "ask");
    EXPECT_EQ(status({no, open}, Fit::within, true), "yes");
    EXPECT_EQ(status({no, yes}, Fit::beyond, true), "over");
    EXPECT_EQ(status({no, no}, Fit::beyond, false), "no");
}

}  // namespace
}  // namespace vesikin::planner
