#include "vesikin/study/delivery_study.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "vesikin/parallel/block_loop.hpp"
#include "vesikin/population/delivery_draw.hpp"
#include "vesikin/study/ranks.hpp"

namespace vesikin::study {

namespace {

using simulation::DeliveryCourse;
using simulation::DeliveryPerson;

/// `values` are world by world.
SpreadSummary summarise(std::vector<double> values, std::size_t people) {
    SpreadSummary summary;
    std::vector<double> low;
    std::vector<double> middle;
    std::vector<double> high;
    for (std::size_t start = 0; start < values.size(); start += people) {
        std::vector<double> world(values.begin() + static_cast<std::ptrdiff_t>(start),
                                  values.begin() + static_cast<std::ptrdiff_t>(start + people));
        low.push_back(quantile_of(world, 0.05));
        middle.push_back(quantile_of(world, 0.5));
        high.push_back(quantile_of(world, 0.95));
    }
    summary.people_p05 = quantile_of(low, 0.5);
    summary.people_p95 = quantile_of(high, 0.5);
    summary.world_p05 = quantile_of(middle, 0.05);
    summary.world_p95 = quantile_of(middle, 0.95);
    summary.p05 = quantile_of(values, 0.05);
    summary.median = quantile_of(values, 0.5);
    summary.p95 = quantile_of(values, 0.95);
    return summary;
}

/// Everything that is kept of every sample: flat rows, so that memory is one block.
struct Samples {
    std::size_t outputs = 0;
    std::size_t row = 0;
    std::size_t parameters = 0;
    std::vector<double> results;
    std::vector<double> drawn;

    static constexpr std::size_t per_output = simulation::place_count + simulation::depth_bins + 1;

    void store(std::size_t sample, const DeliveryCourse& course, const DeliveryPerson& person) {
        double* to = results.data() + sample * row;
        to = std::copy(course.measures.begin(), course.measures.end(), to);
        for (std::size_t t = 0; t < outputs; ++t) {
            to = std::copy(course.places[t].begin(), course.places[t].end(), to);
            to = std::copy(course.depths[t].begin(), course.depths[t].end(), to);
            *to++ = course.plasma_per_ml[t];
        }
        std::copy(person.parameters.begin(), person.parameters.end(),
                  drawn.data() + sample * parameters);
    }

    [[nodiscard]] std::vector<double> column(std::size_t index) const {
        std::vector<double> values;
        values.reserve(results.size() / row);
        for (std::size_t at = index; at < results.size(); at += row) {
            values.push_back(results[at]);
        }
        return values;
    }
};

std::vector<VarianceShare> variance_shares(const simulation::DeliveryPlan& plan,
                                           const Samples& samples) {
    const std::vector<double> reached =
        samples.column(static_cast<std::size_t>(simulation::Measure::dermis_per_cm2));
    std::vector<VarianceShare> shares;
    if (std::ranges::min(reached) == std::ranges::max(reached)) {
        return shares;  // without vesicles nothing varies
    }
    const auto target = ranks_of(reached);
    double total = 0.0;
    for (std::size_t i = 0; i < samples.parameters; ++i) {
        if (plan.route->parameters[i].inside.gsd <= 1.0) {
            continue;
        }
        std::vector<double> values;
        for (std::size_t at = i; at < samples.drawn.size(); at += samples.parameters) {
            values.push_back(samples.drawn[at]);
        }
        const double rho = correlation(ranks_of(values), target);
        shares.push_back({plan.route->parameters[i].name, rho * rho, rho});
        total += rho * rho;
    }
    for (VarianceShare& share : shares) {
        share.share_frac = total > 0.0 ? share.share_frac / total : 0.0;
    }
    std::ranges::stable_sort(shares, std::greater<>{}, &VarianceShare::share_frac);
    return shares;
}

DeliveryPerson draw_person(const simulation::DeliveryPlan& plan, const DeliveryStudy& study,
                           std::size_t sample) {
    const population::DeliverySubject subject{
        .seed = study.seed, .person = sample % study.people, .world = sample / study.people};
    DeliveryPerson person;
    person.parameters = population::draw_delivery(plan.route->parameters, subject);
    person.sex = sex_of(study.sex, subject);
    return person;
}

DeliveryAnswer stopped_study() {
    DeliveryAnswer answer;
    answer.is_complete = false;
    return answer;
}

DeliveryAnswer summarise_samples(const simulation::DeliveryPlan& plan, const Samples& samples,
                                 std::size_t people, const RunControl& control) {
    DeliveryAnswer answer;
    const auto of = [&](std::size_t index) { return summarise(samples.column(index), people); };
    for (std::size_t i = 0; i < simulation::measure_count; ++i) {
        answer.measures.push_back(of(i));
    }
    for (std::size_t t = 0; t < samples.outputs; ++t) {
        if (control.is_cancelled()) {
            return stopped_study();
        }
        std::size_t index = simulation::measure_count + t * Samples::per_output;
        answer.places.emplace_back();
        for (std::size_t i = 0; i < simulation::place_count; ++i) {
            answer.places.back().push_back(of(index++));
        }
        answer.depths.emplace_back();
        for (std::size_t i = 0; i < simulation::depth_bins; ++i) {
            answer.depths.back().push_back(of(index++));
        }
        answer.plasma_per_ml.push_back(of(index));
    }
    answer.variance = variance_shares(plan, samples);
    return answer;
}

}  // namespace

DeliveryAnswer run_delivery_study(const simulation::DeliveryPlan& plan, const DeliveryStudy& study,
                                  const RunControl& control) {
    Samples samples;
    const std::size_t count = study.people * study.worlds;
    samples.outputs = plan.output_day.size();
    samples.row = simulation::measure_count + samples.outputs * Samples::per_output;
    samples.parameters = plan.route->parameters.size();
    samples.results.resize(count * samples.row);
    samples.drawn.resize(count * samples.parameters);

    // 1. Sessions, in stretches so that progress is told from this thread.
    constexpr std::size_t lanes = delivery::transport_lanes;
    constexpr std::uint64_t stretch_blocks = 128;
    const std::uint64_t blocks = (count + lanes - 1) / lanes;
    const auto work = [&](std::uint64_t block) {
        const std::size_t first = static_cast<std::size_t>(block) * lanes;
        std::vector<DeliveryPerson> people;
        for (std::size_t i = first; i < std::min(count, first + lanes); ++i) {
            people.push_back(draw_person(plan, study, i));
        }
        const auto courses = simulate_delivery(plan, people);
        for (std::size_t i = 0; i < courses.size(); ++i) {
            samples.store(first + i, courses[i], people[i]);
        }
    };
    for (std::uint64_t next = 0; next < blocks && !control.is_cancelled();) {
        next =
            parallel::run_blocks(next, std::min(blocks, next + stretch_blocks), control.threads,
                                 control.stop_check(), [&](unsigned /*thread*/) { return work; });
        if (control.on_progress) {
            control.on_progress({std::min<std::uint64_t>(count, next * lanes), count});
        }
    }
    if (control.is_cancelled()) {
        return stopped_study();
    }

    // 2. Quantiles, and the person of every median.
    DeliveryAnswer answer = summarise_samples(plan, samples, study.people, control);
    if (!answer.is_complete) {
        return answer;
    }
    const DeliveryPerson typical{
        study.sex == SexChoice::male ? catalogue::Sex::male : catalogue::Sex::female,
        population::median_delivery(plan.route->parameters)};
    answer.typical = simulate_delivery(plan, std::span(&typical, 1)).front();
    return answer;
}

}  // namespace vesikin::study
