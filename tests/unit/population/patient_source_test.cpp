#include "vesikin/population/patient_source.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "support/model_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"

namespace vesikin::population {
namespace {

using Patients = std::vector<disease::Parameters<double>>;

constexpr std::uint64_t seed = 314;

const catalogue::ModelDescription& model() {
    return tests::shipped_catalogue().model;
}

void expect_same(const disease::Parameters<double>& a, const disease::Parameters<double>& b) {
    for (const auto& field : disease::parameter_fields) {
        EXPECT_EQ(a.*field.member, b.*field.member) << field.symbol;
    }
}

TEST(SampledPopulationTest, GivesTheSamePatientHoweverTheyAreSplitIntoBlocks) {
    const auto source = sample_population(model(), seed, 100);
    Patients all(100);
    source->draw(0, all);
    for (const std::size_t size : {1U, 7U, 33U}) {
        for (std::size_t first = 0; first < 100; first += size) {
            Patients block(std::min<std::size_t>(size, 100 - first));
            source->draw(first, block);
            for (std::size_t i = 0; i < block.size(); ++i) {
                expect_same(block[i], all[first + i]);
            }
        }
    }
}

TEST(SampledPopulationTest, APatientDoesNotDependOnHowManyThereAre) {
    Patients of_few(1);
    Patients of_many(1);
    sample_population(model(), seed, 3)->draw(2, of_few);
    sample_population(model(), seed, 1'000'000'000)->draw(2, of_many);
    expect_same(of_few[0], of_many[0]);
}

TEST(SampledPopulationTest, OtherSeedsAndNumbersGiveOtherPatients) {
    Patients two(2);
    Patients other(1);
    sample_population(model(), seed, 2)->draw(0, two);
    sample_population(model(), seed + 1, 1)->draw(0, other);
    for (const auto& field : disease::parameter_fields) {
        EXPECT_NE(two[0].*field.member, two[1].*field.member) << field.symbol;
        EXPECT_NE(two[0].*field.member, other[0].*field.member) << field.symbol;
    }
}

// Seed fixed. 51 parameters times two bounds of 5 standard errors: false alarm for a seed drawn at
// random 102 * 6e-7 = 6e-5.
TEST(SampledPopulationTest, LogarithmsHaveTheMomentsOfTheModel) {
    constexpr std::uint64_t count = 20000;
    constexpr double false_alarm_width = 5.0;
    Patients patients(count);
    sample_population(model(), seed, count)->draw(0, patients);
    for (std::size_t i = 0; i < disease::parameter_count; ++i) {
        const catalogue::LogNormal& wanted = model().parameters[i].inside;
        double sum = 0.0;
        double square_sum = 0.0;
        for (const auto& patient : patients) {
            const double distance =
                std::log(patient.*disease::parameter_fields[i].member) - wanted.mu_log;
            sum += distance;
            square_sum += distance * distance;
        }
        const auto n = static_cast<double>(count);
        const double variance = wanted.sigma_log * wanted.sigma_log;
        EXPECT_NEAR(sum / n, 0.0, false_alarm_width * wanted.sigma_log / std::sqrt(n) + 1e-12)
            << disease::parameter_fields[i].symbol;
        EXPECT_NEAR(square_sum / n, variance,
                    false_alarm_width * variance * std::sqrt(2.0 / n) + 1e-12)
            << disease::parameter_fields[i].symbol;
    }
}

// 51 * 50 / 2 correlations of 20000 pairs, each with standard error 1/sqrt(20000); 5.5 of them give
// a false alarm of 1275 * 4e-8 = 5e-5.
TEST(SampledPopulationTest, ParametersAreIndependent) {
    constexpr std::uint64_t count = 20000;
    constexpr double bound = 5.5 / 141.42;
    Patients patients(count);
    sample_population(model(), seed + 2, count)->draw(0, patients);
    std::vector<std::vector<double>> normals(disease::parameter_count,
                                             std::vector<double>(count, 0.0));
    for (std::size_t i = 0; i < disease::parameter_count; ++i) {
        const catalogue::LogNormal& wanted = model().parameters[i].inside;
        for (std::size_t p = 0; p < count; ++p) {
            normals[i][p] =
                (std::log(patients[p].*disease::parameter_fields[i].member) - wanted.mu_log) /
                wanted.sigma_log;
        }
    }
    for (std::size_t i = 0; i < disease::parameter_count; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            double sum = 0.0;
            for (std::size_t p = 0; p < count; ++p) {
                sum += normals[i][p] * normals[j][p];
            }
            EXPECT_LT(std::abs(sum / count), bound)
                << disease::parameter_fields[i].symbol << disease::parameter_fields[j].symbol;
        }
    }
}

TEST(SampledPopulationTest, NoSpreadGivesTheMedian) {
    catalogue::ModelDescription certain = model();
    for (auto& parameter : certain.parameters) {
        parameter.inside.sigma_log = 0.0;
    }
    Patients one(1);
    sample_population(certain, seed, 1)->draw(0, one);
    expect_same(one[0], certain.median_patient());
}

TEST(SampledPopulationTest, NamesAreNumbers) {
    const auto source = sample_population(model(), seed, 12);
    EXPECT_EQ(source->count(), 12U);
    EXPECT_EQ(source->patient_name(11), "11");
}

TEST(SampledPopulationTest, AskingBeyondTheEndIsABugOfOurs) {
    const auto source = sample_population(model(), seed, 3);
    Patients two(2);
    EXPECT_NO_THROW(source->draw(1, two));
    EXPECT_THROW(source->draw(2, two), base::InternalError);
}

TEST(ListedPopulationTest, GivesTheListedPatientsWithTheirNames) {
    std::vector<ListedPatient> list(3);
    for (std::size_t i = 0; i < 3; ++i) {
        list[i].name = "p" + std::to_string(i);
        list[i].parameters.d17 = static_cast<double>(i);
    }
    const auto source = list_population(list);
    Patients two(2);
    source->draw(1, two);

    EXPECT_EQ(source->count(), 3U);
    EXPECT_EQ(source->patient_name(2), "p2");
    EXPECT_EQ(two[0].d17, 1.0);
    EXPECT_EQ(two[1].d17, 2.0);
    EXPECT_THROW(source->draw(2, two), base::InternalError);
}

}  // namespace
}  // namespace vesikin::population
