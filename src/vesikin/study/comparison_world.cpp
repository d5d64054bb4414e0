#include "vesikin/study/comparison_world.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "vesikin/population/delivery_draw.hpp"
#include "vesikin/population/world_draw.hpp"
#include "vesikin/simulation/session_input.hpp"
#include "vesikin/simulation/vesicle_course.hpp"

namespace vesikin::study {

namespace {

/// How much of the study the attribution to claims repeats, sixteen times over.
constexpr std::size_t attribution_worlds = 24;
constexpr std::size_t attribution_patients = 40;
constexpr std::size_t chunk_patients = 128;

/// Where a way is seen: the arm of the treated skin, that of skin elsewhere, and what of EASI the
/// first one is.
struct ArmView {
    std::size_t treated = 0;
    std::size_t elsewhere = 0;
    double treated_weight = 1.0;
    std::span<const double> since_session_day;  ///< by time
};

std::vector<PersonNumbers> read_arm(const ComparisonWork& work, const care::CareWorld& world,
                                    const care::SeenPeople& seen, std::size_t person,
                                    const ArmView& view, std::span<const double> dummy_easi) {
    std::vector<simulation::Snapshot> under;
    for (std::size_t time = 0; time < seen.times(); ++time) {
        under.push_back(seen.snapshot(view.treated, person, time));
    }
    return read_course({.treated = seen.course(view.treated, person),
                        .elsewhere = seen.course(view.elsewhere, person),
                        .treated_weight = view.treated_weight,
                        .under = under,
                        .rest = seen.rest(person),
                        .sight = seen.sight(person),
                        .dummy_easi = dummy_easi,
                        .since_session_day = view.since_session_day},
                       work.design.rules, work.readings, seen.noise(), world.catalogue);
}

/// The same sessions without what they do to skin beside bringing vesicles.
std::vector<care::SessionBody> without_marks(std::vector<care::SessionBody> bodies) {
    for (care::SessionBody& body : bodies) {
        body.input.marks = {};
    }
    return bodies;
}

}  // namespace

care::CareWorld ComparisonWork::world(const std::optional<catalogue::Catalogue>& drawn) const {
    return {.catalogue = drawn ? &*drawn : design.model, .published_clinical = &vesicles.clinical};
}

PlainArms simulate_plain_arms(const ComparisonWork& work, const care::CareWorld& world,
                              care::Treatment& treatment) {
    const ComparisonDesign& design = work.design;
    std::vector<care::Arm> arms{{.care = &design.untreated}, {.care = &design.care}};
    for (const StandardCare& standard : design.standards) {
        arms.push_back({.care = &standard.care});
    }
    const care::SeenPeople& seen = treatment.treat(work.people, arms, world, work.schedule());
    PlainArms plain;
    for (std::size_t person = 0; person < seen.people(); ++person) {
        for (const care::SeenVisit& visit : seen.course(dummy_arm, person)) {
            plain.dummy_easi.push_back(visit.easi);
        }
    }
    // Nothing was done to the skin, so whatever is there may be a flare.
    const std::vector<double> long_ago(seen.times(), std::numeric_limits<double>::infinity());
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        ArmSums sums(seen.times(), outcome::all_markers().size() + work.readings.size());
        for (std::size_t person = 0; person < seen.people(); ++person) {
            sums.add(read_arm(work, world, seen, person,
                              {.treated = arm, .elsewhere = arm, .since_session_day = long_ago},
                              plain.of(person, seen.times())));
        }
        sums.close();
        plain.sums.push_back(std::move(sums));
    }
    return plain;
}

WorldSimulator::WorldSimulator(const ComparisonWork& work, const RunControl& control)
    : work_(work), design_(work.design), treatment_(control.solver, control.solver_settings) {
    for (const ComparedWay& way : design_.ways) {
        std::vector<double>& since = since_session_day_.emplace_back();
        since.push_back(way.since_session_day(0.0));
        for (const double day : design_.visit_day) {
            since.push_back(way.since_session_day(day));
        }
    }
}

WorldResult WorldSimulator::simulate(std::uint64_t index) {
    // 1. What nobody knows, the people without vesicles, and what each way brings to them.
    const population::DrawnWorld drawn =
        population::draw_world(work_.vesicles, design_.seed, index);
    drawn_.reset();
    if (design_.draw_model) {
        drawn_ = design_.draw_model(index);
    }
    world_ = work_.world(drawn_);
    if (!work_.plain) {
        own_plain_ = simulate_plain_arms(work_, world_, treatment_);
    }
    WorldResult result(plain().sums, design_.ways.size(), design_.visit_day.size() + 1,
                       outcome::all_markers().size() + work_.readings.size());
    result.unknowns.assign(drawn.values.begin(), drawn.values.end());
    result.has_effect = drawn.world.has_effect;
    courses_.clear();
    bodies_.assign(design_.ways.size(), {});
    for (std::size_t way = 0; way < design_.ways.size(); ++way) {
        courses_.push_back(design_.care);
        courses_.back().sessions = design_.ways[way].sessions;
        follow_way(way, drawn.world, index, result);
    }

    // 2. All people by all ways.
    const auto action = catalogue::with_claims(drawn.world.action, design_.claims);
    for (std::size_t first = 0; first < work_.people.count(); first += chunk_patients) {
        simulate_chunk(first, std::min(chunk_patients, work_.people.count() - first), action,
                       result);
    }
    for (std::size_t way = 0; way < design_.ways.size(); ++way) {
        result.way(way).close();
    }

    // 3. Which claim carries the effect.
    if (design_.has_attribution && index < attribution_worlds) {
        attribute(drawn.world.action, result);
    }
    return result;
}

void WorldSimulator::follow_way(std::size_t way, const catalogue::VesicleWorld& world,
                                std::uint64_t index, WorldResult& result) {
    const simulation::DeliveryPlan& plan = *design_.ways[way].plan;
    const auto people = static_cast<double>(design_.delivery_people);
    std::vector<double> mean_log(plan.route->parameters.size());
    for (std::size_t first = 0; first < design_.delivery_people;
         first += delivery::transport_lanes) {
        std::vector<simulation::DeliveryPerson> batch;
        const std::size_t last =
            std::min(design_.delivery_people, first + delivery::transport_lanes);
        for (std::size_t d = first; d < last; ++d) {
            const population::DeliverySubject subject{design_.seed, d, index};
            batch.push_back({sex_of(design_.sex, subject),
                             population::draw_delivery(plan.route->parameters, subject)});
            for (std::size_t i = 0; i < mean_log.size(); ++i) {
                mean_log[i] += std::log(std::max(batch.back().parameters[i], 1e-300));
            }
        }
        const auto courses = simulate_delivery(plan, batch);
        for (std::size_t d = 0; d < batch.size(); ++d) {
            const care::SessionBody body =
                care::session_body(session_input(plan, batch[d], courses[d], world.link));
            const simulation::ActingCargo peak = simulation::peak_cargo(
                body.input, body.is_closed ? simulation::KineticsPath::closed_form
                                           : simulation::KineticsPath::full);
            result.cargo[way] += peak.skin / people;
            result.immune_cargo[way] += peak.immune / people;
            result.reached_label_frac[way] +=
                courses[d].measures[static_cast<std::size_t>(simulation::Measure::whole_skin)] /
                people;
            bodies_[way].elsewhere.push_back(care::elsewhere(body));
            bodies_[way].treated.push_back(body);
        }
    }
    result.delivery_unknowns.push_back(std::move(mean_log));
}

void WorldSimulator::simulate_chunk(std::size_t first, std::size_t count,
                                    const disease::VesicleAction<double>& action,
                                    WorldResult& result) {
    std::vector<care::Arm> arms;
    std::vector<std::size_t> first_arm;
    for (std::size_t way = 0; way < design_.ways.size(); ++way) {
        first_arm.push_back(arms.size());
        arms.push_back({&courses_[way], bodies_[way].treated, &action, first});
        if (design_.ways[way].treated_weight < 1.0) {
            arms.push_back({&courses_[way], bodies_[way].elsewhere, &action, first});
        }
    }
    const care::SeenPeople& seen =
        treatment_.treat(work_.people.part(first, count), arms, world_, work_.schedule());
    for (std::size_t person = 0; person < count; ++person) {
        for (std::size_t way = 0; way < design_.ways.size(); ++way) {
            read(seen, first, person, way, first_arm[way], result);
        }
    }
}

void WorldSimulator::read(const care::SeenPeople& seen, std::size_t first, std::size_t person,
                          std::size_t way, std::size_t arm, WorldResult& result) const {
    const double weight = design_.ways[way].treated_weight;
    const std::size_t other = weight < 1.0 ? arm + 1 : arm;
    if (seen.stop_reason(arm, person) != simulation::StopReason::finished ||
        seen.stop_reason(other, person) != simulation::StopReason::finished) {
        ++result.failed_items;
        return;
    }
    result.way(way).add(read_arm(work_, world_, seen, person,
                                 {.treated = arm,
                                  .elsewhere = other,
                                  .treated_weight = weight,
                                  .since_session_day = since_session_day_[way]},
                                 plain().of(first + person, seen.times())));
}

void WorldSimulator::attribute(const disease::VesicleAction<double>& action, WorldResult& result) {
    // Actions by the three claims; sessions with and without the needle's marks.
    std::array<disease::VesicleAction<double>, 8> actions;
    for (unsigned mask = 0; mask < actions.size(); ++mask) {
        actions[mask] = catalogue::with_claims(
            action, {(mask & 1U) != 0U, (mask & 2U) != 0U, (mask & 4U) != 0U});
    }
    constexpr unsigned coalitions = 16;
    const std::size_t count = std::min(attribution_patients, work_.people.count());
    const care::People people = work_.people.part(0, count);
    result.has_coalitions = true;
    for (std::size_t way = 0; way < design_.ways.size(); ++way) {
        const std::vector<care::SessionBody> unmarked = without_marks(bodies_[way].treated);
        std::vector<care::Arm> arms;
        for (unsigned mask = 0; mask < coalitions; ++mask) {
            const bool has_needle = (mask & 8U) != 0U;
            arms.push_back({&courses_[way],
                            has_needle ? std::span(bodies_[way].treated) : std::span(unmarked),
                            &actions[mask & 7U]});
        }
        const care::SeenPeople& seen = treatment_.treat(people, arms, world_, work_.schedule());
        const std::size_t time = design_.course_end(design_.ways[way]);
        for (unsigned mask = 0; mask < coalitions; ++mask) {
            for (std::size_t person = 0; person < count; ++person) {
                const double easi = seen.course(mask, person)[time].easi;
                result.coalitions[way][mask] +=
                    100.0 * (easi - plain().of(person, seen.times())[time]) /
                    seen.sight(person).own_easi / static_cast<double>(count);
            }
        }
    }
}

}  // namespace vesikin::study
