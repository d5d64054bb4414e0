#include "vesikin/study/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>

#include "vesikin/base/random.hpp"

namespace vesikin::study {

namespace {

/// POEM of people with that EASI, in the middle.
double poem_of(double easi, const std::vector<PoemPoint>& line) {
    const auto next = std::ranges::upper_bound(line, easi, {}, &PoemPoint::easi);
    if (next == line.begin()) {
        return line.front().poem;
    }
    if (next == line.end()) {
        return line.back().poem;
    }
    const PoemPoint& before = *std::prev(next);
    const double along = (std::log1p(easi) - std::log1p(before.easi)) /
                         (std::log1p(next->easi) - std::log1p(before.easi));
    return before.poem + along * (next->poem - before.poem);
}

/// How a sighting of a number scatters: in which numbers it is normal, about what, by how much.
struct Scatter {
    double seen = 0.0;
    double middle = 0.0;
    double sd = 1.0;
};

Scatter scatter_of(const Sighting& sighting, const care::SeenVisit& visit, double own_easi,
                   const LikenessRules& rules, const care::VisitNoise& noise) {
    const double expected = expected_sighting(sighting.kind, visit, own_easi, rules);
    switch (sighting.kind) {
        case SightingKind::easi:
            return {std::log1p(sighting.value), std::log1p(expected),
                    std::hypot(rules.easi_sd_log, noise.easi_sd_log())};
        case SightingKind::area: {
            // No skin at all has no logarithm; this is less than any.
            constexpr double least_area = 0.02;
            return {std::log(std::max(sighting.value, least_area)),
                    std::log(std::max(expected, least_area)), rules.severity_sd_log};
        }
        case SightingKind::poem:
            return {sighting.value, expected, rules.poem_sd};
        case SightingKind::itch:
            return {sighting.value, expected, std::hypot(rules.itch_sd, noise.itch_sd())};
        case SightingKind::response:
            break;
    }
    return {};
}

/// The probability that a treatment which makes a person better by `better` is called less than
/// response `place`.
double called_less(std::size_t place, double better, const LikenessRules& rules) {
    if (place == 0) {
        return 0.0;
    }
    if (place > rules.response_from_frac.size()) {
        return 1.0;
    }
    return care::normal_below((rules.response_from_frac[place - 1] - better) /
                              rules.response_sd_frac);
}

care::Schedule schedule_of(const PastCourse& course) {
    care::Schedule schedule{.visit_day = {}, .lead_in = course.lead_in};
    for (const Sighting& sighting : course.sightings) {
        if (sighting.day > 0.0 &&
            (schedule.visit_day.empty() || schedule.visit_day.back() < sighting.day)) {
            schedule.visit_day.push_back(sighting.day);
        }
    }
    if (schedule.visit_day.empty()) {
        schedule.visit_day.push_back(1.0);
    }
    return schedule;
}

/// The time (0 = day 0) of a day that the schedule has.
std::size_t time_of(const care::Schedule& schedule, double day) {
    return day <= 0.0 ? 0
                      : static_cast<std::size_t>(std::ranges::lower_bound(schedule.visit_day, day) -
                                                 schedule.visit_day.begin()) +
                            1;
}

/// A sighting held against one virtual person; nothing where the solver gave that one up.
struct Match {
    double expected = 0.0;
    double below = 0.0;
    double likelihood = 0.0;
};

/// By sighting, then person. So few people are treated at once that memory does not grow with days.
using Matches = std::vector<std::vector<std::optional<Match>>>;

Matches matches_of(const PastCourse& course, const care::People& people, const LikenessRules& rules,
                   const care::CareWorld& world, care::Treatment& treatment,
                   const RunControl& control) {
    constexpr std::size_t chunk_people = 128;
    const care::Schedule schedule = schedule_of(course);
    const care::Arm arm{.care = &course.care};
    Matches matches(course.sightings.size());
    for (std::size_t first = 0; first < people.count() && !control.is_cancelled();
         first += chunk_people) {
        const care::SeenPeople& seen =
            treatment.treat(people.part(first, std::min(chunk_people, people.count() - first)),
                            {&arm, 1}, world, schedule);
        for (std::size_t i = 0; i < course.sightings.size(); ++i) {
            const Sighting& sighting = course.sightings[i];
            const std::size_t time = time_of(schedule, sighting.day);
            for (std::size_t person = 0; person < seen.people(); ++person) {
                std::optional<Match>& match = matches[i].emplace_back();
                if (seen.stop_reason(0, person) == simulation::StopReason::finished) {
                    const care::SeenVisit& visit = seen.course(0, person)[time];
                    const double own = seen.sight(person).own_easi;
                    match = {expected_sighting(sighting.kind, visit, own, rules),
                             below_frac(sighting, visit, own, rules, seen.noise()),
                             likelihood(sighting, visit, own, rules, seen.noise())};
                }
            }
        }
    }
    return matches;
}

/// Takes one sighting into the weights.
SightingCheck take(const PastCourse& course, const Sighting& sighting,
                   const std::vector<std::optional<Match>>& matches, std::vector<double>& weights) {
    SightingCheck check{.course = course.name, .sighting = sighting};
    double all = 0.0;
    double below = 0.0;
    for (std::size_t person = 0; person < weights.size(); ++person) {
        double& weight = weights[person];
        if (!matches[person]) {
            weight = 0.0;
        } else if (weight > 0.0) {
            all += weight;
            below += weight * matches[person]->below;
            check.expected += weight * matches[person]->expected;
            weight *= matches[person]->likelihood;
        }
    }
    if (all > 0.0) {
        check.expected /= all;
        check.as_extreme_frac = 2.0 * std::min(below, all - below) / all;
    } else {
        check.as_extreme_frac = 0.0;
    }
    // Weights have no scale, and many sightings would take them to nothing.
    const double most = weights.empty() ? 0.0 : *std::ranges::max_element(weights);
    if (most > 0.0) {
        for (double& weight : weights) {
            weight /= most;
        }
    }
    check.effective = effective_size(weights);
    return check;
}

}  // namespace

double expected_sighting(SightingKind kind, const care::SeenVisit& visit, double own_easi,
                         const LikenessRules& rules) {
    switch (kind) {
        case SightingKind::easi:
            return visit.easi;
        case SightingKind::poem:
            return poem_of(visit.easi, rules.poem);
        case SightingKind::itch:
            return visit.itch;
        case SightingKind::area:
            return visit.easi / rules.severity_per_area;
        case SightingKind::response:
            return own_easi > 0.0 ? 1.0 - visit.easi / own_easi : 0.0;
    }
    return 0.0;
}

double likelihood(const Sighting& sighting, const care::SeenVisit& visit, double own_easi,
                  const LikenessRules& rules, const care::VisitNoise& noise) {
    if (sighting.kind == SightingKind::response) {
        const double better = expected_sighting(sighting.kind, visit, own_easi, rules);
        const auto place = static_cast<std::size_t>(sighting.value);
        return called_less(place + 1, better, rules) - called_less(place, better, rules);
    }
    const Scatter scatter = scatter_of(sighting, visit, own_easi, rules, noise);
    const double z = (scatter.seen - scatter.middle) / scatter.sd;
    return std::exp(-0.5 * z * z) / (scatter.sd * std::sqrt(2.0 * std::numbers::pi));
}

double below_frac(const Sighting& sighting, const care::SeenVisit& visit, double own_easi,
                  const LikenessRules& rules, const care::VisitNoise& noise) {
    if (sighting.kind == SightingKind::response) {
        const double better = expected_sighting(sighting.kind, visit, own_easi, rules);
        const auto place = static_cast<std::size_t>(sighting.value);
        return 0.5 * (called_less(place, better, rules) + called_less(place + 1, better, rules));
    }
    const Scatter scatter = scatter_of(sighting, visit, own_easi, rules, noise);
    return care::normal_below((scatter.seen - scatter.middle) / scatter.sd);
}

double effective_size(std::span<const double> weights) {
    double sum = 0.0;
    double squares = 0.0;
    for (const double weight : weights) {
        sum += weight;
        squares += weight * weight;
    }
    return squares > 0.0 ? sum * sum / squares : 0.0;
}

std::vector<std::size_t> resample(std::span<const double> weights, std::size_t count,
                                  double uniform) {
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::size_t> places;
    double reached = 0.0;
    std::size_t place = 0;
    std::size_t last_used = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        last_used = weights[i] > 0.0 ? i : last_used;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const double mark = (static_cast<double>(i) + uniform) / static_cast<double>(count) * all;
        while (place < last_used && reached + weights[place] <= mark) {
            reached += weights[place++];
        }
        places.push_back(place);
    }
    return places;
}

std::vector<double> weigh(const care::People& people, const Likeness& likeness,
                          const care::CareWorld& world, care::Treatment& treatment,
                          const RunControl& control, LikenessReport& report) {
    report = {};
    report.drawn = people.count();
    std::vector<double> weights(people.count(), 1.0);
    for (const PastCourse& course : likeness.past) {
        const Matches matches =
            matches_of(course, people, likeness.rules, world, treatment, control);
        if (control.is_cancelled()) {
            return weights;
        }
        for (std::size_t i = 0; i < course.sightings.size(); ++i) {
            report.checks.push_back(take(course, course.sightings[i], matches[i], weights));
        }
    }
    report.effective = effective_size(weights);
    // So many sightings were tried that the rarest of them may be that rare by chance.
    const double least = likeness.rules.least_plausible_frac /
                         static_cast<double>(std::max<std::size_t>(report.checks.size(), 1));
    report.fits = report.effective > 0.0 &&
                  std::ranges::all_of(report.checks, [&](const SightingCheck& check) {
                      return check.as_extreme_frac >= least;
                  });
    return weights;
}

care::People enrol_like(const population::PatientSource& source, std::uint64_t seed,
                        std::size_t count, const care::Enrolment& criteria, const care::Arm& arm,
                        const care::CareWorld& world, const care::LeadIn& lead_in,
                        const Likeness& likeness, care::Treatment& treatment,
                        const RunControl& control, LikenessReport& report) {
    // 1. More and more people until they count as enough, or there are no more.
    constexpr std::size_t first_drawn_per_person = 4;
    std::size_t wanted =
        std::max(count, std::min(likeness.rules.most_drawn, first_drawn_per_person * count));
    care::People pool;
    std::vector<double> weights;
    for (;;) {
        pool = care::enrol_up_to(source, seed, wanted, criteria, arm, world, lead_in, treatment);
        if (pool.count() < count) {
            care::throw_too_few(criteria, pool.count(), source.count(), count);
        }
        weights = weigh(pool, likeness, world, treatment, control, report);
        if (control.is_cancelled() || report.effective >= likeness.rules.least_effective ||
            pool.count() < wanted || wanted >= likeness.rules.most_drawn) {
            break;
        }
        wanted = std::min(2 * wanted, likeness.rules.most_drawn);
    }

    // 2. As many as were asked for, by weight.
    care::People chosen;
    chosen.weight = criteria.weight;
    if (!report.fits || control.is_cancelled()) {
        return chosen;
    }
    const double uniform = base::RandomStream(seed, 0, base::StreamPurpose::likeness).uniform(0);
    std::size_t latest = std::numeric_limits<std::size_t>::max();
    for (const std::size_t place : resample(weights, count, uniform)) {
        chosen.add(pool.parameters[place], pool.baselines[place], pool.keys[place]);
        report.distinct += place == latest ? 0 : 1;
        latest = place;
    }
    return chosen;
}

}  // namespace vesikin::study
