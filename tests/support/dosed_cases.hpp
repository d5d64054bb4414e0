// People with doses for the tests and benchmarks of the solvers: random but seeded kinetics,
// actions and regimens, wide enough to reach corners that shipped data do not.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "support/solver_cases.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/ode/number.hpp"
#include "vesikin/simulation/treatment.hpp"

namespace vesikin::tests {

inline disease::ClinicalParameters<double> plain_clinical() {
    return {.signs_rate = 0.1,
            .itch_rate = 1.0,
            .itch_base = 1.0,
            .itch_by_il31 = 2.0,
            .itch_by_th2 = 1.0,
            .itch_by_eosinophils = 1.0,
            .itch_by_damage = 3.0,
            .ige_turnover = 0.35,
            .eosinophil_turnover = 0.07,
            .reference_il31 = 1.65,
            .reference_il4 = 38.0,
            .reference_il13 = 40.0};
}

/// Every effect at work.
inline disease::VesicleAction<double> strong_action() {
    disease::VesicleAction<double> a{};
    a.potency = 1.0;
    a.half_effect_cargo = 0.25;
    a.hill = 1.2;
    a.nfkb_inhibition = 0.4;
    a.nfkb_by_il10 = 0.5;
    a.tnf_by_nfkb = 1.0;
    a.il1b_by_nfkb = 1.2;
    a.il23_by_nfkb = 0.8;
    a.il10_gain = 0.5;
    a.il10_by_treg = 0.3;
    a.il10_by_m2 = 0.2;
    a.tgfb_gain = 0.4;
    a.tgfb_by_treg = 0.3;
    a.tgfb_by_m2 = 0.2;
    a.treg_gain = 0.5;
    a.treg_by_tgfb = 0.5;
    a.treg_half_pathogens = 0.3;
    a.th2_brake = 0.15;
    a.m2_gain = 0.5;
    a.ceramide_gain = 0.3;
    a.tnf_turnover = a.il1b_turnover = 14.0;
    a.il23_turnover = a.il10_turnover = a.tgfb_turnover = 4.0;
    a.treg_turnover = 0.087;
    a.m2_turnover = 0.25;
    a.ceramide_turnover = 0.05;
    a.recovery_by_ceramide = 0.7;
    a.recovery_by_m2 = 0.3;
    a.supply_by_treg = 0.5;
    a.supply_by_il10 = 0.3;
    a.th17_by_il23 = 0.5;
    a.tslp_by_nfkb = 0.7;
    a.damage_by_cytokines = 0.5;
    a.recovery_by_wound = 0.3;
    a.bypass_by_opening = 1.5;
    return a;
}

/// A session of vesicles that reaches skin and blood.
inline simulation::PersonalInput plain_input() {
    simulation::PersonalInput input;
    input.vesicle = {.inflow_per_day = 6.0,
                     .uptake_per_day = 2.4,
                     .loss_per_day = 0.7,
                     .release_frac = 0.05,
                     .effect_loss_per_day = 0.23,
                     .surface_frac = 0.3,
                     .elimination_per_day = 20.6,
                     .to_peripheral_per_day = 70.0,
                     .to_central_per_day = 41.0,
                     .skin_per_share = 0.02,
                     .immune_per_share = 0.5,
                     .drained_share_per_cell = 0.1,
                     .half_saturation_share = 1.0,
                     .is_saturable = 0.0};
    input.session.reservoir = 3.0;
    input.session.central = 1.0;
    input.marks.wound = {{0.15, 1.5}, {1.0, -1.0}};
    input.marks.openness = {{8.0}, {0.05}};
    input.marks.barrier_drop_frac = 0.06;
    input.repeat_clearance_ratio = 1.5;
    input.repeat_gain_per_session = 0.5;
    return input;
}

/// A regimen with people, owned together.
struct DosedCase {
    std::vector<disease::Parameters<double>> patients;
    std::vector<disease::State<double>> baselines;
    std::vector<disease::VesicleAction<double>> actions;
    std::vector<simulation::PersonalInput> inputs;
    std::vector<simulation::Course> courses;
    std::vector<simulation::PlanItem> items;
    std::vector<double> visit_day;

    [[nodiscard]] simulation::Plan plan() const {
        return {.patients = patients,
                .baselines = baselines,
                .actions = actions,
                .inputs = inputs,
                .courses = courses,
                .items = items,
                .clinical = plain_clinical(),
                .visit_day = visit_day};
    }

    void take(simulation::KineticsPath path) {
        for (auto& item : items) {
            item.path = path;
        }
    }
};

inline std::vector<disease::State<double>> baselines_of(
    const std::vector<disease::Parameters<double>>& patients) {
    std::vector<disease::State<double>> baselines;
    for (const simulation::RestState& rest :
         simulation::make_solver("cvode", settings(1e-10, 1e-12))->find_rest(patients)) {
        baselines.push_back(rest.state);
    }
    return baselines;
}

/// Doses of drug and sessions at `per_kind` random times each over 24 weeks, another regimen and
/// other kinetics for everyone.
inline DosedCase random_case(std::uint64_t seed, std::size_t people, std::size_t per_kind) {
    std::mt19937_64 random(seed);
    const auto log_spread = [&](double median, double gsd) {
        return median * std::exp(std::log(gsd) * std::normal_distribution<double>()(random));
    };
    DosedCase result;
    result.patients = draw_patients(seed, people);
    result.baselines = baselines_of(result.patients);
    result.visit_day = {7, 14, 28, 56, 84, 112, 140, 168};
    for (std::size_t i = 0; i < people; ++i) {
        disease::VesicleAction<double> action = strong_action();
        action.potency = log_spread(1.0, 2.0);
        action.hill = log_spread(1.0, 1.3);
        action.th2_brake = std::uniform_real_distribution<double>(0.0, 0.4)(random);
        result.actions.push_back(action);
        simulation::PersonalInput input = plain_input();
        input.drug_action.half_effect_mg_per_l = log_spread(10.0, 2.0);
        input.drug_action.il4_block = input.drug_action.il13_block = 0.95;
        input.drug_action.il31_block = 0.5;
        input.drug = {.transit_per_day = 0.0,
                      .absorption_per_day = log_spread(0.25, 1.5),
                      .elimination_per_day = log_spread(0.05, 1.3),
                      .to_peripheral_per_day = log_spread(0.2, 1.3),
                      .to_central_per_day = log_spread(0.3, 1.3),
                      .central_volume_l = log_spread(2.7, 1.2),
                      .saturable_mg_per_l_day = 0.0,
                      .half_saturation_mg_per_l = 0.01};
        input.bioavailability_frac = 0.64;
        input.onset_per_day = 0.04;
        input.vesicle.uptake_per_day = log_spread(2.4, 2.0);
        input.vesicle.inflow_per_day = log_spread(6.0, 3.0);
        input.vesicle.effect_loss_per_day = log_spread(0.23, 1.6);
        static_cast<void>(simulation::choose_path(input));
        result.inputs.push_back(input);
        simulation::Course course{"random", {{0.0, {.participation = 1.0}}}, {}};
        course.phases.push_back({60.25, {.il22_block = 0.3, .participation = 0.7}});
        std::uniform_real_distribution<double> day(0.0, 168.0);
        for (std::size_t dose = 0; dose < per_kind; ++dose) {
            course.doses.push_back({day(random), simulation::DoseKind::drug, 300.0});
            course.doses.push_back({day(random), simulation::DoseKind::session,
                                    log_spread(1.0, 2.0), static_cast<double>(dose)});
        }
        std::sort(course.doses.begin(), course.doses.end(),
                  [](const auto& a, const auto& b) { return a.day < b.day; });
        result.courses.push_back(course);
        const auto index = static_cast<std::uint32_t>(i);
        result.items.push_back({index, index, index, index, simulation::KineticsPath::closed_form});
    }
    return result;
}

inline simulation::CourseBlock solve_dosed(std::string_view solver, const DosedCase& dosed,
                                           const simulation::SolverSettings& settings) {
    simulation::CourseBlock block;
    simulation::make_solver(solver, settings)->solve(dosed.plan(), block);
    return block;
}

/// The largest difference of any state or response, in units of the tolerance around `expected`.
inline double distance_in_tolerances(const simulation::Snapshot& found,
                                     const simulation::Snapshot& expected,
                                     const simulation::SolverSettings& settings) {
    double largest = distance_in_tolerances(found.state, expected.state, settings);
    const auto values = disease::response_entries(found.response);
    const auto exact = disease::response_entries(expected.response);
    ode::for_each_index<disease::response_count>([&]<std::size_t i>(ode::Index<i>) {
        const double value = std::get<i>(exact);
        const double tolerance =
            settings.absolute_tolerance + settings.relative_tolerance * std::abs(value);
        largest = std::max(largest, std::abs(std::get<i>(values) - value) / tolerance);
    });
    return largest;
}

inline double distance_in_tolerances(const simulation::CourseBlock& found,
                                     const simulation::CourseBlock& expected,
                                     const simulation::SolverSettings& settings) {
    double largest = 0.0;
    for (std::size_t item = 0; item < expected.items(); ++item) {
        for (std::size_t visit = 0; visit < expected.visits(); ++visit) {
            largest = std::max(largest, distance_in_tolerances(found.at(item, visit),
                                                               expected.at(item, visit), settings));
        }
    }
    return largest;
}

}  // namespace vesikin::tests
