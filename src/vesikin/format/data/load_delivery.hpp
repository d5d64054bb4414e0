// Reads what data files say about delivery: the body, the shared parameters and the routes.
#pragma once

#include "vesikin/catalogue/route.hpp"
#include "vesikin/format/data/data_source.hpp"

namespace vesikin::format {

/// Loads `sources.toml`, `body/adult.toml`, `delivery/parameters.toml` and every file of `routes/`.
/// Throws InputError with every problem of the first bad file.
[[nodiscard]] catalogue::DeliveryCatalogue load_delivery(const DataSource& data);

}  // namespace vesikin::format
