#include "vesikin/care/enrolment.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace vesikin::care {
namespace {

TEST(EnrolmentTest, TakesEverybodyByDefault) {
    const Enrolment everybody;
    EXPECT_EQ(everybody.judge(0.0, 0.0), Exclusion::none);
    EXPECT_EQ(everybody.judge(72.0, 72.0), Exclusion::none);
}

TEST(EnrolmentTest, EndsOfTheBaselineBandAreIncluded) {
    const Enrolment band{.easi_min = 16.0, .easi_max = 50.0};
    EXPECT_EQ(band.judge(16.0, 16.0), Exclusion::none);
    EXPECT_EQ(band.judge(50.0, 50.0), Exclusion::none);
    EXPECT_EQ(band.judge(std::nextafter(16.0, 0.0), 16.0), Exclusion::baseline_easi);
    EXPECT_EQ(band.judge(std::nextafter(50.0, 100.0), 50.1), Exclusion::baseline_easi);
}

TEST(EnrolmentTest, CeilingItselfIsTooHigh) {
    const Enrolment published{.easi_ceiling = 72.0};
    EXPECT_EQ(published.judge(30.0, std::nextafter(72.0, 0.0)), Exclusion::none);
    EXPECT_EQ(published.judge(30.0, 72.0), Exclusion::easi_ceiling);
    EXPECT_EQ(published.judge(30.0, 73.0), Exclusion::easi_ceiling);
}

TEST(EnrolmentTest, ANumberThatIsNoneIsLeftOut) {
    const Enrolment everybody;
    EXPECT_NE(everybody.judge(std::nan(""), 10.0), Exclusion::none);
    EXPECT_NE(everybody.judge(10.0, std::nan("")), Exclusion::none);
}

TEST(EnrolmentTest, EveryReasonHasANameOfItsOwn) {
    EXPECT_EQ(name_of(Exclusion::none), "included");
    EXPECT_EQ(name_of(Exclusion::not_simulated), "simulation failed");
    EXPECT_EQ((std::set(exclusion_names.begin(), exclusion_names.end()).size()),
              exclusion_names.size());
}

}  // namespace
}  // namespace vesikin::care
