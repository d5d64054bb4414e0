// People per second through one session of each way, and the transport kernel alone. The aim behind
// it: 10,000 people through all six ways within seconds on two cores.
#include <benchmark/benchmark.h>

#include "vesikin/format/data/load_delivery.hpp"
#include "vesikin/study/delivery_study.hpp"

namespace {

using namespace vesikin;

const catalogue::DeliveryCatalogue& delivery_catalogue() {
    static const catalogue::DeliveryCatalogue catalogue = [] {
        return format::load_delivery(format::FolderSource(VESIKIN_DATA_FOLDER));
    }();
    return catalogue;
}

simulation::DeliveryPlan typical_plan(const catalogue::Route& route) {
    const auto& all = delivery_catalogue();
    std::vector<double> settings;
    for (const catalogue::RouteSetting& setting : route.settings) {
        settings.push_back(setting.typical);
    }
    const catalogue::BodySite& site = all.site(route.default_site);
    return simulation::plan_delivery({.route = route,
                                      .body = all.body,
                                      .site = site,
                                      .area_cm2 = site.area_cm2,
                                      .condition = delivery::SkinCondition::uninvolved,
                                      .settings = settings,
                                      .output_day = {0.04, 0.5, 1.0, 3.0}});
}

void way(benchmark::State& state) {
    const catalogue::Route& route =
        delivery_catalogue().routes[static_cast<std::size_t>(state.range(0))];
    const auto plan = typical_plan(route);
    constexpr std::size_t people = 20;
    constexpr std::size_t worlds = 50;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            study::run_delivery_study(plan, {.people = people, .worlds = worlds}));
    }
    state.SetLabel(route.name);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(people * worlds));
}

BENCHMARK(way)->DenseRange(0, 5)->Unit(benchmark::kMillisecond);

void six_ways_for_ten_thousand_people(benchmark::State& state) {
    const auto threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state) {
        for (const catalogue::Route& route : delivery_catalogue().routes) {
            benchmark::DoNotOptimize(study::run_delivery_study(
                typical_plan(route), {.people = 100, .worlds = 100}, {.threads = threads}));
        }
    }
}

BENCHMARK(six_ways_for_ten_thousand_people)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kSecond)
    ->UseRealTime();

}  // namespace
