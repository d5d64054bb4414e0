#include "vesikin/study/clinical_arm.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/disease/fields.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/disease/scores.hpp"

namespace vesikin::study {

namespace {

using simulation::PersonalInput;

constexpr double itch_scale_end = 10.0;

/// Courses that differ by the doses that people of some weight get, and who gets which.
class DosesByWeight {
  public:
    DosesByWeight(const CareCourse& care, std::vector<simulation::Phase> phases)
        : care_(care), phases_(std::move(phases)) {}

    /// The course of a person of that weight.
    std::uint32_t course_at(double weight_kg) {
        std::vector<bool> is_given;
        for (const GivenDose& dose : care_.doses) {
            is_given.push_back(dose.is_for(weight_kg));
        }
        const auto [found, is_new] =
            index_.try_emplace(std::move(is_given), static_cast<std::uint32_t>(courses_.size()));
        if (is_new) {
            courses_.push_back({care_.drug, phases_, {}});
            for (const GivenDose& dose : care_.doses) {
                if (dose.is_for(weight_kg)) {
                    courses_.back().doses.push_back({.day = dose.day, .amount = dose.amount});
                }
            }
        }
        return found->second;
    }

    [[nodiscard]] std::span<const simulation::DosedCourse> courses() const { return courses_; }

  private:
    const CareCourse& care_;
    std::vector<simulation::Phase> phases_;
    std::map<std::vector<bool>, std::uint32_t> index_;
    std::vector<simulation::DosedCourse> courses_;
};

}  // namespace

void give_drug(const catalogue::Drug& drug, const CareCourse& care, double weight_kg,
               population::PersonKey key, PersonalInput& input) {
    const auto own = population::draw_kinetics(*drug.kinetics, weight_kg, key);
    input.drug = own.kinetics;
    input.has_transit = own.has_transit;
    input.is_infused = own.is_infused;
    input.bioavailability_frac = own.bioavailability_frac * (care.is_per_kg ? weight_kg : 1.0);
    input.drug_action = drug_action_of(drug);
}

std::vector<simulation::Phase> phases_of(const CareCourse& care,
                                         const catalogue::Catalogue& catalogue,
                                         const TrialConditions& conditions) {
    const catalogue::TrialLayer& layer = catalogue.layer->layer;
    const double participation =
        layer.participation * std::exp(layer.participation_trial_sd * conditions.participation_z);
    std::set<double> changes{0.0};
    for (const DailyDose& dose : care.daily) {
        changes.insert(dose.from_day);
        if (std::isfinite(dose.until_day)) {
            changes.insert(dose.until_day);
        }
    }
    std::vector<simulation::Phase> phases;
    for (const double day : changes) {
        disease::Effects<double> effects{};
        for (const DailyDose& dose : care.daily) {
            if (dose.from_day <= day && day < dose.until_day) {
                const catalogue::Drug* drug = catalogue.find_drug(dose.drug);
                VESIKIN_CHECK(drug != nullptr && drug->action, "a course names known drugs");
                catalogue::combine_at_dose(effects, *drug->action, dose.amount);
            }
        }
        effects.participation = care.participation_frac * participation;
        phases.push_back({day, effects});
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

outcome::Sight sight_of(population::PersonKey key, double core_easi,
                        const catalogue::TrialLayer& layer, const TrialConditions& conditions) {
    const double log_spread = layer.signs_power_sd * population::draw_signs_deviate(key) +
                              layer.signs_power_trial_sd * conditions.signs_power_z;
    return {.has_layer = true,
            .core_easi = core_easi,
            .own_easi = population::draw_own_easi(core_easi, layer.extent_sd, key),
            .scale = {layer.signs_power * std::exp(log_spread), layer.signs_clear_share}};
}

double participation_factor(const catalogue::TrialLayer& layer, double own_easi) {
    return std::pow(layer.participation_reference_easi / own_easi, layer.participation_by_easi);
}

std::vector<outcome::PersonVisit> person_course(const simulation::DosedBlock& block,
                                                std::size_t item, std::span<const double> visit_day,
                                                const outcome::Sight& sight, double own_itch,
                                                double topicals_frac,
                                                const catalogue::TrialLayer& layer) {
    // People whom the solver could not carry count as if they had left on day 0.
    const bool is_simulated = block.stop_reason(item) == simulation::StopReason::finished;
    std::vector<outcome::PersonVisit> course(visit_day.size() + 1);
    // The scale ends at 10; a person whose drivers say more is at its end, and falls from there.
    const double itch_scale = std::min(1.0, itch_scale_end / std::max(own_itch, 1e-9));
    course[0] = {.itch = itch_scale * own_itch, .stays_frac = is_simulated ? 1.0 : 0.0};
    double hazard = 0.0;
    for (std::size_t visit = 1; visit < course.size(); ++visit) {
        outcome::PersonVisit& now = course[visit];
        const simulation::Snapshot& seen = block.at(item, visit - 1);
        const double day = visit_day[visit - 1];
        const double passed = day - (visit > 1 ? visit_day[visit - 2] : 0.0);
        const double onset = -std::expm1(-layer.itch_rate * day);
        const double cleared = layer.topicals_clearing * topicals_frac *
                               -std::expm1(-layer.participation_onset_per_day * day);
        now.easi_share =
            is_simulated ? (1.0 - cleared) * sight.seen_share(seen.response.signs) : 1.0;
        now.itch = std::clamp(itch_scale * seen.response.itch - layer.itch_participation * onset,
                              0.0, itch_scale_end);
        now.concentration_mg_per_l = seen.concentration_mg_per_l;
        const auto failing = [&](const outcome::PersonVisit& at) {
            return std::max(0.0, at.easi_share - layer.exit_share);
        };
        hazard += passed * (layer.exit_per_day + layer.exit_by_failure_per_day * 0.5 *
                                                     (failing(now) + failing(course[visit - 1])));
        now.stays_frac = is_simulated ? std::exp(-hazard) : 0.0;
    }
    return course;
}

const simulation::DosedBlock& CareSimulator::treat(const TreatedPeople& people,
                                                   const CareCourse& care,
                                                   const catalogue::Catalogue& catalogue,
                                                   const TrialConditions& conditions,
                                                   const std::vector<double>& visit_day) {
    VESIKIN_CHECK(catalogue.layer.has_value(), "the model has a trial layer");
    const catalogue::TrialLayer& layer = catalogue.layer->layer;
    const catalogue::Drug* drug = care.drug.empty() ? nullptr : catalogue.find_drug(care.drug);
    VESIKIN_CHECK(care.drug.empty() || (drug != nullptr && drug->kinetics),
                  "doses are of a drug with kinetics");
    const std::size_t count = people.parameters.size();

    // 1. What each body makes of a dose, and how taking part acts on people of this severity.
    std::vector<disease::Parameters<double>> parameters(people.parameters.begin(),
                                                        people.parameters.end());
    std::vector<PersonalInput> inputs(drug != nullptr ? count : 1);
    std::vector<simulation::DosedItem> items;
    DosesByWeight given(care, phases_of(care, catalogue, conditions));
    for (std::uint32_t i = 0; i < count; ++i) {
        parameters[i].k3 *= participation_factor(layer, people.sight[i].own_easi);
        const double weight_kg = population::draw_weight_kg(people.weight, people.keys[i]);
        if (drug != nullptr) {
            give_drug(*drug, care, weight_kg, people.keys[i], inputs[i]);
        }
        items.push_back(
            {.patient = i, .input = drug != nullptr ? i : 0, .course = given.course_at(weight_kg)});
    }

    std::vector<simulation::KineticsPath> paths;
    for (PersonalInput& input : inputs) {
        input.onset_per_day = layer.participation_onset_per_day;
        paths.push_back(simulation::choose_path(input));
    }
    for (simulation::DosedItem& item : items) {
        item.path = paths[item.input];
    }

    // 2. Treat them.
    const disease::VesicleAction<double> no_vesicles = catalogue::neutral_action();
    solver_->solve_dosed({.patients = parameters,
                          .baselines = people.baselines,
                          .actions = std::span(&no_vesicles, 1),
                          .inputs = inputs,
                          .courses = given.courses(),
                          .items = items,
                          .clinical = catalogue::clinical_of(*catalogue.layer),
                          .visit_day = visit_day},
                         block_);
    return block_;
}

outcome::ArmCourse ClinicalSimulator::simulate(const ClinicalArm& arm,
                                               const catalogue::Catalogue& catalogue,
                                               const TrialConditions& conditions,
                                               PeopleRange people) {
    // 1. Enrol.
    const catalogue::TrialLayer& layer = catalogue.layer->layer;
    const auto clinical = catalogue::clinical_of(*catalogue.layer);
    const Enrolled enrolled = pool_.enrol(arm.entry, layer.extent_sd, people.first, people.count);
    std::vector<disease::Parameters<double>> parameters;
    std::vector<disease::State<double>> baselines;
    std::vector<population::PersonKey> keys;
    std::vector<outcome::Sight> sight;
    outcome::ArmCourse course;
    course.weight = enrolled.weight;
    course.easi = enrolled.easi;
    for (const std::size_t index : enrolled.person) {
        const PoolPerson& person = pool_.at(index);
        parameters.push_back(person.parameters);
        baselines.push_back(person.baseline);
        keys.push_back(pool_.key(index));
        course.itch.push_back(disease::resting_response(person.baseline, clinical).itch);
        sight.push_back(sight_of(keys.back(), person.core_easi, layer, conditions));
    }

    // 2. Treat, and look.
    const simulation::DosedBlock& block =
        care_.treat({parameters, baselines, sight, keys, arm.entry.weight}, arm.care, catalogue,
                    conditions, arm.visit_day);
    course.visit_day = {0.0};
    course.visit_day.insert(course.visit_day.end(), arm.visit_day.begin(), arm.visit_day.end());
    for (std::size_t i = 0; i < people.count; ++i) {
        const auto visits = person_course(block, i, arm.visit_day, sight[i], course.itch[i],
                                          arm.care.topicals_frac, layer);
        course.visits.insert(course.visits.end(), visits.begin(), visits.end());
    }
    return course;
}

}  // namespace vesikin::study
