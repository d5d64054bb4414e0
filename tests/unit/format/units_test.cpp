#include "vesikin/format/units.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>
#include <vector>

namespace vesikin::format {
namespace {

// A unit is scaled to the base unit and back: a few roundings.
constexpr double rounding = 4e-15;

class UnitSystemTest : public ::testing::Test {
  protected:
    void expect_ratio(const char* from, const char* to, double expected) {
        EXPECT_NEAR(units_.ratio(from, to), expected, rounding * expected) << from << " to " << to;
    }

    void expect_refused(const char* from, const char* to, const char* why) {
        try {
            static_cast<void>(units_.ratio(from, to));
            ADD_FAILURE() << from << " to " << to << " was taken";
        } catch (const std::invalid_argument& error) {
            EXPECT_THAT(error.what(), ::testing::HasSubstr(why)) << from << " to " << to;
        }
    }

    UnitSystem units_;
};

TEST_F(UnitSystemTest, ConvertsTime) {
    EXPECT_EQ(units_.ratio("week", "day"), 7.0);
    EXPECT_EQ(units_.ratio("day", "day"), 1.0);
    expect_ratio("1/week", "1/day", 1.0 / 7.0);
    expect_ratio("hour", "day", 1.0 / 24.0);
    expect_ratio("1/hour", "1/day", 24.0);
}

TEST_F(UnitSystemTest, ConvertsTheOtherInnerUnits) {
    expect_ratio("um", "cm", 1e-4);
    expect_ratio("m2", "cm2", 1e4);
    expect_ratio("l", "ml", 1000.0);
    expect_ratio("g", "mg", 1000.0);
    expect_ratio("ug/ml", "mg/ml", 1e-3);
    expect_ratio("1", "1", 1.0);
    expect_ratio("percent", "1", 0.01);
}

TEST_F(UnitSystemTest, KnowsParticlesAndYen) {
    expect_ratio("1e9 particles", "particles", 1e9);
    expect_ratio("particles/l", "particles/ml", 1e-3);
    expect_ratio("JPY/week", "JPY/day", 1.0 / 7.0);
    expect_refused("particles", "1", "dimension");
    expect_refused("JPY", "particles", "dimension");
}

TEST_F(UnitSystemTest, RefusesAnotherDimension) {
    expect_refused("day", "1/day", "not of the dimension of \"1/day\"");
    expect_refused("mg", "ml", "dimension");
    expect_refused("1", "day", "dimension");
}

TEST_F(UnitSystemTest, RefusesTheReciprocalThatTheLibraryWouldTake) {
    // UDUNITS-2 calls reciprocal units convertible; a rate is not a time.
    expect_refused("week", "1/day", "dimension");
    expect_refused("1/week", "day", "dimension");
}

TEST_F(UnitSystemTest, RefusesAnOffset) {
    expect_refused("degC", "K", "offset");
    EXPECT_EQ(units_.ratio("K", "K"), 1.0);
}

TEST_F(UnitSystemTest, RefusesTextThatIsNoUnit) {
    expect_refused("weak", "day", "\"weak\" is not a unit");
    expect_refused("day;", "day", "not a unit");
    expect_refused("", "day", "dimension");
    expect_refused("%s%n", "day", "not a unit");
    expect_refused("\xff\xfe", "day", "not a unit");
}

TEST_F(UnitSystemTest, ManySystemsAreAskedAtOnce) {
    std::vector<double> found(64);
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (std::size_t i = t; i < found.size(); i += 4) {
                    const UnitSystem own;
                    found[i] = own.ratio("week", "day") + own.ratio("mg/ml", "ug/ml");
                }
            });
        }
    }
    for (const double sum : found) {
        EXPECT_DOUBLE_EQ(sum, 1007.0);
    }
}

TEST_F(UnitSystemTest, TwoSystemsLiveSideBySide) {
    const UnitSystem other;
    EXPECT_EQ(other.ratio("week", "day"), units_.ratio("week", "day"));
}

}  // namespace
}  // namespace vesikin::format
