// Who enters an arm, and with which EASI.
#include <gtest/gtest.h>

#include <cmath>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/study/patient_pool.hpp"

namespace vesikin::tests {
namespace {

const study::PatientPool& small_pool() {
    static const study::PatientPool pool(shipped_catalogue().model, 11, 400,
                                         {.solver_settings = settings(1e-4, 1e-6), .threads = 2});
    return pool;
}

TEST(PatientPoolTest, EnrolsWithinTheCriteriaAndWithTheMeanAskedFor) {
    constexpr std::size_t count = 150;
    for (const double extent_sd : {0.0, 0.4}) {
        catalogue::Catalogue model = shipped_catalogue();
        model.layer.emplace();
        model.layer->layer.extent_sd = extent_sd;
        const care::CareWorld world{.catalogue = &model};
        const care::Enrolment criteria{.easi_min = 20.0, .easi_max = 60.0, .easi_mean = 33.0};
        const study::Enrolled enrolled = small_pool().enrol(criteria, world, {0, count});
        ASSERT_EQ(enrolled.people.count(), count);
        double all = 0.0;
        double mean = 0.0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& rest = enrolled.people.baselines[i];
            const double easi = care::own_easi(enrolled.people.keys[i], rest, world);
            EXPECT_GE(easi, criteria.easi_min);
            EXPECT_LE(easi, criteria.easi_max);
            all += enrolled.weight[i];
            mean += enrolled.weight[i] * easi;
            if (extent_sd == 0.0) {
                EXPECT_EQ(easi, disease::easi_score(rest));
            }
        }
        EXPECT_NEAR(all, 1.0, 1e-12);
        EXPECT_NEAR(mean, 33.0, 1e-6);
    }
}

TEST(PatientPoolTest, ExtentSpreadsEasiBetweenPeopleWhoseSkinIsAlike) {
    constexpr double core_easi = 20.0;
    constexpr std::uint64_t people = 4000;
    double sum = 0.0;
    double squares = 0.0;
    for (std::uint64_t person = 0; person < people; ++person) {
        const double log_ratio =
            std::log(population::draw_own_easi(core_easi, 0.3, {5, person}) / core_easi);
        sum += log_ratio;
        squares += log_ratio * log_ratio;
    }
    EXPECT_NEAR(sum / people, 0.0, 4.0 * 0.3 / std::sqrt(static_cast<double>(people)));
    EXPECT_NEAR(std::sqrt(squares / people), 0.3, 0.015);
    for (std::uint64_t person = 0; person < 50; ++person) {
        EXPECT_LE(population::draw_own_easi(60.0, 1.0, {5, person}), disease::easi_maximum);
    }
}

TEST(PatientPoolTest, ABandWithoutPeopleIsRefused) {
    const care::Enrolment nobody{.easi_min = 71.99, .easi_max = 71.995};
    EXPECT_THROW(
        static_cast<void>(small_pool().enrol(nobody, {.catalogue = &shipped_catalogue()}, {0, 1})),
        base::InputError);
}

}  // namespace
}  // namespace vesikin::tests
