#include "vesikin/catalogue/route.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"

namespace vesikin::catalogue {

namespace {

template <class Items>
std::string names_of(const Items& items) {
    std::string names;
    for (const auto& item : items) {
        names += names.empty() ? item.name : ", " + item.name;
    }
    return "one of " + names;
}

}  // namespace

std::size_t Route::setting_index(std::string_view wanted) const {
    const auto found = std::ranges::find(settings, wanted, &RouteSetting::name);
    if (found == settings.end()) {
        throw base::InputError("setting of " + name, std::string(wanted), names_of(settings));
    }
    return static_cast<std::size_t>(found - settings.begin());
}

const Route& DeliveryCatalogue::route(std::string_view name) const {
    const auto found = std::ranges::find(routes, name, &Route::name);
    if (found == routes.end()) {
        throw base::InputError("way", std::string(name), names_of(routes));
    }
    return *found;
}

const BodySite& DeliveryCatalogue::site(std::string_view name) const {
    const BodySite* found = body.find_site(name);
    if (found == nullptr) {
        throw base::InputError("area", std::string(name), names_of(body.sites));
    }
    return *found;
}

}  // namespace vesikin::catalogue
