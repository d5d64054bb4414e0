// The order of the skin transport solver as its grid and its steps shrink, and the error of the
// grid and the steps in use, on the layered skin of every way.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "support/delivery_fixture.hpp"
#include "vesikin/delivery/transport.hpp"

namespace vesikin {
namespace {

using delivery::GridSplit;
using delivery::Schedule;
using delivery::SkinShares;
using delivery::TransportCase;
using tests::SessionChoice;

constexpr double hour = 1.0 / 24.0;
const std::vector<double> output_day{1.0 * hour, 6.0 * hour, 24.0 * hour};

/// What a way does to the skin of the median woman, ready for transport. For ways through the
/// blood, a supply that rises and levels off.
TransportCase case_of(const std::string& way, const Schedule& schedule) {
    const auto plan = SessionChoice{.way = way}.plan();
    const auto person = tests::median_woman(plan);
    const auto course = tests::simulate_one(plan, person);
    TransportCase found;
    found.skin = course.skin;
    found.placement = course.placement;
    for (std::size_t i = 0; i < plan.route->parameters.size(); ++i) {
        if (plan.route->parameters[i].name == "film_loss") {
            found.film_loss_per_day = person.parameters[i];
        }
    }
    if (course.placement.plasma_frac > 0.0) {
        for (const double time_day : schedule.times_day()) {
            found.supplied_frac.push_back(1e-3 * -std::expm1(-time_day / (3.0 * hour)));
        }
    }
    return found;
}

/// What is below the corneum at every output, as shares of the dose. The film is left out: it
/// changes by what the uppermost micrometre of corneum soaks up, whose layer is thinner than a cell
/// at first.
std::vector<double> living_places(const std::vector<SkinShares>& outputs) {
    std::vector<double> values;
    for (const SkinShares& s : outputs) {
        values.insert(values.end(), {s.epidermis, s.dermis, s.uptake_epidermis, s.uptake_dermis,
                                     s.breakdown_dermis, s.lymph, s.subcutis});
    }
    return values;
}

std::vector<SkinShares> solved(const std::string& way, GridSplit split, std::size_t refinement) {
    const Schedule schedule(output_day, 0.0, 12.0 * hour, refinement);
    const TransportCase given = case_of(way, schedule);
    return solve_transport_refined(std::span(&given, 1), schedule, split).front().at_output;
}

/// The largest difference, relative to the largest value.
double distance(const std::vector<double>& a, const std::vector<double>& b) {
    double worst = 0.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        worst = std::max(worst, std::abs(a[i] - b[i]));
        largest = std::max(largest, std::abs(b[i]));
    }
    return worst / largest;
}

/// Richardson: differences of successive refinements fall by 2^order.
double order_of(const std::array<std::vector<double>, 3>& ladder) {
    return std::log2(distance(ladder[0], ladder[1]) / distance(ladder[1], ladder[2]));
}

class TransportConvergenceTest : public testing::TestWithParam<std::string> {};

TEST_P(TransportConvergenceTest, ErrorFallsWithTheSquareOfTheCellOnLayeredSkin) {
    const auto with = [](GridSplit split) { return living_places(solved(GetParam(), split, 1)); };
    const auto eight = with(GridSplit::eight);
    constexpr double finite_ladder = 0.3;  // the order is met in the limit only
    EXPECT_NEAR(order_of({with(GridSplit::two), with(GridSplit::four), eight}), 2.0, finite_ladder);
    constexpr double grid_error = 0.01;  // of the grid in use: far below any unknown
    EXPECT_LT(distance(with(GridSplit::one), eight), grid_error);
}

TEST_P(TransportConvergenceTest, TheFilmLosesWhatItShouldOnTheGridInUse) {
    const auto film = [](GridSplit split) {
        std::vector<double> values;
        for (const SkinShares& s : solved(GetParam(), split, 1)) {
            values.insert(values.end(), {s.film, s.corneum});
        }
        return values;
    };
    if (film(GridSplit::one).front() < 1e-9) {
        return;  // through the blood: no film
    }
    constexpr double grid_error = 1e-3;
    EXPECT_LT(distance(film(GridSplit::one), film(GridSplit::eight)), grid_error);
}

TEST_P(TransportConvergenceTest, ErrorFallsWithTheSquareOfTheStepOnLayeredSkin) {
    const auto with = [](std::size_t refinement) {
        return living_places(solved(GetParam(), GridSplit::one, refinement));
    };
    const auto eight = with(8);
    constexpr double finite_ladder = 0.1;
    EXPECT_NEAR(order_of({with(2), with(4), eight}), 2.0, finite_ladder);
    constexpr double step_error = 1e-3;  // of the steps in use
    EXPECT_LT(distance(with(1), eight), step_error);
}

INSTANTIATE_TEST_SUITE_P(EveryWay, TransportConvergenceTest, testing::ValuesIn(tests::all_ways),
                         [](const auto& way) { return way.param; });

}  // namespace
}  // namespace vesikin
