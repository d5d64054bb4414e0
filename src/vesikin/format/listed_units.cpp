#include "vesikin/format/units.hpp"

namespace vesikin::format {

double ListedUnits::ratio(const std::string& from, const std::string& to) const {
    const auto known = ratios_.find({from, to});
    if (known == ratios_.end()) {
        throw UnitError(base::message("\"{}\" is not a unit of the list", from));
    }
    return known->second;
}

}  // namespace vesikin::format
