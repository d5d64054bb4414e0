#include "vesikin/service/deliver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <stdexcept>

#include "vesikin/base/error.hpp"
#include "vesikin/format/data/text_keys.hpp"
#include "vesikin/format/text_file.hpp"
#include "vesikin/service/run_record.hpp"
#include "vesikin/service/vesicle_question.hpp"

namespace vesikin::service {

namespace {

constexpr double hours_per_day = 24.0;
constexpr double output_hour[] = {0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 72.0};
constexpr std::size_t most_samples = 100'000;  // what fits in about half a gigabyte

/// Puts a choice into the settings of a route. False when the route has no such setting.
bool apply_setting(const catalogue::Route& route, const SettingChoice& given,
                   const format::Units& units, std::vector<double>& settings) {
    const auto setting =
        std::ranges::find(route.settings, given.name, &catalogue::RouteSetting::name);
    if (setting == route.settings.end()) {
        return false;
    }
    const base::Message where = base::message("{} {}", base::field("set"), given.name);
    // UDUNITS-2 takes "500 um" for a unit: "1 500 um" would be 500 um.
    const bool is_unit = given.unit == "1" || given.unit.find_first_of("0123456789.,_+-") != 0;
    if (!std::isfinite(given.value) || !is_unit || (given.unit.empty() && setting->unit != "1")) {
        throw base::InputError(
            where, base::quoted(given.given),
            setting->unit == "1"
                ? base::message("a number in decimal digits")
                : base::message("a number in decimal digits, in a unit like {}", setting->unit));
    }
    try {
        const double ratio = given.unit.empty() ? 1.0 : units.ratio(given.unit, setting->unit);
        settings[static_cast<std::size_t>(setting - route.settings.begin())] =
            given.value * ratio * setting->inside_per_given;
    } catch (const format::UnitError& cause) {
        throw base::InputError(where, base::message("\"{}\" ({})", given.given, cause.message()),
                               base::message("a value in a unit like {}", setting->unit));
    }
    return true;
}

/// The same setting twice would have one value win unseen.
void refuse_settings_twice(const std::vector<SettingChoice>& settings) {
    std::set<std::string> names;
    for (const SettingChoice& setting : settings) {
        if (!names.insert(setting.name).second) {
            throw base::InputError(base::message("{} {}", base::field("set"), setting.name),
                                   base::message("\"{}\" a second time", setting.given),
                                   base::message("each setting once"));
        }
    }
}

delivery::SkinCondition condition_of(const DeliverRequest& request, const catalogue::Route& route) {
    if (request.skin.empty()) {
        return route.is_allowed_on_active_skin ? delivery::SkinCondition::lesion
                                               : delivery::SkinCondition::uninvolved;
    }
    const auto found = std::ranges::find(delivery::skin_condition_names, request.skin);
    if (found == delivery::skin_condition_names.end()) {
        throw base::InputError(base::field("skin"), base::as_written(request.skin),
                               base::message("one of healthy, uninvolved, lesion"));
    }
    return static_cast<delivery::SkinCondition>(found - delivery::skin_condition_names.begin());
}

void check_study(const study::DeliveryStudy& study) {
    const std::size_t count = study.people * study.worlds;
    if (study.people < 2 || study.worlds < 2 || study.people > most_samples ||
        study.worlds > most_samples || count > most_samples) {
        throw base::InputError(
            base::message("{}, {}", base::field("people"), base::field("worlds")),
            base::as_written(fmt::format("{} x {}", study.people, study.worlds)),
            base::message("2 or more each, at most {} together", most_samples));
    }
}

simulation::DeliveryPlan plan_way(const DeliverRequest& request,
                                  const catalogue::DeliveryCatalogue& catalogue,
                                  const catalogue::Route& route, std::vector<bool>& used,
                                  const format::Units& units) {
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

void write_files(format::ResultSet& results, const format::PageParts& page, DeliverAnswer& answer) {
    const format::DeliveryRecord record = answer.record();
    results.stage("delivery.csv", format::delivery_csv(record));
    results.stage("deliver.json", format::delivery_json(record));
    results.stage("delivery.html", format::delivery_page(record, page));
    format::commit_results(results, answer.manifest);
    answer.files = results.files();
}

}  // namespace

DeliverAnswer deliver(const Knowledge& knowledge, const DeliverRequest& request) {
    check_study(request.study);
    refuse_settings_twice(request.settings);
    DeliverAnswer answer{.catalogue = knowledge.delivery()};
    // 1. Every question is checked before any is computed.
    const std::vector<const catalogue::Route*> routes =
        chosen_routes(request.ways, answer.catalogue);
    std::vector<bool> used(request.settings.size());
    std::vector<simulation::DeliveryPlan> plans;
    plans.reserve(routes.size());
    for (const catalogue::Route* route : routes) {
        plans.push_back(plan_way(request, answer.catalogue, *route, used, knowledge.units()));
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i]) {
            std::string known;
            for (const auto& setting : plans.front().route->settings) {
                known += (known.empty() ? "" : ", ") + setting.name;
            }
            throw base::InputError(base::field("set"), base::as_written(request.settings[i].given),
                                   base::message("a setting of the way: {}", known));
        }
    }
    // 2. People x worlds.
    answer.study = request.study;
    answer.manifest = start_manifest("deliver", request.command_words, request.study.seed,
                                     request.control, knowledge.files());
    std::unique_ptr<format::ResultSet> results;
    format::PageParts page;
    if (request.results != nullptr) {
        page = knowledge.page(request.language,
                              {format::deliver_page_texts, format::comparison_texts});
        results =
            request.results->take({.manifest = "delivery_manifest.json",
                                   .files = {"delivery.csv", "deliver.json", "delivery.html"}});
    }
    const std::uint64_t per_way = request.study.people * request.study.worlds;
    for (const simulation::DeliveryPlan& plan : plans) {
        const std::uint64_t before = per_way * answer.ways.size();
        study::RunControl of_way = request.control;
        if (request.control.on_progress) {
            of_way.on_progress = [&](const base::Progress& progress) {
                request.control.on_progress({before + progress.done, per_way * plans.size()});
            };
        }
        study::DeliveryAnswer found = run_delivery_study(plan, request.study, of_way);
        if (!found.is_complete) {
            answer.is_complete = false;
            return answer;
        }
        answer.ways.push_back({plan, std::move(found)});
    }
    answer.manifest.wall_time_second = format::seconds_since_start(answer.manifest);
    // 3. Files.
    if (results) {
        write_files(*results, page, answer);
    }
    return answer;
}

}  // namespace vesikin::service
