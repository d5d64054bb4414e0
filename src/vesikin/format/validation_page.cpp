#include "vesikin/format/validation_files.hpp"

namespace vesikin::format {

std::string validation_page(const ValidationRecord& /*record*/) {
    return "";
}

}  // namespace vesikin::format
