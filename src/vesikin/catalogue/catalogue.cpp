#include "vesikin/catalogue/catalogue.hpp"

#include <algorithm>

#include "vesikin/base/error.hpp"

namespace vesikin::catalogue {

int EasiBands::iga_of(double easi) const {
    VESIKIN_CHECK(!bands.empty(), "severity strata were loaded");
    const auto band =
        std::ranges::find_if(bands, [&](const EasiBand& b) { return easi <= b.easi_max; });
    return band == bands.end() ? bands.back().iga : band->iga;
}

const Drug* Catalogue::find_drug(std::string_view name) const noexcept {
    const auto found = std::ranges::find(drugs, name, &Drug::name);
    return found == drugs.end() ? nullptr : &*found;
}

const Source* Catalogue::find_source(std::string_view key) const noexcept {
    const auto found = std::ranges::find(sources, key, &Source::key);
    return found == sources.end() ? nullptr : &*found;
}

}  // namespace vesikin::catalogue
