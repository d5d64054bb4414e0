// Use case: all data checked, and put into one file.
#pragma once

#include <string>

#include "vesikin/service/knowledge.hpp"

namespace vesikin::service {

struct PackedData {
    std::size_t files = 0;
    std::string bundle;  ///< the same data give the same bytes
};

/// Throws InputError for the first file that is not as it should be.
[[nodiscard]] PackedData pack_data(const Knowledge& knowledge);

}  // namespace vesikin::service
