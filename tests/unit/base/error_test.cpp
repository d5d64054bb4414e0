#include "vesikin/base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vesikin::base {
namespace {

using ::testing::HasSubstr;

TEST(InputErrorTest, SaysWhereWhatWasGivenAndWhatIsAllowed) {
    const InputError error(as_written("trial.toml:3: patients"), as_written("-1"),
                           message("a whole number from {} to {}", 1, 9));

    EXPECT_STREQ(error.what(),
                 "trial.toml:3: patients: given -1; allowed: a whole number from 1 to 9");
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems()[0].where.text(), "trial.toml:3: patients");
    EXPECT_EQ(error.problems()[0].given.text(), "-1");
    EXPECT_EQ(error.problems()[0].allowed.text(), "a whole number from 1 to 9");
}

TEST(InputErrorTest, PutsEveryProblemOnALineOfItsOwn) {
    const InputError error(
        std::vector<InputProblem>{{as_written("a"), as_written("1"), as_written("2")},
                                  {as_written("b"), as_written("3"), as_written("4")}});

    EXPECT_STREQ(error.what(), "a: given 1; allowed: 2\nb: given 3; allowed: 4");
}

TEST(InputErrorTest, TakesBracesInHostileTextAsText) {
    const InputError error(as_written("{}"), as_written("{0:x}"), message("{}", "%s%n"));

    EXPECT_STREQ(error.what(), "{}: given {0:x}; allowed: %s%n");
}

TEST(EnvironmentErrorTest, NamesThePathAndTheCause) {
    const EnvironmentError error(message("cannot write"), as_written("/results/a.csv"),
                                 as_written("No space left on device"));

    EXPECT_STREQ(error.what(), "cannot write: /results/a.csv: No space left on device");
}

TEST(ProblemListTest, StaysSilentWhileEmpty) {
    const ProblemList problems;

    EXPECT_TRUE(problems.empty());
    EXPECT_NO_THROW(problems.throw_if_any());
}

TEST(ProblemListTest, ThrowsAllProblemsTogetherInTheirOrder) {
    ProblemList problems;
    problems.add(as_written("first"), as_written("1"), as_written("2"));
    problems.add(as_written("second"), as_written("3"), as_written("4"));

    EXPECT_FALSE(problems.empty());
    try {
        problems.throw_if_any();
        FAIL() << "two problems were added";
    } catch (const InputError& error) {
        ASSERT_EQ(error.problems().size(), 2U);
        EXPECT_EQ(error.problems()[0].where.text(), "first");
        EXPECT_EQ(error.problems()[1].where.text(), "second");
    }
}

TEST(CheckTest, ThrowsTheBeliefTheConditionAndThePlace) {
    try {
        VESIKIN_CHECK(1 + 1 == 3, "arithmetic is broken");
        FAIL() << "the condition is false";
    } catch (const InternalError& error) {
        EXPECT_THAT(error.what(), HasSubstr("arithmetic is broken"));
        EXPECT_THAT(error.what(), HasSubstr("1 + 1 == 3"));
        EXPECT_THAT(error.what(), HasSubstr("error_test.cpp:"));
    }
}

TEST(CheckTest, EvaluatesATrueConditionOnceAndGoesOn) {
    int evaluations = 0;
    EXPECT_NO_THROW(VESIKIN_CHECK(++evaluations == 1, "the first evaluation"));
    EXPECT_EQ(evaluations, 1);
}

}  // namespace
}  // namespace vesikin::base
