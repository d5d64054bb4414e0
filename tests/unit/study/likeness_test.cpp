// How virtual people are weighed by what was seen of one person: single sightings worked out by
// hand, weights against rejection sampling and against exact Bayes, bands against simulated people.
#include "vesikin/study/likeness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "support/layer_fixture.hpp"
#include "vesikin/base/random.hpp"
#include "vesikin/study/design.hpp"
#include "vesikin/study/ranks.hpp"

namespace vesikin::tests {
namespace {

using study::Sighting;
using study::SightingKind;
using testing::ElementsAre;

study::LikenessRules rules() {
    return {.easi_sd_log = 0.3,
            .poem = {{0.0, 0.0}, {1.0, 2.5}, {7.0, 7.5}, {72.0, 28.0}},
            .poem_sd = 6.0,
            .itch_sd = 2.0,
            .severity_per_area = 5.0,
            .severity_sd_log = 0.5,
            .response_from_frac = {0.25, 0.60},
            .response_sd_frac = 0.15,
            .least_effective = 200.0,
            .most_drawn = 1600,
            .least_plausible_frac = 0.01};
}

care::SeenVisit visit_at(double easi, double itch = 0.0) {
    care::SeenVisit visit;
    visit.easi = easi;
    visit.itch = itch;
    return visit;
}

double likelihood_of(Sighting sighting, const care::SeenVisit& visit, double own = 20.0) {
    return study::likelihood(sighting, visit, own, rules(), {});
}

double below(Sighting sighting, const care::SeenVisit& visit, double own = 20.0) {
    return study::below_frac(sighting, visit, own, rules(), {});
}

TEST(LikenessTest, PoemFollowsEasiInStraightLinesOfItsLogarithm) {
    const auto poem = [](double easi) {
        return study::expected_sighting(SightingKind::poem, visit_at(easi), 20.0, rules());
    };
    EXPECT_DOUBLE_EQ(poem(0.0), 0.0);
    EXPECT_DOUBLE_EQ(poem(7.0), 7.5);
    // EASI 3: log 4 lies half way between log 2 and log 8.
    EXPECT_DOUBLE_EQ(poem(3.0), 5.0);
    EXPECT_DOUBLE_EQ(poem(72.0), 28.0);
}

TEST(LikenessTest, NumbersScatterNormallyAboutWhatIsExpected) {
    // z = (6 - 4) / 2 = 1: density 0.2419707 / 2.
    EXPECT_NEAR(likelihood_of({0.0, SightingKind::itch, 6.0}, visit_at(10.0, 4.0)), 0.12098536,
                1e-8);
    EXPECT_NEAR(below({0.0, SightingKind::itch, 6.0}, visit_at(10.0, 4.0)), 0.84134475, 1e-8);
    // POEM 13.5 where 7.5 is expected: one of its 6 points.
    EXPECT_NEAR(likelihood_of({0.0, SightingKind::poem, 13.5}, visit_at(7.0)), 0.24197072 / 6.0,
                1e-8);
    // EASI 9 where it is 9: z = 0.
    EXPECT_NEAR(likelihood_of({0.0, SightingKind::easi, 9.0}, visit_at(9.0)), 0.39894228 / 0.3,
                1e-7);
    EXPECT_NEAR(below({0.0, SightingKind::easi, 9.0}, visit_at(9.0)), 0.5, 1e-12);
    // An area score of 2 goes with EASI 10; 2 e^0.5 is one spread more.
    EXPECT_NEAR(likelihood_of({0.0, SightingKind::area, 2.0 * std::exp(0.5)}, visit_at(10.0)),
                0.24197072 / 0.5, 1e-7);
}

TEST(LikenessTest, ResponsesAreCalledByHowMuchBetterAPersonIs) {
    // From 20 to 15: better by 0.25, where "none" and "some" are told apart by chance; "good" is
    // (0.60 - 0.25) / 0.15 = 2.3333 spreads away: 0.0098153.
    const care::SeenVisit quarter = visit_at(15.0);
    EXPECT_NEAR(likelihood_of({0.0, SightingKind::response, 0.0}, quarter), 0.5, 1e-12);
    EXPECT_NEAR(likelihood_of({0.0, SightingKind::response, 2.0}, quarter), 0.0098153, 1e-6);
    EXPECT_NEAR(likelihood_of({0.0, SightingKind::response, 1.0}, quarter), 0.4901847, 1e-6);
    EXPECT_NEAR(below({0.0, SightingKind::response, 0.0}, quarter), 0.25, 1e-12);
    EXPECT_NEAR(study::expected_sighting(SightingKind::response, quarter, 20.0, rules()), 0.25,
                1e-12);
}

TEST(LikenessTest, WeightsCountAsSoManyPeople) {
    EXPECT_DOUBLE_EQ(study::effective_size(std::vector{1.0, 1.0, 0.0, 0.0}), 2.0);
    EXPECT_DOUBLE_EQ(study::effective_size(std::vector{3.0, 1.0}), 1.6);
    EXPECT_DOUBLE_EQ(study::effective_size(std::vector{0.0, 0.0}), 0.0);
}

TEST(LikenessTest, PlacesAreTakenAsOftenAsTheyWeigh) {
    EXPECT_THAT(study::resample(std::vector{1.0, 2.0, 1.0}, 4, 0.5), ElementsAre(0, 1, 1, 2));
    EXPECT_THAT(study::resample(std::vector{0.0, 1.0, 0.0}, 3, 0.999), ElementsAre(1, 1, 1));
    EXPECT_THAT(study::resample(std::vector{1.0, 1.0, 1.0, 1.0}, 2, 0.0), ElementsAre(0, 2));
    EXPECT_THAT(study::resample(std::vector{1.0, 1.0, 1.0, 1.0}, 2, 0.99), ElementsAre(1, 3));
}

TEST(LikenessTest, SightingsOfEasiMeanWhatExactBayesSays) {
    // A flat prior on the logarithm of EASI + 1 and three sightings of spread 0.3: the posterior is
    // normal about their mean, with spread 0.3 / sqrt(3).
    const std::vector<double> seen{6.0, 11.0, 8.0};
    double mean = 0.0;
    double square = 0.0;
    double all = 0.0;
    for (double log_easi = 0.0; log_easi < 4.2; log_easi += 0.001) {
        double weight = 1.0;
        for (const double value : seen) {
            weight *=
                likelihood_of({0.0, SightingKind::easi, value}, visit_at(std::expm1(log_easi)));
        }
        all += weight;
        mean += weight * log_easi;
        square += weight * log_easi * log_easi;
    }
    mean /= all;
    const double expected = (std::log(7.0) + std::log(12.0) + std::log(9.0)) / 3.0;
    EXPECT_NEAR(mean, expected, 1e-4);
    EXPECT_NEAR(std::sqrt(square / all - mean * mean), 0.3 / std::sqrt(3.0), 1e-4);
}

/// People of the layer model, and what a steroid and dupilumab do to them.
class LikePeopleTest : public testing::Test {
  protected:
    LikePeopleTest()
        : source_(population::sample_population(layer_catalogue().model, 11, 4000)),
          treatment_("batched", settings(1e-6, 1e-8)) {}

    [[nodiscard]] care::CareCourse with(const char* drug, double until_day) const {
        study::Arm arm;
        arm.participation_frac = 0.25;
        arm.treatments.push_back({.drug = drug, .stop_day = until_day, .regimen = {}});
        return study::care_of(arm, layer_catalogue(), until_day);
    }

    care::People people(std::size_t count, double easi_max = 50.0) {
        care::Enrolment criteria{.easi_min = 7.0, .easi_max = easi_max};
        criteria.weight = layer_catalogue().layer->body_weight;
        return care::enrol_first(*source_, 11, count, criteria, {.care = &untreated_}, world_, {},
                                 treatment_);
    }

    std::unique_ptr<population::PatientSource> source_;
    care::Treatment treatment_;
    care::CareWorld world_{.catalogue = &layer_catalogue(), .published_clinical = nullptr};
    care::CareCourse untreated_{.participation_frac = 0.0};
};

TEST_F(LikePeopleTest, WeightsAgreeWithRejectionOfThoseWhoWouldHaveSaidOtherwise) {
    const care::People pool = people(1500);
    const care::CareCourse steroid = with("topical_steroid", 28.0);
    const care::CareCourse dupilumab = with("dupilumab", 112.0);
    const study::Likeness likeness{.past = {{.name = "topical_steroid",
                                             .care = steroid,
                                             .sightings = {{28.0, SightingKind::response, 1.0}}}},
                                   .rules = rules()};
    study::LikenessReport report;
    const std::vector<double> weights =
        study::weigh(pool, likeness, world_, treatment_, {}, report);

    // The other way: everybody judges the steroid with an error of their own; those who do not call
    // it "some" are left out.
    const care::Arm past{.care = &steroid};
    std::vector<double> better;
    {
        const auto& seen =
            treatment_.treat(pool, {&past, 1}, world_, {.visit_day = {28.0}, .lead_in = {}});
        for (std::size_t i = 0; i < pool.count(); ++i) {
            better.push_back(1.0 - seen.course(0, i)[1].easi / seen.sight(i).own_easi);
        }
    }
    const care::Arm next{.care = &dupilumab};
    const auto& seen =
        treatment_.treat(pool, {&next, 1}, world_, {.visit_day = {112.0}, .lead_in = {}});
    double weighed = 0.0;
    double all = 0.0;
    double plain = 0.0;
    double kept = 0.0;
    double kept_sum = 0.0;
    double kept_squares = 0.0;
    for (std::size_t i = 0; i < pool.count(); ++i) {
        const double share = seen.course(0, i)[1].easi / seen.sight(i).own_easi;
        plain += share / static_cast<double>(pool.count());
        weighed += weights[i] * share;
        all += weights[i];
        for (std::uint32_t judge = 0; judge < 20; ++judge) {
            const double judged =
                better[i] +
                0.15 * base::RandomStream(3, i, base::StreamPurpose::test).standard_normal(judge);
            if (judged >= 0.25 && judged < 0.60) {
                kept += 1.0;
                kept_sum += share;
                kept_squares += share * share;
            }
        }
    }
    weighed /= all;
    const double rejected = kept_sum / kept;
    // Judges of one person are not independent, so the error is that of people, twenty times wider.
    const double error = std::sqrt((kept_squares / kept - rejected * rejected) / kept);
    EXPECT_NEAR(weighed, rejected, 4.0 * error);
    EXPECT_GT(std::abs(weighed - plain), 8.0 * error);  // the condition matters at all
    EXPECT_EQ(report.drawn, 1500U);
    EXPECT_TRUE(report.fits);
}

TEST_F(LikePeopleTest, EverySightingCounts) {
    // Given the person, sightings are independent: the weights of all are the products of those of
    // each, in one course and in two.
    const care::People pool = people(60);
    const care::CareCourse steroid = with("topical_steroid", 28.0);
    const Sighting early{7.0, SightingKind::easi, 9.0};
    const Sighting late{28.0, SightingKind::itch, 4.0};
    const auto weights_of = [&](std::vector<std::vector<Sighting>> courses) {
        study::Likeness likeness{.past = {}, .rules = rules()};
        for (std::vector<Sighting>& sightings : courses) {
            likeness.past.push_back(
                {.name = "topical_steroid", .care = steroid, .sightings = std::move(sightings)});
        }
        study::LikenessReport report;
        return study::weigh(pool, likeness, world_, treatment_, {}, report);
    };
    const std::vector<double> first = weights_of({{early}});
    const std::vector<double> second = weights_of({{late}});
    const std::vector<double> both = weights_of({{early, late}});
    const std::vector<double> apart = weights_of({{early}, {late}});
    const double most = *std::ranges::max_element(both);
    for (std::size_t i = 0; i < pool.count(); ++i) {
        // Weights have no scale: held against the person of number 0.
        EXPECT_NEAR(both[i] * first[0] * second[0], first[i] * second[i] * both[0], 1e-5 * most);
        EXPECT_NEAR(apart[i], both[i], 1e-5 * most);
    }
}

TEST_F(LikePeopleTest, BandsOfSimulatedPeopleHoldThem) {
    // People 600 to 899 are seen three times under a steroid; the others, weighed by that, say what
    // dupilumab would do to each.
    const care::People all = people(900);
    constexpr std::size_t pool = 600;
    const care::CareCourse steroid = with("topical_steroid", 42.0);
    const care::CareCourse dupilumab = with("dupilumab", 112.0);
    const std::vector<double> days{14.0, 28.0, 42.0};
    const care::Arm past{.care = &steroid};
    std::vector<std::vector<care::SeenVisit>> seen_past;
    care::VisitNoise noise;
    std::vector<double> own;
    {
        const auto& seen =
            treatment_.treat(all, {&past, 1}, world_, {.visit_day = days, .lead_in = {}});
        for (std::size_t i = 0; i < all.count(); ++i) {
            const auto course = seen.course(0, i);
            seen_past.emplace_back(course.begin(), course.end());
            own.push_back(seen.sight(i).own_easi);
        }
        noise = seen.noise();
    }
    const care::Arm next{.care = &dupilumab};
    const auto& seen =
        treatment_.treat(all, {&next, 1}, world_, {.visit_day = {112.0}, .lead_in = {}});
    std::vector<double> later;
    for (std::size_t i = 0; i < all.count(); ++i) {
        later.push_back(seen.course(0, i)[1].easi);
    }

    const double sd = std::hypot(rules().easi_sd_log, noise.easi_sd_log());
    std::size_t held = 0;
    double width = 0.0;
    for (std::size_t person = pool; person < all.count(); ++person) {
        const base::RandomStream luck(7, person, base::StreamPurpose::test);
        std::vector<double> weights(pool, 1.0);
        for (std::uint32_t time = 1; time <= days.size(); ++time) {
            const double value = std::expm1(std::log1p(seen_past[person][time].easi) +
                                            sd * luck.standard_normal(time));
            for (std::size_t i = 0; i < pool; ++i) {
                weights[i] *= study::likelihood({days[time - 1], SightingKind::easi, value},
                                                seen_past[i][time], own[i], rules(), noise);
            }
        }
        std::vector<std::size_t> order(pool);
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::size_t i) { return later[i]; });
        const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        double below = 0.0;
        double low = later[order.back()];
        double high = later[order.front()];
        for (const std::size_t i : order) {
            below += weights[i] / sum;
            low = below >= 0.05 ? std::min(low, later[i]) : low;
            high = below <= 0.95 ? later[i] : high;
        }
        width += (high - low) / 300.0;
        held += low <= later[person] && later[person] <= high ? 1 : 0;
    }
    // 270 of 300 expected; four standard deviations of such a count are 21.
    EXPECT_NEAR(static_cast<double>(held), 270.0, 21.0);
    // And they say more than the band of everybody.
    std::vector<double> everybody(later.begin(), later.begin() + pool);
    EXPECT_LT(width,
              0.85 * (study::quantile_of(everybody, 0.95) - study::quantile_of(everybody, 0.05)));
}

TEST_F(LikePeopleTest, MoreAreDrawnWhereFewFit) {
    const care::CareCourse steroid = with("topical_steroid", 28.0);
    study::Likeness likeness{.past = {{.name = "topical_steroid",
                                       .care = steroid,
                                       .sightings = {{28.0, SightingKind::easi, 0.5}}}},
                             .rules = rules()};
    likeness.rules.most_drawn = 800;
    care::Enrolment criteria{.easi_min = 7.0, .easi_max = 50.0};
    study::LikenessReport report;
    const care::Arm arm{.care = &untreated_};
    const auto draw = [&](double least) {
        likeness.rules.least_effective = least;
        return study::enrol_like(*source_, 11, 20, criteria, arm, world_, {}, likeness, treatment_,
                                 {}, report);
    };
    EXPECT_EQ(draw(1.0).count(), 20U);
    EXPECT_EQ(report.drawn, 80U);  // four times as many as are asked for
    EXPECT_EQ(draw(1e6).count(), 20U);
    EXPECT_EQ(report.drawn, 800U);
    EXPECT_LE(report.distinct, 20U);
    EXPECT_GT(report.distinct, 1U);
}

TEST_F(LikePeopleTest, NobodyIsDrawnWhenItIsStopped) {
    const care::CareCourse steroid = with("topical_steroid", 28.0);
    const study::Likeness likeness{.past = {{.name = "topical_steroid",
                                             .care = steroid,
                                             .sightings = {{28.0, SightingKind::easi, 3.0}}}},
                                   .rules = rules()};
    const base::CancellationFlag is_cancelled = true;
    study::LikenessReport report;
    const care::Arm arm{.care = &untreated_};
    EXPECT_EQ(study::enrol_like(*source_, 11, 20, {.easi_min = 7.0, .easi_max = 50.0}, arm, world_,
                                {}, likeness, treatment_, {.cancel = &is_cancelled}, report)
                  .count(),
              0U);
    EXPECT_TRUE(report.fits);  // which is not said of anybody
}

TEST_F(LikePeopleTest, NobodyIsLikeAPersonWhoGoesAgainstAllOfThem) {
    // A steroid for four weeks, and EASI rises to the top of the scale: rarer than 1 % over two.
    const care::CareCourse steroid = with("topical_steroid", 28.0);
    const study::Likeness likeness{
        .past = {{.name = "topical_steroid",
                  .care = steroid,
                  .sightings = {{0.0, SightingKind::easi, 8.0}, {28.0, SightingKind::easi, 70.0}}}},
        .rules = rules()};
    study::LikenessReport report;
    static_cast<void>(study::weigh(people(300, 12.0), likeness, world_, treatment_, {}, report));
    EXPECT_FALSE(report.fits);
    EXPECT_LT(report.checks.back().as_extreme_frac, 0.005);
    EXPECT_GT(report.checks.front().as_extreme_frac, 0.01);
}

}  // namespace
}  // namespace vesikin::tests
