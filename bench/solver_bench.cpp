// The batched solver against CVODE, side by side on one core, with ratios. Prints Markdown tables
// for docs/benchmarks.md. Arguments: [patients for the batched solver] [patients for CVODE].
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <thread>
#include <vector>

#include "support/solver_cases.hpp"
#include "vesikin/ode/rosenbrock.hpp"
#include "vesikin/simulation/model_system.hpp"

namespace vesikin {
namespace {

using Plan = tests::CorePlan;
using simulation::SolverSettings;
using tests::Trajectories;
using Patients = std::vector<disease::Parameters<double>>;

/// Processor time of the whole program: neighbours on the machine weigh less on it than on the
/// clock.
double processor_seconds(const std::function<void()>& work) {
    const std::clock_t begin = std::clock();
    work();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double clock_seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// The median of five runs: neighbours on the machine spoil single ones.
double median_seconds(const std::function<void()>& work) {
    std::vector<double> times;
    for (int run = 0; run < 5; ++run) {
        times.push_back(processor_seconds(work));
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

struct Measured {
    double microseconds_per_solve;
    double steps_per_solve;
};

/// Solves in blocks of the solver's own size, as a trial does.
Measured measure(std::string_view name, const SolverSettings& settings, const Patients& patients,
                 const Plan& plan) {
    const auto solver = simulation::make_solver(name, settings);
    Trajectories block;
    int runs = 0;
    const double seconds = median_seconds([&] {
        ++runs;
        for (std::size_t first = 0; first < patients.size(); first += solver->block_size()) {
            const std::size_t count = std::min(solver->block_size(), patients.size() - first);
            block.fill(*solver, std::span(patients).subspan(first, count), plan);
        }
    });
    const auto solves = static_cast<double>(solver->work().solves);
    return {seconds * runs / solves * 1e6, static_cast<double>(solver->work().steps) / solves};
}

double worst_error(std::string_view name, const SolverSettings& settings, const Patients& patients,
                   const Plan& plan, const Trajectories& exact) {
    // Relative to a level of one and more, so that tolerances can be compared with each other.
    SolverSettings unit = settings;
    unit.relative_tolerance = 1.0;
    unit.absolute_tolerance = 1.0;
    return tests::distance_in_tolerances(tests::solve(name, patients, plan, settings), exact, unit);
}

void print_ratios(const Patients& many, const Patients& few, const Plan& plan) {
    fmt::print(
        "| rtol / atol | CVODE us per solve (steps) | batched us per solve (steps) | ratio |\n");
    fmt::print("|---|---|---|---|\n");
    for (const double tolerance : {1e-4, 1e-6, 1e-8}) {
        const SolverSettings settings = tests::settings(tolerance, tolerance / 100.0);
        const Measured slow = measure("cvode", settings, few, plan);
        const Measured fast = measure("batched", settings, many, plan);
        fmt::print("| {:.0e} / {:.0e} | {:.1f} ({:.0f}) | {:.3f} ({:.1f}) | {:.0f} |\n", tolerance,
                   tolerance / 100.0, slow.microseconds_per_solve, slow.steps_per_solve,
                   fast.microseconds_per_solve, fast.steps_per_solve,
                   slow.microseconds_per_solve / fast.microseconds_per_solve);
    }
}

void print_instruction_sets(const Patients& patients, const Plan& plan) {
    fmt::print(
        "\n| instruction set | lanes | us per solve at 1e-4 | at 1e-6 |\n|---|---|---|---|\n");
    for (const simulation::Kernel& kernel : simulation::available_kernels()) {
        fmt::print("| {} | {} |", kernel.name, kernel.lane_count);
        for (const double tolerance : {1e-4, 1e-6}) {
            SolverSettings settings = tests::settings(tolerance, tolerance / 100.0);
            settings.instruction_set = kernel.name;
            fmt::print(" {:.3f} |",
                       measure("batched", settings, patients, plan).microseconds_per_solve);
        }
        fmt::print("\n");
    }
}

void print_baselines(const Patients& patients) {
    fmt::print("\n| baseline, rtol | us per patient | patients per second |\n|---|---|---|\n");
    for (const double tolerance : {1e-4, 1e-6}) {
        const double time =
            measure("batched", tests::settings(tolerance, tolerance / 100.0), patients, Plan{})
                .microseconds_per_solve;
        fmt::print("| {:.0e} | {:.2f} | {:.0f} |\n", tolerance, time, 1e6 / time);
    }
}

void print_work_precision(const Patients& patients, const Plan& plan) {
    fmt::print("\nsolver,rtol,us_per_solve,worst_error\n");
    const Trajectories exact = tests::solve("cvode", patients, plan, tests::settings(1e-12, 1e-14));
    for (const std::string_view name : {"cvode", "batched"}) {
        for (int digits = 3; digits <= 10; ++digits) {
            const double tolerance = std::pow(10.0, -digits);
            const SolverSettings settings = tests::settings(tolerance, tolerance / 100.0);
            fmt::print("{},{:.0e},{:.3f},{:.3e}\n", name, tolerance,
                       measure(name, settings, patients, plan).microseconds_per_solve,
                       worst_error(name, settings, patients, plan, exact));
        }
    }
}

void print_threads(const Patients& patients, const Plan& plan) {
    const SolverSettings settings = tests::settings(1e-4, 1e-6);
    const auto work = [&] { measure("batched", settings, patients, plan); };
    const double alone = clock_seconds(work);
    const double together = clock_seconds([&] {
        std::thread other(work);
        work();
        other.join();
    });
    fmt::print("\ntwo threads do {:.2f} times the work of one\n", 2.0 * alone / together);
}

/// A number that counts what is done with it.
struct Counted {
    double value = 0.0;

    Counted() = default;

    // Constants of equations turn into counted numbers for free.
    Counted(double v) : value(v) {}  // NOLINT(google-explicit-constructor)

    static inline long operations = 0;
    static inline long divisions = 0;
};

Counted counted(double value) {
    ++Counted::operations;
    return {value};
}

Counted operator+(Counted a, Counted b) {
    return counted(a.value + b.value);
}

Counted operator-(Counted a, Counted b) {
    return counted(a.value - b.value);
}

Counted operator*(Counted a, Counted b) {
    return counted(a.value * b.value);
}

Counted operator/(Counted a, Counted b) {
    ++Counted::divisions;
    return {a.value / b.value};
}

Counted operator-(Counted a) {
    return counted(-a.value);
}

Counted minimum(Counted a, Counted b) {
    return counted(std::min(a.value, b.value));
}

void print_operations(const Patients& patients) {
    using Input = simulation::ConstantInput<Counted>;
    using System = simulation::ModelSystem<Counted, Counted, Input>;
    disease::Parameters<Counted> k{};
    auto to = disease::parameter_entries(k);
    const auto from = disease::parameter_entries(patients.front());
    ode::for_each_index<disease::parameter_count>(
        [&]<std::size_t i>(ode::Index<i>) { std::get<i>(to) = Counted(std::get<i>(from)); });
    const Input input{};
    ode::RosenbrockStep<ode::Rodas5P, System, Counted> step;
    std::array<Counted, System::size> y{};
    y.fill(Counted(0.5));
    Counted::operations = 0;
    step.take(System{k, input}, 0.0, y, 0.01, 100.0);
    fmt::print(
        "\none step: {} additions and multiplications, {} divisions; {} entries of the factors\n",
        Counted::operations, Counted::divisions,
        ode::LuPlan<System::size, System::sparsity>::entry_count);
}

void print_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("peak memory {:.0f} MiB\n", static_cast<double>(usage.ru_maxrss) / 1024.0);
}

}  // namespace
}  // namespace vesikin

int main(int argc, char** argv) {
    using namespace vesikin;
    const auto many = static_cast<std::uint64_t>(argc > 1 ? std::atoll(argv[1]) : 2000);
    const auto few = static_cast<std::uint64_t>(argc > 2 ? std::atoll(argv[2]) : 40);
    const Patients patients = tests::draw_patients(1, many);
    const Patients some(patients.begin(),
                        patients.begin() + static_cast<std::ptrdiff_t>(std::min(few, many)));
    const tests::CorePlan plan = tests::shipped_plan();
    fmt::print("{} patients (CVODE: {}) x {} solves, {} visits\n\n", many, some.size(),
               plan.courses.size() + 1, plan.visit_day.size());
    print_ratios(patients, some, plan);
    print_instruction_sets(patients, plan);
    print_baselines(patients);
    print_operations(patients);
    print_threads(patients, plan);
    print_work_precision(some, plan);
    print_memory();
    return 0;
}
