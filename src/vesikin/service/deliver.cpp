#include "vesikin/service/deliver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/load_delivery.hpp"
#include "vesikin/service/run_record.hpp"

namespace vesikin::service {

namespace {

constexpr double hours_per_day = 24.0;
constexpr double output_hour[] = {0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 72.0};
constexpr std::size_t most_samples = 100'000;  // what fits in about half a gigabyte

/// Puts "needle_depth=0.8 mm" into the settings of a route. False when the route has no such
/// setting.
bool apply_setting(const catalogue::Route& route, const std::string& text,
                   const format::UnitSystem& units, std::vector<double>& settings) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        throw base::InputError("--set", text, "NAME=VALUE UNIT, such as needle_depth=0.8 mm");
    }
    const std::string name = text.substr(0, equals);
    const auto setting = std::ranges::find(route.settings, name, &catalogue::RouteSetting::name);
    if (setting == route.settings.end()) {
        return false;
    }
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [after, error] = std::from_chars(text.data() + equals + 1, end, value);
    std::string unit(after, end);
    unit.erase(0, unit.find_first_not_of(' '));
    if (error != std::errc{}) {
        throw base::InputError("--set " + name, text, "a number and a unit");
    }
    try {
        const double ratio = unit.empty() ? 1.0 : units.ratio(unit, setting->unit);
        settings[static_cast<std::size_t>(setting - route.settings.begin())] =
            value * ratio * setting->inside_per_given;
    } catch (const std::invalid_argument& cause) {
        throw base::InputError("--set " + name, fmt::format("{} ({})", text, cause.what()),
                               fmt::format("a value in a unit like {}", setting->unit));
    }
    return true;
}

delivery::SkinCondition condition_of(const DeliverRequest& request, const catalogue::Route& route) {
    if (request.skin.empty()) {
        return route.is_allowed_on_active_skin ? delivery::SkinCondition::lesion
                                               : delivery::SkinCondition::uninvolved;
    }
    const auto found = std::ranges::find(delivery::skin_condition_names, request.skin);
    if (found == delivery::skin_condition_names.end()) {
        throw base::InputError("--skin", request.skin, "one of healthy, uninvolved, lesion");
    }
    return static_cast<delivery::SkinCondition>(found - delivery::skin_condition_names.begin());
}

void check_study(const study::DeliveryStudy& study) {
    const std::size_t count = study.people * study.worlds;
    if (study.people < 2 || study.worlds < 2 || study.people > most_samples ||
        study.worlds > most_samples || count > most_samples) {
        throw base::InputError("--people, --worlds",
                               fmt::format("{} x {}", study.people, study.worlds),
                               fmt::format("2 or more each, at most {} together", most_samples));
    }
}

simulation::DeliveryPlan plan_way(const DeliverRequest& request,
                                  const catalogue::DeliveryCatalogue& catalogue,
                                  const catalogue::Route& route, std::vector<bool>& used,
                                  const format::UnitSystem& units) {
    const catalogue::BodySite& site =
        catalogue.site(request.site.empty() ? route.default_site : request.site);
    std::vector<double> settings;
    for (const catalogue::RouteSetting& setting : route.settings) {
        settings.push_back(setting.typical);
    }
    if (request.dose_particles) {
        settings[route.setting_index("label_count")] = *request.dose_particles;
    }
    for (std::size_t i = 0; i < request.settings.size(); ++i) {
        if (apply_setting(route, request.settings[i], units, settings)) {
            used[i] = true;
        }
    }
    std::vector<double> output_day;
    for (const double hour : output_hour) {
        output_day.push_back(hour / hours_per_day);
    }
    return simulation::plan_delivery({.route = route,
                                      .body = catalogue.body,
                                      .site = site,
                                      .area_cm2 = request.treated_cm2.value_or(site.area_cm2),
                                      .condition = condition_of(request, route),
                                      .settings = settings,
                                      .output_day = output_day});
}

void write_files(const DeliverRequest& request, format::Manifest manifest,
                 format::ResultFolder& results, DeliverAnswer& answer) {
    const format::DeliveryRecord record{answer.catalogue, answer.ways, request.study};
    results.stage("delivery.csv", format::delivery_csv(record));
    results.stage("delivery.html", format::delivery_page(record));
    manifest.outputs = results.outputs();
    results.commit(format::manifest_json(manifest));
    answer.files = results.files();
}

}  // namespace

std::unique_ptr<DeliverAnswer> deliver(const DeliverRequest& request) {
    check_study(request.study);
    const format::UnitSystem units;
    // Plans point into the catalogue, so it lives at one address from here on.
    auto answer = std::make_unique<DeliverAnswer>();
    answer->catalogue = format::load_delivery(request.installation.data_folder, units).catalogue;
    // 1. Every question is checked before any is computed.
    std::vector<std::string> names = request.ways;
    if (names.empty()) {
        for (const catalogue::Route& route : answer->catalogue.routes) {
            names.push_back(route.name);
        }
    }
    std::vector<bool> used(request.settings.size());
    std::vector<simulation::DeliveryPlan> plans;
    plans.reserve(names.size());
    for (const std::string& name : names) {
        plans.push_back(
            plan_way(request, answer->catalogue, answer->catalogue.route(name), used, units));
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i]) {
            std::string known;
            for (const auto& setting : plans.front().route->settings) {
                known += (known.empty() ? "" : ", ") + setting.name;
            }
            throw base::InputError("--set", request.settings[i], "a setting of the way: " + known);
        }
    }
    // 2. People x worlds.
    const format::Manifest manifest = start_manifest("deliver", request.study.seed, request.control,
                                                     data_files(request.installation.data_folder));
    std::optional<format::ResultFolder> results;
    if (request.out_folder) {
        results.emplace(*request.out_folder,
                        format::ResultNames{.manifest = "delivery_manifest.json",
                                            .files = {"delivery.csv", "delivery.html"}});
    }
    const std::uint64_t per_way = request.study.people * request.study.worlds;
    for (const simulation::DeliveryPlan& plan : plans) {
        const std::uint64_t before = per_way * answer->ways.size();
        study::RunControl of_way = request.control;
        if (request.control.on_progress) {
            of_way.on_progress = [&](const base::Progress& progress) {
                request.control.on_progress({before + progress.done, per_way * plans.size()});
            };
        }
        study::DeliveryAnswer found = run_delivery_study(plan, request.study, of_way);
        if (!found.is_complete) {
            answer->is_complete = false;
            return answer;
        }
        answer->ways.push_back({plan, std::move(found)});
    }
    // 3. Files.
    if (results) {
        write_files(request, manifest, *results, *answer);
    }
    return answer;
}

}  // namespace vesikin::service
