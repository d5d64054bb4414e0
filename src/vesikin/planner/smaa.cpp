#include "vesikin/planner/smaa.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "vesikin/base/error.hpp"
#include "vesikin/base/random.hpp"

namespace vesikin::planner {

namespace {

// Numbers of one draw: a world first, then prices, then tries at weights.
constexpr std::uint32_t world_number = 0;
constexpr std::uint32_t first_size_number = 1;
constexpr std::uint32_t first_weight_number = 1U << 16U;
constexpr std::uint32_t most_tries = 10'000;

bool agrees(const WeightPreference& preference, const std::vector<double>& weights) {
    if (!preference.points.empty()) {
        const double all = std::accumulate(preference.points.begin(), preference.points.end(), 0.0);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double share = preference.points[i] / all;
            if (std::abs(weights[i] - share) > preference.points_off_frac * share) {
                return false;
            }
        }
    }
    double least_favoured = std::numeric_limits<double>::infinity();
    double most_other = 0.0;
    for (std::size_t i = 0; i < preference.is_favoured.size(); ++i) {
        if (preference.is_favoured[i]) {
            least_favoured = std::min(least_favoured, weights[i]);
        } else {
            most_other = std::max(most_other, weights[i]);
        }
    }
    return least_favoured >= most_other;
}

using Table = std::vector<std::vector<double>>;

/// Additive and product value of each option.
struct Values {
    std::vector<double> additive;
    std::vector<double> product;
};

/// The best and the worst that any option may come to, by criterion.
struct Scale {
    std::vector<double> best;
    std::vector<double> worst;

    explicit Scale(const std::vector<std::vector<Measurement>>& options)
        : best(options.front().size(), std::numeric_limits<double>::infinity()),
          worst(options.front().size(), -std::numeric_limits<double>::infinity()) {
        for (const auto& option : options) {
            for (std::size_t i = 0; i < option.size(); ++i) {
                const auto [low, high] = range_of(option[i]);
                best[i] = std::min(best[i], low);
                worst[i] = std::max(worst[i], high);
            }
        }
    }

    [[nodiscard]] double value(std::size_t criterion, double size) const {
        const double width = worst[criterion] - best[criterion];
        return width > 0.0 ? (worst[criterion] - size) / width : 1.0;
    }

  private:
    static std::pair<double, double> range_of(const Measurement& measurement) {
        if (measurement.by_world.empty()) {
            return {measurement.lowest, measurement.highest};
        }
        const auto [low, high] = std::ranges::minmax(measurement.by_world);
        return {low, high};
    }
};

/// Partial values of one draw.
Table partial_values(const SmaaDesign& design, const Scale& scale, std::uint64_t draw) {
    const base::RandomStream stream(design.seed, draw, base::StreamPurpose::priorities);
    const double world = stream.uniform(world_number);
    std::uint32_t number = first_size_number;
    Table values;
    for (const auto& option : design.options) {
        std::vector<double> row;
        for (std::size_t i = 0; i < option.size(); ++i) {
            const Measurement& measured = option[i];
            const double uniform = stream.uniform(number++);
            const double size =
                measured.by_world.empty()
                    ? measured.lowest + uniform * (measured.highest - measured.lowest)
                    : measured.by_world[static_cast<std::size_t>(
                          world * static_cast<double>(measured.by_world.size()))];
            row.push_back(scale.value(i, size));
        }
        values.push_back(std::move(row));
    }
    return values;
}

Values values_of(const Table& partial, const std::vector<double>& weights) {
    Values values;
    for (const std::vector<double>& row : partial) {
        double sum = 0.0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            sum += weights[i] * row[i];
        }
        values.additive.push_back(sum);
        values.product.push_back(sum * row.front());
    }
    return values;
}

std::size_t first_of(const std::vector<double>& values) {
    return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

/// Options, highest value first.
std::vector<std::size_t> order_of(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    return order;
}

}  // namespace

std::vector<double> draw_weights(const WeightPreference& preference, std::size_t criteria,
                                 std::uint64_t seed, std::uint64_t draw) {
    const base::RandomStream stream(seed, draw, base::StreamPurpose::priorities);
    std::uint32_t number = first_weight_number;
    std::vector<double> weights(criteria);
    for (std::uint32_t attempt = 0; attempt < most_tries; ++attempt) {
        // Even over the simplex: exponential numbers over their sum. No points, no weight.
        double all = 0.0;
        for (std::size_t i = 0; i < criteria; ++i) {
            const bool counts = preference.points.empty() || preference.points[i] > 0.0;
            weights[i] = counts ? -std::log(stream.uniform(number++)) : 0.0;
            all += weights[i];
        }
        for (double& weight : weights) {
            weight /= all;
        }
        if (agrees(preference, weights)) {
            return weights;
        }
    }
    throw base::InputError(base::field("weights"),
                           base::message("points that go against the goals"),
                           base::message("points and goals that can both be true"));
}

SmaaAnswer rank_options(const SmaaDesign& design) {
    const std::size_t options = design.options.size();
    const std::size_t criteria = design.options.front().size();
    const Scale scale(design.options);
    const double share = 1.0 / static_cast<double>(design.draws);
    SmaaAnswer answer{.rank_acceptability = Table(options, std::vector<double>(options, 0.0)),
                      .central_weights = Table(options, std::vector<double>(criteria, 0.0)),
                      .confidence = std::vector<double>(options, 0.0),
                      .product_first = std::vector<double>(options, 0.0)};
    for (std::uint64_t draw = 0; draw < design.draws; ++draw) {
        const std::vector<double> weights =
            draw_weights(design.preference, criteria, design.seed, draw);
        const Values values = values_of(partial_values(design, scale, draw), weights);
        const std::vector<std::size_t> order = order_of(values.additive);
        for (std::size_t rank = 0; rank < options; ++rank) {
            answer.rank_acceptability[order[rank]][rank] += share;
        }
        for (std::size_t i = 0; i < criteria; ++i) {
            answer.central_weights[order.front()][i] += share * weights[i];
        }
        answer.product_first[first_of(values.product)] += share;
    }
    for (std::size_t option = 0; option < options; ++option) {
        std::vector<double>& central = answer.central_weights[option];
        const double first = answer.rank_acceptability[option].front();
        if (!(first > 0.0)) {
            central.clear();
            continue;
        }
        for (double& weight : central) {
            weight /= first;
        }
        for (std::uint64_t draw = 0; draw < design.draws; ++draw) {
            const Values values = values_of(partial_values(design, scale, draw), central);
            answer.confidence[option] += first_of(values.additive) == option ? share : 0.0;
        }
    }
    return answer;
}

}  // namespace vesikin::planner
