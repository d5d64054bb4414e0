// One arm asked for in three ways: a virtual trial, which draws visits, raters and who leaves; a
// prediction of a published arm, which expects over them; and the arms of a comparison without
// vesicles. The same people, so they differ by what is drawn alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/delivery_fixture.hpp"
#include "support/layer_fixture.hpp"
#include "support/vesicle_fixture.hpp"
#include "vesikin/outcome/list.hpp"
#include "vesikin/outcome/trial_endpoints.hpp"
#include "vesikin/study/clinical_arm.hpp"
#include "vesikin/study/comparison.hpp"
#include "vesikin/study/run.hpp"
#include "vesikin/study/summary.hpp"

namespace vesikin::tests {
namespace {

constexpr std::uint64_t seed = 21;
constexpr std::uint64_t drawn = 3000;
constexpr double easi_min = 16.0;
constexpr double week_16 = 112.0;

const std::vector<std::string> names{
    "easi_50", "easi_75", "easi_90", "iga_0_1", "easi", "easi_percent_change", "itch", "itch_4"};

study::RunControl control() {
    return {.solver_settings = settings(1e-4, 1e-6), .threads = 2};
}

study::Arm arm(const std::string& name, double participation, bool has_drug) {
    study::Arm made{
        .name = name, .label = catalogue::Label(name), .description = {}, .treatments = {}};
    made.participation_frac = participation;
    if (has_drug) {
        study::TreatmentPeriod period;
        period.drug = "dupilumab";
        period.stop_day = week_16;
        made.treatments = {period};
    }
    return made;
}

const std::vector<study::Arm>& arms() {
    static const std::vector<study::Arm> made{
        arm("untreated", 0.0, false), arm("dummy", 0.25, false), arm("dupilumab", 0.25, true)};
    return made;
}

/// Results of the virtual trial at week 16.
struct TrialResult {
    std::vector<study::SummaryRow> rows;
    std::uint64_t included = 0;

    [[nodiscard]] const study::SummaryRow& row(std::size_t in_arm, std::size_t outcome) const {
        return *std::ranges::find_if(rows, [&](const study::SummaryRow& each) {
            return each.arm == in_arm && each.outcome == outcome && each.week == 16.0;
        });
    }
};

TrialResult run(study::Estimand estimand) {
    study::TrialDesign design;
    design.patients = drawn;
    design.seed = seed;
    design.horizon_day = week_16;
    design.visit_day = {28.0, 56.0, 84.0, week_16};
    design.enrolment.easi_min = easi_min;
    design.enrolment.weight = layer_catalogue().layer->body_weight;
    design.arms = arms();
    design.outcomes = names;
    design.estimand = estimand;
    std::vector<outcome::Outcome> outcomes;
    for (const std::string& name : names) {
        outcomes.push_back(outcome::seen_outcome(name));
    }
    const auto patients = population::sample_population(layer_catalogue().model, seed, drawn);
    study::TrialTally tally({arms().size(), design.visit_day.size() + 1, names.size()}, outcomes);
    study::run_trial({design, outcomes, *patients, layer_catalogue()}, control(), {}, tally);
    return {study::summarise(design, outcomes, tally), tally.included()};
}

/// Arm courses of the same people as a prediction makes them.
std::vector<outcome::ArmCourse> courses(std::uint64_t people) {
    const study::PatientPool pool(layer_catalogue().model, seed, drawn, control());
    study::ClinicalSimulator simulator(pool, control());
    std::vector<outcome::ArmCourse> made;
    for (const study::Arm& each : arms()) {
        study::ClinicalArm clinical{.care = study::care_of(each, layer_catalogue(), week_16),
                                    .entry = {},
                                    .visit_day = {28.0, 56.0, 84.0, week_16}};
        clinical.entry.easi_min = easi_min;
        clinical.entry.weight = layer_catalogue().layer->body_weight;
        made.push_back(
            simulator.simulate(clinical, {.catalogue = &layer_catalogue()}, {0, people}));
    }
    return made;
}

/// Four standard errors of what is drawn; the solver's tolerance is a thousandth of the scale.
double allowed(const study::SummaryRow& row) {
    return 4.0 * *row.standard_error + 0.02;
}

TEST(OneArmTest, ATrialAndAPredictionSayTheSame) {
    const TrialResult non_responder = run(study::Estimand::non_responder);
    const TrialResult on_treatment = run(study::Estimand::while_on_treatment);
    ASSERT_GT(non_responder.included, 600U);
    std::vector<outcome::ArmCourse> as_predicted = courses(non_responder.included);
    for (std::size_t a = 0; a < arms().size(); ++a) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            const outcome::Outcome& outcome = outcome::seen_outcome(names[i]);
            const std::string what = arms()[a].name + " " + names[i];
            const study::SummaryRow& drawn_row = non_responder.row(a, i);
            EXPECT_NEAR(*drawn_row.mean,
                        outcome::at_visit(outcome, {.course = as_predicted[a], .visit = 4}).mean,
                        allowed(drawn_row))
                << what;
            outcome::ArmCourse nobody_leaves = as_predicted[a];
            for (care::SeenVisit& visit : nobody_leaves.visits) {
                visit.stays_frac = 1.0;
            }
            const study::SummaryRow& staying_row = on_treatment.row(a, i);
            EXPECT_NEAR(*staying_row.mean,
                        outcome::at_visit(outcome, {.course = nobody_leaves, .visit = 4}).mean,
                        allowed(staying_row))
                << what << " while on treatment";
        }
        // Leaving matters, or one estimand would be as good as the other.
        EXPECT_LT(non_responder.row(a, 4).count, on_treatment.row(a, 4).count);
        EXPECT_EQ(non_responder.row(a, 1).count, on_treatment.row(a, 1).count);
    }
    // Untreated people who take no part do not change, however often they are looked at.
    const study::SummaryRow& untreated = on_treatment.row(0, 4);
    double baseline = 0.0;
    for (std::size_t i = 0; i < as_predicted[0].people(); ++i) {
        baseline += as_predicted[0].weight[i] * as_predicted[0].at(i, 0).easi;
    }
    EXPECT_NEAR(*untreated.mean, baseline, allowed(untreated));
}

TEST(OneArmTest, TheArmsOfAComparisonWithoutVesiclesAreThoseOfATrial) {
    const TrialResult trial = run(study::Estimand::while_on_treatment);
    const simulation::DeliveryPlan plan = SessionChoice{.way = "stamp", .area_cm2 = 10.0}.plan();
    const auto compared = [&](const study::Arm& care) {
        study::ComparisonDesign design;
        design.seed = seed;
        design.patients = trial.included;
        design.worlds = 2;
        design.delivery_people = 1;
        design.enrolment.easi_min = easi_min;
        design.enrolment.weight = layer_catalogue().layer->body_weight;
        design.untreated = study::care_of(arms()[0], layer_catalogue(), week_16);
        design.care = study::care_of(care, layer_catalogue(), week_16);
        design.model = &layer_catalogue();
        design.visit_day = {28.0, 56.0, 84.0, week_16};
        design.ways = {{.plan = &plan}};
        const auto patients = population::sample_population(layer_catalogue().model, seed, drawn);
        return study::run_comparison(design, shipped_vesicles(), *patients, control());
    };
    for (const std::size_t care : {std::size_t{1}, std::size_t{2}}) {
        const study::ComparisonAnswer answer = compared(arms()[care]);
        for (const auto& [in_answer, in_trial] :
             {std::pair<std::size_t, std::size_t>{0, 0}, {1, care}}) {
            const study::ArmVisit& last = answer.arms[in_answer].visits.back();
            for (std::size_t i = 0; i < names.size(); ++i) {
                const bool is_marker = names[i] == "easi" || names[i] == "itch";
                const double scale = outcome::seen_outcome(names[i]).is_proportion() ? 100.0 : 1.0;
                const study::SummaryRow& row = trial.row(in_trial, i);
                EXPECT_NEAR(
                    scale *
                        last.readings[answer.reading(is_marker ? names[i] + "_person" : names[i])]
                            .median,
                    *row.mean, allowed(row))
                    << answer.arms[in_answer].name << " of " << arms()[care].name << " "
                    << names[i];
            }
        }
    }
}

}  // namespace
}  // namespace vesikin::tests
