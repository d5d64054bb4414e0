#include "vesikin/care/enrolment.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <span>

#include "support/layer_fixture.hpp"
#include "vesikin/base/error.hpp"

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

/// The first people of a source whose EASI is in a band, by looking at all of them.
std::vector<std::uint64_t> in_band(const population::PatientSource& source, double low, double high,
                                   const CareWorld& world, Treatment& treatment) {
    const DrawnPeople drawn = draw_people(source, 9, 0, source.count(), treatment.solver());
    std::vector<std::uint64_t> found;
    for (std::size_t i = 0; i < drawn.people.count(); ++i) {
        const double own = own_easi(drawn.people.keys[i], drawn.people.baselines[i], world);
        if (drawn.stop_reason[i] == simulation::StopReason::finished && own >= low && own <= high) {
            found.push_back(i);
        }
    }
    return found;
}

TEST(EnrolmentTest, TheFirstPeopleOfTheBandAreTakenInTheirOrder) {
    Treatment treatment("batched", tests::settings(1e-5, 1e-7));
    const CareWorld world{.catalogue = &tests::layer_catalogue()};
    const auto source = population::sample_population(tests::layer_catalogue().model, 9, 120);
    const std::vector<std::uint64_t> expected = in_band(*source, 16.0, 40.0, world, treatment);
    ASSERT_GT(expected.size(), 20U);
    ASSERT_LT(expected.size(), 110U);
    const CareCourse dummy;
    const Enrolment band{.easi_min = 16.0, .easi_max = 40.0};
    const People chosen = enrol_first(*source, 9, 20, band, {.care = &dummy}, world, {}, treatment);
    ASSERT_EQ(chosen.count(), 20U);
    for (std::size_t i = 0; i < chosen.count(); ++i) {
        EXPECT_EQ(chosen.keys[i].person, expected[i]);
    }
    EXPECT_THROW(static_cast<void>(enrol_first(*source, 9, expected.size() + 1, band,
                                               {.care = &dummy}, world, {}, treatment)),
                 base::InputError);
}

TEST(EnrolmentTest, AfterALeadInOnlyThoseWhomItBroughtLowStart) {
    Treatment treatment("batched", tests::settings(1e-5, 1e-7));
    const CareWorld world{.catalogue = &tests::layer_catalogue()};
    const auto source = population::sample_population(tests::layer_catalogue().model, 9, 300);
    CareCourse care{.participation_frac = 0.5};
    care.kept.il13_block = care.kept.il4_block = 0.9;
    const LeadIn lead_in{.days = 168.0, .effects = care.kept, .participation_frac = 0.5};
    const Enrolment calm{.easi_min = 16.0, .start_easi_max = 7.0};
    const Arm arm{.care = &care};
    const People chosen = enrol_first(*source, 9, 15, calm, arm, world, lead_in, treatment);
    const SeenPeople& seen = treatment.treat(chosen, std::span(&arm, 1), world,
                                             {.visit_day = {7.0}, .lead_in = lead_in});
    for (std::size_t i = 0; i < chosen.count(); ++i) {
        EXPECT_LE(seen.course(0, i)[0].easi, 7.0 + 1e-3);
        EXPECT_GE(seen.sight(i).own_easi, 16.0);
    }
}

}  // namespace
}  // namespace vesikin::care
