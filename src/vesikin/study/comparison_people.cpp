#include "vesikin/study/comparison_people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/study/clinical_arm.hpp"

namespace vesikin::study {

namespace {

using simulation::DosedBlock;
using simulation::DosedCourse;
using simulation::DosedItem;
using simulation::PersonalInput;
using simulation::Snapshot;

std::vector<simulation::Phase> phases_of(const Background& background,
                                         const disease::Effects<double>& from_day_0,
                                         double participation) {
    if (background.lead_in_day <= 0.0) {
        return {{0.0, from_day_0}};
    }
    disease::Effects<double> lead_in = background.lead_in;
    // The same participation before and after day 0, so that nothing but the sessions changes.
    lead_in.participation = participation;
    return {{0.0, lead_in}, {background.lead_in_day, from_day_0}};
}

/// The lead-in alone, looked at on its last day.
simulation::Plan lead_in_plan(const ComparisonDesign& design) {
    simulation::Plan plan;
    const Background& background = design.background;
    if (background.lead_in_day > 0.0) {
        disease::Effects<double> effects = background.lead_in;
        effects.participation = design.participation(design.typical);
        plan.courses = {{"lead-in", {{0.0, effects}}}};
        plan.visit_day = {background.lead_in_day};
    }
    return plan;
}

outcome::Sight sight_in(const ComparisonDesign& design, const CareWorld& world,
                        std::uint64_t person, double core_easi) {
    return world.layer ? sight_of({design.seed, person}, core_easi, *world.layer, {})
                       : outcome::Sight{false, core_easi, core_easi, {}};
}

/// The participation effect, which has no part in rest, scaled to the severity found there.
disease::Parameters<double> scaled(disease::Parameters<double> parameters,
                                   const outcome::Sight& sight, const CareWorld& world) {
    if (world.layer) {
        parameters.k3 *= participation_factor(*world.layer, sight.own_easi);
    }
    return parameters;
}

/// Readings of an arm without vesicles.
ArmSums read_plain_arm(const ComparisonDesign& design, const PeopleInWorld& people, PlainArm which,
                       std::size_t time_count) {
    const std::vector<Snapshot>& arm = people.plain[static_cast<std::size_t>(which)];
    ArmSums sums(time_count);
    for (std::size_t patient = 0; patient < people.rest.size(); ++patient) {
        bool has_flared = false;
        for (std::size_t time = 0; time < time_count; ++time) {
            const Snapshot& now = arm[patient * time_count + time];
            const double easi = now.response.signs;
            const double dummy_easi = people.dummy(patient, time).response.signs;
            has_flared = has_flared || design.is_flare(easi, dummy_easi, design.flare_after_day);
            sums.add(time, read_person({.rest = people.rest[patient],
                                        .now = now,
                                        .easi_person = easi,
                                        .dummy_easi = dummy_easi,
                                        .has_flared = has_flared},
                                       design));
        }
    }
    sums.close();
    return sums;
}

void simulate_plain_arms(const ComparisonDesign& design, const CareWorld& world,
                         const People& people, simulation::Solver& solver, PeopleInWorld& found) {
    const Times times(design);
    DosedCourse untreated{
        "untreated", phases_of(design.background, {}, design.participation(world)), {}};
    const std::vector<DosedCourse> courses{std::move(untreated),
                                           care_course(design, world, "dummy")};
    // The same bodies as in the arms with vesicles.
    std::vector<PersonalInput> inputs(design.delivery_people);
    std::vector<simulation::KineticsPath> paths;
    for (std::size_t d = 0; d < inputs.size(); ++d) {
        add_body(design, world, d, inputs[d]);
        paths.push_back(simulation::choose_path(inputs[d]));
    }
    const disease::VesicleAction<double> action = catalogue::neutral_action();
    std::vector<DosedItem> items;
    for (std::uint32_t course = 0; course < courses.size(); ++course) {
        for (std::uint32_t patient = 0; patient < people.count(); ++patient) {
            const auto d = static_cast<std::uint32_t>(patient % inputs.size());
            items.push_back({patient, 0, d, course, paths[d]});
        }
    }
    DosedBlock block;
    solver.solve_dosed({.patients = found.parameters,
                        .baselines = people.baselines,
                        .actions = std::span(&action, 1),
                        .inputs = inputs,
                        .courses = courses,
                        .items = items,
                        .clinical = world.clinical,
                        .visit_day = times.solver_day},
                       block);
    found.look_at(block, items);
    found.plain.assign(courses.size(), {});
    for (std::size_t item = 0; item < items.size(); ++item) {
        for (std::size_t time = 0; time < times.count; ++time) {
            found.plain[items[item].course].push_back(
                times.at(block, item, time, found.rest[items[item].patient]));
        }
    }
    found.plain_sums = {read_plain_arm(design, found, PlainArm::untreated, times.count),
                        read_plain_arm(design, found, PlainArm::dummy, times.count)};
}

}  // namespace

Times::Times(const ComparisonDesign& design) : lead_in_day(design.background.lead_in_day) {
    if (lead_in_day > 0.0) {
        solver_day.push_back(lead_in_day);
    }
    for (const double day : design.visit_day) {
        solver_day.push_back(lead_in_day + day);
    }
    count = design.visit_day.size() + 1;
}

const Snapshot& Times::at(const DosedBlock& block, std::size_t item, std::size_t time,
                          const Snapshot& rest) const {
    if (lead_in_day > 0.0) {
        return block.at(item, time);
    }
    return time == 0 ? rest : block.at(item, time - 1);
}

const Snapshot& PeopleInWorld::dummy(std::size_t patient, std::size_t time) const {
    const std::vector<Snapshot>& arm = plain[static_cast<std::size_t>(PlainArm::dummy)];
    return arm[patient * (arm.size() / rest.size()) + time];
}

void PeopleInWorld::look_at(DosedBlock& block, const std::vector<DosedItem>& items) const {
    for (std::size_t item = 0; item < items.size(); ++item) {
        const std::size_t patient = items[item].patient;
        for (std::size_t visit = 0; visit < block.visits(); ++visit) {
            outcome::look(block.at(item, visit), sight[patient]);
        }
    }
}

DosedCourse care_course(const ComparisonDesign& design, const CareWorld& world, std::string name) {
    disease::Effects<double> effects = world.kept;
    effects.participation = design.participation(world);
    DosedCourse course{.name = std::move(name),
                       .phases = phases_of(design.background, effects, effects.participation),
                       .doses = {}};
    for (const GivenDose& dose : design.care.doses) {
        course.doses.push_back({.day = design.background.lead_in_day + dose.day,
                                .kind = simulation::DoseKind::drug,
                                .amount = dose.amount});
    }
    return course;
}

void add_body(const ComparisonDesign& design, const CareWorld& world, std::size_t delivery_person,
              PersonalInput& input) {
    input.onset_per_day = world.layer ? world.layer->participation_onset_per_day : 0.0;
    if (design.drug != nullptr) {
        const population::PersonKey key{design.seed, delivery_person};
        give_drug(*design.drug, design.care, population::draw_weight_kg({}, key), key, input);
        input.drug_action = world.drug_action;
    }
}

People gather_people(const ComparisonDesign& design, const population::PatientSource& source,
                     simulation::Solver& solver) {
    People people;
    std::vector<disease::Parameters<double>> drawn;
    std::vector<disease::Parameters<double>> taking_part;
    simulation::TrajectoryBlock block;
    const simulation::Plan plan = lead_in_plan(design);
    std::vector<outcome::Sight> sight;
    // After a long lead-in signs have caught up with the core.
    const auto start_easi = [&](std::size_t row) {
        const double own = sight[row].own_easi;
        return plan.courses.empty()
                   ? own
                   : own * sight[row].seen_share(disease::easi_score(block.at(row, 0, 0)));
    };
    for (std::uint64_t first = 0; first < source.count() && people.count() < design.patients;
         first += solver.block_size()) {
        drawn.resize(std::min<std::uint64_t>(solver.block_size(), source.count() - first));
        source.draw(first, drawn);
        solver.solve(drawn, simulation::Plan{}, block);
        sight.clear();
        taking_part.clear();
        for (std::size_t row = 0; row < drawn.size(); ++row) {
            sight.push_back(sight_in(design, design.typical, first + row,
                                     disease::easi_score(block.baseline(row))));
            taking_part.push_back(scaled(drawn[row], sight[row], design.typical));
        }
        if (!plan.courses.empty()) {
            solver.solve(taking_part, plan, block);
        }
        for (std::size_t row = 0; row < drawn.size() && people.count() < design.patients; ++row) {
            const double easi = sight[row].own_easi;
            if (block.stop_reason(row) == simulation::StopReason::finished &&
                easi >= design.baseline_easi_min && easi <= design.baseline_easi_max &&
                start_easi(row) <= design.start_easi_max) {
                people.parameters.push_back(drawn[row]);
                people.baselines.push_back(block.baseline(row));
                people.number.push_back(first + row);
            }
        }
    }
    if (people.count() < design.patients) {
        throw base::InputError("baseline EASI",
                               fmt::format("{:g} to {:g}, {:g} or less at the start: only {} of "
                                           "{} drawn people are in it",
                                           design.baseline_easi_min, design.baseline_easi_max,
                                           design.start_easi_max, people.count(), source.count()),
                               fmt::format("a band with at least {} people", design.patients));
    }
    return people;
}

PeopleInWorld people_in_world(const ComparisonDesign& design, const CareWorld& world,
                              const People& people, simulation::Solver& solver) {
    PeopleInWorld found;
    for (std::size_t i = 0; i < people.count(); ++i) {
        const double core_easi = disease::easi_score(people.baselines[i]);
        found.sight.push_back(sight_in(design, world, people.number[i], core_easi));
        found.parameters.push_back(scaled(people.parameters[i], found.sight.back(), world));
        found.rest.push_back(outcome::resting_snapshot(people.baselines[i], world.clinical));
        found.rest.back().response.signs = found.sight.back().own_easi;
    }
    simulate_plain_arms(design, world, people, solver, found);
    return found;
}

}  // namespace vesikin::study
