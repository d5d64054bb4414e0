// Courses with doses: the batched solver against CVODE at rtol 1e-10, the closed form of kinetics
// against the full system, and the treated model against the published core.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "support/dosed_cases.hpp"
#include "vesikin/base/slots.hpp"

namespace vesikin::tests {
namespace {

using simulation::CourseBlock;
using simulation::KineticsPath;
using simulation::SolverSettings;
using simulation::StopReason;

class DosedSolver : public testing::TestWithParam<std::string_view> {
  protected:
    static SolverSettings settings_here(double tolerance) {
        SolverSettings result = settings(tolerance, tolerance / 100.0);
        result.instruction_set = GetParam();
        return result;
    }
};

void expect_all_finished(const CourseBlock& block) {
    for (std::size_t item = 0; item < block.items(); ++item) {
        EXPECT_EQ(block.stop_reason(item), StopReason::finished) << "item " << item;
    }
}

TEST_P(DosedSolver, IsWithinTheToleranceOfCvodeOnBothPaths) {
    for (const KineticsPath path : {KineticsPath::closed_form, KineticsPath::full}) {
        DosedCase dosed = random_case(21, 60, 6);
        dosed.take(path);
        const CourseBlock exact = solve_dosed("cvode", dosed, settings(1e-10, 1e-12));
        expect_all_finished(exact);
        for (const double tolerance : {1e-4, 1e-6}) {
            const SolverSettings fast = settings_here(tolerance);
            const CourseBlock block = solve_dosed("batched", dosed, fast);
            expect_all_finished(block);
            EXPECT_LE(distance_in_tolerances(block, exact, fast), 1.0)
                << "rtol " << tolerance << " path " << static_cast<int>(path);
        }
    }
}

TEST_P(DosedSolver, ClosedFormAgreesWithTheFullSystemOnRandomRegimens) {
    // Two errors of one tolerance each.
    for (const std::uint64_t seed : {31U, 32U, 33U}) {
        DosedCase dosed = random_case(seed, 40, 1 + seed % 3 * 5);
        const SolverSettings fast = settings_here(1e-6);
        const CourseBlock closed = solve_dosed("batched", dosed, fast);
        dosed.take(KineticsPath::full);
        const CourseBlock full = solve_dosed("batched", dosed, fast);
        EXPECT_LE(distance_in_tolerances(closed, full, fast), 2.0) << "seed " << seed;
        for (std::size_t item = 0; item < closed.items(); ++item) {
            for (std::size_t visit = 0; visit < closed.visits(); ++visit) {
                const double exact = closed.at(item, visit).concentration_mg_per_l;
                EXPECT_NEAR(full.at(item, visit).concentration_mg_per_l, exact,
                            1e-5 * exact + 1e-7);
            }
        }
    }
}

TEST_P(DosedSolver, FollowsSaturableKineticsWithTransit) {
    DosedCase dosed = random_case(41, 40, 8);
    for (auto& input : dosed.inputs) {
        input.drug.transit_per_day = 4.0 / 0.105;  // dupilumab's, the stiffest known here
        input.drug.saturable_mg_per_l_day = 1.07;
        input.has_transit = true;
        input.vesicle.is_saturable = 1.0;
        input.vesicle.half_saturation_share = 0.3;
        EXPECT_EQ(simulation::choose_path(input), KineticsPath::full);
    }
    dosed.take(KineticsPath::full);
    const CourseBlock exact = solve_dosed("cvode", dosed, settings(1e-10, 1e-12));
    const SolverSettings fast = settings_here(1e-6);
    const CourseBlock block = solve_dosed("batched", dosed, fast);
    expect_all_finished(block);
    EXPECT_LE(distance_in_tolerances(block, exact, fast), 1.0);
}

/// The same with a drug as dupilumab is [Kovalenko2020].
DosedCase saturable_case(std::uint64_t seed, std::size_t people, std::size_t per_kind) {
    DosedCase dosed = random_case(seed, people, per_kind);
    for (auto& input : dosed.inputs) {
        input.drug.transit_per_day = 3.0 / 0.105;
        input.drug.saturable_mg_per_l_day = 1.07;
        input.has_transit = true;
        input.drug_action.half_effect_mg_per_l = 2.0;
        EXPECT_EQ(simulation::choose_path(input), KineticsPath::known);
    }
    return dosed;
}

/// Every item three times, so that what is known is shared.
void repeat_items(DosedCase& dosed) {
    const auto once = dosed.items;
    dosed.items.insert(dosed.items.end(), once.begin(), once.end());
    dosed.items.insert(dosed.items.end(), once.begin(), once.end());
}

TEST_P(DosedSolver, AConcentrationKnownBeforehandIsThatOfTheFullSystem) {
    // From doses so small that the body is empty between them to doses that saturate it.
    for (const double size : {0.05, 2.0}) {
        DosedCase dosed = saturable_case(43, 9, 5);
        for (auto& course : dosed.courses) {
            for (auto& dose : course.doses) {
                dose.amount *= dose.kind == simulation::DoseKind::drug ? size : 1.0;
            }
        }
        DosedCase alone = dosed;
        alone.take(KineticsPath::full);
        repeat_items(dosed);
        // The full system, itself held against CVODE above, which takes half a minute for this.
        const CourseBlock exact = solve_dosed("batched", alone, settings_here(1e-9));
        expect_all_finished(exact);
        dosed.take(KineticsPath::known);
        for (const double tolerance : {1e-4, 1e-6}) {
            const SolverSettings fast = settings_here(tolerance);
            const auto solver = simulation::make_solver("batched", fast);
            CourseBlock block;
            solver->solve(dosed.plan(), block);
            expect_all_finished(block);
            EXPECT_EQ(solver->work().rescued_solves, 0U);
            double largest = 0.0;
            for (std::size_t item = 0; item < block.items(); ++item) {
                for (std::size_t visit = 0; visit < block.visits(); ++visit) {
                    const auto right = exact.at(item % alone.items.size(), visit);
                    const auto found = block.at(item, visit);
                    largest =
                        std::max(largest, distance_in_tolerances(found.state, right.state, fast));
                    EXPECT_NEAR(found.concentration_mg_per_l, right.concentration_mg_per_l,
                                0.5 * tolerance * (right.concentration_mg_per_l + 2.0));
                }
            }
            EXPECT_LE(largest, 1.0) << "rtol " << tolerance << " size " << size;
        }
    }
}

TEST_P(DosedSolver, OnlyTheSameKineticsAndDosesShareAConcentration) {
    // One person, whose kinetics or doses differ by one number at a time.
    DosedCase dosed = saturable_case(47, 8, 4);
    for (std::size_t i = 1; i < dosed.inputs.size(); ++i) {
        dosed.patients[i] = dosed.patients[0];
        dosed.baselines[i] = dosed.baselines[0];
        dosed.inputs[i] = dosed.inputs[0];
        dosed.courses[i] = dosed.courses[0];
    }
    dosed.inputs[1].drug.elimination_per_day *= 1.5;
    dosed.inputs[2].bioavailability_frac *= 0.5;
    dosed.inputs[3].has_transit = false;
    dosed.inputs[4].is_infused = true;
    dosed.courses[5].doses[2].day += 1.0;
    for (auto& dose : dosed.courses[6].doses) {
        dose.amount *= dose.kind == simulation::DoseKind::drug ? 2.0 : 1.0;
    }
    dosed.inputs[7].drug.saturable_mg_per_l_day *= 2.0;
    const SolverSettings here = settings_here(1e-6);
    dosed.take(KineticsPath::full);
    const CourseBlock full = solve_dosed("batched", dosed, here);
    dosed.take(KineticsPath::known);
    repeat_items(dosed);
    const CourseBlock known = solve_dosed("batched", dosed, here);
    for (std::size_t item = 0; item < known.items(); ++item) {
        for (std::size_t visit = 0; visit < known.visits(); ++visit) {
            const double right = full.at(item % 8, visit).concentration_mg_per_l;
            EXPECT_NEAR(known.at(item, visit).concentration_mg_per_l, right, 2e-6 * (right + 2.0))
                << "item " << item;
        }
    }
}

TEST_P(DosedSolver, WhatIsKnownFromAnEarlierPlanIsUsedOnlyWhereItHolds) {
    DosedCase first = saturable_case(53, 6, 4);
    first.take(KineticsPath::known);
    DosedCase later = first;
    for (auto& dose : later.courses[1].doses) {
        dose.amount *= dose.kind == simulation::DoseKind::drug ? 2.0 : 1.0;
    }
    later.inputs[2].drug_action.half_effect_mg_per_l = 2.6;  // of the same power of two
    later.inputs[3].drug_action.half_effect_mg_per_l = 0.3;
    later.inputs[4].drug.saturable_mg_per_l_day = std::nan("");
    later.visit_day.push_back(later.visit_day.back() + 28.0);
    const SolverSettings here = settings_here(1e-6);
    const auto solver = simulation::make_solver("batched", here);
    CourseBlock block;
    solver->solve(first.plan(), block);
    expect_all_finished(block);
    solver->solve(later.plan(), block);
    const CourseBlock alone = solve_dosed("batched", later, here);
    for (std::size_t item = 0; item < block.items(); ++item) {
        EXPECT_EQ(block.stop_reason(item) == StopReason::finished, item != 4) << item;
        for (std::size_t visit = 0; item != 4 && visit < block.visits(); ++visit) {
            const auto a = block.at(item, visit);
            const auto b = alone.at(item, visit);
            EXPECT_TRUE(is_same_state(a.state, b.state)) << item;
            EXPECT_EQ(a.concentration_mg_per_l, b.concentration_mg_per_l) << item;
        }
    }
}

/// The same without anything that vesicles or needles do: sessions that leave no marks, of a
/// product that does nothing.
DosedCase without_vesicles(DosedCase dosed) {
    for (auto& action : dosed.actions) {
        action.potency = 0.0;
    }
    for (auto& input : dosed.inputs) {
        input.marks.wound.weight = {};
        input.marks.openness.weight = {};
        input.marks.barrier_drop_frac = 0.0;
    }
    return dosed;
}

TEST_P(DosedSolver, SessionsWithoutMarksBringVesiclesThatAreNotSteppedOver) {
    // Vesicles that act strongly and fade within hours, beside slow ones; no needle.
    DosedCase dosed = random_case(67, 40, 6);
    for (std::size_t i = 0; i < dosed.inputs.size(); ++i) {
        dosed.inputs[i].marks.wound.weight = {};
        dosed.inputs[i].marks.openness.weight = {};
        dosed.inputs[i].marks.barrier_drop_frac = 0.0;
        dosed.inputs[i].vesicle.effect_loss_per_day *= i % 2 == 0 ? 20.0 : 1.0;
        EXPECT_EQ(simulation::choose_path(dosed.inputs[i]), KineticsPath::closed_form);
        dosed.actions[i].potency *= 3.0;
    }
    const CourseBlock exact = solve_dosed("cvode", dosed, settings(1e-10, 1e-12));
    for (const double tolerance : {1e-4, 1e-6}) {
        const SolverSettings fast = settings_here(tolerance);
        const CourseBlock block = solve_dosed("batched", dosed, fast);
        expect_all_finished(block);
        EXPECT_LE(distance_in_tolerances(block, exact, fast), 1.0) << "rtol " << tolerance;
    }
}

TEST_P(DosedSolver, WhereOnlyADrugActsTheReferenceFindsTheSameWithMediatorsAtRest) {
    for (const auto& [dosed_case, path] :
         {std::pair{random_case(61, 40, 6), KineticsPath::closed_form},
          std::pair{saturable_case(63, 12, 6), KineticsPath::known}}) {
        DosedCase dosed = without_vesicles(dosed_case);
        dosed.take(KineticsPath::full);
        const CourseBlock exact = solve_dosed("cvode", dosed, settings(1e-10, 1e-12));
        expect_all_finished(exact);
        dosed.take(path);
        for (const double tolerance : {1e-4, 1e-6}) {
            const SolverSettings fast = settings_here(tolerance);
            const CourseBlock block = solve_dosed("batched", dosed, fast);
            expect_all_finished(block);
            // Where a step goes on over a dose, IgE and itch may be a few tolerances off.
            const double most = path == KineticsPath::known ? 5.0 : 1.0;
            EXPECT_LE(distance_in_tolerances(block, exact, fast), most)
                << "rtol " << tolerance << " path " << static_cast<int>(path);
            for (std::size_t item = 0; item < block.items(); ++item) {
                for (std::size_t visit = 0; visit < block.visits(); ++visit) {
                    const simulation::Snapshot found = block.at(item, visit);
                    const simulation::Snapshot right = exact.at(item, visit);
                    EXPECT_LE(distance_in_tolerances(found.state, right.state, fast), 1.0);
                    const auto mediators = base::array_of(mediator_entries(found.response));
                    EXPECT_THAT(mediators, testing::Each(1.0));
                    EXPECT_NEAR(found.concentration_mg_per_l, right.concentration_mg_per_l,
                                tolerance * (right.concentration_mg_per_l + 2.0));
                }
            }
        }
    }
}

TEST_P(DosedSolver, MoreThanAreKeptAreForgottenTogetherWithTheirDoses) {
    // More people than concentrations are kept of, for three days; then others with other doses.
    constexpr std::uint32_t many = 4100;
    DosedCase dosed = saturable_case(57, 2, 1);
    dosed.visit_day = {3.0};
    for (auto& course : dosed.courses) {
        std::erase_if(course.doses,
                      [](const auto& dose) { return dose.kind != simulation::DoseKind::drug; });
        course.doses.resize(1);
        course.doses[0].day = 0.0;
    }
    dosed.items.clear();
    dosed.inputs.resize(1);
    for (std::uint32_t i = 0; i < many; ++i) {
        dosed.inputs.push_back(dosed.inputs[0]);
        dosed.inputs.back().bioavailability_frac = 0.5 + 1e-4 * i;
        dosed.items.push_back({0, 0, i + 1, 0, KineticsPath::known});
    }
    const SolverSettings here = settings_here(1e-4);
    const auto solver = simulation::make_solver("batched", here);
    CourseBlock block;
    solver->solve(dosed.plan(), block);
    // The same people by the other course alone, whose doses are now the first of their list.
    for (auto& dose : dosed.courses[0].doses) {
        dose.amount *= 3.0;
    }
    dosed.items.resize(3);
    solver->solve(dosed.plan(), block);
    const CourseBlock alone = solve_dosed("batched", dosed, here);
    for (std::size_t item = 0; item < block.items(); ++item) {
        EXPECT_GT(block.at(item, 0).concentration_mg_per_l, 0.0);
        EXPECT_EQ(block.at(item, 0).concentration_mg_per_l,
                  alone.at(item, 0).concentration_mg_per_l);
    }
}

TEST_P(DosedSolver, WithoutDosesIsThePublishedCore) {
    DosedCase dosed = random_case(51, 50, 0);
    for (auto& input : dosed.inputs) {
        input.onset_per_day = 0.0;
    }
    const CorePlan published = shipped_plan();
    dosed.courses.clear();
    dosed.items.clear();
    for (const auto& course : published.courses) {
        dosed.courses.push_back(course);
    }
    for (std::uint32_t patient = 0; patient < dosed.patients.size(); ++patient) {
        for (std::uint32_t course = 0; course < dosed.courses.size(); ++course) {
            dosed.items.push_back({patient, patient, patient, course, KineticsPath::closed_form});
        }
    }
    dosed.visit_day = published.visit_day;
    const SolverSettings fast = settings_here(1e-6);
    const CourseBlock block = solve_dosed("batched", dosed, fast);
    const auto core = solve("cvode", dosed.patients, published, settings(1e-10, 1e-12));
    double largest = 0.0;
    for (std::size_t item = 0; item < block.items(); ++item) {
        const auto& which = dosed.items[item];
        for (std::size_t visit = 0; visit < block.visits(); ++visit) {
            const simulation::Snapshot found = block.at(item, visit);
            largest = std::max(
                largest, distance_in_tolerances(found.state,
                                                core.at(which.patient, which.course, visit), fast));
            for (const double factor : {found.response.tnf, found.response.il10,
                                        found.response.treg, found.response.ceramide}) {
                EXPECT_NEAR(factor, 1.0, 1e-8);
            }
        }
    }
    EXPECT_LE(largest, 1.0);
}

TEST_P(DosedSolver, GivesAnItemTheSameBitsInEveryLaneAndOrder) {
    DosedCase dosed = random_case(61, 37, 4);
    for (std::size_t i = 0; i < dosed.items.size(); i += 3) {
        dosed.items[i].path = KineticsPath::full;
    }
    for (std::size_t i = 1; i < dosed.items.size(); i += 3) {
        dosed.inputs[i].drug.saturable_mg_per_l_day = 1.07;
        dosed.items[i].path = simulation::choose_path(dosed.inputs[i]);
        EXPECT_EQ(dosed.items[i].path, KineticsPath::known);
    }
    repeat_items(dosed);
    const SolverSettings here = settings_here(1e-6);
    const CourseBlock forward = solve_dosed("batched", dosed, here);
    std::reverse(dosed.items.begin(), dosed.items.end());
    const CourseBlock backward = solve_dosed("batched", dosed, here);
    for (std::size_t item = 0; item < forward.items(); ++item) {
        for (std::size_t visit = 0; visit < forward.visits(); ++visit) {
            const auto a = forward.at(item, visit);
            const auto b = backward.at(forward.items() - 1 - item, visit);
            EXPECT_TRUE(is_same_state(a.state, b.state)) << item;
            EXPECT_EQ(a.response.itch, b.response.itch) << item;
        }
    }
}

TEST_P(DosedSolver, AFailingNeighbourChangesNothingAndIsReported) {
    DosedCase dosed = random_case(71, 20, 3);
    const SolverSettings here = settings_here(1e-6);
    const CourseBlock healthy = solve_dosed("batched", dosed, here);
    dosed.patients[5].k1 = std::nan("");
    dosed.actions[6].potency = std::numeric_limits<double>::infinity();
    const CourseBlock mixed = solve_dosed("batched", dosed, here);
    EXPECT_NE(mixed.stop_reason(5), StopReason::finished);
    for (std::size_t item = 0; item < mixed.items(); ++item) {
        if (item != 5 && item != 6) {
            EXPECT_TRUE(is_same_state(mixed.at(item, 7).state, healthy.at(item, 7).state)) << item;
        }
    }
}

TEST_P(DosedSolver, ANeighbourWhoseKineticsCannotBeFollowedIsReported) {
    DosedCase dosed = saturable_case(73, 6, 3);
    dosed.take(KineticsPath::known);
    repeat_items(dosed);
    const SolverSettings here = settings_here(1e-6);
    const CourseBlock healthy = solve_dosed("batched", dosed, here);
    expect_all_finished(healthy);
    dosed.inputs[2].drug.elimination_per_day = std::nan("");
    const auto solver = simulation::make_solver("batched", here);
    CourseBlock mixed;
    solver->solve(dosed.plan(), mixed);
    for (std::size_t item = 0; item < mixed.items(); ++item) {
        if (item % 6 == 2) {
            EXPECT_NE(mixed.stop_reason(item), StopReason::finished);
        } else {
            EXPECT_TRUE(is_same_state(mixed.at(item, 7).state, healthy.at(item, 7).state)) << item;
        }
    }
    EXPECT_EQ(solver->work().solves, 18U);  // tries beyond the first are rescues
    EXPECT_EQ(solver->work().rescued_solves, 3U);
}

TEST_P(DosedSolver, WhatLeavesItsBoundsTwiceIsTheModelsWord) {
    DosedCase dosed = random_case(79, 4, 2);
    dosed.patients[1].d9 = -5.0;  // a cytokine that grows without end, or below nothing
    dosed.patients[1].k8 = -5.0;
    const auto solver = simulation::make_solver("batched", settings_here(1e-6));
    CourseBlock block;
    solver->solve(dosed.plan(), block);
    EXPECT_EQ(block.stop_reason(1), StopReason::not_physical);
    EXPECT_EQ(solver->work().rescued_solves, 1U);
}

TEST_P(DosedSolver, VisitsDoNotChangeTheSteps) {
    DosedCase dosed = random_case(81, 20, 3);
    const SolverSettings here = settings_here(1e-6);
    const CourseBlock few = solve_dosed("batched", dosed, here);
    dosed.visit_day.clear();
    for (int day = 1; day <= 168; ++day) {
        dosed.visit_day.push_back(day);
    }
    const CourseBlock many = solve_dosed("batched", dosed, here);
    for (std::size_t item = 0; item < few.items(); ++item) {
        EXPECT_TRUE(is_same_state(few.at(item, 7).state, many.at(item, 167).state));
    }
}

std::vector<std::string_view> instruction_sets() {
    std::vector<std::string_view> names;
    for (const simulation::Kernel& kernel : simulation::available_kernels()) {
        names.push_back(kernel.name);
    }
    return names;
}

INSTANTIATE_TEST_SUITE_P(EveryInstructionSet, DosedSolver, testing::ValuesIn(instruction_sets()),
                         [](const auto& each) { return std::string(each.param); });

TEST(ClosedForm, HasTheTwoCompartmentSolution) {
    // Absorption into one compartment: C = F dose ka / (V (ka - ke)) (exp(-ke t) - exp(-ka t)).
    simulation::PersonalInput input = plain_input();
    input.drug = {
        .absorption_per_day = 0.548, .elimination_per_day = 0.340 / 8.44, .central_volume_l = 8.44};
    ASSERT_TRUE(simulation::close_form(input));
    const auto& form = input.closed_form.concentration;
    const double ke = 0.340 / 8.44;
    for (const double day : {0.5, 7.0, 28.0}) {
        double found = 0.0;
        for (std::size_t m = 0; m < simulation::drug_modes; ++m) {
            found += form.weight[m] * std::exp(-form.rate_per_day[m] * day);
        }
        const double expected =
            0.548 / (8.44 * (0.548 - ke)) * (std::exp(-ke * day) - std::exp(-0.548 * day));
        EXPECT_NEAR(found, expected, 1e-12 * expected + 1e-15);
    }
}

TEST(ClosedForm, IsRefusedWhereModesCoincideOrKineticsSaturate) {
    simulation::PersonalInput chain = plain_input();
    chain.drug = {.transit_per_day = 4.0, .absorption_per_day = 0.3, .elimination_per_day = 0.05};
    EXPECT_FALSE(simulation::close_form(chain));  // three equal steps have no distinct modes
    simulation::PersonalInput saturable = plain_input();
    saturable.vesicle.is_saturable = 1.0;
    EXPECT_FALSE(simulation::close_form(saturable));
    EXPECT_EQ(simulation::choose_path(saturable), KineticsPath::full);
}

TEST(Pieces, AreCutAtPhasesAndDoses) {
    const simulation::Course course{"cut",
                                    {{0.0, {}}, {10.0, {}}},
                                    {{0.0, simulation::DoseKind::drug, 1.0},
                                     {10.0, simulation::DoseKind::session, 1.0},
                                     {10.0, simulation::DoseKind::drug, 1.0},
                                     {12.5, simulation::DoseKind::drug, 1.0},
                                     {30.0, simulation::DoseKind::drug, 1.0}}};
    const auto pieces = simulation::pieces_of(course, 30.0);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0].dose_count, 1U);
    EXPECT_EQ(pieces[1].begin_day, 10.0);
    EXPECT_EQ(pieces[1].phase, 1U);
    EXPECT_EQ(pieces[1].dose_count, 2U);
    EXPECT_FALSE(pieces[0].keeps_effects);  // a beginning
    EXPECT_FALSE(pieces[1].keeps_effects);
    EXPECT_TRUE(pieces[1].has_session);
    EXPECT_TRUE(pieces[2].keeps_effects);
    EXPECT_FALSE(pieces[2].has_session);
    EXPECT_EQ(pieces[2].end_day, 30.0);  // a dose on the last day can change nothing
}

}  // namespace
}  // namespace vesikin::tests
