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

/// A weighted mean of values of people, and how far it may be off for lack of others.
class PeopleMean {
  public:
    void add(double weight, double value) {
        weights_.push_back(weight);
        values_.push_back(value);
        all_ += weight;
        sum_ += weight * value;
    }

    [[nodiscard]] double mean() const { return all_ > 0.0 ? sum_ / all_ : 0.0; }

    /// Between people, of their values.
    [[nodiscard]] double variance() const {
        double squares = 0.0;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            squares += weights_[i] * (values_[i] - mean()) * (values_[i] - mean());
        }
        return all_ > 0.0 ? squares / all_ : 0.0;
    }

    /// Standard error of a ratio of weighted sums over people drawn independently.
    [[nodiscard]] double error() const {
        double squares = 0.0;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double part = weights_[i] * (values_[i] - mean());
            squares += part * part;
        }
        return all_ > 0.0 ? std::sqrt(squares) / all_ : 0.0;
    }

    [[nodiscard]] bool is_empty() const { return !(all_ > 0.0); }

  private:
    std::vector<double> weights_;
    std::vector<double> values_;
    double all_ = 0.0;
    double sum_ = 0.0;
};

/// A share of responders in percent.
EndpointValue share_of(const PeopleMean& people) {
    const double p = people.mean();
    return {percent_per_one * p, percent_per_one * std::sqrt(std::max(0.0, p * (1.0 - p))),
            percent_per_one * people.error()};
}

EndpointValue proportion(const Outcome& outcome, const EndpointQuestion& q) {
    PeopleMean people;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        const Expectation person = q.course.person(i, q.visit, q.subset);
        double share = outcome.expected(person);
        double weight = q.course.weight[i];
        if (q.subset == Subset::not_clear) {
            const double clear = clear_probability(person);
            share = std::max(0.0, share - clear) / std::max(1.0 - clear, 1e-9);
            weight *= 1.0 - clear;
        }
        people.add(weight, share * person.now.stays_frac);
    }
    return share_of(people);
}

EndpointValue mean_of_stayers(const Outcome& outcome, const EndpointQuestion& q) {
    PeopleMean people;
    PeopleMean over_visits;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        const Expectation person = q.course.person(i, q.visit, q.subset);
        // Analyses of those not clear keep people who needed rescue: they are not clear either.
        const double stays = person.now.stays_frac;
        const double counts =
            q.subset == Subset::everyone ? stays : 1.0 - stays * clear_probability(person);
        const double weight = q.course.weight[i] * counts;
        people.add(weight, outcome.expected(person));
        over_visits.add(weight, outcome.visit_variance ? outcome.visit_variance(person) : 0.0);
    }
    return {people.mean(), std::sqrt(people.variance() + over_visits.mean()), people.error()};
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
    PeopleMean people;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        people.add(responded_first(q, i),
                   stays_since_first(q, i) * outcome.expected(q.course.person(i, q.visit)));
    }
    return share_of(people);
}

EndpointValue improvement_since(const EndpointQuestion& q) {
    PeopleMean people;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        // Of those who are still there, as for other changes.
        people.add(responded_first(q, i) * stays_since_first(q, i),
                   percent_per_one * (q.course.at(i, q.first_visit).easi_share -
                                      q.course.at(i, q.visit).easi_share));
    }
    return {people.mean(), std::sqrt(people.variance()), people.error()};
}

EndpointValue over_mean_baseline(const Outcome& change, const Outcome& level,
                                 const EndpointQuestion& q) {
    const EndpointValue value = at_visit(change, q);
    double baseline = 0.0;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        baseline += q.course.weight[i] * level.expected(q.course.person(i, 0));
    }
    const double scale = percent_per_one / baseline;
    return {scale * value.mean, scale * value.person_sd, scale * value.mean_error};
}

EndpointValue median_area(const EndpointQuestion& q) {
    // A median spreads wider than a mean by the root of pi / 2.
    constexpr double median_over_mean = 1.2533141373155003;
    std::vector<std::pair<double, double>> areas;
    PeopleMean people;
    for (std::size_t i = 0; i < q.course.people(); ++i) {
        double area = 0.0;
        for (std::size_t visit = 1; visit <= q.visit; ++visit) {
            area += 0.5 * (q.course.visit_day[visit] - q.course.visit_day[visit - 1]) *
                    (q.course.at(i, visit).easi_share + q.course.at(i, visit - 1).easi_share);
        }
        areas.emplace_back(percent_per_one * area / q.course.visit_day[q.visit],
                           q.course.weight[i]);
        people.add(areas.back().second, areas.back().first);
    }
    std::ranges::sort(areas);
    double below = 0.0;
    for (const auto& [area, weight] : areas) {
        below += weight;
        if (below >= 0.5) {
            return {area, median_over_mean * std::sqrt(people.variance()),
                    median_over_mean * people.error()};
        }
    }
    return {};
}

}  // namespace vesikin::outcome
