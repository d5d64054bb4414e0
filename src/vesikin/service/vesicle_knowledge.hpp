// What every question about vesicles starts from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "vesikin/catalogue/catalogue.hpp"
#include "vesikin/catalogue/evidence.hpp"
#include "vesikin/catalogue/route.hpp"
#include "vesikin/catalogue/vesicle.hpp"
#include "vesikin/format/data/load_comparison.hpp"
#include "vesikin/format/units.hpp"
#include "vesikin/service/installation.hpp"

namespace vesikin::service {

struct VesicleKnowledge {
    catalogue::Catalogue catalogue;
    catalogue::EvidenceBase evidence;
    catalogue::VesicleCatalogue vesicles;
    format::ComparisonSettings settings;
};

/// Throws InputError with what is wrong in the first bad file.
[[nodiscard]] VesicleKnowledge load_vesicle_knowledge(const Installation& installation,
                                                      const format::UnitSystem& units,
                                                      const std::string& model = "miyano2021");

/// Throws InputError unless a size lies in its range, ends included.
void check_size(std::string_view field, std::size_t value, std::size_t least, std::size_t most);

/// The routes of these names, or all where none is named. Throws InputError for one that is not
/// known and for one named twice. The catalogue outlives the answer.
[[nodiscard]] std::vector<const catalogue::Route*> chosen_routes(
    const std::vector<std::string>& names, const catalogue::DeliveryCatalogue& known);

}  // namespace vesikin::service
