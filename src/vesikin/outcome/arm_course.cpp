#include "vesikin/outcome/arm_course.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "vesikin/base/units.hpp"
#include "vesikin/outcome/list.hpp"

namespace vesikin::outcome {

namespace {

using base::percent_per_one;

double share_in_percent_sd(double p) {
    return percent_per_one * std::sqrt(p * (1.0 - p));
}

EndpointValue proportion(const Outcome& outcome, const EndpointQuestion& q) {
    double hits = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        const Expectation person = q.course.person(i, q.visit, q.subset);
        double share = outcome.expected(person);
        double weight = q.course.weight[i];
        if (q.subset == Subset::not_clear) {
            const double clear = clear_probability(person);
            share = std::max(0.0, share - clear) / std::max(1.0 - clear, 1e-9);
            weight *= 1.0 - clear;
        }
        hits += weight * share * person.now.stays_frac;
        all += weight;
    }
    const double p = all > 0.0 ? hits / all : 0.0;
    return {percent_per_one * p, share_in_percent_sd(p)};
}

EndpointValue mean_of_stayers(const Outcome& outcome, const EndpointQuestion& q) {
    double all = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    double over_visits = 0.0;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        const Expectation person = q.course.person(i, q.visit, q.subset);
        // Analyses of those not clear keep people who needed rescue: they are not clear either.
        const double stays = person.now.stays_frac;
        const double counts =
            q.subset == Subset::everyone ? stays : 1.0 - stays * clear_probability(person);
        const double weight = q.course.weight[i] * counts;
        const double value = outcome.expected(person);
        all += weight;
        sum += weight * value;
        squares += weight * value * value;
        over_visits += outcome.visit_variance ? weight * outcome.visit_variance(person) : 0.0;
    }
    if (!(all > 0.0)) {
        return {};
    }
    const double mean = sum / all;
    const double between = std::max(0.0, squares / all - mean * mean);
    return {mean, std::sqrt(between + over_visits / all)};
}

const Outcome& first_response() {
    return seen_outcome("easi_75");
}

/// The person's weight times the probability of having responded at the first visit.
double responded_first(const EndpointQuestion& q, std::size_t i) {
    const Expectation first = q.course.person(i, q.first_visit);
    return q.course.weight[i] * first.now.stays_frac * first_response().expected(first);
}

/// Of those there at the first visit, how many still are.
double stays_since_first(const EndpointQuestion& q, std::size_t i) {
    return q.course.at(i, q.visit).stays_frac /
           std::max(q.course.at(i, q.first_visit).stays_frac, 1e-9);
}

}  // namespace

EndpointValue at_visit(const Outcome& outcome, const EndpointQuestion& question) {
    return outcome.is_proportion() ? proportion(outcome, question)
                                   : mean_of_stayers(outcome, question);
}

EndpointValue among_responders(const Outcome& outcome, const EndpointQuestion& q) {
    double all = 0.0;
    double hits = 0.0;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        const double before = responded_first(q, i);
        all += before;
        hits += before * stays_since_first(q, i) * outcome.expected(q.course.person(i, q.visit));
    }
    const double p = hits / std::max(all, 1e-12);
    return {percent_per_one * p, share_in_percent_sd(p)};
}

EndpointValue improvement_since(const EndpointQuestion& q) {
    double all = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        // Of those who are still there, as for other changes.
        const double before = responded_first(q, i) * stays_since_first(q, i);
        const double change = percent_per_one * (q.course.at(i, q.first_visit).easi_share -
                                                 q.course.at(i, q.visit).easi_share);
        all += before;
        sum += before * change;
        squares += before * change * change;
    }
    const double mean = sum / std::max(all, 1e-12);
    return {mean, std::sqrt(std::max(0.0, squares / std::max(all, 1e-12) - mean * mean))};
}

EndpointValue over_mean_baseline(const Outcome& change, const Outcome& level,
                                 const EndpointQuestion& q) {
    const EndpointValue value = at_visit(change, q);
    double baseline = 0.0;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        baseline += q.course.weight[i] * level.expected(q.course.person(i, 0));
    }
    return {percent_per_one * value.mean / baseline, percent_per_one * value.person_sd / baseline};
}

EndpointValue median_area(const EndpointQuestion& q) {
    std::vector<std::pair<double, double>> areas;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        double area = 0.0;
        for (std::size_t visit = 1; visit <= q.visit; ++visit) {
            area += 0.5 * (q.course.visit_day[visit] - q.course.visit_day[visit - 1]) *
                    (q.course.at(i, visit).easi_share + q.course.at(i, visit - 1).easi_share);
        }
        areas.emplace_back(percent_per_one * area / q.course.visit_day[q.visit],
                           q.course.weight[i]);
    }
    std::ranges::sort(areas);
    double below = 0.0;
    double mean = 0.0;
    double squares = 0.0;
    for (const auto& [area, weight] : areas) {
        mean += weight * area;
        squares += weight * area * area;
    }
    for (const auto& [area, weight] : areas) {
        below += weight;
        if (below >= 0.5) {
            // A median spreads wider than a mean by the root of pi / 2.
            return {area, 1.25 * std::sqrt(std::max(0.0, squares - mean * mean))};
        }
    }
    return {};
}

}  // namespace vesikin::outcome
