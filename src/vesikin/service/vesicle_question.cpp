#include "vesikin/service/vesicle_question.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"

namespace vesikin::service {

void check_size(std::string_view field, std::size_t value, std::size_t least, std::size_t most) {
    if (value < least || value > most) {
        throw base::InputError(base::field(field), base::as_written(value),
                               base::message("a whole number from {} to {}", least, most));
    }
}

std::vector<const catalogue::Route*> chosen_routes(const std::vector<std::string>& names,
                                                   const catalogue::DeliveryCatalogue& known) {
    std::vector<const catalogue::Route*> routes;
    for (const std::string& name : names) {
        const catalogue::Route* route = &known.route(name);
        if (std::ranges::find(routes, route) != routes.end()) {
            throw base::InputError(base::field("way"), base::message("{} twice", name),
                                   base::message("each way once"));
        }
        routes.push_back(route);
    }
    if (routes.empty()) {
        for (const catalogue::Route& route : known.routes) {
            routes.push_back(&route);
        }
        std::ranges::stable_sort(routes, {}, [](const auto* route) { return route->order; });
    }
    return routes;
}

}  // namespace vesikin::service
