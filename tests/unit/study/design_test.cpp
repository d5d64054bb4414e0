#include "vesikin/study/design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "support/layer_fixture.hpp"
#include "vesikin/base/error.hpp"
#include "vesikin/care/treat.hpp"
#include "vesikin/disease/fields.hpp"

namespace vesikin::study {
namespace {

catalogue::Drug drug_on(std::string name, std::string_view effect, double size) {
    catalogue::Drug drug;
    drug.name = std::move(name);
    catalogue::DrugEffect made;
    while (disease::effect_fields[made.field].name != effect) {
        ++made.field;
    }
    made.size = size;
    drug.effects.push_back(made);
    return drug;
}

catalogue::Catalogue two_drugs() {
    catalogue::Catalogue catalogue;
    catalogue.drugs = {drug_on("a", "il4_block", 0.5), drug_on("b", "il4_block", 0.8)};
    return catalogue;
}

Arm arm_with(std::vector<TreatmentPeriod> treatments, double participation_frac = 1.0) {
    Arm arm;
    arm.name = "arm";
    arm.participation_frac = participation_frac;
    arm.treatments = std::move(treatments);
    return arm;
}

std::vector<simulation::Phase> phases_at(const Arm& arm, const catalogue::Catalogue& known) {
    return care::phases_of(care_of(arm, known, 100.0), {}, known, 1.0);
}

TEST(CourseOfTest, ArmWithoutDrugIsOnePhaseOfParticipation) {
    const std::vector<simulation::Phase> phases = phases_at(arm_with({}, 0.25), two_drugs());
    ASSERT_EQ(phases.size(), 1U);
    EXPECT_EQ(phases[0].start_day, 0.0);
    EXPECT_EQ(phases[0].effects.participation, 0.25);
    EXPECT_EQ(phases[0].effects.il4_block, 0.0);
}

TEST(CourseOfTest, OverlappingDrugsActTogetherWhereTheyOverlap) {
    const std::vector<simulation::Phase> phases =
        phases_at(arm_with({{"a", 0.0, 28.0}, {"b", 14.0, 42.0}}), two_drugs());

    ASSERT_EQ(phases.size(), 4U);
    EXPECT_EQ(phases[0].start_day, 0.0);
    EXPECT_EQ(phases[1].start_day, 14.0);
    EXPECT_EQ(phases[2].start_day, 28.0);
    EXPECT_EQ(phases[3].start_day, 42.0);
    EXPECT_DOUBLE_EQ(phases[0].effects.il4_block, 0.5);
    EXPECT_DOUBLE_EQ(phases[1].effects.il4_block, 0.9);  // 1 - 0.5 * 0.2
    EXPECT_DOUBLE_EQ(phases[2].effects.il4_block, 0.8);
    EXPECT_EQ(phases[3].effects.il4_block, 0.0);
    for (const simulation::Phase& phase : phases) {
        EXPECT_EQ(phase.effects.participation, 1.0);
    }
}

TEST(CourseOfTest, LateDrugLeavesAPhaseWithoutItFirst) {
    const std::vector<simulation::Phase> phases =
        phases_at(arm_with({{"b", 28.0, 56.0}}), two_drugs());
    ASSERT_EQ(phases.size(), 3U);
    EXPECT_EQ(phases[0].start_day, 0.0);
    EXPECT_EQ(phases[0].effects.il4_block, 0.0);
    EXPECT_DOUBLE_EQ(phases[1].effects.il4_block, 0.8);
    EXPECT_EQ(phases[2].effects.il4_block, 0.0);
}

TEST(CourseOfTest, AdjoiningPeriodsOfOneDrugNeitherOverlapNorLeaveAGap) {
    const std::vector<simulation::Phase> phases =
        phases_at(arm_with({{"a", 7.0, 14.0}, {"a", 0.0, 7.0}}), two_drugs());
    ASSERT_EQ(phases.size(), 3U);
    EXPECT_DOUBLE_EQ(phases[0].effects.il4_block, 0.5);
    EXPECT_DOUBLE_EQ(phases[1].effects.il4_block, 0.5);
    EXPECT_EQ(phases[2].effects.il4_block, 0.0);
}

TEST(CourseOfTest, PeriodOfNoLengthDoesNothing) {
    for (const simulation::Phase& phase : phases_at(arm_with({{"a", 7.0, 7.0}}), two_drugs())) {
        EXPECT_EQ(phase.effects.il4_block, 0.0);
    }
}

TEST(CourseOfTest, UnknownDrugIsABugOfTheLoader) {
    EXPECT_THROW(static_cast<void>(phases_at(arm_with({{"c", 0.0, 7.0}}), two_drugs())),
                 base::InternalError);
}

std::vector<care::GivenDose> doses_at(const care::CareCourse& care, double weight_kg) {
    std::vector<care::GivenDose> doses;
    std::ranges::copy_if(care.doses, std::back_inserter(doses),
                         [&](const care::GivenDose& dose) { return dose.is_for(weight_kg); });
    return doses;
}

TEST(CareOfTest, RegimensByWeightGiveEachPersonTheirOwn) {
    const catalogue::Catalogue& known = tests::layer_catalogue();
    const care::CareCourse care =
        care_of(arm_with({{.drug = "dupilumab",
                           .start_day = 0.0,
                           .stop_day = 56.0,
                           .regimen = std::string(catalogue::by_weight)}}),
                known, 56.0);
    const auto amounts = [&](double weight_kg) {
        std::vector<std::pair<double, double>> found;
        for (const care::GivenDose& dose : doses_at(care, weight_kg)) {
            found.emplace_back(dose.day, dose.amount);
        }
        return found;
    };
    using Doses = std::vector<std::pair<double, double>>;
    EXPECT_EQ(amounts(20.0), (Doses{{0.0, 600.0}, {28.0, 300.0}}));
    EXPECT_EQ(amounts(30.0), (Doses{{0.0, 400.0}, {14.0, 200.0}, {28.0, 200.0}, {42.0, 200.0}}));
    EXPECT_EQ(amounts(60.0), (Doses{{0.0, 600.0}, {14.0, 300.0}, {28.0, 300.0}, {42.0, 300.0}}));
    EXPECT_TRUE(amounts(10.0).empty());
    // By name, it is for everybody.
    const care::CareCourse named = care_of(
        arm_with(
            {{.drug = "dupilumab", .start_day = 0.0, .stop_day = 56.0, .regimen = "child_15"}}),
        known, 56.0);
    EXPECT_EQ(doses_at(named, 90.0).size(), 2U);
}

/// People of the median patient's skin, differing by who they are.
care::People people_like_the_median(std::size_t count, care::Treatment& treatment) {
    const disease::Parameters<double> median = tests::layer_catalogue().model.median_patient();
    const disease::State<double> rest = treatment.solver().find_rest({&median, 1}).front().state;
    care::People people;
    people.weight = tests::layer_catalogue().layer->body_weight;
    for (std::uint64_t person = 0; person < count; ++person) {
        people.add(median, rest, {1, person});
    }
    return people;
}

TEST(CareOfTest, PeopleOfOneArmAreDosedByTheirWeight) {
    const catalogue::Catalogue& known = tests::layer_catalogue();
    constexpr std::size_t count = 12;
    care::Treatment treatment("batched", tests::settings(1e-5, 1e-7));
    care::People people = people_like_the_median(count, treatment);
    people.weight = {40.0, 0.5};
    const auto troughs = [&](std::string_view regimen) {
        const care::CareCourse care = care_of(arm_with({{.drug = "dupilumab",
                                                         .start_day = 0.0,
                                                         .stop_day = 112.0,
                                                         .regimen = std::string(regimen)}}),
                                              known, 112.0);
        const care::Arm arm{.care = &care};
        const care::SeenPeople& seen =
            treatment.treat(people, {&arm, 1}, {.catalogue = &known}, {.visit_day = {112.0}});
        std::vector<double> found;
        for (std::size_t person = 0; person < count; ++person) {
            found.push_back(seen.course(0, person)[1].concentration_mg_per_l);
        }
        return found;
    };
    const std::vector<double> own = troughs(catalogue::by_weight);
    const std::array<std::vector<double>, 3> named{troughs("child_15"), troughs("child_30"),
                                                   troughs("child_60")};
    std::array<int, 3> met{};
    for (std::size_t person = 0; person < count; ++person) {
        const double weight_kg = population::draw_weight_kg(people.weight, people.keys[person]);
        ASSERT_GT(weight_kg, 15.0);
        const std::size_t band = weight_kg < 30.0 ? 0 : weight_kg < 60.0 ? 1 : 2;
        EXPECT_EQ(own[person], named[band][person]) << weight_kg;
        ++met[band];
    }
    EXPECT_GT(*std::ranges::min_element(met), 0);
}

TEST(CareOfTest, TopicalsTakeTheSameShareOfSignsOffWhateverElseIsGiven) {
    const catalogue::Catalogue& known = tests::layer_catalogue();
    const catalogue::TrialLayer& layer = known.layer->layer;
    care::Treatment treatment("batched", tests::settings(1e-5, 1e-7));
    const care::People people = people_like_the_median(1, treatment);
    const std::vector<double> days{14.0, 28.0};  // before a strong drug has cleared the skin
    const auto shares = [&](std::vector<TreatmentPeriod> drugs, double topicals_frac) {
        Arm asked = arm_with(std::move(drugs));
        asked.topicals_frac = topicals_frac;
        const care::CareCourse care = care_of(asked, known, 112.0);
        const care::Arm arm{.care = &care};
        const care::SeenPeople& seen =
            treatment.treat(people, {&arm, 1}, {.catalogue = &known}, {.visit_day = days});
        std::vector<double> found;
        for (const care::SeenVisit& visit : seen.course(0, 0)) {
            found.push_back(visit.easi_share);
        }
        return found;
    };
    const TreatmentPeriod dupilumab{.drug = "dupilumab", .start_day = 0.0, .stop_day = 112.0};
    for (const std::vector<TreatmentPeriod>& drugs :
         {std::vector<TreatmentPeriod>{}, {dupilumab}}) {
        const std::vector<double> plain = shares(drugs, 0.0);
        const std::vector<double> half = shares(drugs, 0.5);
        const std::vector<double> topical = shares(drugs, 1.0);
        EXPECT_EQ(topical[0], 1.0);
        for (std::size_t visit = 1; visit < plain.size(); ++visit) {
            const double cleared =
                layer.topicals_clearing *
                (1.0 - std::exp(-layer.participation_onset_per_day * days[visit - 1]));
            EXPECT_GT(plain[visit], 0.0);
            EXPECT_NEAR(topical[visit] / plain[visit], 1.0 - cleared, 1e-12);
            EXPECT_NEAR(half[visit] / plain[visit], 1.0 - 0.5 * cleared, 1e-12);
        }
    }
}

}  // namespace
}  // namespace vesikin::study
