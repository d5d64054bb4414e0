// Courses with doses: the batched solver against CVODE restarted at every dose, side by side on one
// core, with ratios; and a whole trial with doses on two. Prints Markdown tables for
// docs/benchmarks.md. Arguments: [people for the batched solver] [people for CVODE] [people of the
// trial].
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>

#include "support/dosed_cases.hpp"
#include "vesikin/parallel/block_loop.hpp"

namespace vesikin {
namespace {

using simulation::CourseBlock;
using simulation::DoseKind;
using simulation::KineticsPath;
using simulation::SolverSettings;
using tests::DosedCase;

constexpr double horizon_day = 168.0;

double processor_seconds(const std::function<void()>& work) {
    const std::clock_t begin = std::clock();
    work();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// `doses` evenly over 24 weeks, a drug and a session by turns, for people who all differ.
DosedCase regular_case(std::uint64_t seed, std::size_t people, std::size_t doses) {
    DosedCase dosed = tests::random_case(seed, people, 0);
    for (auto& course : dosed.courses) {
        course.phases.resize(1);
        for (std::size_t i = 0; i < doses; ++i) {
            const double day = horizon_day * static_cast<double>(i) / static_cast<double>(doses);
            const bool is_drug = i % 2 == 0;
            course.doses.push_back({day, is_drug ? DoseKind::drug : DoseKind::session,
                                    is_drug ? 300.0 : 1.0, static_cast<double>(i / 2)});
        }
    }
    return dosed;
}

struct Measured {
    double microseconds_per_solve;
    double steps_per_solve;
};

/// The median of three runs.
Measured measure(std::string_view name, double tolerance, const DosedCase& dosed) {
    const auto solver =
        simulation::make_solver(name, tests::settings(tolerance, tolerance / 100.0));
    const simulation::Plan plan = dosed.plan();
    CourseBlock block;
    std::vector<double> times;
    for (int run = 0; run < 3; ++run) {
        times.push_back(processor_seconds([&] { solver->solve(plan, block); }));
    }
    std::sort(times.begin(), times.end());
    const auto solves = static_cast<double>(dosed.items.size());
    return {times[1] / solves * 1e6,
            static_cast<double>(solver->work().steps) / static_cast<double>(solver->work().solves)};
}

void print_ratios(std::size_t many, std::size_t few) {
    fmt::print(
        "| rtol | doses | CVODE, full, us (steps) | batched, full, us (steps) | ratio | batched, "
        "closed form, us (steps) | ratio | closed form, solves/s "
        "|\n|---|---|---|---|---|---|---|---|"
        "\n");
    for (const double tolerance : {1e-4, 1e-6}) {
        for (const std::size_t doses : {0, 6, 24, 48}) {
            DosedCase slow = regular_case(5, few, doses);
            slow.take(KineticsPath::full);
            DosedCase fast = regular_case(5, many, doses);
            const Measured closed = measure("batched", tolerance, fast);
            fast.take(KineticsPath::full);
            const Measured full = measure("batched", tolerance, fast);
            const Measured reference = measure("cvode", tolerance, slow);
            fmt::print(
                "| {:.0e} | {} | {:.0f} ({:.0f}) | {:.2f} ({:.0f}) | {:.0f} | {:.2f} ({:.0f}) | "
                "{:.0f} | {:.0f} |\n",
                tolerance, doses, reference.microseconds_per_solve, reference.steps_per_solve,
                full.microseconds_per_solve, full.steps_per_solve,
                reference.microseconds_per_solve / full.microseconds_per_solve,
                closed.microseconds_per_solve, closed.steps_per_solve,
                reference.microseconds_per_solve / closed.microseconds_per_solve,
                1e6 / closed.microseconds_per_solve);
        }
    }
}

/// Sums kept by the trial: EASI and itch at every visit of every arm.
struct Sums {
    std::vector<double> easi;
    std::size_t people = 0;
};

/// Four arms of 48 doses each (weekly drug and sessions, drug alone twice a week, sessions alone,
/// and both at half strength) for people drawn block by block, with everything a trial does: draw,
/// rest state, closed form of kinetics, courses, sums.
double trial_seconds(std::size_t people, unsigned threads) {
    constexpr std::size_t block_people = 256;
    constexpr std::size_t arms = 4;
    const std::shared_ptr source =
        population::sample_population(tests::shipped_catalogue().model, 9, people);
    const DosedCase pattern = regular_case(7, block_people, 48);
    const SolverSettings settings = tests::settings(1e-4, 1e-6);
    std::vector<Sums> sums(threads);
    const auto begin = std::chrono::steady_clock::now();
    parallel::run_blocks(
        0, (people + block_people - 1) / block_people, threads, {}, [&](unsigned thread) {
            auto solver = std::shared_ptr(simulation::make_solver("batched", settings));
            auto dosed = std::make_shared<DosedCase>(pattern);
            dosed->courses.resize(arms);
            for (std::size_t arm = 0; arm < arms; ++arm) {
                auto& doses = dosed->courses[arm].doses;
                for (std::size_t i = 0; i < doses.size(); ++i) {
                    const bool is_drug = arm == 1 || (arm != 2 && i % 2 == 0);
                    doses[i].kind = is_drug ? DoseKind::drug : DoseKind::session;
                    doses[i].amount = (is_drug ? 300.0 : 1.0) * (arm == 3 ? 0.5 : 1.0);
                }
            }
            auto block = std::make_shared<CourseBlock>();
            return [=, &sums](std::uint64_t number) {
                const std::size_t first = number * block_people;
                const std::size_t count = std::min(block_people, people - first);
                dosed->patients.resize(count);
                dosed->baselines.resize(count);
                source->draw(first, dosed->patients);
                const auto rest = solver->find_rest(dosed->patients);
                dosed->items.clear();
                for (std::size_t i = 0; i < count; ++i) {
                    dosed->baselines[i] = rest[i].state;
                    const auto path = simulation::choose_path(dosed->inputs[i]);
                    const auto index = static_cast<std::uint32_t>(i);
                    for (std::uint32_t arm = 0; arm < arms; ++arm) {
                        dosed->items.push_back({index, index, index, arm, path});
                    }
                }
                solver->solve(dosed->plan(), *block);
                Sums& sum = sums[thread];
                sum.easi.resize(arms * block->visits());
                for (std::size_t item = 0; item < block->items(); ++item) {
                    for (std::size_t visit = 0; visit < block->visits(); ++visit) {
                        sum.easi[item % arms * block->visits() + visit] +=
                            block->at(item, visit).response.signs;
                    }
                }
                sum.people += count;
            };
        });
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace
}  // namespace vesikin

int main(int argc, char** argv) {
    using namespace vesikin;
    const auto at = [&](int index, std::size_t fallback) {
        return argc > index ? static_cast<std::size_t>(std::atoll(argv[index])) : fallback;
    };
    const std::size_t many = at(1, 2000);
    const std::size_t few = at(2, 20);
    const std::size_t trial = at(3, 100000);
    fmt::print("{} people (CVODE: {}), 24 weeks, 8 visits; full = 38 states, closed form = 26\n\n",
               many, few);
    print_ratios(many, few);
    const double both = trial_seconds(trial, 2);
    const double alone = trial_seconds(trial / 10, 1);
    const double pair = trial_seconds(trial / 10, 2);
    fmt::print(
        "\n{} people x 4 arms x 48 doses: {:.1f} s on two threads; two threads do {:.2f} times the "
        "work of one\n",
        trial, both, alone / pair);
    return 0;
}
