#include "vesikin/trial/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/population/delivery_draw.hpp"
#include "vesikin/population/world_draw.hpp"
#include "vesikin/simulation/session_input.hpp"
#include "vesikin/simulation/vesicle_course.hpp"
#include "vesikin/trial/clinical_arm.hpp"
#include "vesikin/trial/comparison_summary.hpp"

namespace vesikin::trial {

namespace {

using simulation::DosedBlock;
using simulation::DosedCourse;
using simulation::DosedItem;
using simulation::PersonalInput;
using simulation::Snapshot;

/// How much of the study the attribution to claims repeats, sixteen times over.
constexpr std::size_t attribution_worlds = 24;
constexpr std::size_t attribution_patients = 40;
constexpr std::size_t chunk_patients = 128;

/// The people of the study and the arms that no world changes.
struct People {
    std::vector<disease::Parameters<double>> parameters;
    std::vector<disease::State<double>> baselines;
    std::vector<Snapshot> rest;                ///< untreated, before any lead-in
    std::vector<outcome::Sight> sight;         ///< how each person's skin is seen
    std::vector<std::vector<Snapshot>> plain;  ///< arm (untreated, dummy), patient x time

    [[nodiscard]] std::size_t count() const { return parameters.size(); }

    [[nodiscard]] double rest_easi(std::size_t patient) const {
        return rest[patient].response.signs;
    }

    /// Makes the snapshots of a block what is seen of these people.
    void look_at(DosedBlock& block, const std::vector<DosedItem>& items) const {
        for (std::size_t item = 0; item < items.size(); ++item) {
            const std::size_t patient = items[item].patient;
            for (std::size_t visit = 0; visit < block.visits(); ++visit) {
                outcome::look(block.at(item, visit), rest_easi(patient), sight[patient]);
            }
        }
    }
};

/// Times that are looked at: day 0, then the visits. With a lead-in, all come after it.
struct Times {
    double lead_in_day = 0.0;
    std::vector<double> solver_day;  ///< as the solver counts, day 0 included after a lead-in
    std::size_t count = 0;           ///< day 0 and visits

    explicit Times(const ComparisonDesign& design) : lead_in_day(design.background.lead_in_day) {
        if (lead_in_day > 0.0) {
            solver_day.push_back(lead_in_day);
        }
        for (const double day : design.visit_day) {
            solver_day.push_back(lead_in_day + day);
        }
        count = design.visit_day.size() + 1;
    }

    /// The snapshot of an item at a time, 0 for day 0.
    [[nodiscard]] const Snapshot& at(const DosedBlock& block, std::size_t item, std::size_t time,
                                     const Snapshot& rest) const {
        if (lead_in_day > 0.0) {
            return block.at(item, time);
        }
        return time == 0 ? rest : block.at(item, time - 1);
    }
};

std::vector<simulation::Phase> phases_of(const Background& background,
                                         const disease::Effects<double>& from_day_0) {
    if (background.lead_in_day > 0.0) {
        return {{0.0, background.lead_in}, {background.lead_in_day, from_day_0}};
    }
    return {{0.0, from_day_0}};
}

disease::Effects<double> dummy_effects(const ComparisonDesign& design) {
    disease::Effects<double> effects = design.background.kept;
    effects.participation = design.participation_frac;
    return effects;
}

/// Doses of the drug beside the sessions, after the lead-in.
void add_care(const ComparisonDesign& design, DosedCourse& course) {
    for (const GivenDose& dose : design.care.doses) {
        course.doses.push_back({.day = design.background.lead_in_day + dose.day,
                                .kind = simulation::DoseKind::drug,
                                .amount = dose.amount});
    }
    std::ranges::stable_sort(course.doses, {}, &simulation::DoseEvent::day);
}

/// What everybody's body is like beside the vesicles: participation, and the drug of person d.
void add_body(const ComparisonDesign& design, std::size_t delivery_person, PersonalInput& input) {
    input.onset_per_day = design.onset_per_day();
    if (design.drug != nullptr) {
        give_drug(*design.drug, design.care, {}, {design.seed, delivery_person}, input);
    }
}

DosedCourse course_of(const ComparisonDesign& design, const ComparedWay& way) {
    DosedCourse course{.name = way.plan->route->name,
                       .phases = phases_of(design.background, dummy_effects(design)),
                       .doses = {}};
    for (std::size_t session = 0; session < way.sessions; ++session) {
        const auto number = static_cast<double>(session);
        course.doses.push_back({.day = design.background.lead_in_day + number * way.interval_day,
                                .kind = simulation::DoseKind::session,
                                .amount = 1.0,
                                .repeats = number});
    }
    add_care(design, course);
    return course;
}

/// The lead-in alone, looked at on its last day.
simulation::Plan lead_in_plan(const Background& background) {
    simulation::Plan plan;
    if (background.lead_in_day > 0.0) {
        plan.courses = {{"lead-in", {{0.0, background.lead_in}}}};
        plan.visit_day = {background.lead_in_day};
    }
    return plan;
}

/// Brings everybody to rest and scales the participation effect, which has no part in it, to the
/// severity found there.
void scale_participation(const catalogue::TrialLayer& layer,
                         std::vector<disease::Parameters<double>>& drawn,
                         simulation::Solver& solver, simulation::TrajectoryBlock& block) {
    solver.solve(drawn, simulation::Plan{}, block);
    for (std::size_t row = 0; row < drawn.size(); ++row) {
        drawn[row].k3 *= participation_factor(layer, disease::easi_score(block.baseline(row)));
    }
}

People gather_people(const ComparisonDesign& design, const catalogue::VesicleCatalogue& vesicles,
                     const population::PatientSource& source, simulation::Solver& solver) {
    People people;
    std::vector<disease::Parameters<double>> drawn;
    simulation::TrajectoryBlock block;
    const simulation::Plan plan = lead_in_plan(design.background);
    const catalogue::TrialLayer* layer = design.layer ? &*design.layer : nullptr;
    const auto sight_of = [&](std::uint64_t person) {
        return layer == nullptr
                   ? outcome::Sight{}
                   : outcome::Sight{true, signs_power_of({design.seed, person}, *layer, {})};
    };
    // After a long lead-in signs have caught up with the core.
    const auto start_easi = [&](const simulation::TrajectoryBlock& found, std::size_t row,
                                double untreated, const outcome::Sight& sight) {
        return plan.courses.empty()
                   ? untreated
                   : untreated *
                         disease::seen_share(disease::easi_score(found.at(row, 0, 0)) / untreated,
                                             untreated, sight.power);
    };
    for (std::uint64_t first = 0; first < source.count() && people.count() < design.patients;
         first += solver.block_size()) {
        drawn.resize(std::min<std::uint64_t>(solver.block_size(), source.count() - first));
        source.draw(first, drawn);
        if (layer != nullptr) {
            scale_participation(*layer, drawn, solver, block);
        }
        if (layer == nullptr || !plan.courses.empty()) {
            solver.solve(drawn, plan, block);
        }
        for (std::size_t row = 0; row < drawn.size() && people.count() < design.patients; ++row) {
            const double easi = disease::easi_score(block.baseline(row));
            const outcome::Sight sight = sight_of(first + row);
            if (block.stop_reason(row) == simulation::StopReason::finished &&
                easi >= design.baseline_easi_min && easi <= design.baseline_easi_max &&
                start_easi(block, row, easi, sight) <= design.start_easi_max) {
                people.parameters.push_back(drawn[row]);
                people.sight.push_back(sight);
                people.baselines.push_back(block.baseline(row));
                people.rest.push_back(
                    outcome::resting_snapshot(block.baseline(row), vesicles.clinical));
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

/// One thread's solver and lists, reused between worlds.
class WorldSimulator {
  public:
    WorldSimulator(const ComparisonDesign& design, const catalogue::VesicleCatalogue& vesicles,
                   const People& people, const ComparisonOptions& options)
        : design_(design),
          vesicles_(vesicles),
          people_(people),
          times_(design),
          solver_(simulation::make_solver(options.solver, options.solver_settings)) {
        for (const ComparedWay& way : design.ways) {
            courses_.push_back(course_of(design, way));
        }
    }

    WorldResult simulate(std::uint64_t world) {
        // 1. What nobody knows, and what each way brings to people in this world.
        const population::DrawnWorld drawn = population::draw_world(vesicles_, design_.seed, world);
        WorldResult result(design_.ways.size(), times_.count);
        result.unknowns.assign(drawn.values.begin(), drawn.values.end());
        result.has_effect = drawn.world.has_effect;
        follow_deliveries(drawn.world, world, result);
        actions_ = {catalogue::with_claims(drawn.world.action, design_.claims)};

        // 2. All people by all ways.
        for (std::size_t first = 0; first < people_.count(); first += chunk_patients) {
            simulate_chunk(first, std::min(chunk_patients, people_.count() - first), result);
        }
        result.close(people_.count());

        // 3. Which claim carries the effect.
        if (world < attribution_worlds) {
            attribute(drawn.world.action, result);
        }
        return result;
    }

    [[nodiscard]] const simulation::SolverWork& work() const { return solver_->work(); }

  private:
    /// Inputs of way w and delivery person d: treated skin, then the skin elsewhere.
    [[nodiscard]] std::size_t input_index(std::size_t way, std::size_t patient,
                                          bool is_elsewhere) const {
        return (way * design_.delivery_people + patient % design_.delivery_people) * 2 +
               (is_elsewhere ? 1 : 0);
    }

    void follow_deliveries(const catalogue::VesicleWorld& world, std::uint64_t index,
                           WorldResult& result) {
        inputs_.clear();
        paths_.clear();
        result.delivery_unknowns.clear();
        for (std::size_t way = 0; way < design_.ways.size(); ++way) {
            follow_way(way, world, index, result);
        }
    }

    void follow_way(std::size_t way, const catalogue::VesicleWorld& world, std::uint64_t index,
                    WorldResult& result) {
        const simulation::DeliveryPlan& plan = *design_.ways[way].plan;
        std::vector<double> mean_log(plan.route->parameters.size());
        for (std::size_t first = 0; first < design_.delivery_people;
             first += delivery::transport_lanes) {
            std::vector<simulation::DeliveryPerson> batch;
            const std::size_t last =
                std::min(design_.delivery_people, first + delivery::transport_lanes);
            for (std::size_t d = first; d < last; ++d) {
                const population::DeliverySubject subject{design_.seed, d, index};
                batch.push_back({population::draw_sex(subject),
                                 population::draw_delivery(plan.route->parameters, subject)});
                for (std::size_t i = 0; i < mean_log.size(); ++i) {
                    mean_log[i] += std::log(std::max(batch.back().parameters[i], 1e-300));
                }
            }
            const auto courses = simulate_delivery(plan, batch);
            for (std::size_t d = 0; d < batch.size(); ++d) {
                PersonalInput input = session_input(plan, batch[d], courses[d], world.link);
                add_body(design_, first + d, input);
                add_input(input, way, result);
                result.reached_label_frac[way] +=
                    courses[d].measures[static_cast<std::size_t>(simulation::Measure::whole_skin)] /
                    static_cast<double>(design_.delivery_people);
            }
        }
        result.delivery_unknowns.push_back(std::move(mean_log));
    }

    void add_input(PersonalInput input, std::size_t way, WorldResult& result) {
        const simulation::KineticsPath path = simulation::choose_path(input);
        const auto people = static_cast<double>(design_.delivery_people);
        const simulation::ActingCargo peak = simulation::peak_cargo(input, path);
        result.cargo[way] += peak.skin / people;
        result.immune_cargo[way] += peak.immune / people;
        inputs_.push_back(input);
        inputs_.push_back(simulation::elsewhere(input));
        paths_.insert(paths_.end(), 2, path);
    }

    void solve(std::span<const PersonalInput> inputs) {
        solver_->solve_dosed({.patients = people_.parameters,
                              .baselines = people_.baselines,
                              .actions = actions_,
                              .inputs = inputs,
                              .courses = courses_,
                              .items = items_,
                              .clinical = vesicles_.clinical,
                              .visit_day = times_.solver_day},
                             block_);
        people_.look_at(block_, items_);
    }

    void add_item(std::size_t patient, std::size_t way, bool is_elsewhere) {
        const std::size_t input = input_index(way, patient, is_elsewhere);
        items_.push_back({static_cast<std::uint32_t>(patient), 0, static_cast<std::uint32_t>(input),
                          static_cast<std::uint32_t>(way), paths_[input]});
    }

    void simulate_chunk(std::size_t first, std::size_t count, WorldResult& result) {
        items_.clear();
        for (std::size_t patient = first; patient < first + count; ++patient) {
            for (std::size_t way = 0; way < design_.ways.size(); ++way) {
                add_item(patient, way, false);
                if (design_.ways[way].treated_weight < 1.0) {
                    add_item(patient, way, true);
                }
            }
        }
        solve(inputs_);
        std::size_t item = 0;
        for (std::size_t patient = first; patient < first + count; ++patient) {
            for (std::size_t way = 0; way < design_.ways.size(); ++way) {
                const std::size_t treated = item++;
                const bool has_elsewhere = design_.ways[way].treated_weight < 1.0;
                const std::size_t other = has_elsewhere ? item++ : treated;
                if (block_.stop_reason(treated) != simulation::StopReason::finished ||
                    block_.stop_reason(other) != simulation::StopReason::finished) {
                    ++result.failed_items;
                    continue;
                }
                read(patient, way, treated, other, result);
            }
        }
    }

    void read(std::size_t patient, std::size_t way, std::size_t treated, std::size_t other,
              WorldResult& result) {
        const double weight = design_.ways[way].treated_weight;
        bool has_flared = false;
        for (std::size_t time = 0; time < times_.count; ++time) {
            const Snapshot& rest = people_.rest[patient];
            const Snapshot& now = times_.at(block_, treated, time, rest);
            const double easi = now.response.signs;
            const double easi_elsewhere = times_.at(block_, other, time, rest).response.signs;
            const Snapshot& dummy = people_.plain[1][patient * times_.count + time];
            const double dummy_easi = dummy.response.signs;
            const double day = time == 0 ? 0.0 : design_.visit_day[time - 1];
            has_flared = has_flared || design_.is_flare(easi, dummy_easi,
                                                        design_.ways[way].since_session_day(day));
            result.arms[way].add(
                time, read_person({.rest = rest,
                                   .now = now,
                                   .easi_person = weight * easi + (1.0 - weight) * easi_elsewhere,
                                   .dummy_easi = dummy_easi,
                                   .has_flared = has_flared},
                                  design_));
        }
    }

    void attribute(const disease::VesicleAction<double>& action, WorldResult& result) {
        // Actions by the three claims; inputs with and without the needle's marks.
        actions_.clear();
        for (unsigned mask = 0; mask < 8; ++mask) {
            actions_.push_back(catalogue::with_claims(
                action, {(mask & 1U) != 0U, (mask & 2U) != 0U, (mask & 4U) != 0U}));
        }
        std::vector<PersonalInput> inputs;
        for (const PersonalInput& input : inputs_) {
            inputs.push_back(input);
            inputs.push_back(input);
            inputs.back().marks = {};
        }
        const std::size_t count = std::min(attribution_patients, people_.count());
        items_.clear();
        for (std::size_t way = 0; way < design_.ways.size(); ++way) {
            for (unsigned mask = 0; mask < 16; ++mask) {
                for (std::size_t patient = 0; patient < count; ++patient) {
                    const std::size_t input = input_index(way, patient, false);
                    const bool has_needle = (mask & 8U) != 0U;
                    items_.push_back({static_cast<std::uint32_t>(patient), mask & 7U,
                                      static_cast<std::uint32_t>(2 * input + (has_needle ? 0 : 1)),
                                      static_cast<std::uint32_t>(way), paths_[input]});
                }
            }
        }
        solve(inputs);
        result.has_coalitions = true;
        std::size_t item = 0;
        for (std::size_t way = 0; way < design_.ways.size(); ++way) {
            const std::size_t time = design_.course_end(design_.ways[way]);
            for (unsigned mask = 0; mask < 16; ++mask) {
                for (std::size_t patient = 0; patient < count; ++patient) {
                    const Snapshot& rest = people_.rest[patient];
                    const Snapshot& now = times_.at(block_, item++, time, rest);
                    const Snapshot& dummy = people_.plain[1][patient * times_.count + time];
                    result.coalitions[way][mask] +=
                        100.0 * (now.response.signs - dummy.response.signs) /
                        people_.rest_easi(patient) / static_cast<double>(count);
                }
            }
        }
    }

    const ComparisonDesign& design_;
    const catalogue::VesicleCatalogue& vesicles_;
    const People& people_;
    Times times_;
    std::unique_ptr<simulation::Solver> solver_;
    std::vector<DosedCourse> courses_;
    std::vector<disease::VesicleAction<double>> actions_;
    std::vector<PersonalInput> inputs_;
    std::vector<simulation::KineticsPath> paths_;
    std::vector<DosedItem> items_;
    DosedBlock block_;
};

/// Untreated and dummy, which no world changes.
void simulate_plain_arms(const ComparisonDesign& design,
                         const catalogue::VesicleCatalogue& vesicles, simulation::Solver& solver,
                         People& people) {
    const Times times(design);
    std::vector<DosedCourse> courses{
        {"untreated", phases_of(design.background, disease::Effects<double>{}), {}},
        {"dummy", phases_of(design.background, dummy_effects(design)), {}}};
    add_care(design, courses[1]);
    // The same bodies as in the arms with vesicles.
    std::vector<PersonalInput> inputs(design.delivery_people);
    std::vector<simulation::KineticsPath> paths;
    for (std::size_t d = 0; d < inputs.size(); ++d) {
        add_body(design, d, inputs[d]);
        paths.push_back(simulation::choose_path(inputs[d]));
    }
    const disease::VesicleAction<double> action = vesicles.median_world().action;
    std::vector<DosedItem> items;
    for (std::uint32_t course = 0; course < courses.size(); ++course) {
        for (std::uint32_t patient = 0; patient < people.count(); ++patient) {
            const auto d = static_cast<std::uint32_t>(patient % inputs.size());
            items.push_back({patient, 0, d, course, paths[d]});
        }
    }
    DosedBlock block;
    solver.solve_dosed({.patients = people.parameters,
                        .baselines = people.baselines,
                        .actions = std::span(&action, 1),
                        .inputs = inputs,
                        .courses = courses,
                        .items = items,
                        .clinical = vesicles.clinical,
                        .visit_day = times.solver_day},
                       block);
    people.look_at(block, items);
    people.plain.assign(courses.size(), {});
    for (std::size_t item = 0; item < items.size(); ++item) {
        for (std::size_t time = 0; time < times.count; ++time) {
            people.plain[items[item].course].push_back(
                times.at(block, item, time, people.rest[items[item].patient]));
        }
    }
}

/// The same readings for an arm that no world changes.
ArmSums read_plain_arm(const ComparisonDesign& design, const People& people, std::size_t arm,
                       std::size_t time_count) {
    ArmSums sums(time_count);
    for (std::size_t patient = 0; patient < people.count(); ++patient) {
        bool has_flared = false;
        for (std::size_t time = 0; time < time_count; ++time) {
            const Snapshot& now = people.plain[arm][patient * time_count + time];
            const Snapshot& dummy = people.plain[1][patient * time_count + time];
            const double easi = now.response.signs;
            const double dummy_easi = dummy.response.signs;
            has_flared = has_flared || design.is_flare(easi, dummy_easi, design.flare_after_day);
            sums.add(time, read_person({.rest = people.rest[patient],
                                        .now = now,
                                        .easi_person = easi,
                                        .dummy_easi = dummy_easi,
                                        .has_flared = has_flared},
                                       design));
        }
    }
    sums.close(people.count());
    return sums;
}

}  // namespace

std::size_t ComparisonDesign::course_end(const ComparedWay& way) const {
    const double day = way.last_session_day() + after_course_day;
    const auto found = std::ranges::lower_bound(visit_day, day);
    return found == visit_day.end() ? visit_day.size()
                                    : static_cast<std::size_t>(found - visit_day.begin()) + 1;
}

ComparisonAnswer run_comparison(const ComparisonDesign& design,
                                const catalogue::VesicleCatalogue& vesicles,
                                const population::PatientSource& patients,
                                const ComparisonOptions& options) {
    // 1. People like this one, and the arms without vesicles.
    const auto solver = simulation::make_solver(options.solver, options.solver_settings);
    People people = gather_people(design, vesicles, patients, *solver);
    simulate_plain_arms(design, vesicles, *solver, people);
    const Times times(design);
    ComparisonResults results;
    results.plain = {read_plain_arm(design, people, 0, times.count),
                     read_plain_arm(design, people, 1, times.count)};
    results.worlds.resize(design.worlds);

    // 2. Worlds, each on its own.
    std::mutex mutex;
    std::uint64_t done = 0;
    simulation::SolverWork work = solver->work();
    const base::CancellationFlag never{false};
    const std::uint64_t finished = parallel::run_blocks(
        0, design.worlds, options.threads, options.cancel != nullptr ? *options.cancel : never,
        [&](unsigned) {
            auto simulator = std::make_shared<WorldSimulator>(design, vesicles, people, options);
            return [&, simulator](std::uint64_t world) {
                const simulation::SolverWork before = simulator->work();
                WorldResult result = simulator->simulate(world);
                const std::scoped_lock lock(mutex);
                results.worlds[world] = std::move(result);
                work.solves += simulator->work().solves - before.solves;
                work.steps += simulator->work().steps - before.steps;
                work.rejected_steps += simulator->work().rejected_steps - before.rejected_steps;
                work.rescued_solves += simulator->work().rescued_solves - before.rescued_solves;
                ++done;
                if (options.on_progress) {
                    options.on_progress({.done = done, .total = design.worlds});
                }
            };
        });
    results.worlds.resize(finished);

    // 3. Over worlds.
    ComparisonAnswer answer = summarise_comparison(design, vesicles, results);
    answer.patients = people.count();
    answer.is_complete = finished == design.worlds;
    answer.work = work;
    return answer;
}

}  // namespace vesikin::trial
