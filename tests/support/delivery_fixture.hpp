// The shipped routes, and plans made from their typical sessions.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "support/shipped_data.hpp"
#include "vesikin/format/data/load_delivery.hpp"
#include "vesikin/population/delivery_draw.hpp"
#include "vesikin/simulation/delivery_course.hpp"

namespace vesikin::tests {

inline const std::vector<std::string> all_ways{"dermapen", "intradermal", "iv_drip",
                                               "iv_push",  "stamp",       "ultrasound"};

inline const catalogue::DeliveryCatalogue& shipped_delivery() {
    static const catalogue::DeliveryCatalogue catalogue = format::load_delivery(shipped_data());
    return catalogue;
}

/// The typical session of a way; public members may be changed before `plan`.
struct SessionChoice {
    std::string way;
    std::string site = "face";
    delivery::SkinCondition condition = delivery::SkinCondition::healthy;
    std::vector<double> output_day{1.0 / 24.0, 1.0, 3.0};
    std::vector<std::pair<std::string, double>> settings{};  ///< name and value in our units
    double area_cm2 = 0.0;                                   ///< 0 for the whole site

    [[nodiscard]] simulation::DeliveryPlan plan() const {
        const auto& all = shipped_delivery();
        const catalogue::Route& route = all.route(way);
        const catalogue::BodySite& where = all.site(site);
        std::vector<double> values;
        for (const catalogue::RouteSetting& setting : route.settings) {
            values.push_back(setting.typical);
        }
        for (const auto& [name, value] : settings) {
            values[route.setting_index(name)] = value;
        }
        return simulation::plan_delivery({.route = route,
                                          .body = all.body,
                                          .site = where,
                                          .area_cm2 = area_cm2 == 0.0 ? where.area_cm2 : area_cm2,
                                          .condition = condition,
                                          .settings = values,
                                          .output_day = output_day});
    }
};

/// The woman whose every parameter is its median, with some parameters changed by name.
inline simulation::DeliveryPerson median_woman(
    const simulation::DeliveryPlan& plan,
    const std::vector<std::pair<std::string, double>>& changes = {}) {
    simulation::DeliveryPerson person{catalogue::Sex::female,
                                      population::median_delivery(plan.route->parameters)};
    for (const auto& change : changes) {
        const auto& parameters = plan.route->parameters;
        const auto found =
            std::find_if(parameters.begin(), parameters.end(),
                         [&](const auto& parameter) { return parameter.name == change.first; });
        person.parameters.at(static_cast<std::size_t>(found - parameters.begin())) = change.second;
    }
    return person;
}

inline simulation::DeliveryCourse simulate_one(const simulation::DeliveryPlan& plan,
                                               const simulation::DeliveryPerson& person) {
    return simulate_delivery(plan, std::span(&person, 1)).front();
}

inline double measure(const simulation::DeliveryCourse& course, simulation::Measure which) {
    return course.measures[static_cast<std::size_t>(which)];
}

}  // namespace vesikin::tests
