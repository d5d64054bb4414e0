// What questions about vesicles share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/route.hpp"

namespace vesikin::service {

/// Throws InputError unless a size lies in its range, ends included.
void check_size(std::string_view field, std::size_t value, std::size_t least, std::size_t most);

/// The routes of these names, or all where none is named. Throws InputError for one that is not
/// known and for one named twice. The catalogue outlives the answer.
[[nodiscard]] std::vector<const catalogue::Route*> chosen_routes(
    const std::vector<std::string>& names, const catalogue::DeliveryCatalogue& known);

}  // namespace vesikin::service
