#include "vesikin/population/inclusion.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace vesikin::population {
namespace {

TEST(InclusionTest, TakesEverybodyByDefault) {
    constexpr Inclusion everybody;
    EXPECT_EQ(everybody.judge(0.0, 0.0), Exclusion::none);
    EXPECT_EQ(everybody.judge(72.0, 72.0), Exclusion::none);
}

TEST(InclusionTest, EndsOfTheBaselineBandAreIncluded) {
    constexpr Inclusion band{.baseline_easi_min = 16.0, .baseline_easi_max = 50.0};
    EXPECT_EQ(band.judge(16.0, 16.0), Exclusion::none);
    EXPECT_EQ(band.judge(50.0, 50.0), Exclusion::none);
    EXPECT_EQ(band.judge(std::nextafter(16.0, 0.0), 16.0), Exclusion::baseline_easi);
    EXPECT_EQ(band.judge(std::nextafter(50.0, 100.0), 50.1), Exclusion::baseline_easi);
}

TEST(InclusionTest, CeilingItselfIsTooHigh) {
    constexpr Inclusion published{.easi_ceiling = 72.0};
    EXPECT_EQ(published.judge(30.0, std::nextafter(72.0, 0.0)), Exclusion::none);
    EXPECT_EQ(published.judge(30.0, 72.0), Exclusion::easi_ceiling);
    EXPECT_EQ(published.judge(30.0, 73.0), Exclusion::easi_ceiling);
}

TEST(InclusionTest, ANumberThatIsNoneIsLeftOut) {
    constexpr Inclusion everybody;
    EXPECT_NE(everybody.judge(std::nan(""), 10.0), Exclusion::none);
    EXPECT_NE(everybody.judge(10.0, std::nan("")), Exclusion::none);
}

TEST(InclusionTest, EveryReasonHasANameOfItsOwn) {
    EXPECT_EQ(name_of(Exclusion::none), "included");
    EXPECT_EQ(name_of(Exclusion::not_simulated), "simulation failed");
    EXPECT_EQ((std::set(exclusion_names.begin(), exclusion_names.end()).size()),
              exclusion_names.size());
}

}  // namespace
}  // namespace vesikin::population
