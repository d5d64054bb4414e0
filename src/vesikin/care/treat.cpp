#include "vesikin/care/treat.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "vesikin/base/error.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/disease/response_rates.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/simulation/session_input.hpp"

namespace vesikin::care {

namespace {

using simulation::KineticsPath;
using simulation::PersonalInput;

/// What one person's body makes of a drug with kinetics.
void add_drug(const catalogue::Drug& drug, bool is_per_kg, double weight_kg,
              population::PersonKey key, PersonalInput& input) {
    const auto own = population::draw_kinetics(*drug.kinetics, weight_kg, key);
    input.drug = own.kinetics;
    input.has_transit = own.has_transit;
    input.is_infused = own.is_infused;
    input.bioavailability_frac = own.bioavailability_frac * (is_per_kg ? weight_kg : 1.0);
    input.drug_action = drug_action_of(drug);
}

/// The lists of a plan while it is put together.
class PlanMaker {
  public:
    PlanMaker(const People& people, const CareWorld& world, const Schedule& schedule)
        : people_(people), world_(world), schedule_(schedule) {
        const catalogue::TrialLayer* layer = world.layer();
        onset_per_day_ = layer != nullptr ? layer->participation_onset_per_day : 0.0;
        participation_ = layer != nullptr
                             ? layer->participation * std::exp(layer->participation_trial_sd *
                                                               world.conditions.participation_z)
                             : 1.0;
        actions_.push_back(catalogue::neutral_action());
    }

    void add_arm(const Arm& arm) {
        const CareCourse& care = *arm.care;
        const catalogue::Drug* drug =
            care.drug.empty() ? nullptr : world_.catalogue->find_drug(care.drug);
        VESIKIN_CHECK(care.drug.empty() || (drug != nullptr && drug->kinetics),
                      "doses are of a drug with kinetics");
        ArmLists lists;
        lists.phases = phases_of(care, schedule_.lead_in, *world_.catalogue, participation_);
        if (arm.action != nullptr) {
            lists.action = static_cast<std::uint32_t>(actions_.size());
            actions_.push_back(*arm.action);
        }
        lists.first_input = static_cast<std::uint32_t>(inputs_.size());
        add_inputs(arm, drug, lists);
        const bool is_dosed_by_weight = !care.doses.empty();
        lists.course.assign(people_.count(), is_dosed_by_weight ? 0 : course_at(0.0, care, lists));
        for (std::size_t person = 0; is_dosed_by_weight && person < people_.count(); ++person) {
            lists.course[person] = course_at(weight_kg(person), care, lists);
        }
        arms_.push_back(std::move(lists));
    }

    /// Solves all arms of all people into the block, items by person, then arm.
    void solve(std::span<const disease::Parameters<double>> parameters, simulation::Solver& solver,
               simulation::CourseBlock& block) {
        std::vector<simulation::PlanItem> items;
        items.reserve(people_.count() * arms_.size());
        for (std::uint32_t person = 0; person < people_.count(); ++person) {
            for (const ArmLists& arm : arms_) {
                const std::uint32_t input =
                    arm.first_input + (arm.first_body + person) % arm.input_count;
                items.push_back({person, arm.action, input, arm.course[person],
                                 world_.has_response() ? paths_[input] : KineticsPath::core});
            }
        }
        simulation::Plan plan{.patients = parameters,
                              .baselines = people_.baselines,
                              .actions = actions_,
                              .inputs = inputs_,
                              .courses = courses_,
                              .items = items,
                              .clinical = world_.clinical(),
                              .visit_day = {}};
        if (schedule_.lead_in.days > 0.0) {
            plan.visit_day.push_back(schedule_.lead_in.days);
        }
        for (const double day : schedule_.visit_day) {
            plan.visit_day.push_back(schedule_.lead_in.days + day);
        }
        solver.solve(plan, block);
    }

  private:
    struct ArmLists {
        std::vector<simulation::Phase> phases;
        std::uint32_t action = 0;
        std::uint32_t first_input = 0;
        std::uint32_t input_count = 1;      ///< people take them in turn
        std::uint32_t first_body = 0;       ///< from this one on
        std::vector<std::uint32_t> course;  ///< by person
        std::map<std::vector<bool>, std::uint32_t> course_of_doses;
    };

    [[nodiscard]] double weight_kg(std::size_t person) const {
        VESIKIN_CHECK(people_.weight.median_kg > 0.0, "people who are dosed have a weight");
        return population::draw_weight_kg(people_.weight, people_.keys[person]);
    }

    /// A drug makes every body differ; sessions differ by the bodies they were followed in.
    void add_inputs(const Arm& arm, const catalogue::Drug* drug, ArmLists& lists) {
        const std::size_t bodies = std::max<std::size_t>(1, arm.bodies.size());
        const std::size_t count = drug != nullptr ? people_.count() : bodies;
        const SessionBody nothing = session_body({});
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t taken = drug != nullptr ? arm.first_body + i : i;
            const SessionBody& body = arm.bodies.empty() ? nothing : arm.bodies[taken % bodies];
            PersonalInput input = body.input;
            input.onset_per_day = onset_per_day_;
            if (drug != nullptr) {
                add_drug(*drug, arm.care->is_per_kg, weight_kg(i), people_.keys[i], input);
            }
            paths_.push_back(simulation::path_for(simulation::close_drug(input), body.is_closed));
            inputs_.push_back(input);
        }
        lists.input_count = static_cast<std::uint32_t>(std::max<std::size_t>(1, count));
        if (drug == nullptr) {
            lists.first_body = static_cast<std::uint32_t>(arm.first_body % bodies);
        }
    }

    /// The course of a person of that weight; people who get the same doses share one.
    std::uint32_t course_at(double weight_kg, const CareCourse& care, ArmLists& lists) {
        std::vector<bool> is_given;
        for (const GivenDose& dose : care.doses) {
            is_given.push_back(dose.is_for(weight_kg));
        }
        const auto [found, is_new] = lists.course_of_doses.try_emplace(
            std::move(is_given), static_cast<std::uint32_t>(courses_.size()));
        if (is_new) {
            courses_.push_back(
                {care.drug, lists.phases, events_of(care, schedule_.lead_in, weight_kg)});
        }
        return found->second;
    }

    const People& people_;
    const CareWorld& world_;
    const Schedule& schedule_;
    double onset_per_day_ = 0.0;
    double participation_ = 1.0;
    std::vector<disease::VesicleAction<double>> actions_;
    std::vector<PersonalInput> inputs_;
    std::vector<KineticsPath> paths_;
    std::vector<simulation::Course> courses_;
    std::vector<ArmLists> arms_;
};

}  // namespace

void People::add(const disease::Parameters<double>& own, const disease::State<double>& rest,
                 population::PersonKey key) {
    parameters.push_back(own);
    baselines.push_back(rest);
    keys.push_back(key);
}

People People::part(std::size_t first, std::size_t how_many) const {
    People chosen;
    chosen.weight = weight;
    for (std::size_t i = first; i < first + how_many; ++i) {
        chosen.add(parameters[i], baselines[i], keys[i]);
    }
    return chosen;
}

SessionBody session_body(const simulation::PersonalInput& input) {
    SessionBody body{input, false};
    body.is_closed = simulation::close_vesicle(body.input);
    return body;
}

SessionBody elsewhere(const SessionBody& body) {
    return {simulation::elsewhere(body.input), body.is_closed};
}

const disease::State<double>& SeenPeople::state(std::size_t arm, std::size_t person,
                                                std::size_t time) const {
    if (time == 0 && !has_lead_in_) {
        return rest_[person].state;
    }
    return block_.state(person * arms_ + arm, has_lead_in_ ? time : time - 1);
}

simulation::Snapshot SeenPeople::snapshot(std::size_t arm, std::size_t person,
                                          std::size_t time) const {
    if (time == 0 && !has_lead_in_) {
        return rest_[person];
    }
    return block_.at(person * arms_ + arm, has_lead_in_ ? time : time - 1);
}

double SeenPeople::highest_easi(std::size_t person) const {
    double highest = disease::easi_score(rest_[person].state);
    for (std::size_t arm = 0; arm < arms_; ++arm) {
        highest = std::max(highest, block_.highest_easi(person * arms_ + arm));
    }
    return highest;
}

const SeenPeople& Treatment::treat(const People& people, std::span<const Arm> arms,
                                   const CareWorld& world, const Schedule& schedule) {
    const catalogue::TrialLayer* layer = world.layer();
    const std::size_t count = people.count();
    seen_.arms_ = arms.size();
    seen_.times_ = schedule.visit_day.size() + 1;
    seen_.has_lead_in_ = schedule.lead_in.days > 0.0;

    // 1. How each person is seen, and how taking part acts on people of this severity.
    std::vector<disease::Parameters<double>> parameters(people.parameters);
    const disease::ClinicalParameters<double> clinical = world.clinical();
    seen_.sight_.clear();
    seen_.rest_.clear();
    for (std::size_t i = 0; i < count; ++i) {
        seen_.sight_.push_back(sight_of(people.keys[i], people.baselines[i], world));
        seen_.rest_.push_back({people.baselines[i], {}, 0.0});
        if (world.has_response()) {
            seen_.rest_.back().response = disease::resting_response(people.baselines[i], clinical);
        }
        if (layer != nullptr) {
            parameters[i].k3 *= participation_factor(*layer, seen_.sight_[i].own_easi);
        }
    }

    // 2. Treat them.
    PlanMaker plan(people, world, schedule);
    for (const Arm& arm : arms) {
        plan.add_arm(arm);
    }
    plan.solve(parameters, *solver_, seen_.block_);

    // 3. Look.
    if (layer == nullptr) {
        seen_.noise_ = VisitNoise();
    } else if (!seen_.noise_.is_of(*layer)) {
        seen_.noise_ = VisitNoise(*layer);
    }
    seen_.visits_.assign(arms.size() * count * seen_.times_, {});
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        const SeenCare care{.topicals_frac = arms[arm].care->topicals_frac,
                            .participation_frac = arms[arm].care->participation_frac,
                            .lead_in_day = schedule.lead_in.days,
                            .lead_in_participation_frac = schedule.lead_in.participation_frac};
        for (std::size_t i = 0; i < count; ++i) {
            see(seen_.block_, i * arms.size() + arm, schedule.visit_day, care, seen_.sight_[i],
                world, seen_.noise_,
                std::span(seen_.visits_).subspan((arm * count + i) * seen_.times_, seen_.times_));
        }
    }
    return seen_;
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

}  // namespace vesikin::care
