#include "vesikin/trial/clinical_arm.hpp"

#include <algorithm>
#include <cmath>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/disease/scores.hpp"

namespace vesikin::trial {

namespace {

using simulation::PersonalInput;

/// People whom the solver could not carry count as if they had left on day 0.
void read_person(outcome::ArmCourse& course, std::size_t person,
                 const simulation::DosedBlock& block, const ClinicalArm& arm,
                 const catalogue::TrialLayer& layer, double power) {
    using outcome::PersonVisit;
    const double easi = course.easi[person];
    const bool is_simulated = block.stop_reason(person) == simulation::StopReason::finished;
    double hazard = 0.0;
    for (std::size_t visit = 0; visit < course.visit_day.size(); ++visit) {
        PersonVisit& now = course.at(person, visit);
        if (visit == 0) {
            now = {.itch = course.itch[person], .stays_frac = is_simulated ? 1.0 : 0.0};
            continue;
        }
        const simulation::Snapshot& seen = block.at(person, visit - 1);
        const double day = course.visit_day[visit];
        const double share = is_simulated ? std::max(seen.response.signs, 0.0) / easi : 1.0;
        const double onset = -std::expm1(-layer.participation_onset_per_day * day);
        now.easi_share = std::min(std::pow(share, power), disease::easi_maximum / easi);
        now.itch = seen.response.itch - layer.itch_participation * onset;
        now.concentration_mg_per_l = seen.concentration_mg_per_l;
        const auto failing = [&](const PersonVisit& at) {
            return std::max(0.0, at.easi_share - layer.exit_share);
        };
        const double passed = day - course.visit_day[visit - 1];
        hazard += passed *
                  (layer.exit_per_day + layer.exit_by_failure_per_day * 0.5 *
                                            (failing(now) + failing(course.at(person, visit - 1))));
        now.stays_frac = !is_simulated ? 0.0 : arm.leaves_count ? std::exp(-hazard) : 1.0;
    }
}

}  // namespace

bool ClinicalArm::operator==(const ClinicalArm& other) const {
    const auto doses_of = [](const ClinicalArm& arm) {
        std::vector<double> numbers{arm.topicals_frac,
                                    arm.is_per_kg ? 1.0 : 0.0,
                                    arm.leaves_count ? 1.0 : 0.0,
                                    arm.entry.easi_min,
                                    arm.entry.easi_max,
                                    arm.entry.easi_mean.value_or(-1.0),
                                    arm.entry.weight.median_kg,
                                    arm.entry.weight.sd_log};
        for (const GivenDose& dose : arm.doses) {
            numbers.insert(numbers.end(), {dose.day, dose.amount});
        }
        for (const DailyDose& dose : arm.daily) {
            numbers.insert(numbers.end(), {dose.from_day, dose.amount});
        }
        return numbers;
    };
    return drug == other.drug && visit_day == other.visit_day &&
           doses.size() == other.doses.size() && doses_of(*this) == doses_of(other);
}

std::vector<simulation::Phase> phases_of(const ClinicalArm& arm,
                                         const catalogue::Catalogue& catalogue,
                                         const TrialConditions& conditions) {
    const catalogue::TrialLayer& layer = catalogue.layer->layer;
    const double log_participation =
        (1.0 - arm.topicals_frac) * std::log(layer.participation_plain) +
        arm.topicals_frac * std::log(layer.participation_with_topicals) +
        layer.participation_trial_sd * conditions.participation_z;
    disease::Effects<double> effects{};
    effects.participation = std::exp(log_participation);
    std::vector<simulation::Phase> phases;
    if (arm.daily.empty() || arm.daily.front().from_day > 0.0) {
        phases.push_back({0.0, effects});
    }
    for (const DailyDose& dose : arm.daily) {
        disease::Effects<double> with_drug =
            catalogue::effects_at_dose(*catalogue.find_drug(arm.drug), dose.amount);
        with_drug.participation = effects.participation;
        phases.push_back({dose.from_day, with_drug});
    }
    return phases;
}

disease::DrugAction<double> drug_action_of(const catalogue::Drug& drug) {
    disease::DrugAction<double> action{};
    if (!drug.action || !drug.kinetics) {
        return action;
    }
    disease::Effects<double> largest{};
    catalogue::combine(largest, drug.action->targets);
    action.half_effect_mg_per_l = drug.action->half_effect;
    action.il4_block = largest.il4_block;
    action.il13_block = largest.il13_block;
    action.il17_block = largest.il17_block;
    action.il22_block = largest.il22_block;
    action.il31_block = largest.il31_block;
    action.tslp_block = largest.tslp_block;
    action.ox40l_block = largest.ox40l_block;
    action.t_cell_block = largest.t_cell_block;
    return action;
}

ClinicalSimulator::ClinicalSimulator(const PatientPool& pool,
                                     const disease::ClinicalParameters<double>& clinical,
                                     const std::string& solver,
                                     const simulation::SolverSettings& settings)
    : pool_(pool), clinical_(clinical), solver_(simulation::make_solver(solver, settings)) {}

outcome::ArmCourse ClinicalSimulator::simulate(const ClinicalArm& arm,
                                               const catalogue::Catalogue& catalogue,
                                               const TrialConditions& conditions,
                                               PeopleRange people) {
    VESIKIN_CHECK(catalogue.layer.has_value(), "the model has a trial layer");
    const catalogue::TrialLayer& layer = catalogue.layer->layer;
    const catalogue::Drug* drug = arm.drug.empty() ? nullptr : catalogue.find_drug(arm.drug);
    const bool has_kinetics = drug != nullptr && drug->kinetics.has_value();
    const auto clinical = catalogue::clinical_of(layer, clinical_);

    // 1. Enrol, and find what each body makes of a dose.
    const Enrolled enrolled = pool_.enrol(arm.entry, people.first, people.count);
    std::vector<disease::Parameters<double>> parameters;
    std::vector<disease::State<double>> baselines;
    std::vector<PersonalInput> inputs(has_kinetics ? people.count : 1);
    std::vector<simulation::DosedItem> items;
    outcome::ArmCourse course;
    course.weight = enrolled.weight;
    for (std::uint32_t i = 0; i < people.count; ++i) {
        const PoolPerson& person = pool_.at(enrolled.person[i]);
        const population::PersonKey key{pool_.seed(), person.number};
        parameters.push_back(person.parameters);
        parameters.back().k3 *= std::exp(-layer.participation_by_easi *
                                         (person.easi - layer.participation_reference_easi));
        baselines.push_back(person.baseline);
        course.easi.push_back(person.easi);
        course.itch.push_back(disease::resting_response(person.baseline, clinical).itch);
        PersonalInput& input = inputs[has_kinetics ? i : 0];
        input.onset_per_day = layer.participation_onset_per_day;
        if (has_kinetics) {
            const double weight_kg = population::draw_weight_kg(arm.entry.weight, key);
            const auto own = population::draw_kinetics(*drug->kinetics, weight_kg, key);
            input.drug = own.kinetics;
            input.has_transit = own.has_transit;
            input.is_infused = own.is_infused;
            input.bioavailability_frac =
                own.bioavailability_frac * (arm.is_per_kg ? weight_kg : 1.0);
            input.drug_action = drug_action_of(*drug);
        }
        const simulation::KineticsPath path =
            has_kinetics || i == 0 ? simulation::choose_path(input) : items.front().path;
        items.push_back({i, 0, has_kinetics ? i : 0, 0, path});
    }

    // 2. Treat them.
    simulation::DosedCourse treatment{arm.drug, phases_of(arm, catalogue, conditions), {}};
    for (const GivenDose& dose : arm.doses) {
        treatment.doses.push_back({.day = dose.day, .amount = dose.amount});
    }
    const disease::VesicleAction<double> no_vesicles = catalogue::neutral_action();
    solver_->solve_dosed({.patients = parameters,
                          .baselines = baselines,
                          .actions = std::span(&no_vesicles, 1),
                          .inputs = inputs,
                          .courses = std::span(&treatment, 1),
                          .items = items,
                          .clinical = clinical,
                          .visit_day = arm.visit_day},
                         block_);

    // 3. Look at them.
    course.visit_day = {0.0};
    course.visit_day.insert(course.visit_day.end(), arm.visit_day.begin(), arm.visit_day.end());
    course.visits.resize(people.count * course.visit_day.size());
    for (std::size_t i = 0; i < people.count; ++i) {
        const population::PersonKey key{pool_.seed(), pool_.at(enrolled.person[i]).number};
        const double power = layer.signs_power *
                             std::exp(layer.signs_power_sd * population::draw_signs_deviate(key) +
                                      layer.signs_power_trial_sd * conditions.signs_power_z);
        read_person(course, i, block_, arm, layer, power);
    }
    return course;
}

}  // namespace vesikin::trial
