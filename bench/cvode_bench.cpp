// Time per solve of the reference solver: baseline and ten arms of 24 weeks, by tolerance.
#include <benchmark/benchmark.h>

#include <cmath>

#include "support/trajectories.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/data/load_trial.hpp"
#include "vesikin/population/patient_source.hpp"
#include "vesikin/simulation/solver.hpp"
#include "vesikin/study/design.hpp"

namespace vesikin {
namespace {

/// Argument: the exponent of the relative tolerance; the absolute one is a hundredth of it.
void cvode_solves(benchmark::State& state) {
    const format::FolderSource data(VESIKIN_DATA_FOLDER);
    const catalogue::Catalogue catalogue = format::load_catalogue(data, "miyano2021");
    const study::TrialDesign design =
        format::load_trial(VESIKIN_DATA_FOLDER "/trials/miyano2021.toml", catalogue, data.units());
    tests::CorePlan plan{{}, design.visit_day};
    for (const study::Arm& arm : design.arms) {
        plan.courses.push_back(
            {arm.name, care::phases_of(study::care_of(arm, catalogue, design.horizon_day), {},
                                       catalogue, 1.0)});
    }
    std::vector<disease::Parameters<double>> patients(100);
    population::sample_population(catalogue.model, 1, patients.size())->draw(0, patients);
    simulation::SolverSettings settings;
    settings.relative_tolerance = std::pow(10.0, static_cast<double>(-state.range(0)));
    settings.absolute_tolerance = settings.relative_tolerance / 100.0;
    settings.baseline_seed = catalogue.model.seed();
    const auto solver = simulation::make_solver("cvode", settings);
    tests::Trajectories block;
    for (auto _ : state) {
        block.fill(*solver, patients, plan);
        benchmark::DoNotOptimize(block.at(0, 0, 0));
    }
    state.counters["solves/s"] =
        benchmark::Counter(static_cast<double>(solver->work().solves), benchmark::Counter::kIsRate);
    state.counters["time/solve"] =
        benchmark::Counter(static_cast<double>(solver->work().solves),
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["steps/solve"] =
        static_cast<double>(solver->work().steps) / static_cast<double>(solver->work().solves);
}

BENCHMARK(cvode_solves)->Arg(4)->Arg(6)->Arg(8)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace vesikin
