#include "vesikin/catalogue/route.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/catalogue/called.hpp"

namespace vesikin::catalogue {

namespace {

std::vector<std::string> names_of(const std::vector<RouteSetting>& settings) {
    std::vector<std::string> names;
    names.reserve(settings.size());
    for (const RouteSetting& setting : settings) {
        names.push_back(setting.name);
    }
    return names;
}

}  // namespace

std::size_t Route::setting_index(std::string_view wanted) const {
    const auto found = std::ranges::find(settings, wanted, &RouteSetting::name);
    if (found == settings.end()) {
        throw base::InputError("setting of " + name, std::string(wanted),
                               base::one_of(wanted, names_of(settings)));
    }
    return static_cast<std::size_t>(found - settings.begin());
}

const Route& DeliveryCatalogue::route(std::string_view name) const {
    return find_called(routes, name, "way");
}

const BodySite& DeliveryCatalogue::site(std::string_view name) const {
    return find_called(body.sites, name, "area");
}

}  // namespace vesikin::catalogue
