// Reads what data files say about delivery: the body, the shared parameters and the routes.
#pragma once

#include <filesystem>
#include <vector>

#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/data/load_catalogue.hpp"
#include "vesikin/format/units.hpp"

namespace vesikin::format {

struct LoadedDelivery {
    catalogue::DeliveryCatalogue catalogue;
    std::vector<InputFile> files;
};

/// Loads `sources.toml`, `body/adult.toml`, `delivery/parameters.toml` and every file of `routes/`.
/// Throws InputError with every problem of the first bad file.
[[nodiscard]] LoadedDelivery load_delivery(const std::filesystem::path& data_folder,
                                           const UnitSystem& units);

}  // namespace vesikin::format
