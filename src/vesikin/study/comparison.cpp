#include "vesikin/study/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>

#include "vesikin/base/error.hpp"
#include "vesikin/disease/scores.hpp"
#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/population/delivery_draw.hpp"
#include "vesikin/population/world_draw.hpp"
#include "vesikin/simulation/session_input.hpp"
#include "vesikin/simulation/vesicle_course.hpp"
#include "vesikin/study/comparison_people.hpp"
#include "vesikin/study/comparison_summary.hpp"

namespace vesikin::study {

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

DosedCourse course_of(const ComparisonDesign& design, const CareWorld& care,
                      const ComparedWay& way) {
    DosedCourse course = care_course(design, care, way.plan->route->name);
    std::vector<simulation::DoseEvent> sessions;
    for (std::size_t session = 0; session < way.sessions; ++session) {
        const auto number = static_cast<double>(session);
        sessions.push_back({.day = design.background.lead_in_day + number * way.interval_day,
                            .kind = simulation::DoseKind::session,
                            .amount = 1.0,
                            .repeats = number});
    }
    course.doses.insert(course.doses.begin(), sessions.begin(), sessions.end());
    std::ranges::stable_sort(course.doses, {}, &simulation::DoseEvent::day);
    return course;
}

/// One thread's solver and lists, reused between worlds.
class WorldSimulator {
  public:
    WorldSimulator(const ComparisonDesign& design, const catalogue::VesicleCatalogue& vesicles,
                   const People& people, const PeopleInWorld* shared,
                   const ComparisonOptions& options)
        : design_(design),
          vesicles_(vesicles),
          people_(people),
          shared_(shared),
          times_(design),
          solver_(simulation::make_solver(options.solver, options.solver_settings)) {}

    WorldResult simulate(std::uint64_t world) {
        // 1. What nobody knows, the people without vesicles, and what each way brings to them.
        const population::DrawnWorld drawn = population::draw_world(vesicles_, design_.seed, world);
        care_ = design_.drawn.empty() ? &design_.typical : &design_.drawn[world];
        if (shared_ == nullptr) {
            own_ = people_in_world(design_, *care_, people_, *solver_);
        }
        seen_ = shared_ != nullptr ? shared_ : &own_;
        courses_.clear();
        for (const ComparedWay& way : design_.ways) {
            courses_.push_back(course_of(design_, *care_, way));
        }
        WorldResult result(seen_->plain_sums, design_.ways.size(), times_.count);
        result.unknowns.assign(drawn.values.begin(), drawn.values.end());
        result.has_effect = drawn.world.has_effect;
        follow_deliveries(drawn.world, world, result);
        actions_ = {catalogue::with_claims(drawn.world.action, design_.claims)};

        // 2. All people by all ways.
        for (std::size_t first = 0; first < people_.count(); first += chunk_patients) {
            simulate_chunk(first, std::min(chunk_patients, people_.count() - first), result);
        }
        for (std::size_t way = 0; way < design_.ways.size(); ++way) {
            result.way(way).close();
        }

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
                add_body(design_, *care_, first + d, input);
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
        solver_->solve_dosed({.patients = seen_->parameters,
                              .baselines = people_.baselines,
                              .actions = actions_,
                              .inputs = inputs,
                              .courses = courses_,
                              .items = items_,
                              .clinical = care_->clinical,
                              .visit_day = times_.solver_day},
                             block_);
        seen_->look_at(block_, items_);
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
            const Snapshot& rest = seen_->rest[patient];
            const Snapshot& now = times_.at(block_, treated, time, rest);
            const double easi = now.response.signs;
            const double easi_elsewhere = times_.at(block_, other, time, rest).response.signs;
            const Snapshot& dummy = seen_->dummy(patient, time);
            const double dummy_easi = dummy.response.signs;
            const double day = time == 0 ? 0.0 : design_.visit_day[time - 1];
            has_flared = has_flared || design_.is_flare(easi, dummy_easi,
                                                        design_.ways[way].since_session_day(day));
            result.way(way).add(
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
                    const Snapshot& rest = seen_->rest[patient];
                    const Snapshot& now = times_.at(block_, item++, time, rest);
                    const Snapshot& dummy = seen_->dummy(patient, time);
                    result.coalitions[way][mask] +=
                        100.0 * (now.response.signs - dummy.response.signs) /
                        seen_->rest_easi(patient) / static_cast<double>(count);
                }
            }
        }
    }

    const ComparisonDesign& design_;
    const catalogue::VesicleCatalogue& vesicles_;
    const People& people_;
    const PeopleInWorld* shared_;          ///< of every world, where they do not differ; else null
    PeopleInWorld own_;                    ///< of the world at work, where they do
    const PeopleInWorld* seen_ = nullptr;  ///< one of the two
    const CareWorld* care_ = nullptr;
    Times times_;
    std::unique_ptr<simulation::Solver> solver_;
    std::vector<DosedCourse> courses_;
    std::vector<disease::VesicleAction<double>> actions_;
    std::vector<PersonalInput> inputs_;
    std::vector<simulation::KineticsPath> paths_;
    std::vector<DosedItem> items_;
    DosedBlock block_;
};

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
    // 1. People like this one.
    VESIKIN_CHECK(design.drawn.empty() || design.drawn.size() == design.worlds,
                  "worlds that differ are all drawn");
    const auto solver = simulation::make_solver(options.solver, options.solver_settings);
    const People people = gather_people(design, patients, *solver);
    std::optional<PeopleInWorld> shared;
    if (design.drawn.empty()) {
        shared = people_in_world(design, design.typical, people, *solver);
    }
    std::vector<WorldResult> worlds(design.worlds);

    // 2. Worlds, each on its own.
    std::mutex mutex;
    std::uint64_t done = 0;
    simulation::SolverWork work = solver->work();
    const base::CancellationFlag never{false};
    const std::uint64_t finished = parallel::run_blocks(
        0, design.worlds, options.threads, options.cancel != nullptr ? *options.cancel : never,
        [&](unsigned) {
            auto simulator = std::make_shared<WorldSimulator>(design, vesicles, people,
                                                              shared ? &*shared : nullptr, options);
            return [&, simulator](std::uint64_t world) {
                const simulation::SolverWork before = simulator->work();
                WorldResult result = simulator->simulate(world);
                const std::scoped_lock lock(mutex);
                worlds[world] = std::move(result);
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
    worlds.resize(finished);

    // 3. Over worlds.
    ComparisonAnswer answer = summarise_comparison(design, vesicles, worlds);
    answer.patients = people.count();
    answer.is_complete = finished == design.worlds;
    answer.work = work;
    return answer;
}

}  // namespace vesikin::study
