#include "vesikin/catalogue/route.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"
#include "vesikin/base/written_text.hpp"
#include "vesikin/catalogue/called.hpp"

namespace vesikin::catalogue {

const PracticeFact* Route::fact(std::string_view wanted) const {
    const auto found = std::ranges::find(practice, wanted, &PracticeFact::name);
    return found == practice.end() ? nullptr : &*found;
}

std::size_t Route::setting_index(std::string_view wanted) const {
    const auto found = std::ranges::find(settings, wanted, &RouteSetting::name);
    if (found == settings.end()) {
        std::vector<std::string> names(settings.size());
        std::ranges::transform(settings, names.begin(), &RouteSetting::name);
        throw base::InputError(base::message("setting of {}", name), base::as_written(wanted),
                               base::one_of(names, base::perhaps_meant(wanted, names)));
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
