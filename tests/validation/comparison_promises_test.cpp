// What the comparison of ways must keep whatever its numbers are: the promises of docs/model.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "support/shipped_knowledge.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/service/compare.hpp"

namespace vesikin::tests {
namespace {

using service::CompareAnswer;
using service::CompareRequest;
using study::Band;

constexpr double solver_tolerance = 1e-5;

/// A study of a few people and worlds, with a solver precise enough to tell small effects from
/// zero.
CompareRequest small_request() {
    CompareRequest request;
    request.patients = 24;
    request.worlds = 12;
    request.delivery_people = 4;
    request.control.threads = 2;
    request.control.solver_settings.relative_tolerance = solver_tolerance;
    request.control.solver_settings.absolute_tolerance = solver_tolerance / 100.0;
    return request;
}

const study::ArmAnswer& arm_of(const CompareAnswer& answer, std::string_view way) {
    return *std::ranges::find(answer.answer.arms, way, &study::ArmAnswer::name);
}

Band effect_of(const CompareAnswer& answer, std::string_view way,
               std::string_view reading = study::easi_change_treated) {
    return arm_of(answer, way).visits.back().readings_over_dummy[answer.answer.reading(reading)];
}

/// The greatest difference between two arms over all visits, markers and readings, relative to 1
/// and to the value itself.
double distance(const study::ArmAnswer& a, const study::ArmAnswer& b) {
    double largest = 0.0;
    const auto compare = [&](const Band& x, const Band& y) {
        for (const auto& [u, v] : {std::pair{x.median, y.median}, {x.p05, y.p05}, {x.p95, y.p95}}) {
            largest = std::max(largest, std::abs(u - v) / std::max(1.0, std::abs(v)));
        }
    };
    for (std::size_t time = 0; time < a.visits.size(); ++time) {
        for (std::size_t i = 0; i < a.visits[time].markers.size(); ++i) {
            compare(a.visits[time].markers[i], b.visits[time].markers[i]);
        }
        for (std::size_t i = 0; i < a.visits[time].readings.size(); ++i) {
            compare(a.visits[time].readings[i], b.visits[time].readings[i]);
        }
    }
    return largest;
}

// Percent of EASI: ten times the solver's tolerance.
constexpr double same = 10.0 * 100.0 * solver_tolerance;

TEST(ComparisonPromiseTest, WithoutVesiclesOrClaimsThroughBloodThereIsOnlyTheDummy) {
    for (const bool is_claimless : {false, true}) {
        CompareRequest request = small_request();
        request.ways = {"iv_drip", "iv_push"};
        if (is_claimless) {
            request.claims_off = {"B1", "B2", "B3"};
        } else {
            request.dose_particles = 0.0;
        }
        const auto answer = compare(shipped_knowledge(), request);
        for (const char* way : {"iv_drip", "iv_push"}) {
            EXPECT_LT(distance(arm_of(*answer, way), arm_of(*answer, "dummy")), same)
                << way << " " << is_claimless;
        }
    }
}

TEST(ComparisonPromiseTest, WithoutVesiclesOrClaimsANeedleDoesWhatTheNeedleDoes) {
    CompareRequest request = small_request();
    request.ways = {"dermapen", "stamp", "ultrasound", "intradermal"};
    request.claims_off = {"B1", "B2", "B3"};
    const auto claimless = compare(shipped_knowledge(), request);
    request.claims_off.clear();
    request.dose_particles = 0.0;
    const auto empty = compare(shipped_knowledge(), request);
    for (const std::string& way : request.ways) {
        EXPECT_LT(distance(arm_of(*claimless, way), arm_of(*empty, way)), same) << way;
    }
    // And the needle does something.
    EXPECT_GT(distance(arm_of(*empty, "dermapen"), arm_of(*empty, "dummy")), 10.0 * same);
}

TEST(ComparisonPromiseTest, MoreVesiclesNeverDoLessInAnyWorld) {
    double last_low = 1.0;
    double last_median = 1.0;
    double first_low = 0.0;
    for (const double dose : {1e9, 1e11, 1e13}) {
        CompareRequest request = small_request();
        request.ways = {"iv_drip"};
        request.dose_particles = dose;
        const Band effect = effect_of(*compare(shipped_knowledge(), request), "iv_drip");
        EXPECT_LE(effect.median, last_median + same) << dose;
        EXPECT_LT(effect.p05, last_low) << dose;
        first_low = dose == 1e9 ? effect.p05 : first_low;
        last_low = effect.p05;
        last_median = effect.median;
    }
    EXPECT_LT(last_low, 10.0 * first_low);
}

TEST(ComparisonPromiseTest, NeedlesOpenActiveSkinAndCalmSkinHoldsAndUltrasoundDoesNoHarm) {
    CompareRequest request = small_request();
    request.ways = {"dermapen", "ultrasound"};
    constexpr std::size_t pathogens = 3;
    ASSERT_EQ(outcome::all_markers()[pathogens].name, "pathogens");
    // Pathogens and EASI of active skin rise for days after needling, and come back.
    const auto active = compare(shipped_knowledge(), request);
    const study::ArmAnswer& pen = arm_of(*active, "dermapen");
    EXPECT_GT(pen.highest_rise, 0.2);
    EXPECT_GT(pen.visits[1].markers_over_dummy[pathogens].p05, 0.0);
    EXPECT_LT(std::abs(pen.visits.back().markers_over_dummy[outcome::easi_marker].median),
              0.1 * pen.highest_rise);
    // Calm skin stays calm: hardly anybody flares in the median world, and every mean ends below
    // moderate.
    request.state = "calm";
    const auto calm = compare(shipped_knowledge(), request);
    for (const CompareAnswer* answer : {active.get(), calm.get()}) {
        for (const study::ArmVisit& visit : arm_of(*answer, "ultrasound").visits) {
            EXPECT_EQ(visit.readings[answer->answer.reading(study::flare)].p95, 0.0);
            EXPECT_LT(visit.markers_over_dummy[outcome::easi_marker].p95, 0.2);
        }
    }
    const study::ArmAnswer& calm_pen = arm_of(*calm, "dermapen");
    for (const study::ArmVisit& visit : calm_pen.visits) {
        EXPECT_LE(visit.readings[calm->answer.reading(study::flare)].median, 0.05);
    }
    EXPECT_LT(calm_pen.visits.back().markers[outcome::easi_marker].p95,
              calm->design.rules.flare_easi_above);
}

TEST(ComparisonPromiseTest, CargoPerCellOfEqualLabelsRanksAsDeliveryDoes) {
    CompareRequest request = small_request();
    request.dose_particles = 1e10;
    request.sessions = 1;
    const auto answer = compare(shipped_knowledge(), request);
    const auto cargo = [&](const char* way) { return arm_of(*answer, way).cargo_per_cell; };
    EXPECT_NEAR(std::log(cargo("stamp") / cargo("intradermal")), 0.0, std::log(2.0));
    EXPECT_LT(cargo("dermapen"), 0.5 * cargo("stamp"));
    EXPECT_LT(cargo("ultrasound"), 0.5 * cargo("dermapen"));
    EXPECT_LT(cargo("iv_drip"), 0.2 * cargo("intradermal"));
    EXPECT_LT(cargo("iv_push"), 0.2 * cargo("intradermal"));
}

TEST(ComparisonPromiseTest, NoEffectLiesInEveryBandAndKnowingNarrowsIt) {
    CompareRequest request = small_request();
    request.worlds = 120;  // fewer leave nothing above chance
    request.patients = 4;
    request.has_attribution = true;
    const auto answer = compare(shipped_knowledge(), request);
    ASSERT_EQ(answer->answer.attribution.size(), answer->design.ways.size());
    for (std::size_t way = 0; way < answer->design.ways.size(); ++way) {
        const study::ArmAnswer& arm = answer->answer.arms[answer->design.first_way() + way];
        const Band effect = effect_of(*answer, arm.name);
        EXPECT_LE(effect.p05, same) << arm.name;
        EXPECT_GE(effect.p95, -same) << arm.name;
        const auto& knowledge = answer->answer.knowledge[way];
        EXPECT_GT(knowledge.front().narrowing_frac, 0.0) << arm.name;
        EXPECT_TRUE(std::ranges::is_sorted(knowledge, std::greater<>{},
                                           &study::KnowledgeValue::variance_frac));
    }
    // What the four players carry adds up to the effect of the worlds they were asked in.
    for (const study::Attribution& share : answer->answer.attribution) {
        EXPECT_TRUE(
            std::isfinite(share.needle + share.claims[0] + share.claims[1] + share.claims[2]));
    }
}

TEST(ComparisonPromiseTest, AnAuditOfTheProductAndATracerStudyGiveANarrowerBand) {
    // The same study where the count of a vial, its potency, and what reaches skin and cells are
    // known to be the typical ones. Whether vesicles work and how studies translate stays open.
    CompareRequest request = small_request();
    request.ways = {"intradermal"};
    request.worlds = 60;
    request.patients = 8;
    const auto study = compare(shipped_knowledge(), request);
    const auto width = [](const study::ComparisonAnswer& answer) {
        const study::ArmAnswer& arm = answer.arms.back();
        const Band& band = arm.visits[arm.course_end]
                               .readings_over_dummy[answer.reading(study::easi_change_treated)];
        return band.p95 - band.p05;
    };
    catalogue::VesicleCatalogue vesicles = study->vesicles;
    for (catalogue::VesicleUnknown& unknown : vesicles.unknowns) {
        if (unknown.name == "potency" || unknown.name == "half_effect_cargo" ||
            unknown.name == "release_share") {
            unknown.spread = {.kind = catalogue::WorldSpread::Kind::fixed,
                              .middle = unknown.spread.median()};
        }
    }
    catalogue::Route route = *study->plans.front().route;
    for (catalogue::DeliveryParameter& parameter : route.parameters) {
        if (parameter.name == "true_count" || parameter.name == "uptake") {
            parameter.inside.gsd = 1.0;
        }
    }
    study->plans.front().route = &route;
    study::RunControl control = request.control;
    control.solver_settings.baseline_seed = study->catalogue.model.seed();
    const auto people = population::sample_population(study->catalogue.model, 1, 10000);
    const study::ComparisonAnswer known =
        study::run_comparison(study->design, vesicles, *people, control);
    EXPECT_LT(width(known), 0.8 * width(study->answer));
}

TEST(ComparisonPromiseTest, WorldsCarryWhatCalibrationLeftOpen) {
    CompareRequest request = small_request();
    request.ways = {"intradermal"};
    request.care_drug = "dupilumab";
    request.patients = 12;
    const auto study = compare(shipped_knowledge(), request);
    ASSERT_TRUE(study->design.draw_model);
    const auto easi = [](const study::ComparisonAnswer& answer, study::PlainArm arm) {
        return answer.arms[static_cast<std::size_t>(arm)]
            .visits.back()
            .markers[outcome::easi_marker];
    };
    for (const study::PlainArm arm : {study::PlainArm::untreated, study::PlainArm::dummy}) {
        const Band band = easi(study->answer, arm);
        EXPECT_LT(band.p05, band.p95);
        // No wider than trials of the drug differ: the model is fitted.
        EXPECT_LT(band.p95 - band.p05, 8.0);
    }

    // Worlds that all have the best values are the same as none drawn.
    study::ComparisonDesign alike = study->design;
    alike.draw_model = [&](std::uint64_t) { return study->catalogue; };
    study::ComparisonDesign none = study->design;
    none.draw_model = {};
    study::RunControl control = request.control;
    control.solver_settings.baseline_seed = study->catalogue.model.seed();
    const auto people = population::sample_population(study->catalogue.model, 1, 10000);
    const auto run = [&](const study::ComparisonDesign& design) {
        return study::run_comparison(design, study->vesicles, *people, control);
    };
    const study::ComparisonAnswer first = run(alike);
    const study::ComparisonAnswer second = run(none);
    for (std::size_t arm = 0; arm < first.arms.size(); ++arm) {
        EXPECT_EQ(distance(first.arms[arm], second.arms[arm]), 0.0);
    }
    const Band fixed = easi(second, study::PlainArm::dummy);
    EXPECT_EQ(fixed.p05, fixed.p95);
}

TEST(ComparisonPromiseTest, RegulatoryCellsAreDampedWherePathogensAreMany) {
    // The target of Treg under full effect, at two levels of pathogens, everything else the same.
    const disease::VesicleAction<double> action = shipped_vesicles().median_world().action;
    const auto treg_rate = [&](double pathogens) {
        disease::State<double> state{};
        state.pathogens = pathogens;
        const disease::Response<double> resting =
            disease::resting_response(state, shipped_vesicles().clinical);
        disease::Response<double> rate{};
        disease::mediator_rates(1.0, 1.0, state, resting, action, rate);
        return rate.treg;
    };
    EXPECT_GT(treg_rate(0.0), 0.0);
    EXPECT_NEAR(treg_rate(action.treg_half_pathogens) / treg_rate(0.0), 0.5, 1e-12);
    EXPECT_LT(treg_rate(0.9), treg_rate(0.1));
}

}  // namespace
}  // namespace vesikin::tests
